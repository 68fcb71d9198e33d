"""The ideas themselves, in tables: each is read and written whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Member, Role, Stage
from communitybot.storage import ideas_rows as rows
from communitybot.storage import ideas_titles, ideas_words
from communitybot.storage.ideas_counted import hold as held_idea
from communitybot.storage.ideas_counted import recount
from communitybot.storage.ideas_here import mine
from communitybot.storage.once import insert_once
from communitybot.storage.tables.ideas import idea_authors, idea_members, ideas

NEVER_SAVED = {"id", "community", "votes", "follows", "team", "lines", "revision", "created"}
MOST_IN_LIST = 5_000  # bound values in one statement; SQLite takes 32,766

_I = ideas.c


class IdeaRows:
    """The ideas of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, idea: Idea) -> None:
        none = {"votes": 0, "follows": 0, "team": 0}
        await self._connection.execute(insert(ideas), rows.idea_values(idea) | none)
        await self._credit(idea)
        await self._follow(None, await recount(self._connection, idea.id, None))

    async def save(self, idea: Idea) -> None:
        before = await held_idea(self._connection, idea.community, idea.id)
        if before is None:
            return
        if idea.authors != before.authors:
            await self._credit(idea)
        held = {name: value for name, value in rows.idea_values(idea).items() if name not in NEVER_SAVED}
        higher = case((_I.revision > idea.revision, _I.revision), else_=idea.revision)
        now = await recount(self._connection, idea.id, before, **held, revision=higher)
        await self._follow(before, now)

    async def _credit(self, idea: Idea) -> None:
        """Let an idea be found by its authors, and have them in its team; who left it stays away."""
        of = idea_authors.c.idea == idea.id
        await self._connection.execute(delete(idea_authors).where(of))
        people = list(dict.fromkeys(author.person for author in idea.authors))
        credited = [{"idea": idea.id, "person": person} for person in people]
        await self._connection.execute(insert(idea_authors), credited)
        for author in idea.authors:
            member = Member(person=author.person, name=author.name, role=Role.TEACHER, at=idea.created)
            once = insert_once(self._connection.dialect.name, idea_members)
            await self._connection.execute(once, {"idea": idea.id, **rows.member_values(member)})

    async def _follow(self, before: Idea | None, now: Idea) -> None:
        """Let an idea be found by its words as they are now."""
        await ideas_titles.put(self._connection, before, now)
        await ideas_words.put(self._connection, before, now)

    async def delete(self, community: str, idea: str) -> None:
        before = await held_idea(self._connection, community, idea)
        if before is not None:
            await ideas_words.take_away(self._connection, before)
            await self._connection.execute(delete(ideas).where(mine(community, idea)))

    async def get(self, community: str, idea: str, *, hold: bool = False) -> Idea | None:
        if hold:
            return await held_idea(self._connection, community, idea)
        row = (await self._connection.execute(select(ideas).where(mine(community, idea)))).mappings().first()
        return rows.idea_of(row) if row else None

    async def many(self, community: str, ids: Sequence[str]) -> Sequence[Idea]:
        found: dict[str, Idea] = {}
        for start in range(0, len(ids), MOST_IN_LIST):
            these = _I.id.in_(ids[start : start + MOST_IN_LIST])
            asked = select(ideas).where(these, _I.community == community)
            for row in (await self._connection.execute(asked)).mappings():
                found[row["id"]] = rows.idea_of(row)
        return [found[one] for one in dict.fromkeys(ids) if one in found]

    async def waiting(self, community: str, *, limit: int) -> Sequence[Idea]:
        waits = (_I.community == community, _I.stage == Stage.SUBMITTED.value)
        asked = select(ideas).where(*waits).order_by(_I.submitted, _I.id).limit(limit)
        return [rows.idea_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def waits(self, community: str, *, limit: int = 20) -> Sequence[timedelta]:
        told = (_I.community == community, _I.decided.is_not(None), _I.submitted.is_not(None))
        asked = select(_I.submitted, _I.decided).where(*told).order_by(_I.decided.desc()).limit(limit)
        return [row.decided - row.submitted for row in await self._connection.execute(asked)]

    async def decided(self, community: str, idea: str, *, at: datetime) -> None:
        await self._connection.execute(update(ideas).where(mine(community, idea)).values(decided=at))
