"""The hour of the day in words: "7pm", "half past four", "11-1pm", "noon"."""

import re
from dataclasses import dataclass

from communitybot.moments.refusal import Unreadable
from communitybot.moments.tokens import Kind, Token, said
from communitybot.moments.words import NUMBERS

EXAMPLE = "friday 5pm"
DAY = 24 * 60
NOON = 12 * 60
CLOCK = re.compile(r"([0-9]{1,2})(?:([:.h])([0-9]{2}))?(?::[0-9]{2})?h?")
PARTS = {
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "night": "night",
    "tonight": "night",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said: minutes after midnight, and whether the half of the day is certain.

    1440 is the midnight that ends the day.
    """

    minutes: int
    certain: bool

    def either(self) -> tuple[int, ...]:
        """Return the times of day this can mean."""
        return (self.minutes,) if self.certain else (self.minutes % NOON, self.minutes % NOON + NOON)


@dataclass(frozen=True, slots=True)
class Hours:
    """One time of day, or two with a dash between."""

    first: Clock
    last: Clock | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The hours with no doubt left: minutes after midnight, length in minutes of wall clock."""

    start: int
    length: int | None
    assumed_pm: bool


def take_hours(tokens: tuple[Token, ...], i: int) -> tuple[Hours, int] | None:
    """Read a time of day or a range of two, beginning at piece `i`."""
    first = _take_clock(tokens, i)
    if first is None:
        return None
    clock, end = first
    joiner = tokens[end].text if end < len(tokens) else ""
    joins = joiner in {"-", "to", "until", "till", "til", "through"}
    if joins or (joiner == "and" and i and tokens[i - 1].text == "between"):
        last = _take_clock(tokens, end + 1)
        if last is not None:
            return Hours(clock, last[0]), last[1]
    return Hours(clock), end


def settle(hours: Hours, part: str | None) -> Settled:
    """Choose the halves of the day: a range is as short as it can be, a bare hour from 1 to 7 is pm.

    `part` is "am", "pm" or "night" when the words spoke of a part of the day. Raises ValueError for a
    range that ends when it starts.
    """
    first, last = hours.first, hours.last
    starts = first.either()
    if part == "night" and not first.certain:  # "tonight at 12" is midnight, "tonight at 8" is 8 PM
        starts = (starts[0] + (NOON if starts[0] >= 5 * 60 else DAY),)
    elif part and not first.certain:
        starts = (starts[0] if part == "am" else starts[1],)
    open_start = len(starts) == 2
    told_by_end = open_start and last is not None and last.certain
    if open_start and not told_by_end:
        starts = (starts[1] if first.minutes % NOON < 8 * 60 else starts[0],)
        if first.minutes // 60 == 12:
            starts = (first.minutes,)
    assumed = open_start and not told_by_end and 60 <= first.minutes < 8 * 60
    if last is None:
        return Settled(starts[0], None, assumed)
    lengths = [
        ((end - start) % DAY, start) for start in starts for end in last.either() if (end - start) % DAY
    ]
    if not lengths:
        raise ValueError
    length, start = min(lengths)
    return Settled(start, length, assumed)


def _take_clock(tokens: tuple[Token, ...], i: int) -> tuple[Clock, int] | None:
    if i >= len(tokens):
        return None
    if tokens[i].text in {"noon", "midday"}:
        return Clock(NOON, certain=True), i + 1
    if tokens[i].text == "midnight":
        return Clock(DAY, certain=True), i + 1
    return _past_or_to(tokens, i) or _figures(tokens, i) or _hour_word(tokens, i)


def _past_or_to(tokens: tuple[Token, ...], i: int) -> tuple[Clock, int] | None:
    """Read "half past four", "a quarter to six", "ten past five"; "10 to 11" in figures is a range."""
    i += tokens[i].text == "a" and i + 1 < len(tokens) and tokens[i + 1].text == "quarter"
    amount = {"half": 30, "quarter": 15, **NUMBERS}.get(tokens[i].text)
    by_figures = tokens[i].whole()
    step = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text in {"minutes", "minute"})
    if step >= len(tokens) or (amount is None and (by_figures is None or tokens[step].text != "past")):
        return None
    minutes = amount if amount is not None else by_figures or 0
    way = tokens[step].text
    if (
        way not in {"past", "after", "to", "till", "before"}
        or minutes > 59
        or (way == "after" and amount is None)
    ):
        return None
    hour = _take_clock(tokens, step + 1)
    if hour is None or hour[0].minutes % 60:
        return None
    clock, end = hour
    moved = clock.minutes + (minutes if way in {"past", "after"} else -minutes)
    if not clock.certain:
        moved = moved % NOON or NOON
    return Clock(moved % DAY, certain=clock.certain), end


def _figures(tokens: tuple[Token, ...], i: int) -> tuple[Clock, int] | None:
    token = tokens[i]
    whole = token.whole()
    half, end = _half(tokens, i + 1)
    if token.kind is Kind.CLOCK and (found := CLOCK.fullmatch(token.text)):
        exact = token.text[0] == "0" or "h" in token.text
        return _clock(int(found[1]), int(found[3] or 0), half, exact, tokens), end
    if whole is None:
        return None
    if len(token.text) <= 2:
        return _clock(whole, 0, half, token.text[0] == "0" and not whole, tokens), end
    if len(token.text) == 4 or (len(token.text) == 3 and half):
        return _clock(whole // 100, whole % 100, half, half is None, tokens), end
    return None


def _hour_word(tokens: tuple[Token, ...], i: int) -> tuple[Clock, int] | None:
    hour = NUMBERS.get(tokens[i].text, 0)
    if not 1 <= hour <= 12:
        return None
    minutes = NUMBERS.get(tokens[i + 1].text, 0) if i + 1 < len(tokens) else 0
    step = i + 1 + (minutes in {15, 30, 45})
    half, end = _half(tokens, step)
    return _clock(hour, minutes if step > i + 1 else 0, half, False, tokens), end  # noqa: FBT003


def _half(tokens: tuple[Token, ...], i: int) -> tuple[str | None, int]:
    """Read "am", "pm", "o'clock", "noon" after an hour; "o'clock" alone decides nothing."""
    half = None
    if i < len(tokens) and tokens[i].text in {"o'clock", "oclock"}:
        i += 1
    if i < len(tokens) and tokens[i].text in {"am", "pm", "noon", "midnight"}:
        half, i = tokens[i].text, i + 1
    return half, i


def _clock(hour: int, minute: int, half: str | None, exact: bool, tokens: tuple[Token, ...]) -> Clock:  # noqa: FBT001 - private, named at the call
    understood = f"I read {said(tokens)} as a time"
    if minute > 59:
        raise Unreadable(understood, f"no hour has a minute {minute}", EXAMPLE)
    if hour > 24 or (hour == 24 and minute):
        raise Unreadable(understood, f"no day has an hour {hour}", EXAMPLE)
    if half in {"noon", "midnight"}:
        if hour != 12 or minute:
            raise Unreadable(understood, f"{half} is at 12", "friday noon")
        return Clock(NOON if half == "noon" else DAY, certain=True)
    if half == "am" and hour > 12:
        raise Unreadable(understood, f"there is no {hour} in the morning", f"friday {hour - 12}pm")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
        return Clock(hour * 60 + minute, certain=True)
    return Clock(hour * 60 + minute, certain=exact or bool(half) or not 1 <= hour <= 12)
