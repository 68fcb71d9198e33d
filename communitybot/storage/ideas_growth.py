"""How ideas grow, in tables: their steps, and all that was written into their logic models."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.logic import LogicModel, Part, Written
from communitybot.ideas.model.move import Move
from communitybot.storage.ideas_here import here
from communitybot.storage.tables.growth import idea_model_writings, idea_moves
from communitybot.storage.tables.ideas import ideas

STANDS, ASIDE, SETTLED = "stands", "aside", "settled"

_W = idea_model_writings.c


class StoredGrowth:
    """Satisfies `communitybot.ideas.growth_repository.GrowthRepository`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def move(self, community: str, idea: str, move: Move) -> None:
        values = {
            "came_from": move.came_from.value,
            "came_to": move.came_to.value,
            "person": move.person,
            "name": visible(move.name),
            "at": move.at,
            "reason": visible(move.reason),
            "moderating": move.moderating,
        }
        await self._append(idea_moves, community, idea, values)

    async def moves(self, community: str, idea: str, *, limit: int, offset: int = 0) -> Sequence[Move]:
        asked = select(idea_moves).where(here(idea_moves, community, idea))
        asked = asked.order_by(idea_moves.c.number.desc()).limit(limit).offset(offset)
        return [_move(row) for row in await self._connection.execute(asked)]

    async def model(self, community: str, idea: str) -> LogicModel:
        stands = here(idea_model_writings, community, idea) & (_W.state == STANDS)
        last = select(func.max(_W.number)).where(stands).group_by(_W.part)
        asked = select(idea_model_writings).where(
            here(idea_model_writings, community, idea), _W.number.in_(last)
        )
        found = [_written(row) for row in await self._connection.execute(asked)]
        return LogicModel({one.part: one for one in found})

    async def write(
        self,
        community: str,
        idea: str,
        part: Part,
        lines: Sequence[str],
        *,
        person: str,
        name: str,
        at: datetime,
        aside: bool = False,
    ) -> int:
        values = {
            "part": part.value,
            "lines": [visible(line) for line in lines],
            "person": person,
            "name": visible(name),
            "at": at,
            "state": ASIDE if aside else STANDS,
        }
        return await self._append(idea_model_writings, community, idea, values)

    async def writing(self, community: str, idea: str, number: int) -> Written | None:
        return await self._one(community, idea, number, STANDS)

    async def aside(self, community: str, idea: str, number: int) -> Written | None:
        return await self._one(community, idea, number, ASIDE)

    async def waiting(self, community: str, idea: str, person: str) -> Sequence[Written]:
        asked = select(idea_model_writings).where(
            here(idea_model_writings, community, idea), _W.state == ASIDE, _W.person == person
        )
        return [_written(row) for row in await self._connection.execute(asked.order_by(_W.number))]

    async def settle(self, community: str, idea: str, number: int) -> None:
        this = here(idea_model_writings, community, idea) & (_W.number == number) & (_W.state == ASIDE)
        await self._connection.execute(update(idea_model_writings).where(this).values(state=SETTLED))

    async def writings(self, community: str, idea: str, *, limit: int, offset: int = 0) -> Sequence[Written]:
        asked = select(idea_model_writings).where(
            here(idea_model_writings, community, idea), _W.state == STANDS
        )
        asked = asked.order_by(_W.number.desc()).limit(limit).offset(offset)
        return [_written(row) for row in await self._connection.execute(asked)]

    async def _one(self, community: str, idea: str, number: int, state: str) -> Written | None:
        here_it_is = here(idea_model_writings, community, idea) & (_W.number == number)
        asked = select(idea_model_writings).where(here_it_is, _W.state == state)
        row = (await self._connection.execute(asked)).one_or_none()
        return None if row is None else _written(row)

    async def _append(self, table: Table, community: str, idea: str, values: dict[str, Any]) -> int:
        """Add a row under the next number; the idea is held, or two of one number would be refused."""
        last = select(func.coalesce(func.max(table.c.number), 0)).where(here(table, community, idea))
        number = int(await self._connection.scalar(last) or 0) + 1
        numbered = {"idea": idea, "number": number, **values}
        held = [literal(value, table.c[name].type).label(name) for name, value in numbered.items()]
        mine = select(*held).where(ideas.c.id == idea, ideas.c.community == community)
        await self._connection.execute(insert(table).from_select(list(numbered), mine))
        return number


def _move(row: Row[Any]) -> Move:
    return Move(
        came_from=Stage(row.came_from),
        came_to=Stage(row.came_to),
        person=row.person,
        name=row.name,
        at=row.at,
        reason=row.reason,
        moderating=row.moderating,
    )


def _written(row: Row[Any]) -> Written:
    return Written(
        number=row.number,
        part=Part(row.part),
        lines=tuple(row.lines),
        person=row.person,
        name=row.name,
        at=row.at,
    )
