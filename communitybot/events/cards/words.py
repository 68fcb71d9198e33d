"""The words every card about an event is made of: title, when, who, where, how many, how long before."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from communitybot.conversation.limits import one_line
from communitybot.conversation.text import (
    At,
    AtStyle,
    Link,
    Strong,
    Struck,
    Text,
    Unsayable,
    Words,
    check_url,
    say,
)
from communitybot.events.model import Answer, Details, Event, Occurrence, Status, Tally

TITLE_IN_LINE = 80  # weight of a title inside a sentence or a list
SHORT = 5  # letters of a short name: 32 million of them
NAMES = 6  # hosts or topics named before "and 3 more"
DAY = timedelta(days=1)
UNITS = (
    (timedelta(weeks=1), "week"),
    (DAY, "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)
Span = tuple[datetime, datetime | None, int | None]
"""The dates of a series: the first, and the last and their number where it ends; aware."""

ANSWERS = {
    Answer.GOING: "going",
    Answer.MAYBE: "maybe going",
    Answer.CANT: "not going",
    Answer.WAITING: "on the waiting list",
}


def short_name(event: Event) -> str:
    """What an event is called in commands: the end of its id, which is a matter of chance."""
    return event.id[-SHORT:]


def title_of(details: Details, most: int = TITLE_IN_LINE) -> str:
    return one_line(details.title, most) or "Untitled event"


def when_of(occurrence: Occurrence) -> Text:
    """The time of an occurrence, shown in its own zone, with its distance and the reader's own time."""
    event = occurrence.event
    if not event.all_day:
        return say(At(occurrence.start, event.zone, occurrence.end))
    last = occurrence.end - timedelta(seconds=1)
    first_day = At(occurrence.start, event.zone, style=AtStyle.DATE)
    if last - occurrence.start < DAY:
        return say(first_day, ", all day")
    return say(first_day, " to ", At(last, event.zone, style=AtStyle.DATE), ", all day")


def name_of(occurrence: Occurrence) -> Text:
    """The title as it stands in a sentence: strong, or struck through and said to be cancelled."""
    title = title_of(occurrence.details)
    if occurrence.status is Status.CANCELLED:
        return say(Struck(title), " (cancelled)")
    return say(Strong(title))


def places_words(details: Details) -> str:
    return "no limit" if details.capacity is None else f"{details.capacity:,}"


def span_words(span: Span, zone: str) -> Text:
    """How many dates, from when to when: "9 dates from Thu 16 Oct 2014 to Thu 11 Dec 2014"."""
    first, last, count = span
    start = At(first, zone, style=AtStyle.DATE)
    if last is None or count is None:
        return say("every date from ", start, " on")
    if count == 1:
        return say("1 date, ", start)
    return say(f"{count:,} dates from ", start, " to ", At(last, zone, style=AtStyle.DATE))


def hosts_of(details: Details) -> str:
    return joined(one_line(host.name, 60) for host in details.hosts)


def where_of(details: Details) -> Text | None:
    """Where it takes place: words, a link, or both; an address no platform would link stays literal."""
    place = one_line(details.place, 200)
    address = details.link.strip()
    if not address:
        return say(place) if place else None
    link = linked("Join here" if place else one_line(address, 80), address)
    return say(place, ": ", link) if place else say(link)


def linked(label: str, address: str) -> Text:
    """A link where the address can be one; else its literal characters."""
    try:
        check_url(address)
    except Unsayable:
        return say(one_line(address, 300) or "(no address)")
    return say(Link(label or address, address))


def to_card(jump: str | None) -> tuple[Words, ...]:
    """The end of a card's small print: a link to where the event was posted, if it can be opened."""
    return (" ", linked("Open the card", jump), ".") if jump is not None else ()


def joined(names: Iterable[str], *, most: int = NAMES) -> str:
    """Join names as people do: "Ana, Ben and Chloe", or "Ana, Ben and 7 more"."""
    known = [name for name in names if name]
    if len(known) > most:
        known = [*known[:most], f"{len(known) - most} more"]
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def tally_words(tally: Tally, capacity: int | None) -> str:
    """How many said what: "3 going, 1 maybe, 2 can't; 5 places left"."""
    words = f"{tally.going} going, {tally.maybe} maybe, {tally.cant} can't"
    if tally.waiting:
        words += f", {tally.waiting} waiting"
    if capacity is None:
        return words
    left = max(0, capacity - tally.going)
    return f"{words}; {'full' if not left else counted(left, 'place') + ' left'}"


def answer_words(answer: Answer | None, position: int | None = None) -> str:
    """The reader's own answer in words: "you are going", "you are number 2 on the waiting list"."""
    if answer is None:
        return "you have not answered"
    if answer is Answer.WAITING and position is not None:
        return f"you are number {position} on the waiting list"
    return f"you are {ANSWERS[answer]}"


def counted(number: int, noun: str) -> str:
    """Count things: "1 place", "4 places"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def length_words(length: timedelta) -> str:
    """Say a length of time: "1 week", "1 hour and 30 minutes"; nought is "no time"."""
    parts = []
    rest = length
    for unit, noun in UNITS:
        number, rest = divmod(rest, unit)
        if number:
            parts.append(counted(number, noun))
    return joined(parts) or "no time"


def before_words(offset: timedelta) -> str:
    """Say how long before the start: "1 day before", "at the start"."""
    return f"{length_words(offset)} before" if offset > timedelta() else "at the start"


def offsets_words(offsets: Sequence[timedelta]) -> str:
    """Say a list of reminders: "1 day before, 1 hour before and at the start"."""
    return joined((before_words(each) for each in sorted(offsets, reverse=True)), most=10)


def hashtag_of(details: Details) -> str:
    tag = one_line(details.hashtag, 60).lstrip("#")
    return f"#{tag}" if tag else ""


def changed_words(changed_at: datetime, zone: str, *, edited: bool) -> Text:
    """When it last changed; a card edited in place says so."""
    return say(
        "Edited. Last changed " if edited else "Last changed ", At(changed_at, zone, style=AtStyle.DATE)
    )


def repeat_words(event: Event) -> str:
    """How it repeats, in words ("every Tuesday until 15 December"); empty when it does not."""
    return one_line(event.repeat.words(), 100) if event.repeat is not None else ""
