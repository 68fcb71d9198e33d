"""What a wish to change would make of an event; nothing here is stored."""

from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller, Value
from communitybot.events.model import Occurrence
from communitybot.events.views import Changes
from communitybot.moments import Reading, wall

EMPTIED = frozenset({"none", "nothing", "-", "no"})


def changed(before: Occurrence, wish: Changes) -> Occurrence:
    """The occurrence as it would be with the wish fulfilled; nothing is stored."""
    details = before.details
    new = {
        name: value
        for name in ("title", "description", "kind", "level", "hosts", "place", "link", "hashtag", "topics")
        if (value := getattr(wish, name)) is not None
    }
    details = replace(details, **new)
    if wish.capacity is not None:
        details = replace(details, capacity=wish.capacity or None)
    zone = wish.zone or before.event.zone
    starts: datetime = wish.starts if wish.starts is not None else before.starts
    start = wall.at(starts, zone)
    length: timedelta = wish.length if wish.length is not None else before.end - before.start
    event = replace(before.event, zone=zone)
    return replace(before, event=event, details=details, starts=starts, start=start, end=start + length)


def as_typed(occurrence: Occurrence, caller: Caller, *, now: datetime) -> dict[str, Value]:
    """An event as one would type it, by parameter of `/event edit`; a start that has passed is left out."""
    details, event = occurrence.details, occurrence.event
    start = occurrence.start.astimezone(wall.zone_info(caller.zone))
    minutes = int((occurrence.end - occurrence.start).total_seconds() // 60)
    return {
        "title": details.title,
        "when": f"{start:%Y-%m-%d %H:%M}" if occurrence.start > now else None,
        "ends": f"{minutes} minutes",
        "kind": details.kind.value,
        "place": details.place,
        "link": details.link,
        "hosts": ", ".join(host.name for host in details.hosts),
        "level": details.level.value,
        "topics": ", ".join(details.topics),
        "hashtag": f"#{details.hashtag}" if details.hashtag else "",
        "capacity": details.capacity,
        "description": details.description,
        "repeat": event.repeat.words() if event.repeat is not None else None,
    }


def only_new(before: Occurrence, wish: Changes) -> Changes:
    """Leave out of the wish what is so already, as a form sends every field back."""
    after = changed(before, wish)
    same = {
        name: None
        for name in ("title", "description", "kind", "level", "hosts", "place", "link", "hashtag", "topics")
        if getattr(before.details, name) == getattr(after.details, name)
    }
    if before.details.capacity == after.details.capacity:
        same["capacity"] = None
    if before.start == after.start and before.event.zone == after.event.zone:
        same |= {"starts": None, "zone": None}
    if before.end - before.start == after.end - after.start:
        same["length"] = None
    return replace(wish, **same)


def or_none(text: str) -> str:
    """Read "none" as the wish to empty a field: empty ones count as not given."""
    return "" if text.strip().casefold() in EMPTIED else text


def moved_to(wish: Changes, reading: Reading, zone: str) -> Changes:
    """Take the new time over: in a zone that was named, else by the clocks of the event's own."""
    length = (reading.end - reading.start) if reading.end is not None else None
    if reading.zone_named and reading.zone != zone:
        return replace(
            wish, starts=reading.start.replace(tzinfo=None, fold=0), zone=reading.zone, length=length
        )
    local = reading.start.astimezone(wall.zone_info(zone)).replace(tzinfo=None, fold=0)
    return replace(wish, starts=local, length=length)
