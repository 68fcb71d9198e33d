"""Words lent to ideas, and how the members of a team are shown on briefs, in tables."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.ideas.model.brief import Showing, Voice
from communitybot.storage.ideas_here import among, here, new
from communitybot.storage.tables.idea_briefs import idea_signings, idea_voices

_V, _S = idea_voices.c, idea_signings.c


class VoiceRows:
    """Voices and signings."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lend(self, community: str, voice: Voice) -> None:
        theirs = and_(here(idea_voices, community, voice.idea), _V.person == voice.person)
        await self._connection.execute(delete(idea_voices).where(theirs, _V.agreed.is_(None)))
        values = asdict(voice) | {"showing": voice.showing.name}
        values |= {name: visible(values[name]) for name in ("name", "words", "role", "place")}
        await self._connection.execute(new(self._connection, idea_voices, values, community, voice.idea))

    async def voice(self, community: str, voice: str) -> Voice | None:
        asked = select(idea_voices).where(among(idea_voices, community), _V.id == voice)
        row = (await self._connection.execute(asked)).mappings().first()
        return None if row is None else _voice(row)

    async def agree(self, community: str, voice: str, person: str, *, at: datetime) -> bool:
        found = await self.voice(community, voice)
        if found is None or found.person != person:
            return False
        if found.agreed is not None:
            return True
        theirs = and_(_V.idea == found.idea, _V.person == person)
        await self._connection.execute(delete(idea_voices).where(theirs, _V.id != voice))
        kept: dict[str, Any] = asdict(found.as_kept()) | {"showing": found.showing.name, "agreed": at}
        await self._connection.execute(update(idea_voices).where(_V.id == voice).values(kept))
        return True

    async def voices(self, community: str, idea: str) -> Sequence[Voice]:
        asked = select(idea_voices).where(here(idea_voices, community, idea), _V.agreed.is_not(None))
        found = await self._connection.execute(asked.order_by(_V.agreed, _V.id))
        return [_voice(row) for row in found.mappings()]

    async def take_back(self, community: str, idea: str, person: str) -> bool:
        theirs = and_(here(idea_voices, community, idea), _V.person == person)
        stood = await self._connection.scalar(select(_V.id).where(theirs, _V.agreed.is_not(None)).limit(1))
        await self._connection.execute(delete(idea_voices).where(theirs))
        return stood is not None

    async def let_go(self, community: str, voice: str) -> None:
        this = and_(among(idea_voices, community), _V.id == voice, _V.agreed.is_(None))
        await self._connection.execute(delete(idea_voices).where(this))

    async def leave_out(self, community: str, voice: str, *, on: bool) -> None:
        this = and_(among(idea_voices, community), _V.id == voice)
        await self._connection.execute(update(idea_voices).where(this).values(left_out=on))

    async def sign(self, community: str, idea: str, person: str, showing: Showing, *, at: datetime) -> None:
        held: dict[str, Any] = {"showing": showing.name, "at": at}
        theirs = and_(here(idea_signings, community, idea), _S.person == person)
        again = update(idea_signings).where(theirs).values(held)
        if (await self._connection.execute(again)).rowcount:
            return
        values = {"idea": idea, "person": person, **held}
        await self._connection.execute(new(self._connection, idea_signings, values, community, idea))
        await self._connection.execute(again)

    async def signings(self, community: str, idea: str) -> Mapping[str, Showing]:
        asked = select(_S.person, _S.showing).where(here(idea_signings, community, idea))
        return {row.person: Showing[row.showing] for row in (await self._connection.execute(asked)).all()}


def _voice(row: RowMapping) -> Voice:
    return Voice(**{**row, "showing": Showing[row["showing"]]})
