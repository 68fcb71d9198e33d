"""Digests and what was waved away, of two people who became one."""

from sqlalchemy import and_, delete, exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage.tables.resource_digests import resource_digests, resource_dismissed

_D, _X = resource_digests.c, resource_dismissed.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """All digests of both go on, each with what it told; what either did not want is not shown again."""
    theirs = and_(_D.community == kept.community, _D.person == gone.id)
    await connection.execute(update(resource_digests).where(theirs).values(person=kept.id, name=kept.name))
    mine = resource_dismissed.alias()
    both = exists().where(mine.c.resource == _X.resource, mine.c.person == kept.id)
    await connection.execute(delete(resource_dismissed).where(_X.person == gone.id, both))
    await connection.execute(update(resource_dismissed).where(_X.person == gone.id).values(person=kept.id))
