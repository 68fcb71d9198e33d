"""The threads of talks, which lines stand where, and what was not heard."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import and_, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import PlaceAddress
from communitybot.storage import threads_rows as rows
from communitybot.storage.once import insert_once
from communitybot.storage.tables.talks import TalkTables
from communitybot.storage.threads_here import here, mine, new
from communitybot.threads.log import Copy, Gap, Thread


class ThreadRows:
    """The threads of every talk of a kind, which says in what tables it is kept."""

    tables: ClassVar[TalkTables]

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_rooms(self, threads: Sequence[Thread]) -> None:
        parent, name = self.tables.parent.c, self.tables.name
        named = {(thread.community, thread.talk) for thread in threads}
        asked = select(parent.community, parent.id).where(
            tuple_(parent.community, parent.id).in_(sorted(named))
        )
        known = {(row.community, row.id) for row in await self._connection.execute(asked)} if named else set()
        once = insert_once(self._connection.dialect.name, self.tables.threads, index_elements=[name, "room"])
        values = [rows.thread_values(each, name) for each in threads if (each.community, each.talk) in known]
        if values:
            await self._connection.execute(once, values)

    async def heard(self, thread: Thread, until: datetime) -> None:
        threads = self.tables.threads.c
        held = here(self.tables, self.tables.threads, thread.community, thread.talk)
        earlier = or_(threads.heard.is_(None), threads.heard < until)
        later = update(self.tables.threads).where(held, threads.room == str(thread.room), earlier)
        await self._connection.execute(later.values(heard=until))

    async def threads(self, community: str, talk: str, /) -> Sequence[Thread]:
        here_ = mine(self.tables, community, talk)
        return await self._threads(here_, order=self.tables.threads.c.room)

    async def thread_at(self, place: PlaceAddress) -> Thread | None:
        found = await self._threads(self.tables.threads.c.place == str(place))
        return found[0] if found else None

    async def unopened(self, room: PlaceAddress) -> Sequence[Thread]:
        threads = self.tables.threads.c
        return await self._threads(and_(threads.room == str(room), threads.place.is_(None)))

    async def _threads(self, condition: Any, order: Any = None) -> list[Thread]:
        threads, parent, name = self.tables.threads, self.tables.parent, self.tables.name
        whole = select(threads, parent.c.community).join_from(threads, parent, parent.c.id == threads.c[name])
        found = await self._connection.execute(whole.where(condition).order_by(order))
        return [rows.thread_of(row, name) for row in found.mappings()]

    async def save_thread(self, thread: Thread) -> None:
        held = rows.thread_values(thread, self.tables.name)
        mine_ = here(self.tables, self.tables.threads, thread.community, thread.talk)
        this = and_(mine_, self.tables.threads.c.room == held["room"])
        del held[self.tables.name], held["room"]
        await self._connection.execute(update(self.tables.threads).where(this).values(held))

    async def copied(self, community: str, talk: str, copies: Sequence[Copy], /) -> None:
        asked = select(self.tables.parent.c.id).where(mine(self.tables, community, talk))
        if not copies or await self._connection.scalar(asked) is None:
            return
        values = [
            {self.tables.name: talk, "room": str(copy.room), "batch": copy.batch, "line": copy.line}
            for copy in copies
        ]
        once = insert_once(self._connection.dialect.name, self.tables.copies)
        await self._connection.execute(once, values)

    async def copies_of(self, community: str, talk: str, line: int, /) -> Sequence[Copy]:
        copies = self.tables.copies
        there = and_(here(self.tables, copies, community, talk), copies.c.line == line)
        asked = select(copies).where(there).order_by(copies.c.room, copies.c.batch)
        return [
            Copy(room=rows.place(row.room), batch=row.batch, line=row.line)
            for row in await self._connection.execute(asked)
        ]

    async def gap(self, community: str, talk: str, gap: Gap, /) -> None:
        gaps = self.tables.gaps
        values = {
            self.tables.name: talk,
            "thread": str(gap.thread),
            "since": gap.since,
            "until": gap.until,
            "why": gap.why,
        }
        added = new(self._connection, gaps, values, mine(self.tables, community, talk))
        if await self._connection.scalar(added.returning(gaps.c[self.tables.name])) is not None:
            return
        same = and_(gaps.c.thread == values["thread"], gaps.c.since == gap.since)
        longer = and_(here(self.tables, gaps, community, talk), same, gaps.c.until < gap.until)
        changed = update(gaps).where(longer).values(until=gap.until, why=gap.why)
        await self._connection.execute(changed)

    async def gaps(self, community: str, talk: str, /) -> Sequence[Gap]:
        gaps = self.tables.gaps
        asked = select(gaps).where(here(self.tables, gaps, community, talk))
        found = await self._connection.execute(asked.order_by(gaps.c.since, gaps.c.thread))
        return [
            Gap(thread=rows.place(row.thread), since=row.since, until=row.until, why=row.why) for row in found
        ]
