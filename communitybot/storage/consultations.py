"""The repository of consultations and of what people answered in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.names import fold
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.response import Response
from communitybot.storage import consultations_rows as rows
from communitybot.storage.once import insert_once
from communitybot.storage.tables.consultations import consultation_responses, consultations
from communitybot.storage.words import words_in

PAST = (Stage.CLOSED.value, Stage.CANCELLED.value)
NEVER_SAVED = {"id", "community", "created_by", "created_at", "revision"}
KEPT = {"id", "person", "first"}  # of a response, whatever is answered later

_C = consultations.c
_R = consultation_responses.c


class StoredConsultations:
    """Satisfies `communitybot.consultations.repository.ConsultationRepository`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, consultation: Consultation) -> None:
        await self._connection.execute(insert(consultations), rows.values(consultation))

    async def save(self, consultation: Consultation) -> None:
        held = {name: value for name, value in rows.values(consultation).items() if name not in NEVER_SAVED}
        higher = case((_C.revision > consultation.revision, _C.revision), else_=consultation.revision)
        here = _mine(consultation.community, consultation.id)
        await self._connection.execute(update(consultations).where(here).values(**held, revision=higher))

    async def delete(self, community: str, consultation: str) -> None:
        await self._connection.execute(delete(consultations).where(_mine(community, consultation)))

    async def get(self, community: str, consultation: str, *, hold: bool = False) -> Consultation | None:
        asked = select(consultations).where(_mine(community, consultation))
        row = (await self._connection.execute(asked.with_for_update() if hold else asked)).mappings().first()
        return rows.consultation_of(row) if row else None

    async def addressed(self, consultation: str) -> Consultation | None:
        asked = select(consultations).where(_C.id == consultation)
        row = (await self._connection.execute(asked)).mappings().first()
        return rows.consultation_of(row) if row else None

    async def at_stage(
        self, community: str, stages: Sequence[Stage], *, limit: int, offset: int = 0
    ) -> Sequence[Consultation]:
        past = _C.stage.in_(PAST)
        here = and_(_C.community == community, _C.stage.in_([stage.value for stage in stages]))
        ended = func.coalesce(_C.closed, _C.closes)
        order = (case((past, 1), else_=0), case((past, None), else_=_C.closes), ended.desc(), _C.id)
        return await self._listed(here, order, limit, offset)

    async def drafts(self, community: str, person: str, *, limit: int) -> Sequence[Consultation]:
        own = and_(_C.community == community, _C.stage == Stage.DRAFT.value, _C.created_by == person)
        return await self._listed(own, (_C.created_at.desc(), _C.id), limit)

    async def named(
        self, community: str, text: str, *, limit: int, person: str | None = None
    ) -> Sequence[Consultation]:
        words = words_in(fold(text))
        if text.strip() and not words:
            return []
        seen = _C.stage != Stage.DRAFT.value
        sees = seen if person is None else seen | (_C.created_by == person)
        called = and_(true(), *(_C.folded.contains(f" {word}", autoescape=True) for word in words))
        return await self._listed(
            and_(_C.community == community, sees, called), (_C.created_at.desc(), _C.id), limit
        )

    async def _listed(
        self, where: ColumnElement[bool], order: Sequence[Any], limit: int, offset: int = 0
    ) -> Sequence[Consultation]:
        asked = select(consultations).where(where).order_by(*order).limit(limit).offset(offset)
        return [rows.consultation_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def respond(self, community: str, consultation: str, response: Response) -> bool:
        if await self._held(community, consultation) is None:
            return False
        held = rows.response_values(response)
        once = insert_once(
            self._connection.dialect.name,
            consultation_responses,
            index_elements=["consultation", "person"],
        )
        new = once.values(consultation=consultation, **held).returning(_R.person)
        if (await self._connection.execute(new)).first() is not None:
            return True
        changed = {name: value for name, value in held.items() if name not in KEPT}
        theirs = _theirs(community, consultation, response.person)
        await self._connection.execute(update(consultation_responses).where(theirs).values(changed))
        return False

    async def withdraw(self, community: str, consultation: str, person: str) -> bool:
        theirs = _theirs(community, consultation, person)
        gone = await self._connection.execute(delete(consultation_responses).where(theirs))
        return gone.rowcount > 0

    async def response(self, community: str, consultation: str, person: str) -> Response | None:
        asked = select(consultation_responses).where(_theirs(community, consultation, person))
        row = (await self._connection.execute(asked)).mappings().first()
        return rows.response_of(row) if row else None

    async def responses(self, community: str, consultation: str) -> Sequence[Response]:
        asked = select(consultation_responses).where(_here(community, consultation))
        found = await self._connection.execute(asked.order_by(_R.first, _R.person))
        return [rows.response_of(row) for row in found.mappings()]

    async def counts(self, community: str, consultations: Sequence[str]) -> Mapping[str, int]:
        asked = select(_R.consultation, func.count()).where(_among(community, consultations))
        found = await self._connection.execute(asked.group_by(_R.consultation))
        return dict.fromkeys(consultations, 0) | {row[0]: row[1] for row in found}

    async def answered(self, community: str, consultations: Sequence[str], person: str) -> frozenset[str]:
        asked = select(_R.consultation).where(_among(community, consultations), _R.person == person)
        return frozenset((await self._connection.execute(asked)).scalars())

    async def of_person(self, community: str, person: str) -> Sequence[str]:
        of = _R.consultation == _C.id
        asked = select(_C.id).join_from(consultations, consultation_responses, of)
        theirs = asked.where(_C.community == community, _R.person == person).order_by(_C.id)
        return (await self._connection.execute(theirs)).scalars().all()

    async def _held(self, community: str, consultation: str) -> str | None:
        """The consultation's id, if it is the community's: on another's nothing hangs."""
        asked = select(_C.id).where(_mine(community, consultation))
        found: str | None = (await self._connection.execute(asked)).scalar()
        return found


def _mine(community: str, consultation: str) -> ColumnElement[bool]:
    return (_C.id == consultation) & (_C.community == community)


def _here(community: str, consultation: str) -> ColumnElement[bool]:
    """The condition that a response is to this consultation of this community."""
    mine = select(_C.id).where(_mine(community, consultation)).scalar_subquery()
    condition: ColumnElement[bool] = _R.consultation == mine
    return condition


def _theirs(community: str, consultation: str, person: str) -> ColumnElement[bool]:
    return _here(community, consultation) & (_R.person == person)


def _among(community: str, some: Sequence[str]) -> ColumnElement[bool]:
    ours = select(_C.id).where(_C.community == community, _C.id.in_(some))
    condition: ColumnElement[bool] = _R.consultation.in_(ours)
    return condition
