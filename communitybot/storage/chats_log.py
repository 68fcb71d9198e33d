"""The log of live chats, in tables: what of it an archive shows, and what a search finds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, or_, select, union, update

from communitybot.livechats.model.chat import Stage
from communitybot.livechats.model.log import Kind
from communitybot.storage import threads_log
from communitybot.storage.chats_here import here, mine
from communitybot.storage.chats_rows import KINDS
from communitybot.storage.chats_search import add_words, forget_words
from communitybot.storage.tables.chats import chat_lines, chat_presences, chat_talks, chats
from communitybot.threads.log import Line

NAMING = (Kind.SAID.value, Kind.JOINED.value)  # lines with words or names of people

_L = chat_lines.c


class LogRows(threads_log.LogRows):
    """The lines of every chat."""

    tables = chat_talks
    kinds = KINDS

    def counted(self) -> dict[str, Any]:
        over = chats.c.stage == Stage.OVER.value
        return {"revision": case((over, chats.c.revision + 1), else_=chats.c.revision)}

    def recounted(self) -> dict[str, Any]:
        return {"revision": chats.c.revision + 1}

    def _held(self) -> tuple[Any, ...]:
        return (chats.c.id, chats.c.lines, chats.c.stage)

    async def added(self, talk: Row[Any], lines: Sequence[Line]) -> None:
        if talk.stage == Stage.OVER.value:
            await add_words(self._connection, talk.id, lines)

    async def reworded(self, talk: Row[Any], line: Line) -> None:
        if talk.stage == Stage.OVER.value:
            await forget_words(self._connection, talk.id, [line.number])
            await add_words(self._connection, talk.id, [line])

    async def removals(self, community: str, chat: str) -> Sequence[Line]:
        return await self._found(here(chat_lines, community, chat), _L.kind == Kind.REMOVAL.value)

    async def own(self, community: str, chat: str, person: str) -> Sequence[Line]:
        theirs = and_(_L.person == person, _L.kind == Kind.SAID.value, _L.removed == 0)
        return await self._found(here(chat_lines, community, chat), theirs)

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
        taken_back = _L.at if person is not None else case((_L.removed == 1, _L.at), else_=None)
        blank = update(chat_lines).where(theirs, held)
        blank = blank.values(text="", shown=[], name="", removed=True, edited=taken_back)
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
