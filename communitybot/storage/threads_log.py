"""The log of talks, in tables: numbered without a gap, each message once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.storage import threads_rows as rows
from communitybot.storage.once import insert_once
from communitybot.storage.tables.talks import TalkTables
from communitybot.storage.threads_here import here, mine
from communitybot.threads.log import SAID, Line
from communitybot.threads.repository import KnownLines

HEARD_ONCE = {"number", "kind", "at", "thread", "ref"}  # what of a line never changes, its talk besides


class LogRows:
    """The lines of every talk of a kind, which says in what tables it is kept and what its lines may be."""

    tables: ClassVar[TalkTables]
    kinds: ClassVar[rows.Kinds]

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def counted(self) -> dict[str, Any]:
        """What of a talk changes with its log, besides the number of lines: by column."""
        return {}

    async def added(self, talk: Row[Any], lines: Sequence[Line]) -> None:
        """Keep what follows of new lines; `talk` is its row as it is now."""

    async def reworded(self, talk: Row[Any], line: Line) -> None:
        """Keep what follows of a changed line."""

    async def append(self, community: str, talk: str, lines: Sequence[Line], /) -> Sequence[Line]:
        parent = self.tables.parent
        counted = (
            update(parent)
            .where(mine(self.tables, community, talk))
            .values(lines=parent.c.lines + len(lines), **self.counted())
            .returning(*self._held())
        )
        last = (await self._connection.execute(counted)).first() if lines else None
        if last is None:
            return []
        begin = last.lines - len(lines)
        new = _numbered(lines, talk, begin)
        kept = await self._insert(new)
        if len(kept) < len(new):
            new = _numbered([line for line in new if line.number in kept], talk, begin)
            await self._close_up(talk, begin, new)
        await self.added(last, new)
        return new

    def _held(self) -> tuple[Any, ...]:
        """What is read of a talk where its log changes."""
        return (self.tables.parent.c.id, self.tables.parent.c.lines)

    async def _insert(self, lines: Sequence[Line]) -> set[int]:
        """Insert what was not heard before; returns the numbers of that."""
        once = insert_once(self._connection.dialect.name, self.tables.lines, index_elements=["ref"])
        values = [self._values(line) for line in lines]
        number = self.tables.lines.c.number
        if len(values) == 1:  # one word at a time is usual, and this is spelled out only once
            inserted = await self._connection.execute(once.returning(number), values[0])
        else:
            inserted = await self._connection.execute(once.values(values).returning(number))
        return set(inserted.scalars())

    async def _close_up(self, talk: str, begin: int, lines: Sequence[Line]) -> None:
        """Number what was new of a batch without gaps; nobody has seen its numbers yet."""
        table, parent = self.tables.lines, self.tables.parent
        gapped = and_(table.c[self.tables.name] == talk, table.c.number > begin)
        await self._connection.execute(delete(table).where(gapped))
        if lines:
            await self._connection.execute(insert(table), [self._values(line) for line in lines])
        counted = update(parent).where(parent.c.id == talk).values(lines=begin + len(lines))
        await self._connection.execute(counted)

    async def line(self, community: str, talk: str, number: int, /) -> Line | None:
        lines = self.tables.lines
        found = await self._found(self._here(community, talk), lines.c.number == number)
        return found[0] if found else None

    async def by_ref(self, ref: MessageRef) -> tuple[str, Line] | None:
        lines, parent = self.tables.lines, self.tables.parent
        of = parent.c.id == lines.c[self.tables.name]
        asked = select(parent.c.community, *self.tables.line).join_from(lines, parent, of)
        row = (await self._connection.execute(asked.where(lines.c.ref == str(ref)))).first()
        return (row[0], rows.line_of(row[1:], self.kinds)) if row else None

    async def by_copy(self, community: str, talk: str, room: PlaceAddress, batch: int, /) -> Sequence[Line]:
        lines, copies = self.tables.lines.c, self.tables.copies.c
        of = and_(copies[self.tables.name] == lines[self.tables.name], copies.line == lines.number)
        asked = select(*self.tables.line).join_from(self.tables.copies, self.tables.lines, of)
        there = and_(copies.room == str(room), copies.batch == batch)
        mine_ = here(self.tables, self.tables.copies, community, talk)
        return await self._found(mine_, there, asked=asked)

    async def reword(self, community: str, line: Line) -> None:
        parent, lines = self.tables.parent, self.tables.lines
        # held, and counted where what is shown of a talk hangs on its log
        counted = update(parent).where(mine(self.tables, community, line.talk)).values(self.recounted())
        row = (await self._connection.execute(counted.returning(*self._held()))).first()
        if row is None:
            return
        line = rows.readable(line)
        once = HEARD_ONCE | {self.tables.name}
        held = {name: value for name, value in self._values(line).items() if name not in once}
        this = and_(lines.c[self.tables.name] == line.talk, lines.c.number == line.number)
        await self._connection.execute(update(lines).where(this).values(held))
        await self.reworded(row, line)

    def recounted(self) -> dict[str, Any]:
        """What of a talk changes when a line is changed: by column."""
        return {"lines": self.tables.parent.c.lines}

    async def lines(
        self,
        community: str,
        talk: str,
        /,
        *,
        after: int = 0,
        said: bool = False,
        thread: PlaceAddress | None = None,
        question: int | None = None,
        limit: int | None = None,
        known: KnownLines | None = None,
    ) -> Sequence[Line]:
        lines = self.tables.lines.c
        narrowed = [lines.number > after] if after else []
        if said:
            narrowed += [lines.kind == SAID, lines.removed == 0]
        if thread is not None:
            narrowed.append(lines.thread == str(thread))
        if question is not None:
            narrowed.append(lines.question == question)
        asked = select(*self.tables.line).limit(limit)
        return await self._found(self._here(community, talk), *narrowed, asked=asked, known=known)

    def _here(self, community: str, talk: str) -> Any:
        return here(self.tables, self.tables.lines, community, talk)

    def _values(self, line: Line) -> dict[str, Any]:
        return rows.line_values(line, self.tables.name)

    async def _found(
        self, *conditions: Any, asked: Any = None, known: KnownLines | None = None
    ) -> list[Line]:
        asked = select(*self.tables.line) if asked is None else asked
        ordered = asked.where(*conditions).order_by(self.tables.lines.c.number)
        found = await self._connection.execute(ordered)
        if known is None:
            return [rows.line_of(row, self.kinds) for row in found]
        return [self._again(tuple(row), known) for row in found]

    def _again(self, row: tuple[Any, ...], known: KnownLines) -> Line:
        """The line of a row, the one that is known while its row is the same."""
        number = row[1]
        before = known.get(number)
        if before is None or before[0] != row:
            before = known[number] = (row, rows.line_of(row, self.kinds))
        return before[1]


def _numbered(lines: Sequence[Line], talk: str, begin: int) -> list[Line]:
    return [
        replace(rows.readable(line), talk=talk, number=begin + place)
        for place, line in enumerate(lines, start=1)
    ]
