"""What can be said inside a line: literal words, a little emphasis, links, times and people, as spans."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from communitybot.conversation import limits
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.times import UnknownZone, zone_info
from communitybot.conversation.urls import BadUrl, ascii_url

FIRST_YEAR = 2  # a year of room on both sides: every zone can show the moment
LAST_YEAR = 9998


class Unsayable(ValueError):
    """A value that some platform could not show; always a mistake of ours, found when it is built."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Literal words: every platform escapes them, so nothing in them is mark-up or a mention."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    text: str


@dataclass(frozen=True, slots=True)
class Struck:
    """Words no longer true, still legible: a cancelled event's title."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type exactly so."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A label that leads to a web address (http or https only)."""

    label: str
    url: str

    def __post_init__(self) -> None:
        check_url(self.url)
        if not self.label.strip():
            raise Unsayable("a link needs a label")


class AtStyle(StrEnum):
    """How much of a moment is told."""

    FULL = "full"  # weekday, date, time, zone, distance, and the reader's own time
    DATE = "date"
    TIME = "time"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class At:
    """A moment (or a span of time), shown in its own zone and in the reader's.

    `start` and `end` are aware and kept in UTC, so that equal moments are equal; `zone` is the IANA name of
    the zone the thing happens in. An unknown zone, or an end before the start, is `Unsayable`.
    """

    start: datetime
    zone: str
    end: datetime | None = None
    style: AtStyle = AtStyle.FULL

    def __post_init__(self) -> None:
        try:
            zone_info(self.zone)
        except UnknownZone as problem:
            raise Unsayable(str(problem)) from problem
        for name in ("start", "end"):
            moment = getattr(self, name)
            if moment is None:
                continue
            if moment.tzinfo is None:
                raise Unsayable("a moment needs a zone")
            if not FIRST_YEAR <= moment.year <= LAST_YEAR:
                raise Unsayable(f"a moment in the year {moment.year}")
            if moment.tzinfo is not UTC:
                object.__setattr__(self, name, moment.astimezone(UTC))

    @property
    def unix(self) -> int:
        """Whole seconds since 1970 in UTC."""
        return int(self.start.astimezone(UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of one person, by address; `name` is what shows where a mention cannot."""

    address: PersonAddress
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A pointer to a room or thread; `name` is what shows where a pointer cannot."""

    address: PlaceAddress
    name: str


Span = Plain | Strong | Emphasis | Struck | Code | Link | At | Person | Place


@dataclass(frozen=True, slots=True)
class Text:
    """A run of spans. Build it with `say("Hello ", Strong("you"))`: a bare string is always literal."""

    spans: tuple[Span, ...]
    weight: int = field(init=False, repr=False, compare=False)
    """Characters on the costliest platform; weighed once, since every block around it asks."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", sum([_weigh(span) for span in self.spans]))


Words = str | Span | Text


def say(*words: Words) -> Text:
    """Join strings (taken literally), spans and texts into one text."""
    return Text(tuple(_spans(words)))


def _spans(words: Iterable[Words]) -> Iterable[Span]:
    for word in words:
        if isinstance(word, str):
            if word:
                yield Plain(word)
        elif isinstance(word, Text):
            yield from word.spans
        else:
            yield word


def _weigh(span: Span) -> int:
    match span:
        case Plain(text):
            return limits.weight(text)
        case Strong(text) | Emphasis(text) | Struck(text) | Code(text):
            return limits.weight(text) + 6  # its marks, and zero-width spaces around them
        case Link(label, url):
            address = ascii_url(url)
            return limits.weight(label) + len(address) + 4 * address.count("&") + 6
        case At(style=AtStyle.DATE):
            return 24  # words alone: "Wed 30 Sep 2026"
        case At():
            return 160  # two Discord stamps or one Slack token with its fallback, and the zone in words
        case Person(_, name) | Place(_, name):
            return limits.weight(name) + 30


def check_url(url: str) -> None:
    """Refuse an address that no platform would show as a link (`Unsayable`)."""
    try:
        ascii_url(url)
    except BadUrl as problem:
        raise Unsayable(str(problem)) from problem
