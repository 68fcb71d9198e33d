"""Finding lines of archived chats by their words, latest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.livechats.model.chat import Archiving, Chat, Showing, Stage
from communitybot.livechats.model.log import Kind
from communitybot.storage import chats_rows as rows
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.chats_here import mine
from communitybot.storage.tables.chats import (
    chat_lines,
    chat_showings,
    chat_talks,
    chat_words,
    chats,
    usual_showings,
)
from communitybot.storage.threads_rows import line_of
from communitybot.storage.types import dump_json
from communitybot.storage.words import words_in
from communitybot.threads.log import Line

AT_ONCE = 500  # lines whose words are written in one statement, so that others have their turn between
MOST_WORDS = 8  # of one search
SPARE = 10  # hits looked at beyond those wanted: some are found twice, some may not be shown
MOST_IN_LIST = 5_000  # bound values in one statement; SQLite takes 32,766

# Many rows in one value: bound one by one they would take longer than all else.
_ADD_ON_POSTGRESQL = text(
    "INSERT INTO chat_words (chat, word, line)"
    " SELECT :chat, word, line FROM unnest(CAST(:words AS text[]), CAST(:lines AS int[])) AS new(word, line)"
)
_ADD_ON_SQLITE = text(
    "INSERT INTO chat_words (chat, word, line)"
    " SELECT :chat, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:new)"
)

_Key = tuple[str, int]
_W, _L, _C = chat_words.c, chat_lines.c, chats.c


async def add_words(connection: AsyncConnection, chat: str, lines: Sequence[Line]) -> None:
    """Make lines findable; those that stand no more, and the bot's own, are left out."""
    said = [line for line in lines if line.said]
    new = sorted(
        (word, line.number) for line in said for word in words_in(" ".join((line.text, *line.shown)))
    )
    if not new:
        return
    if connection.dialect.name == "postgresql":
        words, at = texts([word for word, _ in new]), numbers(number for _, number in new)
        await connection.execute(_ADD_ON_POSTGRESQL, {"chat": chat, "words": words, "lines": at})
    else:
        await connection.execute(_ADD_ON_SQLITE, {"chat": chat, "new": dump_json(new)})


async def forget_words(connection: AsyncConnection, chat: str, lines: Sequence[int]) -> None:
    for start in range(0, len(lines), MOST_IN_LIST):
        these = and_(_W.chat == chat, _W.line.in_(lines[start : start + MOST_IN_LIST]))
        await connection.execute(delete(chat_words).where(these))


class SearchedRows:
    """The words of every chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def index(self, community: str, chat: str) -> None:
        held = await self._connection.scalar(select(_C.id).where(mine(community, chat)).with_for_update())
        if held is None:
            return
        await self._connection.execute(delete(chat_words).where(_W.chat == chat))
        said = select(*chat_talks.line).where(_L.chat == chat, _L.kind == Kind.SAID.value, _L.removed == 0)
        after = 0
        while True:
            asked = said.where(_L.number > after).order_by(_L.number).limit(AT_ONCE)
            some = [line_of(row, rows.KINDS) for row in await self._connection.execute(asked)]
            if not some:
                return
            await add_words(self._connection, chat, some)
            after = some[-1].number

    async def find_words(
        self, community: str, words: Sequence[str], *, limit: int, offset: int = 0
    ) -> Sequence[tuple[Chat, Line]]:
        sought = sorted(words_in(" ".join(words)), key=lambda word: (-len(word), word))[:MOST_WORDS]
        wanted, seen, page = offset + limit, 0, offset + limit + SPARE
        found: dict[_Key, Line] = {}
        while sought and len(found) < wanted:
            hits = (await self._connection.execute(_hits(community, sought).limit(page).offset(seen))).all()
            some = dict.fromkeys((hit.chat, hit.line) for hit in hits if (hit.chat, hit.line) not in found)
            standing = await self._standing(community, list(some))
            found |= {key: standing[key] for key in some if key in standing}
            if len(hits) < page:
                break
            seen, page = seen + page, page * 2
        lines = list(found.values())[offset:wanted]
        named = _C.id.in_({line.talk for line in lines})
        asked = select(chats).where(named, _C.community == community)
        of = {row["id"]: rows.chat_of(row) for row in (await self._connection.execute(asked)).mappings()}
        return [(of[line.talk], line) for line in lines if line.talk in of]

    async def _standing(self, community: str, keys: Sequence[_Key]) -> dict[_Key, Line]:
        """Those of the community's lines that may be shown, each looked up by its number."""
        found: dict[_Key, Line] = {}
        for start in range(0, len(keys), AT_ONCE):
            of: dict[str, list[int]] = {}
            for chat, line in keys[start : start + AT_ONCE]:
                of.setdefault(chat, []).append(line)
            these = or_(*(and_(_L.chat == chat, _L.number.in_(lines)) for chat, lines in of.items()))
            asked = select(*chat_talks.line).where(these, _stands(community))
            for row in await self._connection.execute(asked):
                standing = line_of(row, rows.KINDS)
                found[standing.talk, standing.number] = standing
        return found


def _hits(community: str, words: Sequence[str]) -> Select[Any]:
    """Which lines of archived chats have all the words, some of them more than once.

    It goes from chat to chat through the words alone and stops where enough is found: one that everybody
    uses costs little more than one that nobody does.
    """
    first, *others = words
    archived = and_(
        _C.community == community, _C.stage == Stage.OVER.value, _C.archiving == Archiving.ON.value
    )
    asked = (
        select(_W.chat, _W.line)
        .join_from(chats, chat_words, and_(_W.chat == _C.id, _begins(chat_words, first)))
        .where(archived)
        .order_by(_C.start.desc(), _C.id, _W.line.desc())
    )
    for word in others:
        also = chat_words.alias()
        here = and_(also.c.chat == _W.chat, also.c.line == _W.line, _begins(also, word))
        asked = asked.where(select(also.c.word).where(here).exists())
    return asked


def _stands(community: str) -> ColumnElement[bool]:
    """Whether a line is words of somebody who is not left out: by their choice for the chat, else for all."""
    here = and_(chat_showings.c.chat == _L.chat, chat_showings.c.person == _L.person)
    usual = and_(usual_showings.c.community == community, usual_showings.c.person == _L.person)
    chosen = func.coalesce(
        select(chat_showings.c.showing).where(here).scalar_subquery(),
        select(usual_showings.c.showing).where(usual).scalar_subquery(),
        "",
    )
    shows = chosen != Showing.LEFT_OUT.value
    return and_(_L.kind == Kind.SAID.value, _L.removed == 0, or_(_L.person.is_(None), shows))


def _begins(table: Any, word: str) -> ColumnElement[bool]:
    return and_(table.c.word >= word, table.c.word < word + "\U0010ffff")
