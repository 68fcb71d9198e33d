"""The threads of live chats, which lines stand where, and what was not heard."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.model.log import Copy, Gap, Thread
from communitybot.storage import chats_rows as rows
from communitybot.storage.chats_here import here, mine, new
from communitybot.storage.once import insert_once
from communitybot.storage.tables.chats import chat_copies, chat_gaps, chat_threads, chats

_T, _C = chat_threads.c, chats.c
_WHOLE = select(chat_threads, _C.community).join_from(chat_threads, chats, _C.id == _T.chat)


class ThreadRows:
    """The threads of every chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_rooms(self, threads: Sequence[Thread]) -> None:
        named = {(thread.community, thread.chat) for thread in threads}
        asked = select(_C.community, _C.id).where(tuple_(_C.community, _C.id).in_(sorted(named)))
        known = {(row.community, row.id) for row in await self._connection.execute(asked)} if named else set()
        once = insert_once(self._connection.dialect.name, chat_threads, index_elements=["chat", "room"])
        values = [rows.thread_values(each) for each in threads if (each.community, each.chat) in known]
        if values:
            await self._connection.execute(once, values)

    async def threads(self, community: str, chat: str) -> Sequence[Thread]:
        found = await self._connection.execute(_WHOLE.where(mine(community, chat)).order_by(_T.room))
        return [rows.thread_of(row) for row in found.mappings()]

    async def thread_at(self, place: PlaceAddress) -> Thread | None:
        found = await self._connection.execute(_WHOLE.where(_T.place == str(place)))
        row = found.mappings().first()
        return rows.thread_of(row) if row else None

    async def unopened(self, room: PlaceAddress) -> Sequence[Thread]:
        found = await self._connection.execute(_WHOLE.where(_T.room == str(room), _T.place.is_(None)))
        return [rows.thread_of(row) for row in found.mappings()]

    async def listened(self, platform: str, since: datetime) -> Sequence[tuple[Thread, Chat]]:
        there = _T.place.startswith(f"{platform}:", autoescape=True)
        heard = and_(
            _C.stage == Stage.OVER.value, _C.ended.op("+", return_type=_C.ended.type)(_C.late) > since
        )
        asked = (
            select(chat_threads, *(column.label(f"chat_{column.name}") for column in _C))
            .join_from(chats, chat_threads, _C.id == _T.chat)
            .where(or_(_C.stage == Stage.LIVE.value, heard), there)
            .order_by(_C.start, _C.id, _T.room)
        )
        found = (await self._connection.execute(asked)).mappings().all()
        chats_there = [
            rows.chat_of({column.name: row[f"chat_{column.name}"] for column in _C}) for row in found
        ]
        return [
            (rows.thread_of({**row, "community": chat.community}), chat)
            for row, chat in zip(found, chats_there, strict=True)
        ]

    async def save_thread(self, thread: Thread) -> None:
        held = rows.thread_values(thread)
        this = and_(here(chat_threads, thread.community, thread.chat), _T.room == held["room"])
        del held["chat"], held["room"]
        await self._connection.execute(update(chat_threads).where(this).values(held))

    async def copied(self, community: str, chat: str, copies: Sequence[Copy]) -> None:
        if not copies or await self._connection.scalar(select(_C.id).where(mine(community, chat))) is None:
            return
        values = [
            {"chat": chat, "room": str(copy.room), "batch": copy.batch, "line": copy.line} for copy in copies
        ]
        await self._connection.execute(insert_once(self._connection.dialect.name, chat_copies), values)

    async def copies_of(self, community: str, chat: str, line: int) -> Sequence[Copy]:
        there = and_(here(chat_copies, community, chat), chat_copies.c.line == line)
        asked = select(chat_copies).where(there).order_by(chat_copies.c.room, chat_copies.c.batch)
        return [
            Copy(room=rows.place(row.room), batch=row.batch, line=row.line)
            for row in await self._connection.execute(asked)
        ]

    async def gap(self, community: str, chat: str, gap: Gap) -> None:
        values = {
            "chat": chat,
            "thread": str(gap.thread),
            "since": gap.since,
            "until": gap.until,
            "why": gap.why,
        }
        added = new(self._connection, chat_gaps, values, mine(community, chat))
        if await self._connection.scalar(added.returning(chat_gaps.c.chat)) is not None:
            return
        same = and_(chat_gaps.c.thread == values["thread"], chat_gaps.c.since == gap.since)
        longer = and_(here(chat_gaps, community, chat), same, chat_gaps.c.until < gap.until)
        changed = update(chat_gaps).where(longer).values(until=gap.until, why=gap.why)
        await self._connection.execute(changed)

    async def gaps(self, community: str, chat: str) -> Sequence[Gap]:
        asked = select(chat_gaps).where(here(chat_gaps, community, chat))
        found = await self._connection.execute(asked.order_by(chat_gaps.c.since, chat_gaps.c.thread))
        return [
            Gap(thread=rows.place(row.thread), since=row.since, until=row.until, why=row.why) for row in found
        ]
