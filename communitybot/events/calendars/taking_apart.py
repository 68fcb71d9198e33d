"""A foreign calendar file taken apart: its events as they stand, also out of a file broken in places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communitybot.events.calendars.calendar_words import clean
from communitybot.events.calendars.foreign_time import named_zone

if TYPE_CHECKING:
    from icalendar import Calendar

MOST_BYTES = 5_000_000  # ours: a school's calendar of ten years has about one million
MOST_EVENTS = 5_000
MOST_TRIED = 20_000_000  # bytes parsed piece by piece when a file is broken: its zones come with each event


@dataclass(frozen=True, slots=True)
class Piece:
    """One VEVENT, as the library has it: in a foreign file any of its values may be anything.

    `zone` is what its file means by times without a zone, `named` whether the file says so.

    `cancels`: the whole file is a cancellation.
    """

    part: Any
    zone: str
    named: bool = False
    cancels: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The pieces of a file by UID, a sentence for each that is broken, and the zone the file names."""

    groups: dict[str, list[Piece]]
    problems: tuple[str, ...]
    zone: str | None


def take_apart(content: bytes, zone: str) -> Apart:
    """Take a file apart; `zone` is meant where it names none. Whatever the bytes are, nothing is raised."""
    if len(content) > MOST_BYTES:
        return _nothing(f"The file has {len(content):,} bytes; up to {MOST_BYTES:,} can be read.")
    calendars, broken, problems = _whole_and_broken(content)
    groups: dict[str, list[Piece]] = {}
    named = None
    for calendar in calendars:
        own = named_zone(str(calendar.get("X-WR-TIMEZONE", "")))
        named = named or own
        cancels = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        for part in calendar.subcomponents:
            if part.name == "VEVENT":
                uid = _uid(part) or f"unnamed-{_digest(part.to_ical())}"
                groups.setdefault(uid, []).append(Piece(part, own or zone, own is not None, cancels))
    for uid in broken & groups.keys():  # a series without one of its exceptions would be another series
        del groups[uid]
        problems.append(f"The event {uid[:60]}: not read, because a part of it is broken off.")
    if sum(map(len, groups.values())) > MOST_EVENTS:
        return _nothing(f"The file has more than {MOST_EVENTS:,} events; cut it in two.")
    if not groups and not problems:
        problems = ["The file holds no events. A calendar file begins with BEGIN:VCALENDAR and ends in .ics."]
    return Apart(groups=groups, problems=tuple(problems), zone=named)


def _whole_and_broken(content: bytes) -> "tuple[list[Calendar], set[str], list[str]]":
    """The calendars of a file, or the whole events of a broken one; UIDs of the others, and why."""
    whole = _calendars(content)
    if whole is not None:
        return whole, set(), []
    found: list[Calendar] = []
    broken: set[str] = set()
    problems: list[str] = []
    for number, (piece, uid) in enumerate(_pieces(content), start=1):
        calendars = _calendars(piece) if piece is not None else None
        if calendars is None:
            broken.add(uid)
            problems.append(f"Event {number} of the file: it is broken off, or its lines are out of order.")
        else:
            found += calendars
    return found, broken, problems


def _nothing(problem: str) -> Apart:
    return Apart(groups={}, problems=(problem,), zone=None)


def _uid(part: Any) -> str:
    uid = part.get("UID", "")
    text = clean(str(uid[0] if isinstance(uid, list) and uid else uid))
    return text if len(text) <= 255 else f"long-{_digest(text.encode())}"


def _digest(text: bytes) -> str:
    import hashlib

    return hashlib.sha256(text).hexdigest()[:32]


def _calendars(content: bytes) -> "list[Calendar] | None":
    """The calendars of a file; None when it cannot be parsed, or breaks off before anything is whole."""
    from icalendar import Calendar

    try:
        found = [each for each in Calendar.from_ical(content, multiple=True) if each.name == "VCALENDAR"]
    except Exception:  # noqa: BLE001 - a foreign file may break the parser in any way; it is told, not raised
        return None
    begun = content.upper().count(b"BEGIN:VEVENT")
    whole = sum(part.name == "VEVENT" for each in found for part in each.subcomponents)
    return None if whole < begun and not _nested(content) else found


def _nested(content: bytes) -> bool:
    """Whether "BEGIN:VEVENT" stands somewhere as words; only a line of its own begins an event."""
    begun = sum(line.strip().upper() == b"BEGIN:VEVENT" for line in content.splitlines())
    return begun != content.upper().count(b"BEGIN:VEVENT")


def _pieces(content: bytes) -> Iterator[tuple[bytes | None, str]]:
    """Cut a broken file into calendars of one event each, with its zones; None for one that breaks off.

    Beside each stands the UID its lines name.
    """
    zones: list[bytes] = []
    events: list[list[bytes]] = []
    whole: set[int] = set()
    inside = b""
    for line in content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        word = line.strip().upper()
        if word in {b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE"}:
            inside = word[6:]
            if inside == b"VEVENT":
                events.append([])
        if inside == b"VEVENT":
            events[-1].append(line)
        elif inside or word.startswith((b"X-WR-TIMEZONE", b"METHOD:")):
            zones.append(line)
        if inside and word == b"END:" + inside:
            if inside == b"VEVENT":
                whole.add(len(events) - 1)
            inside = b""
    if sum(map(len, zones)) * len(events) > MOST_TRIED:
        zones = []
    for number, event in enumerate(events[: MOST_EVENTS + 1]):
        lines = [b"BEGIN:VCALENDAR", b"VERSION:2.0", *zones, *event, b"END:VCALENDAR", b""]
        uid = next((line[4:] for line in event if line[:4].upper() == b"UID:"), b"")
        yield b"\r\n".join(lines) if number in whole else None, clean(uid.decode(errors="replace"))
