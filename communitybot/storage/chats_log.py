"""The log of live chats, in tables: numbered without a gap, each message once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, insert, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.livechats.model.chat import Stage
from communitybot.livechats.model.log import Kind, Line
from communitybot.livechats.repository import KnownLines
from communitybot.storage import chats_rows as rows
from communitybot.storage.chats_here import here, mine
from communitybot.storage.chats_search import add_words, forget_words
from communitybot.storage.once import insert_once
from communitybot.storage.tables.chats import chat_copies, chat_lines, chat_presences, chats

HEARD_ONCE = {"chat", "number", "kind", "at", "thread", "ref"}  # what of a line never changes
NAMING = (Kind.SAID.value, Kind.JOINED.value)  # lines with words or names of people

_L = chat_lines.c


class LogRows:
    """The lines of every chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, community: str, chat: str, lines: Sequence[Line]) -> Sequence[Line]:
        over = chats.c.stage == Stage.OVER.value
        counted = (
            update(chats)
            .where(mine(community, chat))
            .values(
                lines=chats.c.lines + len(lines),
                revision=case((over, chats.c.revision + 1), else_=chats.c.revision),
            )
            .returning(chats.c.lines, chats.c.stage)
        )
        last = (await self._connection.execute(counted)).first() if lines else None
        if last is None:
            return []
        begin = last.lines - len(lines)
        new = _numbered(lines, chat, begin)
        kept = await self._insert(new)
        if len(kept) < len(new):
            new = _numbered([line for line in new if line.number in kept], chat, begin)
            await self._close_up(chat, begin, new)
        if last.stage == Stage.OVER.value:
            await add_words(self._connection, chat, new)
        return new

    async def _insert(self, lines: Sequence[Line]) -> set[int]:
        """Insert what was not heard before; returns the numbers of that."""
        once = insert_once(self._connection.dialect.name, chat_lines, index_elements=["ref"])
        values = [rows.line_values(line) for line in lines]
        if len(values) == 1:  # one word at a time is usual, and this is spelled out only once
            inserted = await self._connection.execute(once.returning(_L.number), values[0])
        else:
            inserted = await self._connection.execute(once.values(values).returning(_L.number))
        return set(inserted.scalars())

    async def _close_up(self, chat: str, begin: int, lines: Sequence[Line]) -> None:
        """Number what was new of a batch without gaps; nobody has seen its numbers yet."""
        gapped = and_(_L.chat == chat, _L.number > begin)
        await self._connection.execute(delete(chat_lines).where(gapped))
        if lines:
            await self._connection.execute(insert(chat_lines), [rows.line_values(line) for line in lines])
        counted = update(chats).where(chats.c.id == chat).values(lines=begin + len(lines))
        await self._connection.execute(counted)

    async def line(self, community: str, chat: str, number: int) -> Line | None:
        found = await self._found(select(*rows.LINE), here(chat_lines, community, chat), _L.number == number)
        return found[0] if found else None

    async def by_ref(self, ref: MessageRef) -> tuple[str, Line] | None:
        asked = select(chats.c.community, *rows.LINE).join_from(chat_lines, chats, chats.c.id == _L.chat)
        row = (await self._connection.execute(asked.where(_L.ref == str(ref)))).first()
        return (row[0], rows.line_of(row[1:])) if row else None

    async def by_copy(self, community: str, chat: str, room: PlaceAddress, batch: int) -> Sequence[Line]:
        stands = and_(chat_copies.c.chat == _L.chat, chat_copies.c.line == _L.number)
        asked = select(*rows.LINE).join_from(chat_copies, chat_lines, stands)
        there = and_(chat_copies.c.room == str(room), chat_copies.c.batch == batch)
        return await self._found(asked, here(chat_copies, community, chat), there)

    async def reword(self, community: str, line: Line) -> None:
        counted = (
            update(chats)
            .where(mine(community, line.chat))
            .values(revision=chats.c.revision + 1)
            .returning(chats.c.stage)
        )
        stage = await self._connection.scalar(counted)
        if stage is None:
            return
        line = rows.readable(line)
        held = {name: value for name, value in rows.line_values(line).items() if name not in HEARD_ONCE}
        this = and_(_L.chat == line.chat, _L.number == line.number)
        await self._connection.execute(update(chat_lines).where(this).values(held))
        if stage == Stage.OVER.value:
            await forget_words(self._connection, line.chat, [line.number])
            await add_words(self._connection, line.chat, [line])

    async def lines(
        self,
        community: str,
        chat: str,
        *,
        after: int = 0,
        said: bool = False,
        thread: PlaceAddress | None = None,
        question: int | None = None,
        limit: int | None = None,
        known: KnownLines | None = None,
    ) -> Sequence[Line]:
        narrowed = [_L.number > after] if after else []
        if said:
            narrowed += [_L.kind == Kind.SAID.value, _L.removed == 0]
        if thread is not None:
            narrowed.append(_L.thread == str(thread))
        if question is not None:
            narrowed.append(_L.question == question)
        asked = select(*rows.LINE).limit(limit)
        return await self._found(asked, here(chat_lines, community, chat), *narrowed, known=known)

    async def removals(self, community: str, chat: str) -> Sequence[Line]:
        noted = _L.kind == Kind.REMOVAL.value
        return await self._found(select(*rows.LINE), here(chat_lines, community, chat), noted)

    async def own(self, community: str, chat: str, person: str) -> Sequence[Line]:
        theirs = and_(_L.person == person, _L.kind == Kind.SAID.value, _L.removed == 0)
        return await self._found(select(*rows.LINE), here(chat_lines, community, chat), theirs)

    async def hush(
        self, community: str, chat: str, person: str | None = None, *, before: datetime | None = None
    ) -> int:
        theirs = and_(here(chat_lines, community, chat), _L.kind.in_(NAMING))
        if before is not None:
            theirs = and_(theirs, _L.at < before)
        if person is not None:
            await self._unwelcome(community, chat, person)
            theirs = and_(theirs, _L.person == person)
        held = or_(_L.text != "", _L.shown != [], _L.name != "")
        blank = update(chat_lines).where(theirs, held).values(text="", shown=[], name="", removed=True)
        hushed = (await self._connection.execute(blank.returning(_L.number))).scalars().all()
        if hushed:
            await forget_words(self._connection, chat, hushed)
            drawn = update(chats).where(mine(community, chat)).values(revision=chats.c.revision + 1)
            await self._connection.execute(drawn)
        return len(hushed)

    async def _unwelcome(self, community: str, chat: str, person: str) -> None:
        """Take somebody's names out of the lines that welcomed newcomers, which have one name in a line."""
        called = union(
            *(
                select(table.c.name).where(here(table, community, chat), table.c.person == person)
                for table in (chat_lines, chat_presences)
            )
        )
        names = set((await self._connection.execute(called)).scalars())
        welcome = and_(here(chat_lines, community, chat), _L.kind == Kind.JOINED.value, _L.text != "")
        for row in (await self._connection.execute(select(_L.number, _L.text).where(welcome))).all():
            others = [name for name in row.text.split("\n") if name not in names]
            if len(others) < row.text.count("\n") + 1:
                this = and_(_L.chat == chat, _L.number == row.number)
                await self._connection.execute(update(chat_lines).where(this).values(text="\n".join(others)))

    async def _found(self, asked: Any, *conditions: Any, known: KnownLines | None = None) -> list[Line]:
        found = await self._connection.execute(asked.where(*conditions).order_by(_L.number))
        if known is None:
            return [rows.line_of(row) for row in found]
        return [_again(tuple(row), known) for row in found]


def _again(row: tuple[Any, ...], known: KnownLines) -> Line:
    """The line of a row, the one that is known while its row is the same."""
    number = row[1]
    before = known.get(number)
    if before is None or before[0] != row:
        before = known[number] = (row, rows.line_of(row))
    return before[1]


def _numbered(lines: Sequence[Line], chat: str, begin: int) -> list[Line]:
    return [
        replace(rows.readable(line), chat=chat, number=begin + place)
        for place, line in enumerate(lines, start=1)
    ]
