"""Weekly questions, the news that comes with them, and reminders, in tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.ideas.model.brief import Again, AnswerKind, BriefAnswer, Outcome
from communitybot.ideas.model.idea import GROWING, Idea
from communitybot.ideas.model.meeting import Nudged, Prompt, Week
from communitybot.storage import ideas_rows as rows
from communitybot.storage.ideas_friends import put
from communitybot.storage.ideas_here import among, here, new
from communitybot.storage.once import insert_once
from communitybot.storage.tables.idea_briefs import idea_answers, idea_briefs, idea_outcomes
from communitybot.storage.tables.idea_meeting import idea_digested, idea_nudges, idea_prompts, idea_weeks
from communitybot.storage.tables.ideas import idea_follows, idea_votes, ideas

_I, _P, _W, _D, _N = ideas.c, idea_prompts.c, idea_weeks.c, idea_digested.c, idea_nudges.c
_OPEN = [stage.value for stage in GROWING]


class StoredMeeting:
    """Satisfies `communitybot.ideas.meeting_repository.Meeting`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def prompts(self, community: str) -> Sequence[Prompt]:
        asked = select(_P.number, _P.words, _P.rank, _P.out).where(_P.community == community)
        found = await self._connection.execute(asked.order_by(_P.out, _P.rank, _P.number))
        return [Prompt(**row) for row in found.mappings()]

    async def keep_prompts(self, community: str, prompts: Sequence[Prompt]) -> None:
        await self._connection.execute(delete(idea_prompts).where(_P.community == community))
        held = [asdict(one) | {"community": community, "words": visible(one.words)} for one in prompts]
        if held:
            await self._connection.execute(insert(idea_prompts), held)

    async def week(self, community: str) -> Week | None:
        asked = select(_W.begun, _W.told, _W.quiet, _W.asked).where(_W.community == community)
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else Week(**row)

    async def keep_week(self, community: str, week: Week) -> None:
        again = update(idea_weeks).where(_W.community == community).values(asdict(week))
        if not (await self._connection.execute(again)).rowcount:
            once = insert_once(self._connection.dialect.name, idea_weeks)
            await self._connection.execute(once, asdict(week) | {"community": community})

    async def used(self, community: str) -> datetime | None:
        of_ideas = [
            select(func.max(moment).label("at")).where(_I.community == community)
            for moment in (_I.created, _I.said)
        ]
        backed = [
            select(func.max(table.c.at).label("at")).where(among(table, community))
            for table in (idea_votes, idea_follows)
        ]
        at = union_all(*of_ideas, *backed).subquery().c.at
        found: datetime | None = await self._connection.scalar(select(func.max(at, type_=_I.said.type)))
        return found

    async def new_ideas(
        self, community: str, since: datetime, until: datetime, *, limit: int
    ) -> Sequence[Idea]:
        asked = select(ideas).where(_I.community == community, _I.stage.in_(_OPEN))
        asked = asked.where(_I.published > since, _I.published <= until)
        asked = asked.order_by(_I.published.desc(), _I.id).limit(limit)
        return [rows.idea_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def answered(
        self, community: str, since: datetime, until: datetime, *, limit: int
    ) -> Sequence[tuple[Idea, BriefAnswer]]:
        answer = idea_answers.c
        columns = [column.label(f"answer_{column.name}") for column in answer]
        asked = (
            select(ideas, *columns)
            .join(idea_briefs, idea_briefs.c.idea == _I.id)
            .join(idea_answers, answer.brief == idea_briefs.c.id)
            .where(_I.community == community, _I.stage.in_(_OPEN), idea_briefs.c.shared.is_not(None))
            .where(answer.at > since, answer.at <= until)
            .order_by(answer.at.desc(), answer.id)
            .limit(limit)
        )
        found = (await self._connection.execute(asked)).mappings().all()
        return [
            (
                rows.idea_of(row),
                BriefAnswer(
                    **{name: row[f"answer_{name}"] for name in ("id", "brief", "by", "words", "link")},
                    **{name: row[f"answer_{name}"] for name in ("recorded_by", "at")},
                    kind=AnswerKind[row["answer_kind"]],
                    on=date.fromisoformat(row["answer_on"]),
                ),
            )
            for row in found
        ]

    async def reported(
        self, community: str, since: datetime, until: datetime, *, limit: int
    ) -> Sequence[tuple[Idea, Outcome]]:
        outcome = idea_outcomes.c
        columns = [column.label(f"outcome_{column.name}") for column in outcome]
        asked = select(ideas, *columns).join(idea_outcomes, outcome.idea == _I.id)
        asked = asked.where(_I.community == community, _I.stage.in_(_OPEN))
        asked = asked.where(outcome.at > since, outcome.at <= until)
        asked = asked.order_by(outcome.at.desc(), outcome.idea).limit(limit)
        found = (await self._connection.execute(asked)).mappings().all()
        told = [{column.name: row[f"outcome_{column.name}"] for column in outcome} for row in found]
        return [
            (rows.idea_of(row), Outcome(**{**one, "again": Again[one["again"]]}))
            for row, one in zip(found, told, strict=True)
        ]

    async def digested(self, community: str, ideas: Sequence[str]) -> Collection[tuple[str, str]]:
        asked = select(_D.idea, _D.item).where(among(idea_digested, community), _D.idea.in_(list(ideas)))
        return {(row.idea, row.item) for row in await self._connection.execute(asked)}

    async def digest(self, community: str, items: Sequence[tuple[str, str]]) -> None:
        for idea, item in items:
            row = {"idea": idea, "item": item}
            await self._connection.execute(new(self._connection, idea_digested, row, community, idea))

    async def nudged(self, community: str, idea: str) -> Mapping[str, Nudged]:
        asked = select(_N.person, _N.at, _N.stopped).where(here(idea_nudges, community, idea))
        found = await self._connection.execute(asked)
        return {row.person: Nudged(at=row.at, stopped=row.stopped) for row in found}

    async def nudge(self, community: str, idea: str, person: str, nudged: Nudged) -> None:
        values = {"idea": idea, "person": person, **asdict(nudged)}
        await put(self._connection, idea_nudges, _N.person == person, values, (community, idea))
