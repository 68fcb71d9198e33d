"""What a phrase says, piece by piece, before any of it is tied to the calendar."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from communitybot.moments.days import EXAMPLE, Dated, Day, Weekday, take_day
from communitybot.moments.durations import LONGEST, UNITS, take_amount, take_minutes
from communitybot.moments.hours import PARTS, Clock, Hours, take_hours
from communitybot.moments.refusal import Unreadable, quoted
from communitybot.moments.tokens import Kind, Token, said
from communitybot.moments.words import several
from communitybot.moments.zones import Place, take_place

FILLERS = several(
    "at on the of from by between in time sharp starting starts start beginning , ( ) - . ; @ &"
)


class UnknownWordError(Unreadable):
    """A word nobody here knows, at piece `place` of the phrase."""

    def __init__(self, tokens: tuple[Token, ...], place: int) -> None:
        word = quoted(tokens[place].typed)
        super().__init__(f"I read {said(tokens)}", f"I do not know what {word} means there", EXAMPLE)
        self.place = place


@dataclass(slots=True)
class Heard:
    """Everything a phrase said: each thing at most once, save a weekday beside a date."""

    tokens: tuple[Token, ...]
    days: list[Day] = field(default_factory=list)
    hours: Hours | None = None
    part: str | None = None
    place: Place | None = None
    wait: timedelta | None = None
    length: timedelta | None = None

    @property
    def understood(self) -> str:
        return f"I read {said(self.tokens)}"

    def refuse(self, trouble: str, example: str = EXAMPLE) -> Unreadable:
        return Unreadable(self.understood, trouble, example)


def listen(tokens: tuple[Token, ...]) -> Heard:
    """Hear a whole phrase; raises `Unreadable` naming the first word that says nothing here."""
    heard, i = Heard(tokens), 0
    while i < len(tokens):
        for take in (_iso, _day, _wait_or_length, _hours, _part, _filler, _place):
            end = take(heard, i)
            if end is not None:
                i = end
                break
        else:
            raise UnknownWordError(tokens, i)
    return heard


def _iso(heard: Heard, i: int) -> int | None:
    token = heard.tokens[i]
    if token.kind is not Kind.ISO:
        return None
    try:
        moment = datetime.fromisoformat(token.text.upper())
    except ValueError as error:
        raise heard.refuse("no calendar or clock shows that", "2026-12-01T19:00") from error
    heard.days.append(Dated(moment.month, moment.day, moment.year))
    heard.hours = Hours(Clock(moment.hour * 60 + moment.minute, certain=True))
    if token.text.endswith("z"):
        heard.place = Place(zone="UTC")
    elif moment.tzinfo is not None:
        heard.place = Place(zone=None, offset=moment.utcoffset())
    return i + 1


def _day(heard: Heard, i: int) -> int | None:
    found = take_day(heard.tokens, i)
    if found is None:
        return None
    day, end = found
    heard.days.append(day)
    if sum(not isinstance(day, Weekday) for day in heard.days) > 1 or len(heard.days) > 2:
        raise heard.refuse("it names more than one day")
    if len(heard.days) == 2 and all(isinstance(day, Weekday) for day in heard.days):
        raise heard.refuse("it names more than one day")
    if heard.tokens[end - 1].text == "tonight":
        heard.part = PARTS["tonight"]
    return end


def _wait_or_length(heard: Heard, i: int) -> int | None:
    """Hear "in 90 minutes", "an hour from now", "for 2 hours" and a bare "2 hours"."""
    word, token = heard.tokens[i].text, heard.tokens[i]
    opened = word in {"in", "for", "lasting"}
    if not opened and token.kind is Kind.CLOCK and (heard.hours is None or "h" not in word):
        return None  # "19h30" is a time of day unless one was said before
    found = take_minutes(heard.tokens, i + opened)
    if found is None:
        return None
    minutes, end = found
    length = timedelta(minutes=round(minutes))
    if not timedelta() < length <= LONGEST:
        raise heard.refuse("I count lengths between a minute and a year", "friday 5pm for 2 hours")
    if [token.text for token in heard.tokens[end : end + 2]] == ["from", "now"]:
        word, end = "in", end + 2
    if (heard.wait if word == "in" else heard.length) is not None:
        raise heard.refuse("it gives two lengths of time", "friday 5pm for 2 hours")
    if word == "in":
        heard.wait = length
    else:
        heard.length = length
    return end


def _hours(heard: Heard, i: int) -> int | None:
    found = take_hours(heard.tokens, i)
    if found is None:
        return None
    if heard.hours is not None:
        shown = said(heard.tokens, i, found[1])
        raise heard.refuse(f"it already had a time before {shown}", "friday 5pm-6pm")
    amount = take_amount(heard.tokens, i)
    if amount and amount[1] < len(heard.tokens):
        unit = heard.tokens[amount[1]].text
        if unit in UNITS or unit.rstrip("s") in {"month", "year"}:
            return None
    heard.hours = found[0]
    return found[1]


def _part(heard: Heard, i: int) -> int | None:
    part = PARTS.get(heard.tokens[i].text)
    if part is None:
        return None
    heard.part = part
    return i + 1


def _filler(heard: Heard, i: int) -> int | None:
    return i + 1 if heard.tokens[i].text in FILLERS else None


def _place(heard: Heard, i: int) -> int | None:
    found = take_place(heard.tokens, i)
    if found is None:
        return None
    if heard.place is not None and found[0] != heard.place:
        raise heard.refuse("it names two time zones", "friday 5pm ET")
    heard.place = found[0]
    return found[1]
