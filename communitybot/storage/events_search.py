"""Finding events by the words of their names: what is to come, then what is over, then what is cancelled."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Select, and_, select, true, type_coerce, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Occurrence, Status
from communitybot.events.repository import Slot, Sought
from communitybot.storage import events_rows as rows
from communitybot.storage.events_fitting import LASTS, has_label
from communitybot.storage.events_store import in_slots
from communitybot.storage.tables.events import event_words, events, occurrence_labels, occurrences
from communitybot.storage.types import Number

CANDIDATES = 2_000  # above so many events that fit, the soonest dates are looked through instead
DATES_EACH = 8  # dates looked at for each event that is wanted: a series has many of its own
UNFIT = 3  # dates of one event looked at in vain: some may have names of their own
POSTED = (Status.OPEN, Status.CANCELLED)

_O = occurrences.c
_L = occurrence_labels.c


class Stage(Enum):
    """In which order dates are found."""

    TO_COME = "to come"
    OVER = "over"
    GONE = "gone"  # cancelled before it came


class SearchRows:
    """Searches over the laid-out dates, cut off where enough is found."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def sought(self, sought: Sought) -> Sequence[Occurrence]:
        fits = await self._fitting(sought)
        if fits is not None and not fits:
            return []
        own = await self._own_named(sought, fits) if fits else []
        found: list[Occurrence] = []
        for stage in Stage:
            ways = [way.where(_named(way, sought, fits)) for way in _WAYS[stage](sought)]
            keys = sorted(await self._keys(ways, sought), reverse=stage is Stage.OVER) if ways else []
            dates = await self._dates(_first(keys, {one.event.id for one in found}, sought))
            called = [one for one in dates if _is_called(one, sought.words)]
            apart = {one.key: one for one in (*called, *own) if sought.words and _has_own_name(one)}
            plain = _some_of_each([one for one in called if one.key not in apart], sought.dates)
            mine = [one for one in apart.values() if _stage(one, sought.now) is stage]
            found += sorted((*plain, *mine), key=lambda one: one.start, reverse=stage is Stage.OVER)
            if len(found) >= sought.limit:
                break
        return found[: sought.limit]

    async def _own_named(self, sought: Sought, fits: Sequence[str]) -> list[Occurrence]:
        """Dates whose own titles have all the words, which those of their series may not have.

        Looked for where few events fit; among very many, only the first dates of each are.
        """
        asked = select(_O.start, _O.event, _O.original).where(
            _O.event.in_(fits), _O.details.is_not(None), _O.community + "" == sought.community
        )
        if sought.editable_by is not None:
            asked = asked.where(has_label("person", sought.editable_by, _O))
        keys = await self._keys([asked.order_by(_O.start.desc())], sought)
        dates = await self._dates([(sought.community, event, original) for _, event, original in keys])
        return [one for one in dates if _has_own_name(one) and _is_called(one, sought.words)]

    async def _keys(self, ways: Sequence[Select[Any]], sought: Sought) -> Sequence[Any]:
        """Start, event and original start of what each way comes to first."""
        cut = [way.limit(sought.limit * DATES_EACH).subquery() for way in ways]
        asked = union_all(*(select(way) for way in cut))
        return (await self._connection.execute(asked, {"community": sought.community})).all()

    async def _dates(self, slots: Sequence[Slot]) -> Sequence[Occurrence]:
        if not slots:
            return []
        asked = select(*rows.DATE_COLUMNS, *rows.EVENT_COLUMNS).where(in_slots(occurrences, slots))
        asked = asked.join_from(occurrences, events, _O.event == events.c.id)
        found = (await self._connection.execute(asked)).mappings().all()
        dates = {rows.slot_in(row): rows.occurrence_of(row) for row in found}
        return [dates[slot] for slot in slots]

    async def _fitting(self, sought: Sought) -> list[str] | None:
        """The events whose titles have all the words, when they are few; None when they are many."""
        if not sought.words:
            return None
        longest = max(sought.words, key=len)
        here = event_words.c.community == sought.community
        having = select(event_words.c.event).where(here)
        asked = having.where(_begins(longest)).distinct()
        for word in sought.words:
            if word != longest:
                asked = asked.where(event_words.c.event.in_(having.where(_begins(word))))
        found = (await self._connection.execute(asked.limit(CANDIDATES + 1))).scalars().all()
        return list(found) if len(found) <= CANDIDATES else None


def _first(keys: Sequence[Any], seen: set[str], sought: Sought) -> list[Slot]:
    """The first dates of each event that was not found before; some more, since names may not fit."""
    most = sought.dates + (UNFIT if sought.words else 0)
    taken: dict[str, list[Slot]] = {}
    for _, event, original in keys:
        if event not in seen and len(taken.setdefault(event, [])) < most:
            taken[event].append((sought.community, event, original))
    return [slot for each in list(taken.values())[: sought.limit] for slot in each]


def _some_of_each(dates: Sequence[Occurrence], most: int) -> list[Occurrence]:
    taken: dict[str, list[Occurrence]] = {}
    for one in dates:
        if len(taken.setdefault(one.event.id, [])) < most:
            taken[one.event.id].append(one)
    return [one for each in taken.values() for one in each]


def _has_own_name(one: Occurrence) -> bool:
    return one.details.title != one.event.details.title


def _is_called(one: Occurrence, words: Sequence[str]) -> bool:
    """Whether the name this date goes by has all the words."""
    there = rows.words_of(one.details.title)
    return all(any(each.startswith(word) for each in there) for word in words)


def _stage(one: Occurrence, now: datetime) -> Stage:
    if one.end <= now:
        return Stage.OVER
    return Stage.GONE if one.status is Status.CANCELLED else Stage.TO_COME


def _to_come(sought: Sought) -> list[Select[Any]]:
    """What is still on though it began more than a day ago, and what began later."""
    day_before = sought.now - rows.LASTING
    date, asked = _within(sought, Status.OPEN)
    soonest = asked.where(date.start > day_before, date.finish > sought.now)
    # The start is looked at in the index after `finish`: SQLite would else go through all that ever began.
    begun = type_coerce(_O.start, Number) + 0 <= type_coerce(day_before, _O.start.type)
    lasting = select(_O.start, _O.event, _O.original).where(LASTS, begun, _O.finish > sought.now)
    lasting = lasting.where(_O.community == sought.community, _O.status == Status.OPEN.value)
    if sought.editable_by is not None:
        lasting = lasting.where(has_label("person", sought.editable_by, _O))
    return [way.order_by(*way.selected_columns) for way in (lasting, soonest)]


def _over(sought: Sought) -> list[Select[Any]]:
    found = []
    for status in POSTED:
        date, asked = _within(sought, status)
        asked = asked.where(date.start <= sought.now, date.finish <= sought.now)
        found.append(asked.order_by(*(column.desc() for column in asked.selected_columns)))
    return found


def _gone(sought: Sought) -> list[Select[Any]]:
    """What would still come and was cancelled: only for somebody who names it."""
    if not sought.words:
        return []
    date, asked = _within(sought, Status.CANCELLED)
    asked = asked.where(date.start > sought.now - rows.LASTING, date.finish > sought.now)
    return [asked.order_by(*asked.selected_columns)]


def _within(sought: Sought, status: Status) -> tuple[Any, Select[Any]]:
    """The dates of one status, or only those somebody may change: by whoever hosts or planned them."""
    date = _O if sought.editable_by is None else _L
    asked = select(date.start, date.event, date.original)
    asked = asked.where(date.community == sought.community, date.status == status.value)
    if sought.editable_by is not None:
        asked = asked.where(_L.kind == "person", _L.value == sought.editable_by)
    return date, asked


def _named(way: Select[Any], sought: Sought, fits: Sequence[str] | None) -> Any:
    event = way.selected_columns.event
    if fits is not None:
        return event.in_(fits)
    # The date is of the community, so its words are; named again, it would lead through all its words.
    words = select(event_words.c.event).where(event_words.c.event == event).correlate_except(event_words)
    return and_(true(), *(words.where(_begins(word)).exists() for word in sought.words))


def _begins(word: str) -> Any:
    return and_(event_words.c.word >= word, event_words.c.word < word + "\U0010ffff")


_WAYS = {Stage.TO_COME: _to_come, Stage.OVER: _over, Stage.GONE: _gone}
