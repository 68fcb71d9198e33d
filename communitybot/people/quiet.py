"""Quiet hours as people type them: "21:00-7:00", "9 pm to 6:30 am", "none"."""

import re
from datetime import time

from communitybot.communities.reading import spell_clock
from communitybot.errors import Misread
from communitybot.moments.refusal import quoted

EXAMPLE = "21:00-7:00"
NONE = frozenset({"none", "no", "never", "off", "nothing"})
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*([ap])?\.?(?:m\.?)?")
NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\band\b)\s*")  # noqa: RUF001 - people paste dashes
MOST = 60


def read_quiet(text: str) -> tuple[time, time]:
    """Return when quiet hours begin and end; the same time twice when there are none.

    Hours are read on a 24-hour clock when one of the two shows it ("21:00-7:00"), else with am or pm.
    """
    said = " ".join(text[: MOST + 1].lower().split())
    if said in NONE:
        return time(0), time(0)
    said = re.sub(r"^(?:from|between) ", "", said)
    ends = BETWEEN.split(said)
    if len(text) > MOST or len(ends) != 2:
        raise _misread(text, "I need one time they begin and one they end")
    start, end = (_read(each, text) for each in ends)
    by_24_hours = any(each.shows_24 for each in (start, end))
    found = tuple(_settle(each, text, by_24_hours=by_24_hours) for each in (start, end))
    if found[0] == found[1]:
        raise _misread(text, "they would begin and end at one moment; `none` turns them off")
    return found[0], found[1]


def spell_quiet(start: time, end: time) -> str:
    """Spell quiet hours for a person to read: "9:00 PM to 7:00 AM"."""
    return "none" if start == end else f"{spell_clock(start)} to {spell_clock(end)}"


class _Typed:
    """One time of day as typed: what is certain of it, and what is not."""

    def __init__(self, hour: int, minute: int, half: str | None, *, shows_24: bool) -> None:
        self.hour, self.minute, self.half, self.shows_24 = hour, minute, half, shows_24


def _read(part: str, text: str) -> _Typed:
    if part in NAMED:
        return _Typed(NAMED[part].hour, 0, "named", shows_24=False)
    found = CLOCK.fullmatch(part)
    if found is None:
        raise _misread(
            text, f"I cannot read {quoted(part)} as a time of day" if part else "one end is missing"
        )
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if hour == 24 and minute == 0 and half is None:
        return _Typed(0, 0, None, shows_24=True)
    if hour > 23 or minute > 59:
        raise _misread(text, f"no day has a time {part}")
    if half and not 1 <= hour <= 12:
        raise _misread(text, f"{part} counts both twelve and twenty-four hours")
    return _Typed(hour, minute, half, shows_24=half is None and (hour > 12 or found[1].startswith("0")))


def _settle(typed: _Typed, text: str, *, by_24_hours: bool) -> time:
    match typed.half:
        case "a" | "p":
            return time(typed.hour % 12 + (12 if typed.half == "p" else 0), typed.minute)
        case None if not by_24_hours:
            raise _misread(text, f"I cannot tell whether {typed.hour} is in the morning or the evening")
        case _:
            return time(typed.hour, typed.minute)


def _misread(text: str, trouble: str) -> Misread:
    understood = f"I read {quoted(text)} as quiet hours" if text.strip() else "I looked for quiet hours"
    return Misread(f"{understood}, but {trouble}.", understood=understood, example=EXAMPLE, field="quiet")
