"""How ideas are counted: from the rows, in the statement that writes the number."""

from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Joining
from communitybot.storage import ideas_rows as rows
from communitybot.storage.ideas_here import mine
from communitybot.storage.ideas_shelves import put
from communitybot.storage.tables.ideas import idea_authors, idea_follows, idea_members, idea_votes, ideas

_I = ideas.c
_AUTHORS = select(idea_authors.c.person).where(idea_authors.c.idea == idea_votes.c.idea)
_VOTES = and_(idea_votes.c.idea == _I.id, idea_votes.c.person.not_in(_AUTHORS))
_TEAM = and_(idea_members.c.idea == _I.id, idea_members.c.joining == Joining.MEMBER.value)

COUNTS: dict[str, Any] = {
    "votes": select(func.count()).select_from(idea_votes).where(_VOTES).scalar_subquery(),
    "follows": select(func.count())
    .select_from(idea_follows)
    .where(idea_follows.c.idea == _I.id)
    .scalar_subquery(),
    "team": select(func.count()).select_from(idea_members).where(_TEAM).scalar_subquery(),
}
"""Counted from the rows whenever they are written: a number that is added to can go astray, this cannot."""


async def hold(connection: AsyncConnection, community: str, idea: str) -> Idea | None:
    """The idea, held: who counts its rows from now on sees those of every unit that held it before."""
    asked = select(ideas).where(mine(community, idea)).with_for_update()
    row = (await connection.execute(asked)).mappings().first()
    return rows.idea_of(row) if row else None


async def recount(connection: AsyncConnection, idea: str, before: Idea | None, **more: Any) -> Idea:
    """Write an idea's counts (and what else is given) and its places in lists; the idea is held."""
    changed = update(ideas).where(_I.id == idea).values(**more, **COUNTS).returning(ideas)
    now = rows.idea_of((await connection.execute(changed)).mappings().one())
    await put(connection, before, now)
    return now
