"""Which dates belong in a list: in order, no more than are counted, and read from indexes alone."""

from typing import Any, NamedTuple

from sqlalchemy import (
    Integer,
    Select,
    Subquery,
    Text,
    bindparam,
    exists,
    literal,
    or_,
    select,
    text,
    type_coerce,
    union,
    union_all,
)

from communitybot.events.model import Answer, Status
from communitybot.people.model import Level
from communitybot.storage.tables.events import occurrence_labels, occurrences, rsvps
from communitybot.storage.types import Moment, Number

LONGEST_LASTING = 50  # how many exhibits and contests may be on at once in one list
COMING = (Answer.GOING.value, Answer.MAYBE.value, Answer.WAITING.value)

LASTS = text("occurrences.lasting = 1")  # as its index says it: a bound value would not match that

_O = occurrences.c
_L = occurrence_labels.c
_COMMUNITY = bindparam("community", type_=Text)
_READER = bindparam("reader", type_=Text)
_SINCE = bindparam("since", type_=Moment)
_DAY_BEFORE = bindparam("day_before", type_=Moment)
_LEVEL = bindparam("level", type_=Text)
_TOPIC = bindparam("topic", type_=Text)
_UNTIL = bindparam("until", type_=Moment)
_DATES = select(_O.start, _O.event, _O.original)
_SAID = (rsvps.c.person == _READER, rsvps.c.answer.in_(COMING))


class Shape(NamedTuple):
    """Which conditions a list has; each shape's statement is built once."""

    until: bool
    mine: bool
    topic: bool
    level: bool
    programme: bool


def fitting(shape: Shape, most: str) -> Subquery:
    """The identities of the dates that fit: what is still on, then at least the soonest `most` that begin.

    Bound by `community`, `reader`, `since`, `day_before`, the parameter that `most` names, and what the shape
    names. Each way to a date is cut off by itself: a topic that everything is about costs no more than one of
    a single evening.
    """
    ways = [_lasting(shape), *(_soonest(each, most) for each in _beginning(shape))]
    parts = [select(way.subquery()) for way in ways]
    # Only a person comes to the same date in several ways; the others need no second look at what is there.
    together = union(*parts) if shape.mine else union_all(*parts)
    return together.subquery()


def _beginning(shape: Shape) -> list[Select[Any]]:
    """Each way to what begins a day before `since` or later, along the index that leaves out most."""
    if shape.mine:
        labelled = _labelled("person", _READER, shape)
        return [
            _answered(shape),
            labelled.where(has_label("topic", _TOPIC, _L)) if shape.topic else labelled,
        ]
    if shape.topic:
        return [_labelled("topic", _TOPIC, shape)]
    if shape.programme or not shape.level:
        return [_begins(_DATES, _O, shape)]
    whatever = _begins(_DATES, _O, shape._replace(level=False))
    for_all = (
        _O.level == Level.ALL.value,
        literal(Level.ALL.value) != _LEVEL,
    )  # not twice, when that is asked for
    return [whatever.where(_O.level == _LEVEL), whatever.where(*for_all)]


def _lasting(shape: Shape) -> Select[Any]:
    """What began more than a day ago and is still on: few of all, and first in every list."""
    # The start is looked at in the index after `finish`: SQLite would else go through all that ever began.
    start = type_coerce(_O.start, Number) + 0
    asked = _narrowed(_DATES.where(LASTS, start <= _DAY_BEFORE), _O, shape)
    if shape.until:
        asked = asked.where(start < _UNTIL)
    if shape.topic:
        asked = asked.where(has_label("topic", _TOPIC, _O))
    if shape.mine:
        answered = exists().where(*_same_date(rsvps.c, _O), *_SAID)
        asked = asked.where(or_(answered, has_label("person", _READER, _O)))
    return asked.order_by(*asked.selected_columns).limit(LONGEST_LASTING)


def _labelled(kind: str, value: Any, shape: Shape) -> Select[Any]:
    labels = select(_L.start, _L.event, _L.original).where(_L.kind == kind, _L.value == value)
    return _begins(labels, _L, shape)


def _answered(shape: Shape) -> Select[Any]:
    """Looked up by person: whoever answered a hundred dates has a hundred rows there."""
    theirs = (rsvps.c.community == _COMMUNITY, *_SAID, *_same_date(rsvps.c, _O))
    asked = _begins(_DATES.where(*theirs), _O, shape, apart=True)
    return asked.where(has_label("topic", _TOPIC, _O)) if shape.topic else asked


def _begins(asked: Select[Any], date: Any, shape: Shape, *, apart: bool = False) -> Select[Any]:
    """Found by the start, which is in the indexes, with a day of grace for what is on."""
    asked = _narrowed(asked.where(date.start > _DAY_BEFORE), date, shape, apart=apart)
    return asked.where(date.start < _UNTIL) if shape.until else asked


def _narrowed(asked: Select[Any], date: Any, shape: Shape, *, apart: bool = False) -> Select[Any]:
    """Open dates of the community; `apart` from its indexes, for dates that are found by their identity."""
    community = date.community + "" if apart else date.community
    asked = asked.where(community == _COMMUNITY, date.status == Status.OPEN.value, date.finish > _SINCE)
    if shape.level:
        asked = asked.where(date.level.in_([_LEVEL, Level.ALL.value]))
    if shape.programme:
        asked = asked.where(date.programme == bindparam("programme", type_=Text))
    return asked


def has_label(kind: str, value: Any, date: Any) -> Any:
    """Whether a date (the columns of any table of dates) carries a label; bound by `community`."""
    label = occurrence_labels.alias("label").c
    named = (label.community == _COMMUNITY, label.kind == kind, label.value == value)
    same = (label.status == date.status, label.start == date.start, *_same_date(label, date))
    return exists().where(*named, *same)


def _same_date(one: Any, other: Any) -> tuple[Any, Any]:
    return one.event == other.event, one.original == other.original


def _soonest(asked: Select[Any], most: str) -> Select[Any]:
    return asked.order_by(*asked.selected_columns).limit(bindparam(most, type_=Integer))
