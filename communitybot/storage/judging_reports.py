"""Reports of resources and what checks came to, in tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, case, delete, func, literal, or_, select, text, update

from communitybot.conversation.visible import visible
from communitybot.resources.model.judgement import (
    AGAIN,
    EVERY,
    Asked,
    Check,
    Due,
    Report,
    Verdict,
    Why,
)
from communitybot.resources.model.resource import Resource, State
from communitybot.storage.judging_here import NO, YES, here, hold, mine, recount
from communitybot.storage.judging_tries import TriedRows
from communitybot.storage.resources_rows import resource_of
from communitybot.storage.tables.resource_judging import resource_checks, resource_links, resource_reports
from communitybot.storage.tables.resources import WITH_LINK, resources
from communitybot.storage.types import EPOCH, Moment

_P, _C, _L, _R = resource_reports.c, resource_checks.c, resource_links.c, resources.c
_OF_ASKED = ("resource", "address", "at", "failing")


class ReportRows(TriedRows):
    """Reports, checks, and links that are asked."""

    async def report(self, community: str, resource: str, report: Report) -> Report:
        held = await hold(self._connection, community, resource)
        if held is None:
            return report
        theirs = and_(_P.resource == resource, _P.person == report.person)
        known = select(_P.before).where(theirs, _P.why == report.why.value)
        before = bool(await self._connection.scalar(known))
        again = or_(_P.why == report.why.value, _P.before == NO)
        await self._connection.execute(delete(resource_reports).where(theirs, again))
        await self._connection.execute(update(resource_reports).where(theirs).values(open=False))
        kept = Report(
            person=report.person,
            why=report.why,
            words=visible(report.words),
            at=report.at,
            open=True,
            before=before,
        )
        values = {name: getattr(kept, name) for name in ("person", "words", "at", "open", "before")}
        values |= {"resource": resource, "why": kept.why.value}
        await self._connection.execute(resource_reports.insert().values(values))
        await recount(self._connection, held)
        return kept

    async def reports(self, community: str, resource: str) -> Sequence[Report]:
        asked = select(resource_reports).where(here(resource_reports, community, resource), _P.open == YES)
        found = (await self._connection.execute(asked.order_by(_P.at, _P.person))).mappings()
        return [_report(row) for row in found]

    async def reported_by(self, community: str, person: str) -> frozenset[str]:
        ours = and_(_R.id == _P.resource, _R.community == community)
        asked = select(_P.resource).join(resources, ours).where(_P.person == person, _P.open == YES)
        waits = _R.state.in_((State.SHARED.value, State.HIDDEN.value))
        return frozenset(await self._connection.scalars(asked.where(waits)))

    async def check(self, community: str, resource: str, check: Check) -> Sequence[str]:
        held = await hold(self._connection, community, resource)
        if held is None:
            return []
        was_open = and_(_P.resource == resource, _P.open == YES)
        asked = select(_P.person).distinct().where(was_open).order_by(_P.person)
        people = (await self._connection.scalars(asked)).all()
        if check.verdict is Verdict.FINE:
            closed = update(resource_reports).where(was_open)
            await self._connection.execute(closed.values(open=False, before=True))
        else:  # what it is from now on nobody has reported yet
            await self._connection.execute(delete(resource_reports).where(_P.resource == resource))
        values = {"resource": resource, "at": check.at, "person": check.person, "name": visible(check.name)}
        values |= {"verdict": check.verdict.value, "reason": visible(check.reason)}
        same = and_(_C.resource == resource, _C.at == check.at)  # by a clock that stands still
        await self._connection.execute(delete(resource_checks).where(same))
        await self._connection.execute(resource_checks.insert().values(values))
        await recount(self._connection, held)
        return people

    async def checked(self, community: str, resource: str) -> Check | None:
        asked = select(resource_checks).where(here(resource_checks, community, resource))
        row = (await self._connection.execute(asked.order_by(_C.at.desc()).limit(1))).mappings().first()
        if row is None:
            return None
        told = {name: row[name] for name in ("at", "person", "name", "reason")}
        return Check(**told, verdict=Verdict(row["verdict"]))

    async def to_check(self, community: str, *, limit: int) -> Sequence[Resource]:
        waits = (
            select(_P.resource, func.min(_P.at).label("since"))
            .where(_P.open == YES)
            .group_by(_P.resource)
            .subquery()
        )
        seen = _R.state.in_((State.SHARED.value, State.HIDDEN.value))
        asked = (
            select(resources).join(waits, waits.c.resource == _R.id).where(_R.community == community, seen)
        )
        hidden = case((_R.state == State.HIDDEN.value, 0), else_=1)
        asked = asked.order_by(hidden, waits.c.since, _R.id).limit(limit)
        return [resource_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def due(self, community: str, now: datetime, *, limit: int) -> Sequence[Due]:
        walk = select(_R.id, _R.address, _R.due).where(*_with_link(community), _R.due <= now)
        some = walk.order_by(_R.due, _R.id).limit(limit).subquery()  # as the index has them: no more is read
        same = and_(_L.resource == some.c.id, _L.address == some.c.address)
        asked = select(some.c.id, some.c.address, _L.failing).outerjoin_from(some, resource_links, same)
        found = await self._connection.execute(asked.order_by(some.c.due, some.c.id))
        return [Due(resource=row.id, address=row.address, failing=row.failing) for row in found]

    async def links(self, community: str) -> int:
        asked = select(func.count()).select_from(resources).where(*_with_link(community))
        return await self._connection.scalar(asked) or 0

    async def has_links(self, community: str) -> bool:
        asked = select(_R.id).where(*_with_link(community)).limit(1)
        return await self._connection.scalar(asked) is not None

    async def asked(self, community: str, resource: str) -> Asked | None:
        wanted = select(resource_links).where(here(resource_links, community, resource))
        row = (await self._connection.execute(wanted)).mappings().one_or_none()
        return None if row is None else Asked(**{name: row[name] for name in _OF_ASKED})

    async def note_asked(self, community: str, asked: Asked) -> None:
        soonest = asked.at + (EVERY if asked.failing is None else AGAIN)
        due = update(resources).where(mine(community, asked.resource))
        later, at_once = literal(soonest, Moment), literal(EPOCH, Moment)  # at once: it is another by now
        due = due.values(due=case((_R.address == asked.address, later), else_=at_once))
        if not (await self._connection.execute(due)).rowcount:
            return
        values = {name: getattr(asked, name) for name in _OF_ASKED}
        again = update(resource_links).where(_L.resource == asked.resource).values(values)
        if not (await self._connection.execute(again)).rowcount:
            await self._connection.execute(resource_links.insert().values(values))

    async def broken(self, community: str, *, limit: int, offset: int = 0) -> Sequence[Resource]:
        asked = select(resources).where(*_with_link(community), _R.broken.is_not(None))
        asked = asked.order_by(_R.broken, _R.id).limit(limit).offset(offset)
        return [resource_of(row) for row in (await self._connection.execute(asked)).mappings()]


def _with_link(community: str) -> tuple[Any, ...]:
    return (_R.community == community, text(WITH_LINK))


def _report(row: RowMapping) -> Report:
    told = {name: row[name] for name in ("person", "words", "at", "open", "before")}
    return Report(**told, why=Why(row["why"]))
