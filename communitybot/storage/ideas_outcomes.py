"""What came of ideas, in a table."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.ideas.model.brief import Again, Outcome
from communitybot.ideas.model.idea import Stage
from communitybot.storage.ideas_here import here, new
from communitybot.storage.tables.idea_briefs import idea_outcomes
from communitybot.storage.tables.ideas import ideas

_O = idea_outcomes.c
_SEEN = [stage.value for stage in Stage if stage.seen]
_WORDS = ("changed", "measured", "why", "number", "before", "after")


class OutcomeRows:
    """Outcomes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def report(self, community: str, outcome: Outcome) -> None:
        values = asdict(outcome) | {"again": outcome.again.name}
        values |= {name: visible(values[name]) for name in _WORDS}
        this = here(idea_outcomes, community, outcome.idea)
        again = update(idea_outcomes).where(this).values(values)
        if (await self._connection.execute(again)).rowcount:
            return
        await self._connection.execute(new(self._connection, idea_outcomes, values, community, outcome.idea))
        await self._connection.execute(again)

    async def reported(self, community: str, idea: str) -> bool:
        asked = select(_O.idea).where(here(idea_outcomes, community, idea))
        return await self._connection.scalar(asked) is not None

    async def outcome(self, community: str, idea: str) -> Outcome | None:
        asked = select(idea_outcomes).where(here(idea_outcomes, community, idea))
        row = (await self._connection.execute(asked)).mappings().first()
        return None if row is None else _outcome(row)

    async def outcomes(
        self, community: str, *, limit: int, offset: int = 0, listed: bool = False
    ) -> Sequence[Outcome]:
        asked = select(idea_outcomes).join(ideas, ideas.c.id == _O.idea)
        asked = asked.where(ideas.c.community == community, ideas.c.stage.in_(_SEEN))
        if listed:
            asked = asked.where(_O.listed == 1)
        asked = asked.order_by(_O.at.desc(), _O.idea.desc()).limit(limit).offset(offset)
        return [_outcome(row) for row in (await self._connection.execute(asked)).mappings()]


def _outcome(row: RowMapping) -> Outcome:
    return Outcome(**{**row, "again": Again[row["again"]]})
