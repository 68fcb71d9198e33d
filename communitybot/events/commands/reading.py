"""From what was typed to the values of an event, with a kind refusal for each thing that cannot be."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from communitybot.conversation.limits import one_line
from communitybot.conversation.text import Unsayable, check_url
from communitybot.errors import Misread
from communitybot.events.cards.words import DAY, length_words
from communitybot.events.details import HOSTS, NAME, TOPIC, TOPICS
from communitybot.moments import Reading, Repeat, Unreadable, dates, read, read_duration, read_repeat
from communitybot.moments.words import spoken_clock, spoken_day

NAMES_MOST = {"hosts": (HOSTS, NAME), "topics": (TOPICS, TOPIC)}  # how many, and how long each may be
RECENT = timedelta(days=366)  # how long ago the first day of a programme may be
LIST_MARKS = re.compile(r"\s*[,;\n]\s*")
CALENDAR_WORDS = re.compile(r"\b(next|this|coming|week|in)\b", re.IGNORECASE)
"""With these, a weekday is said from today on; without, it is that of the week one speaks of."""

AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


def misread(unreadable: Unreadable, field: str) -> Misread:
    """Turn what `moments` could not read into the refusal of one field."""
    return Misread(
        unreadable.sentence, understood=unreadable.understood, example=unreadable.example, field=field
    )


def read_title(text: str) -> str:
    title = one_line(text, 10_000)
    if not any(letter.isalnum() for letter in title):
        raise Misread(
            "An event needs a name that people can say.",
            understood=title or None,
            example="Reading circle",
            field="title",
        )
    return title


def read_names(text: str, field: str, *, split_and: bool = True) -> tuple[str, ...]:
    """Read a list of names: commas or, where there is no comma, the word "and" between them."""
    pieces = [piece for piece in LIST_MARKS.split(text) if piece.strip()]
    if split_and or len(pieces) < 2:
        pieces = [part for piece in pieces for part in AND.split(piece)]
    names = [one_line(re.sub(r"(?i)^and\s+", "", piece).lstrip("@#"), 10_000) for piece in pieces]
    found = tuple(dict.fromkeys(name for name in names if name))
    example = "me, Ana Ruiz" if field == "hosts" else "equity, reading"
    most, longest = NAMES_MOST[field]
    if len(found) > most:
        raise Misread(f"I count {len(found)} {field}; {most} fit.", example=example, field=field)
    for name in found:
        if len(name) > longest:
            short = one_line(name, 40)
            raise Misread(
                f"I read “{short}” as one of the {field}, but it is longer than {longest} letters.",
                understood=short,
                example=example,
                field=field,
            )
    return found


def read_link(text: str) -> str:
    """Give a web address that every platform can link; empty for none."""
    address = text.strip().strip("<>")
    if not address:
        return ""
    try:
        check_url(address)
    except Unsayable:
        short = one_line(address, 60)
        raise Misread(
            f"I read “{short}” as the link, but a link begins with https:// and holds no spaces.",
            understood=short,
            example="https://example.org/join",
            field="link",
        ) from None
    return address


def read_capacity(number: int | None, *, least: int = 1) -> int | None:
    if number is not None and number < least:
        raise Misread(
            f"I read {number} as the number of places, but it takes at least {least}.",
            understood=str(number),
            example="30",
            field="capacity",
        )
    return number


def read_length(text: str, start: datetime, *, now: datetime) -> timedelta:
    """Read an end ("6pm", "friday 6pm") or a length ("90 minutes") as the length from an aware start."""
    try:
        return _positive(read_duration(text), text)
    except Unreadable as not_a_length:
        pass_on = not_a_length
    zone = str(start.tzinfo)
    for words in (f"{start:%Y-%m-%d} {text}", f"{start + timedelta(days=1):%Y-%m-%d} {text}", text):
        try:
            end = read(words, now=now, zone=zone).start
        except Unreadable as no_end:
            if words == text and any(letter.isdigit() for letter in text):
                pass_on = no_end
            continue
        if end > start:
            return end - start
        pass_on = Unreadable(
            pass_on.understood, f"that is {_moment(end)}, before it starts on {_moment(start)}", "90 minutes"
        )
    raise Misread(
        f"{pass_on.understood} as the end, but {_why(pass_on, text)}.",
        understood=one_line(text, 60),
        example="90 minutes",
        field="ends",
    )


def end_notes(start: datetime, length: timedelta) -> list[str]:
    """A word of warning where an event ends on another day than it starts; `start` is aware, in its zone."""
    end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    if end.date() == start.date() or (end.time() == time() and length < DAY):
        return []
    slip = f"If that is a slip, name an end later than {spoken_clock(start)}." if length < DAY else ""
    return [f"It ends {_moment(end)}, {length_words(length)} after it starts. {slip}".strip()]


def _moment(moment: datetime) -> str:
    return f"{spoken_day(moment)}, {spoken_clock(moment)}"


def read_rule(text: str, start: datetime) -> tuple[Repeat, datetime, str | None]:
    """Read how it repeats: the rule, the naive start it really has, and a note when that had to move."""
    try:
        rule = read_repeat(text, start=start)
    except Unreadable as unreadable:
        raise misread(unreadable, "repeat") from unreadable
    first = next(dates(rule, start), None)
    if first is None:
        raise Misread(
            f"I read “{rule.words()}”, but no such day comes after the start.",
            understood=rule.words(),
            example="every tuesday until 15 december",
            field="repeat",
        )
    if first == start:
        return rule, start, None
    note = (
        f"It repeats {rule.words()}, and the day you gave is not one of those, so it begins on "
        f"{first:%A} {first.day} {first:%B}. To choose another day, use *Change it*."
    )
    return rule, first, note


def read_moment_near(text: str, day: date, *, now: datetime, zone: str, own_week: bool = False) -> Reading:
    """Read a moment for something that has a day already: a bare hour stays on that day.

    `own_week`: a bare weekday is that of the day's week (from Monday on), as for one date of a series.
    """
    days = [day]
    if own_week and not CALENDAR_WORDS.search(text):
        monday = day - timedelta(days=day.weekday())
        days += [monday + timedelta(days=number) for number in range(7)]
    for words in (*(f"{each:%Y-%m-%d} {text}" for each in days), text):
        try:
            return read(words, now=now, zone=zone)
        except Unreadable as unreadable:
            refused = unreadable
    raise misread(refused, "when") from refused


def read_day(text: str, *, now: datetime, zone: str, field: str) -> datetime:
    """Read a day without an hour, as its naive midnight; it may lie up to a year in the past."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), datetime.min.time())
    except ValueError:
        pass
    for moment in (now, now - RECENT):
        try:
            read_at = read(f"{text} at 23:59", now=moment, zone=zone).start
        except Unreadable:
            continue
        return datetime.combine(read_at.date(), datetime.min.time())
    short = one_line(text, 40)
    raise Misread(
        f"I read *{short}*, which is no day I know.", understood=short, example="1 march", field=field
    )


def note_words(reading: Reading) -> Sequence[str]:
    return tuple(note.text for note in reading.notes)


def _positive(length: timedelta, text: str) -> timedelta:
    if length <= timedelta():
        raise Unreadable(f"I read *{one_line(text, 40)}*", "an event takes some time", "1 hour")
    return length


def _why(unreadable: Unreadable, text: str) -> str:
    if any(letter.isdigit() for letter in text):
        return unreadable.trouble
    return "that is neither an hour nor a length of time I know"
