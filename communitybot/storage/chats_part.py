"""Who takes part in live chats, in tables: presence, reactions, how people wish to appear."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.livechats.model.chat import Showing
from communitybot.livechats.model.log import Kind, Presence
from communitybot.storage.chats_here import earlier, here, later, mine, new
from communitybot.storage.tables.chats import (
    chat_lines,
    chat_presences,
    chat_reactions,
    chat_showings,
    chats,
    usual_showings,
)
from communitybot.storage.tables.communities import communities
from communitybot.storage.types import Moment

MOST_IN_LIST = 5_000  # bound values in one statement; SQLite takes 32,766

_P, _R, _L = chat_presences.c, chat_reactions.c, chat_lines.c
_PRESENCE = ("person", "name", "first", "last", "first_word", "words", "answers", "welcomed", "minutes")


class PartRows:
    """Who was there in every chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def sign(
        self, community: str, chat: str, person: str, name: str, at: datetime, *, word: bool, answer: bool
    ) -> bool:
        again = await self._signed(community, chat, person, name, at, word=word, answer=answer)
        if again is not None:
            return again
        values = {"chat": chat, "person": person, "name": name, "first": at, "last": at}
        values |= {"first_word": at if word else None, "words": int(word), "answers": int(answer)}
        first = new(
            self._connection, chat_presences, values | {"welcomed": False}, mine(community, chat)
        ).returning(_P.person)
        if await self._connection.scalar(first) is not None:
            return True
        return bool(await self._signed(community, chat, person, name, at, word=word, answer=answer))

    async def _signed(
        self, community: str, chat: str, person: str, name: str, at: datetime, *, word: bool, answer: bool
    ) -> bool | None:
        """Add a sign to those there are: whether it was the first word; None when there was no sign.

        Signs may come late, from history.
        """
        held: dict[str, Any] = {
            "name": name or _P.name,
            "first": earlier(_P.first, at),
            "last": later(_P.last, at),
            "words": _P.words + int(word),
            "answers": _P.answers + int(answer),
        }
        if word:
            held["first_word"] = func.coalesce(earlier(_P.first_word, at), literal(at, Moment))
        theirs = and_(here(chat_presences, community, chat), _P.person == person)
        added = update(chat_presences).where(theirs).values(held).returning(_P.words)
        words = await self._connection.scalar(added)
        return None if words is None else word and words == 1

    async def presences(self, community: str, chat: str) -> Sequence[Presence]:
        asked = select(*(_P[name] for name in _PRESENCE)).where(here(chat_presences, community, chat))
        found = await self._connection.execute(asked.order_by(_P.first, _P.person))
        return [Presence(**row) for row in found.mappings()]

    async def welcomed(self, community: str, chat: str, people: Sequence[str]) -> None:
        for start in range(0, len(people), MOST_IN_LIST):
            these = _P.person.in_(people[start : start + MOST_IN_LIST])
            theirs = and_(here(chat_presences, community, chat), these)
            await self._connection.execute(update(chat_presences).where(theirs).values(welcomed=True))

    async def record(self, community: str, chat: str, minutes: Mapping[str, int]) -> None:
        theirs = and_(here(chat_presences, community, chat), _P.person == bindparam("who"))
        kept = update(chat_presences).where(theirs).values(minutes=bindparam("spent"))
        if minutes:
            told = [{"who": person, "spent": spent} for person, spent in minutes.items()]
            await self._connection.execute(kept, told)

    async def react(
        self, community: str, chat: str, line: int, person: str, mark: str, *, on: bool, at: datetime
    ) -> None:
        if on:
            there = and_(here(chat_lines, community, chat), _L.number == line)
            values = {"chat": chat, "line": line, "person": person, "mark": mark, "at": at}
            await self._connection.execute(new(self._connection, chat_reactions, values, there))
            return
        theirs = and_(here(chat_reactions, community, chat), _R.line == line, _R.person == person)
        await self._connection.execute(delete(chat_reactions).where(theirs, _R.mark == mark))

    async def answered(self, community: str, chat: str) -> Mapping[int, int]:
        stands = and_(here(chat_lines, community, chat), _L.kind == Kind.SAID.value, _L.removed == 0)
        asked = select(_L.question, func.count(_L.person.distinct()).label("people")).where(stands)
        found = await self._connection.execute(asked.group_by(_L.question))
        return {row.question: row.people for row in found}

    async def reactions(self, community: str, chat: str) -> Mapping[int, int]:
        of = and_(_L.chat == _R.chat, _L.number == _R.line)
        somebody_else = or_(_L.person.is_(None), _L.person != _R.person)
        asked = (
            select(_R.line, func.count(_R.person.distinct()).label("people"))
            .join_from(chat_reactions, chat_lines, of)
            .where(here(chat_reactions, community, chat), somebody_else)
            .group_by(_R.line)
        )
        return {row.line: row.people for row in await self._connection.execute(asked)}

    async def show(self, community: str, chat: str, person: str, showing: Showing, at: datetime) -> None:
        table = chat_showings if chat else usual_showings
        key: dict[str, str] = {"chat": chat} if chat else {"community": community}
        where = mine(community, chat) if chat else communities.c.id == community
        values = {**key, "person": person, "showing": showing.value, "at": at}
        theirs = and_(here(chat_showings, community, chat), chat_showings.c.person == person)
        if not chat:
            theirs = and_(usual_showings.c.community == community, usual_showings.c.person == person)
        again = update(table).where(theirs).values(showing=showing.value, at=at)
        if (await self._connection.execute(again)).rowcount == 0:
            added = new(self._connection, table, values, where).returning(table.c.person)
            if await self._connection.scalar(added) is None:
                await self._connection.execute(again)
        await self._appears_otherwise(community, chat, person)

    async def _appears_otherwise(self, community: str, chat: str, person: str) -> None:
        """Archives that name the person are drawn anew."""
        spoke = select(chat_lines.c.chat).where(_L.person == person).distinct()
        these = mine(community, chat) if chat else and_(chats.c.community == community, chats.c.id.in_(spoke))
        drawn = update(chats).where(these).values(revision=chats.c.revision + 1)
        await self._connection.execute(drawn)

    async def showings(
        self, community: str, chat: str, people: Sequence[str] | None = None
    ) -> Mapping[str, Showing]:
        usual = select(usual_showings.c.person, usual_showings.c.showing)
        usual = usual.where(usual_showings.c.community == community)
        own = select(chat_showings.c.person, chat_showings.c.showing)
        own = own.where(here(chat_showings, community, chat))
        if chat:
            usual = usual.where(select(chats.c.id).where(mine(community, chat)).exists())
        found: dict[str, Showing] = {}
        for asked in (usual, own):
            few = (
                asked
                if people is None or len(people) > MOST_IN_LIST
                else asked.where(asked.selected_columns.person.in_(people))
            )
            found |= {person: Showing(showing) for person, showing in await self._connection.execute(few)}
        return found if people is None else {each: found[each] for each in people if each in found}
