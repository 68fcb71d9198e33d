"""The discussions of ideas, in tables: their log, their threads, and which of them are listened to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, case, or_, select, update

from communitybot.ideas.model.idea import GROWING, Idea, Stage
from communitybot.ideas.model.log import Kind
from communitybot.storage import ideas_rows
from communitybot.storage.ideas_counted import hold, recount
from communitybot.storage.tables.idea_threads import idea_talks
from communitybot.storage.tables.ideas import ideas
from communitybot.storage.threads_here import here
from communitybot.storage.threads_log import LogRows
from communitybot.storage.threads_open import ThreadRows
from communitybot.storage.threads_rows import thread_of
from communitybot.threads.log import SAID, Line, Thread

KINDS = {kind.value: kind for kind in Kind}
OPEN = tuple(stage.value for stage in (*GROWING, Stage.PARKED))

_T, _I = idea_talks.threads.c, ideas.c


class StoredDiscussions(LogRows, ThreadRows):
    """All that is said about ideas; satisfies `communitybot.ideas.repository.Discussions`."""

    tables = idea_talks
    kinds = KINDS

    async def append(self, community: str, talk: str, lines: Sequence[Line], /) -> Sequence[Line]:
        """As for every talk; what is said also warms an idea, so its places in lists follow."""
        before = await hold(self._connection, community, talk)
        if before is None:
            return []
        added = await super().append(community, talk, lines)
        if added:
            await recount(self._connection, talk, before)
        return added

    async def hush(self, community: str, idea: str, *, before: datetime | None = None) -> int:
        lines = self.tables.lines
        standing = or_(lines.c.text != "", lines.c.shown != [], lines.c.name != "")
        said = and_(here(self.tables, lines, community, idea), lines.c.kind == SAID, standing)
        if before is not None:
            said = and_(said, lines.c.at < before)
        taken_back = case((lines.c.removed == 1, lines.c.at), else_=None)
        blank = update(lines).where(said)
        blank = blank.values(text="", shown=[], name="", removed=True, edited=taken_back)
        return (await self._connection.execute(blank)).rowcount

    async def listened(self, platform: str, since: datetime, *, limit: int) -> Sequence[tuple[Thread, Idea]]:
        there = and_(_T.place.startswith(f"{platform}:", autoescape=True), _T.closed == 0)
        asked = (
            select(idea_talks.threads, *(column.label(f"idea_{column.name}") for column in _I))
            .join_from(ideas, idea_talks.threads, _I.id == _T.idea)
            .where(there, or_(_I.stage.in_(OPEN), _I.moved > since))
            .order_by(_I.said.desc(), _I.id, _T.room)
            .limit(limit)
        )
        found = (await self._connection.execute(asked)).mappings().all()
        return [
            (
                thread_of({**row, "community": row["idea_community"]}, self.tables.name),
                ideas_rows.idea_of({column.name: row[f"idea_{column.name}"] for column in _I}),
            )
            for row in found
        ]
