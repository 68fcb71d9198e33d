"""One profile for two people who became one, and one word about each idea."""

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage.tables.idea_meeting import idea_nudges
from communitybot.storage.tables.profiles import profiles

_N, _P = idea_nudges.c, profiles.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """The first person's profile stands, where there is one; nobody is found who chose not to be."""
    theirs = and_(_P.community == kept.community, _P.person == gone.id)
    mine = profiles.alias()
    own = exists().where(mine.c.community == kept.community, mine.c.person == kept.id)
    await connection.execute(delete(profiles).where(theirs, own))
    await connection.execute(update(profiles).where(theirs).values(person=kept.id))
    await _one_reminder(connection, kept, gone)


async def _one_reminder(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Who wanted no more of them wants none, and both were reminded when either was."""
    mine, theirs = idea_nudges.alias(), idea_nudges.alias()
    same = and_(mine.c.idea == theirs.c.idea, mine.c.person == kept.id, theirs.c.person == gone.id)
    asked = select(mine.c.idea, mine.c.at, mine.c.stopped, theirs.c.at, theirs.c.stopped)
    for idea, at, stopped, other, also in (await connection.execute(asked.join(theirs, same))).all():
        moments = [moment for moment in (at, other) if moment is not None]
        both = {"at": max(moments, default=None), "stopped": stopped or also}
        one = update(idea_nudges).where(_N.idea == idea, _N.person == kept.id)
        await connection.execute(one.values(both))
        await connection.execute(delete(idea_nudges).where(_N.idea == idea, _N.person == gone.id))
    rest = update(idea_nudges).where(_N.person == gone.id)
    await connection.execute(rest.values(person=kept.id))
