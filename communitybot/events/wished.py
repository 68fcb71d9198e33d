"""A wish to change an event, beside the date it names: what would be, for that date and for all; pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from communitybot.events import occurrences, series
from communitybot.events.desk import Found, rerevised
from communitybot.events.model import Change, Details, Event, Occurrence
from communitybot.moments import wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What is there, and what is wished of it."""

    found: Found
    details: Details
    shift: timedelta  # by how much the date itself moves
    turn: timedelta  # by how much the series moves, when all its dates are meant
    zone: str
    length: timedelta
    now: datetime
    by: str = ""  # who makes the change: they need not be told of it

    @property
    def is_nothing(self) -> bool:
        same = self.zone == self.found.event.zone and self.length == length_of(self.found)
        return same and not self.shift and self.details == self.found.occurrence.details

    @property
    def moves(self) -> bool:
        """Whether the date is at another time afterwards: its end counts too, since reminders say it."""
        one = self.found.occurrence
        event = replace(self.found.event, zone=self.zone)
        return occurrences.span(event, one.starts + self.shift, self.length) != (one.start, one.end)

    def alone(self, revised: Event) -> Change:
        """How this date alone differs with the wish."""
        event, before = self.found.event, self.found.occurrence
        change = replace(self.own_change(), revision=revised.revision)
        if self.details != before.details:
            change = replace(change, details=self.details)
        if self.moves:
            start = wall.at(before.starts + self.shift, self.zone)
            starts = local_in(start, event.zone) if self.zone != event.zone else before.starts + self.shift
            change = replace(change, starts=starts, length=self.length, timing=revised.revision)
        return change

    def of_all(self) -> Event:
        """The event as the wish would have it for all its dates; `Misread` when they cannot be moved so."""
        moves = self.turns or self.moves
        event = rerevised(self.found.event, self.found.changes, now=self.now, moved=moves)
        longer = self.length != length_of(self.found)
        return replace(
            series.moved(event, self.turn),
            details=self._for_all(),
            length=self.length if longer else event.length,
            zone=self.zone,
        )

    @property
    def turns(self) -> bool:
        """Whether the dates of the whole event are at other times afterwards."""
        event, original = self.found.event, self.found.occurrence.original
        length = self.length if self.length != length_of(self.found) else event.length
        there = occurrences.span(replace(event, zone=self.zone), original + self.turn, length)
        return there != occurrences.span(event, original, event.length)

    def own_change(self) -> Change:
        named = Change(event=self.found.event.id, original=self.found.occurrence.original)
        return self.found.changes.get(named.original, named)

    def meant(self) -> list[str]:
        """The words that the wish changes."""
        before = self.found.occurrence.details
        return [name for name in series.WORDS if getattr(self.details, name) != getattr(before, name)]

    def _for_all(self) -> Details:
        """The series' words with those that were changed; what an exception alone says stays with it."""
        words = {name: getattr(self.details, name) for name in self.meant()}
        return replace(self.found.event.details, **words)

    def carried(self, revised: Event) -> dict[datetime, Change]:
        """What single dates have of their own beside the changed event, by what named them before."""
        event, found = self.found.event, {}
        for original, change in self.found.changes.items():
            if original == self.found.occurrence.original:
                carried = self._named(change, revised)
            elif occurrences.occurrence(event, original, change).start <= self.now:
                carried = replace(change, original=original + self.turn)  # `_hold` keeps its time
            else:
                carried = series.carried(change, event, revised)
            if carried != replace(change, original=original + self.turn):
                timing = max(change.timing, revised.timing)
                carried = replace(carried, revision=revised.revision, timing=timing)
            found[original] = carried
        return found

    def _named(self, change: Change, revised: Event) -> Change:
        """What the date that the wish names keeps for itself."""
        carried = series.carried(change, self.found.event, revised)
        if self.shift or self.turn:
            starts = self.found.occurrence.starts + self.shift
            carried = replace(carried, starts=None if starts == carried.original else starts)
        if self.length != length_of(self.found):
            carried = replace(carried, length=None)
        own = carried.details
        if own is not None:
            own = replace(own, **{name: getattr(self.details, name) for name in self.meant()})
        return replace(carried, details=None if own == revised.details else own)


def length_of(found: Found) -> timedelta:
    """How long the date is meant to be, by its own change or by the event."""
    change = found.changes.get(found.occurrence.original)
    return found.event.length if change is None or change.length is None else change.length


def turn_of(one: Occurrence, starts: datetime) -> timedelta:
    """By how much a whole series moves so that this date is at `starts`, wherever it is now by itself.

    Where the day of the date stays, so does that of the others.
    """
    stays = starts.date() == one.starts.date()
    day = one.original.date() if stays else starts.date()
    return datetime.combine(day, starts.time()) - one.original


def local_in(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(wall.zone_info(zone)).replace(tzinfo=None)
