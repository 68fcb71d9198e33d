"""Lists of dates as one person sees them: a page, its count, tallies and answers in one read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, Text, and_, bindparam, exists, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Answer, Level, Occurrence, Status, Tally
from communitybot.events.repository import Sought, Wanted
from communitybot.events.views import Listed, Page
from communitybot.storage import events_rows as rows
from communitybot.storage.tables.events import (
    attendance,
    event_labels,
    event_words,
    events,
    occurrences,
    rsvps,
)
from communitybot.storage.types import Moment

COUNTED = 1_000  # a list is counted no further: nobody pages through more, and counting costs time
LONGEST_LASTING = 50  # how many exhibits and contests may be on at once in one list
CANDIDATES = 2_000  # above so many events that fit, the soonest dates are looked through instead
CLASHING = timedelta(hours=12)  # what is longer does not keep anybody from another event

COMING = (Answer.GOING.value, Answer.MAYBE.value, Answer.WAITING.value)

_O = occurrences.c
_LASTS = text("occurrences.lasting = 1")  # as its index says it: a bound value would not match that


class ListingRows:
    """Reads over the laid-out dates; the work follows the page, not what is stored."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def listed(self, wanted: Wanted) -> Page:
        shape, values = _shape(wanted), _values(wanted)
        lasting = await self._lasting(wanted, shape, values)
        shown = lasting[wanted.offset : wanted.offset + wanted.limit]
        values["room"], values["skipped"] = wanted.limit - len(shown), max(wanted.offset - len(lasting), 0)
        found = (await self._connection.execute(_page(shape), values)).mappings().all()
        items = [*shown, *map(_listed, found)]
        total = (
            found[0]["total"]
            if found
            else (await self._connection.execute(_count(shape), values)).scalar_one()
        )
        return Page(
            items=tuple(items),
            total=min(total + len(lasting), COUNTED),
            more_than_total=total + len(lasting) > COUNTED,
        )

    async def _lasting(self, wanted: Wanted, shape: "_Shape", values: dict[str, Any]) -> list[Listed]:
        """What began more than a day ago and is still on; it is first in every list.

        When it began is looked at here: told so, SQLite would go through everything that ever began.
        """
        found = (await self._connection.execute(_lasting(shape), values)).mappings()
        return [one for one in map(_listed, found) if one.occurrence.start <= wanted.since - rows.LASTING]

    async def sought(self, sought: Sought) -> Sequence[Occurrence]:
        fits = await self._fitting(sought)
        if fits is not None and not fits:
            return []
        found: dict[str, Occurrence] = {}
        for coming in (True, False):
            asked = select(*rows.DATE_COLUMNS, *rows.EVENT_COLUMNS).join_from(
                occurrences, events, _O.event == events.c.id
            )
            asked = asked.where(_O.community == sought.community)
            asked = asked.where(_O.event.in_(fits) if fits is not None else _has_words(sought))
            if sought.editable_by is not None:
                asked = asked.where(_may_edit(sought.community, sought.editable_by))
            if coming:
                day_before = _O.start > sought.now - rows.LASTING
                asked = asked.where(_O.status == Status.OPEN.value, day_before, _O.finish > sought.now)
            else:
                asked = asked.where(_O.finish <= sought.now)
            order = _O.start if coming else _O.start.desc()
            for row in (
                await self._connection.execute(asked.order_by(order).limit(sought.limit * 3))
            ).mappings():
                found.setdefault(row["event"], rows.occurrence_of(row))
            if len(found) >= sought.limit:
                break
        return list(found.values())[: sought.limit]

    async def _fitting(self, sought: Sought) -> list[str] | None:
        """The events whose titles have all the words, when they are few; None when they are many."""
        if not sought.words:
            return None
        longest = max(sought.words, key=len)
        asked = select(event_words.c.event).distinct().where(_begins(sought.community, longest))
        for word in sought.words:
            if word != longest:
                other = select(event_words.c.event).where(_begins(sought.community, word))
                asked = asked.where(event_words.c.event.in_(other))
        found = (await self._connection.execute(asked.limit(CANDIDATES + 1))).scalars().all()
        return list(found) if len(found) <= CANDIDATES else None

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


class _Shape(NamedTuple):
    """Which conditions a list has; each shape's statements are built once."""

    until: bool
    mine: bool
    topic: bool
    level: bool
    programme: bool


def _shape(wanted: Wanted) -> _Shape:
    return _Shape(
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
    }


@lru_cache(maxsize=32)
def _page(shape: _Shape) -> Select[Any]:
    page = _narrowed(_seen(), shape).add_columns(_count(shape).scalar_subquery().label("total"))
    order = page.order_by(_O.start, _O.event, _O.original)
    return order.limit(bindparam("room", type_=Integer)).offset(bindparam("skipped", type_=Integer))


@lru_cache(maxsize=32)
def _count(shape: _Shape) -> Select[Any]:
    counted = _narrowed(select(_O.event), shape).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(counted)


@lru_cache(maxsize=32)
def _lasting(shape: _Shape) -> Select[Any]:
    asked = _filtered(_seen(), shape).where(_LASTS, _O.finish > bindparam("since", type_=Moment))
    return asked.order_by(_O.start, _O.event, _O.original).limit(LONGEST_LASTING)


def _narrowed(asked: Select[Any], shape: _Shape) -> Select[Any]:
    """Dates that end after `since`: by their start, which the index has, a day of grace for what is on."""
    begun = _O.start > bindparam("day_before", type_=Moment)
    return _filtered(asked, shape).where(begun, _O.finish > bindparam("since", type_=Moment))


def _filtered(asked: Select[Any], shape: _Shape) -> Select[Any]:
    community, reader = bindparam("community", type_=Text), bindparam("reader", type_=Text)
    asked = asked.where(_O.community == community, _O.status == Status.OPEN.value)
    if shape.until:
        asked = asked.where(_O.start < bindparam("until", type_=Moment))
    if shape.level:
        asked = asked.where(_O.level.in_([bindparam("level", type_=Text), Level.ALL.value]))
    if shape.programme:
        asked = asked.where(_O.programme == bindparam("programme", type_=Text))
    if shape.topic:
        labels = select(event_labels.c.event).where(
            event_labels.c.community == community,
            event_labels.c.kind == "topic",
            event_labels.c.value == bindparam("topic", type_=Text),
        )
        asked = asked.where(_O.event.in_(labels))
    if shape.mine:
        asked = asked.where(or_(_answered(reader), _may_edit(community, reader)))
    return asked


def _answered(reader: Any) -> Any:
    """Looked up by person: whoever answered a hundred dates has a hundred rows there."""
    theirs = and_(rsvps.c.community == _O.community, rsvps.c.person == reader)
    same = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original)
    return exists().where(same, theirs, rsvps.c.answer.in_(COMING))


def _may_edit(community: Any, person: Any) -> Any:
    planned = select(events.c.id).where(events.c.community == community, events.c.created_by == person)
    hosting = select(event_labels.c.event).where(
        event_labels.c.community == community, event_labels.c.kind == "host", event_labels.c.value == person
    )
    return or_(_O.event.in_(planned), _O.event.in_(hosting))


def _begins(community: str, word: str) -> Any:
    column = event_words.c.word
    return and_(event_words.c.community == community, column >= word, column < word + "\U0010ffff")


def _has_words(sought: Sought) -> Any:
    conditions = [
        exists().where(event_words.c.event == _O.event, _begins(sought.community, word))
        for word in sought.words
    ]
    return and_(True, *conditions)  # noqa: FBT003 - the neutral element: no words, no condition


@lru_cache(maxsize=1)
def _seen() -> Select[Any]:
    """A date with its event, its tally, and what the reader said and did."""
    reader = bindparam("reader", type_=Text)
    mine = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original, rsvps.c.person == reader)
    here = and_(
        attendance.c.event == _O.event, attendance.c.original == _O.original, attendance.c.person == reader
    )
    return select(
        *rows.DATE_COLUMNS,
        *rows.EVENT_COLUMNS,
        *[_said(answer).label(f"said_{answer.value}") for answer in Answer],
        select(rsvps.c.answer).where(mine).scalar_subquery().label("mine"),
        select(attendance.c.present).where(here).scalar_subquery().label("present"),
        _ahead(reader),
    ).join_from(occurrences, events, _O.event == events.c.id)


def _said(answer: Answer) -> Any:
    said = and_(rsvps.c.event == _O.event, rsvps.c.original == _O.original, rsvps.c.answer == answer.value)
    return select(func.count()).select_from(rsvps).where(said).scalar_subquery()


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
