"""What two people did as critical friends, in labs and by promises becomes one person's."""

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.friend import Standing
from communitybot.people.model import Person
from communitybot.storage.tables.idea_labs import idea_commitments, idea_friends, idea_labs, idea_willing

NEARER = (Standing.AGREED, Standing.ASKED, Standing.NOT_NOW, Standing.SILENT, Standing.LEFT)
"""Of two answers to one team, the one that helps it more stands; of two that agree, the one with notes."""

_F, _W, _L, _C = idea_friends.c, idea_willing.c, idea_labs.c, idea_commitments.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what is the second's; may be repeated for what came late."""
    await _one_friend(connection, kept, gone)
    mine = idea_willing.alias()
    also = exists().where(mine.c.community == _W.community, mine.c.person == kept.id)
    await connection.execute(delete(idea_willing).where(_W.person == gone.id, also))
    await connection.execute(update(idea_willing).where(_W.person == gone.id).values(person=kept.id))
    hosted = update(idea_labs).where(_L.host == gone.id)
    await connection.execute(hosted.values(host=kept.id, host_name=kept.name))
    owned = update(idea_commitments).where(_C.owner == gone.id)
    await connection.execute(owned.values(owner=kept.id, name=kept.name))
    noted = update(idea_commitments).where(_C.noted_by == gone.id)
    await connection.execute(noted.values(noted_by=kept.id))


async def _one_friend(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    mine, theirs = idea_friends.alias(), idea_friends.alias()
    asked = (
        select(theirs.c.idea, theirs.c.standing, theirs.c.noted)
        .add_columns(mine.c.standing.label("my_standing"), mine.c.noted.label("my_noted"))
        .join_from(theirs, mine, and_(mine.c.idea == theirs.c.idea, mine.c.person == kept.id))
        .where(theirs.c.person == gone.id)
    )
    for row in (await connection.execute(asked)).all():
        first = (NEARER.index(Standing(row.my_standing)), row.my_noted is None)
        second = (NEARER.index(Standing(row.standing)), row.noted is None)
        other = gone.id if first <= second else kept.id
        await connection.execute(delete(idea_friends).where(_F.idea == row.idea, _F.person == other))
    moved = update(idea_friends).where(_F.person == gone.id)
    await connection.execute(moved.values(person=kept.id, name=kept.name))
