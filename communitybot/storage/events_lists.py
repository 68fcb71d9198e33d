"""Lists of dates as one person sees them: a page, its count, tallies and answers in one read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, Text, and_, bindparam, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Answer, Occurrence, Status, Tally
from communitybot.events.repository import Wanted
from communitybot.events.views import Listed, Page
from communitybot.storage import events_rows as rows
from communitybot.storage.events_fitting import COMING, Shape, fitting
from communitybot.storage.tables.events import attendance, events, occurrences, rsvps

COUNTED = 1_000  # a list is counted no further: nobody pages through more, and counting costs time
CLASHING = timedelta(hours=12)  # what is longer does not keep anybody from another event

_O = occurrences.c


class ListingRows:
    """Reads over the laid-out dates; the work follows the page, not what is stored."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def listed(self, wanted: Wanted) -> Page:
        found = (await self._connection.execute(_page(_shape(wanted)), _values(wanted))).mappings().all()
        return Page(
            items=tuple(_listed(row) for row in found if row["event"] is not None),
            total=min(found[0]["total"], COUNTED),
            more_than_total=found[0]["total"] > COUNTED,
        )

    async def overlapping(self, community: str, start: datetime, end: datetime) -> Sequence[Occurrence]:
        asked = select(*rows.DATE_COLUMNS, *rows.EVENT_COLUMNS).join_from(
            occurrences, events, _O.event == events.c.id
        )
        asked = asked.where(
            _O.community == community,
            _O.status == Status.OPEN.value,
            _O.start < end,
            _O.start > start - CLASHING,
            _O.finish > start,
        )
        found = (await self._connection.execute(asked.order_by(_O.start).limit(30))).mappings()
        return [one for one in map(rows.occurrence_of, found) if one.end - one.start <= CLASHING][:10]

    async def subscribed(self, community: str, person: str | None, since: datetime) -> Sequence[Occurrence]:
        asked = select(*rows.DATE_COLUMNS, *rows.EVENT_COLUMNS).join_from(
            occurrences, events, _O.event == events.c.id
        )
        asked = asked.where(_O.community == community, _O.finish > since)
        if person is not None:
            asked = asked.where(_answered(person))
        found = (await self._connection.execute(asked.order_by(_O.start).limit(COUNTED))).mappings()
        return [rows.occurrence_of(row) for row in found]


def _shape(wanted: Wanted) -> Shape:
    return Shape(
        until=wanted.until is not None,
        mine=wanted.mine,
        topic=wanted.topic is not None,
        level=wanted.level is not None,
        programme=wanted.programme is not None,
    )


def _values(wanted: Wanted) -> dict[str, Any]:
    return {
        "community": wanted.community,
        "reader": wanted.person,
        "since": wanted.since,
        "day_before": wanted.since - rows.LASTING,
        "until": wanted.until,
        "topic": wanted.topic,
        "level": wanted.level.value if wanted.level else None,
        "programme": wanted.programme,
        "counted": COUNTED + 1,
        "reach": wanted.offset + wanted.limit,
        "room": wanted.limit,
        "skipped": wanted.offset,
    }


@lru_cache(maxsize=32)
def _page(shape: Shape) -> Select[Any]:
    """The dates of one page, each with its event, its tally, and what the reader said and did.

    One row at least: `total` is there even when the page is empty.
    """
    fits = fitting(shape, "reach")
    order = (fits.c.start, fits.c.event, fits.c.original)
    room, skipped = bindparam("room", type_=Integer), bindparam("skipped", type_=Integer)
    page = select(fits).order_by(*order).limit(room).offset(skipped).subquery("page")
    some = select(fitting(shape, "counted").c.start).limit(bindparam("counted", type_=Integer)).subquery()
    counted = select(func.count().label("total")).select_from(some).subquery("counted")
    shown = (
        counted.outerjoin(page, true())
        .outerjoin(occurrences, and_(_O.event == page.c.event, _O.original == page.c.original))
        .outerjoin(events, events.c.id == _O.event)
    )
    asked = select(counted.c.total, *rows.DATE_COLUMNS, *rows.EVENT_COLUMNS, *_seen()).select_from(shown)
    return asked.order_by(page.c.start, page.c.event, page.c.original)


def _answered(reader: Any) -> Any:
    """Looked up by person: whoever answered a hundred dates has a hundred rows there."""
    theirs = and_(rsvps.c.community == _O.community, rsvps.c.person == reader)
    same = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original)
    return exists().where(same, theirs, rsvps.c.answer.in_(COMING))


def _seen() -> Sequence[Any]:
    """The tally of a date, and what the reader said and did."""
    reader = bindparam("reader", type_=Text)
    mine = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original, rsvps.c.person == reader)
    here = and_(
        attendance.c.event == _O.event, attendance.c.original == _O.original, attendance.c.person == reader
    )
    return [
        *[_said(answer).label(f"said_{answer.value}") for answer in Answer],
        select(rsvps.c.answer).where(mine).correlate(occurrences).scalar_subquery().label("mine"),
        select(attendance.c.present).where(here).correlate(occurrences).scalar_subquery().label("present"),
        _ahead(reader),
    ]


def _said(answer: Answer) -> Any:
    said = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original, rsvps.c.answer == answer.value)
    return select(func.count()).select_from(rsvps).where(said).correlate(occurrences).scalar_subquery()


def _ahead(person: Any) -> Any:
    """How many wait no later than this person waits; 0 when they do not wait."""
    theirs = rsvps.alias("theirs")
    waiting = Answer.WAITING.value
    before = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original, rsvps.c.answer == waiting)
    own = and_(
        theirs.c.event == _O.event,
        theirs.c.original == _O.original,
        theirs.c.person == person,
        theirs.c.answer == waiting,
        rsvps.c.line <= theirs.c.line,
    )
    return (
        select(func.count())
        .select_from(rsvps.join(theirs, own))
        .where(before)
        .correlate(occurrences)
        .scalar_subquery()
        .label("ahead")
    )


def _listed(row: Any) -> Listed:
    tally = Tally(
        going=row["said_going"], maybe=row["said_maybe"], cant=row["said_cant"], waiting=row["said_waiting"]
    )
    return Listed(
        occurrence=rows.occurrence_of(row),
        tally=tally,
        mine=Answer(row["mine"]) if row["mine"] else None,
        waiting_position=row["ahead"] or None,
        attended=bool(row["present"]),
    )
