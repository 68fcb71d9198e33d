"""Briefs and what was answered to them, in tables."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, RowMapping, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.ideas.model.brief import AnswerKind, Brief, BriefAnswer
from communitybot.storage.ideas_here import among, here, new
from communitybot.storage.tables.idea_briefs import idea_answers, idea_briefs
from communitybot.storage.tables.ideas import ideas

_B, _A = idea_briefs.c, idea_answers.c
_WHOLE = select(idea_briefs, ideas.c.community).join(ideas, ideas.c.id == _B.idea)
_WORDS = ("to_name", "to_role", "need", "evidence", "ask")


class BriefRows:
    """Briefs and answers."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, brief: Brief) -> None:
        values = _values(brief)
        await self._connection.execute(
            new(self._connection, idea_briefs, values, brief.community, brief.idea)
        )

    async def save(self, brief: Brief) -> None:
        this = and_(here(idea_briefs, brief.community, brief.idea), _B.id == brief.id)
        await self._connection.execute(update(idea_briefs).where(this).values(_values(brief)))

    async def get(self, community: str, brief: str, *, hold: bool = False) -> Brief | None:
        asked = _WHOLE.where(_B.id == brief, ideas.c.community == community)
        if hold:
            asked = asked.with_for_update(of=idea_briefs)
        return _one((await self._connection.execute(asked)).first())

    async def addressed(self, brief: str) -> Brief | None:
        return _one((await self._connection.execute(_WHOLE.where(_B.id == brief))).first())

    async def of_idea(self, community: str, idea: str) -> Sequence[Brief]:
        asked = _WHOLE.where(_B.idea == idea, ideas.c.community == community).order_by(_B.created, _B.id)
        return [_brief(row) for row in (await self._connection.execute(asked)).all()]

    async def discard(self, community: str, brief: str) -> bool:
        this = and_(among(idea_briefs, community), _B.id == brief, _B.shared.is_(None))
        return (await self._connection.execute(delete(idea_briefs).where(this))).rowcount > 0

    async def record(self, community: str, answer: BriefAnswer) -> None:
        if await self.get(community, answer.brief) is None:
            return
        values = asdict(answer) | {"kind": answer.kind.name, "on": answer.on.isoformat()}
        values |= {name: visible(values[name]) for name in ("by", "words", "link")}
        same = and_(_A.id == answer.id, _A.brief == answer.brief)
        changed = await self._connection.execute(update(idea_answers).where(same).values(values))
        if not changed.rowcount:
            await self._connection.execute(idea_answers.insert().values(values))

    async def unrecord(self, community: str, answer: str) -> BriefAnswer | None:
        mine = select(_B.id).where(among(idea_briefs, community))
        this = and_(_A.id == answer, _A.brief.in_(mine))
        row = (await self._connection.execute(select(idea_answers).where(this))).mappings().first()
        if row is None:
            return None
        await self._connection.execute(delete(idea_answers).where(_A.id == answer))
        return _answer(row)

    async def answers(self, community: str, briefs: Sequence[str]) -> Mapping[str, Sequence[BriefAnswer]]:
        mine = select(_B.id).where(among(idea_briefs, community), _B.id.in_(briefs))
        asked = select(idea_answers).where(_A.brief.in_(mine)).order_by(_A.on, _A.at, _A.id)
        found: dict[str, list[BriefAnswer]] = {}
        for row in (await self._connection.execute(asked)).mappings():
            found.setdefault(row["brief"], []).append(_answer(row))
        return found


def _answer(row: RowMapping) -> BriefAnswer:
    told = dict(row) | {"kind": AnswerKind[row["kind"]], "on": date.fromisoformat(row["on"])}
    return BriefAnswer(**told)


def _values(brief: Brief) -> dict[str, Any]:
    values = asdict(brief) | {"reply_by": brief.reply_by.isoformat()}
    del values["community"]
    return values | {name: visible(values[name]) for name in _WORDS}


def _one(row: Row[Any] | None) -> Brief | None:
    return None if row is None else _brief(row)


def _brief(row: Row[Any]) -> Brief:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's own name for it
    return Brief(**values | {"reply_by": date.fromisoformat(values["reply_by"])})
