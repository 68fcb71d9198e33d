"""Labs of ideas and what was promised there, in tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, case, func, select

from communitybot.conversation.visible import visible
from communitybot.ideas.model.commitment import STANDS, Commitment, State
from communitybot.ideas.model.friend import Standing
from communitybot.ideas.model.lab import Lab, LabProgress, Stakeholder
from communitybot.storage.ideas_friends import FriendRows, put
from communitybot.storage.ideas_here import here
from communitybot.storage.tables.idea_labs import idea_commitments, idea_labs
from communitybot.storage.tables.ideas import ideas

_C, _L = idea_commitments.c, idea_labs.c
_ORDER = (State.OPEN, State.ASKED, State.DONE, State.DROPPED, State.NOT_MINE)
_RANK = case({state.value: rank for rank, state in enumerate(_ORDER)}, value=_C.state, else_=len(_ORDER))


class StoredLabs(FriendRows):
    """Critical friends, the lab of an idea, and what was promised there."""

    async def lab(self, community: str, idea: str) -> Lab | None:
        asked = select(idea_labs).where(here(idea_labs, community, idea))
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _lab(row)

    async def keep_lab(self, community: str, idea: str, lab: Lab) -> None:
        values = {
            "idea": idea,
            "event": lab.event,
            "original": lab.original,
            "zone": lab.zone,
            "start": lab.start,
            "finish": lab.end,
            "place": visible(lab.place),
            "stakeholders": [[visible(one.name), visible(one.role)] for one in lab.stakeholders],
            "decides": visible(lab.decides),
            "host": lab.host,
            "host_name": visible(lab.host_name),
            "cancelled": lab.cancelled,
            "revision": lab.revision,
        }
        await put(self._connection, idea_labs, _L.idea == idea, values, (community, idea))

    async def labs_of(self, community: str, event: str) -> Sequence[str]:
        asked = select(_L.idea).join(ideas, ideas.c.id == _L.idea)
        asked = asked.where(ideas.c.community == community, _L.event == event).order_by(_L.idea)
        return (await self._connection.execute(asked)).scalars().all()

    async def commit(self, community: str, idea: str, commitment: Commitment) -> None:
        values = {
            "id": commitment.id,
            "idea": idea,
            "what": visible(commitment.what),
            "owner": commitment.owner,
            "name": visible(commitment.name),
            "by": commitment.by.isoformat(),
            "state": commitment.state.value,
            "word": visible(commitment.word),
            "moves": commitment.moves,
            "noted_by": commitment.noted_by,
            "at": commitment.at,
            "closed": commitment.closed,
        }
        this = _C.id == commitment.id
        await put(self._connection, idea_commitments, this, values, (community, idea))

    async def commitment(self, community: str, idea: str, name: str) -> Commitment | None:
        asked = select(idea_commitments).where(here(idea_commitments, community, idea), _C.id == name)
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _commitment(row)

    async def commitments(
        self, community: str, idea: str, *, limit: int, offset: int = 0
    ) -> Sequence[Commitment]:
        asked = select(idea_commitments).where(here(idea_commitments, community, idea))
        asked = asked.order_by(_RANK, _C.by, _C.id).limit(limit).offset(offset)
        return [_commitment(row) for row in (await self._connection.execute(asked)).mappings()]

    async def counted(self, community: str, idea: str) -> dict[State, int]:
        asked = select(_C.state, func.count()).where(here(idea_commitments, community, idea))
        found = await self._connection.execute(asked.group_by(_C.state))
        return {State(state): count for state, count in found}

    async def progress(self, community: str, idea: str) -> LabProgress:
        agreed = [one for one in await self.friends(community, idea) if one.standing is Standing.AGREED]
        lab = await self.lab(community, idea)
        there = lab is not None and not lab.cancelled
        counts = await self.counted(community, idea)
        return LabProgress(
            friends_agreed=len(agreed),
            notes=sum(one.done for one in agreed),
            lab=lab.start if lab is not None and there else None,
            stakeholders=len(lab.stakeholders) if lab is not None and there else 0,
            commitments=sum(counts.get(state, 0) for state in STANDS),
        )


def _lab(row: RowMapping) -> Lab:
    held: dict[str, Any] = {name: value for name, value in row.items() if name not in {"idea", "finish"}}
    stakeholders = tuple(Stakeholder(*one) for one in row["stakeholders"])
    return Lab(**{**held, "end": row["finish"], "stakeholders": stakeholders})


def _commitment(row: RowMapping) -> Commitment:
    held: dict[str, Any] = {name: value for name, value in row.items() if name != "idea"}
    return Commitment(**{**held, "by": date.fromisoformat(row["by"]), "state": State(row["state"])})
