"""What two people asked for and answered becomes one person's."""

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage.tables.resource_requests import resource_needs, resource_replies, resource_requests

_Q, _N, _A = resource_requests.c, resource_needs.c, resource_replies.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """The first person asked and answered what either did; nobody needs their own request as well."""
    asked = update(resource_requests).where(_Q.community == kept.community, _Q.person == gone.id)
    await connection.execute(asked.values(person=kept.id, name=kept.name))
    mine = resource_needs.alias()
    also = exists().where(mine.c.request == _N.request, mine.c.person == kept.id)
    await connection.execute(delete(resource_needs).where(_N.person == gone.id, also))
    theirs = update(resource_needs).where(_N.person == gone.id)
    await connection.execute(theirs.values(person=kept.id, name=kept.name))
    own = select(_Q.id).where(_Q.community == kept.community, _Q.person == kept.id)
    needs = and_(_N.person == kept.id, _N.request.in_(own))
    await connection.execute(delete(resource_needs).where(needs))
    replied = update(resource_replies).where(_A.person == gone.id)
    await connection.execute(replied.values(person=kept.id, name=kept.name))
