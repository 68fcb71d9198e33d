"""What the audience of live chats asks, votes for and takes away, in tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.livechats.model.log import Reflection, Wondered
from communitybot.storage.chats_here import here, mine, new
from communitybot.storage.tables.chats import chat_reflections, chat_votes, chat_wonderings

_W, _V, _R = chat_wonderings.c, chat_votes.c, chat_reflections.c
_VOTES = (
    select(func.count()).select_from(chat_votes).where(_V.wondered == _W.id).scalar_subquery().label("votes")
)
_WHOLE = select(_W.id, _W.person, _W.name, _W.text, _W.at, _W.taken, _VOTES)


class WonderingRows:
    """The questions of the audience, and reflections."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def wonder(self, community: str, chat: str, wondered: Wondered) -> None:
        values = {
            "id": wondered.id,
            "chat": chat,
            "person": wondered.person,
            "name": visible(wondered.name),
            "text": visible(wondered.text),
            "at": wondered.at,
            "taken": wondered.taken,
        }
        await self._connection.execute(new(self._connection, chat_wonderings, values, mine(community, chat)))

    async def wondering(self, community: str, chat: str) -> Sequence[Wondered]:
        asked = _WHOLE.where(here(chat_wonderings, community, chat), _W.taken == 0)
        found = await self._connection.execute(asked.order_by(_VOTES.desc(), _W.at, _W.id))
        return [Wondered(**row) for row in found.mappings()]

    async def vote(self, community: str, chat: str, wondered: str, person: str, *, on: bool) -> int:
        this = self._this(community, chat, wondered)
        if on:
            values = {"wondered": wondered, "person": person}
            await self._connection.execute(new(self._connection, chat_votes, values, this))
        else:
            there = _V.wondered.in_(select(_W.id).where(this))
            await self._connection.execute(delete(chat_votes).where(there, _V.person == person))
        return (await self._connection.scalar(select(_VOTES).where(this))) or 0

    async def votes_of(self, community: str, chat: str, person: str) -> frozenset[str]:
        asked = select(_V.wondered).join(chat_wonderings, _W.id == _V.wondered)
        asked = asked.where(here(chat_wonderings, community, chat), _V.person == person)
        return frozenset((await self._connection.execute(asked)).scalars())

    async def take(self, community: str, chat: str, wondered: str) -> Wondered | None:
        this = self._this(community, chat, wondered)
        taken = update(chat_wonderings).where(this, _W.taken == 0).values(taken=True)
        if (await self._connection.execute(taken)).rowcount == 0:
            return None
        return Wondered(**(await self._connection.execute(_WHOLE.where(this))).mappings().one())

    async def unwonder(
        self, community: str, chat: str, person: str | None = None, *, before: datetime | None = None
    ) -> Sequence[Wondered]:
        these = here(chat_wonderings, community, chat)
        if person is not None:
            these = and_(these, _W.person == person)
        if before is not None:
            these = and_(these, _W.at < before)
        found = [Wondered(**row) for row in (await self._connection.execute(_WHOLE.where(these))).mappings()]
        if found:
            await self._connection.execute(delete(chat_wonderings).where(these))
        return found

    async def unreflect(self, community: str, chat: str, person: str) -> bool:
        theirs = and_(here(chat_reflections, community, chat), _R.person == person)
        return (await self._connection.execute(delete(chat_reflections).where(theirs))).rowcount > 0

    async def reflect(self, community: str, chat: str, reflection: Reflection) -> None:
        held = {
            "name": visible(reflection.name),
            "text": visible(reflection.text),
            "at": reflection.at,
            "read": reflection.read,
        }
        theirs = and_(here(chat_reflections, community, chat), _R.person == reflection.person)
        again = update(chat_reflections).where(theirs).values(held)
        if (await self._connection.execute(again)).rowcount:
            return
        values = {"chat": chat, "person": reflection.person, **held}
        first = new(self._connection, chat_reflections, values, mine(community, chat)).returning(_R.person)
        if await self._connection.scalar(first) is None:
            await self._connection.execute(again)

    async def reflections(self, community: str, chat: str) -> Sequence[Reflection]:
        asked = select(_R.person, _R.name, _R.text, _R.at, _R.read)
        asked = asked.where(here(chat_reflections, community, chat)).order_by(_R.at, _R.person)
        return [Reflection(**row) for row in (await self._connection.execute(asked)).mappings()]

    @staticmethod
    def _this(community: str, chat: str, wondered: str) -> Any:
        return and_(here(chat_wonderings, community, chat), _W.id == wondered)
