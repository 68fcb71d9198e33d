"""Days of the week and full hours as people type them: "mondays", "3 pm", "noon"."""

import re
from datetime import time

from communitybot.commands.words import quoted
from communitybot.communities.names import fold
from communitybot.communities.reading import spell_clock
from communitybot.errors import Misread

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(00))?\s*(?:o'?clock)?\s*([ap])?\.?(?:m\.?)?")
NAMED_HOURS = {"noon": 12, "midday": 12, "midnight": 0}


def read_day(text: str) -> int:
    """A day of the week, 0 is Monday.

    Raises:
        Misread: for anything else.
    """
    word = fold(text).removeprefix("on ").rstrip(".s") if len(fold(text)) > 3 else fold(text)
    found = [number for number, day in enumerate(DAYS) if len(word) > 1 and day.startswith(word)]
    if len(found) != 1:
        raise Misread(f"I read {quoted(text)}, which is no day of the week.", example="monday", field="day")
    return found[0]


def read_hour(text: str) -> int:
    """A whole hour of the day, from 0 to 23.

    Raises:
        Misread: for anything else.
    """
    word = fold(text).removeprefix("at ")
    if word in NAMED_HOURS:
        return NAMED_HOURS[word]
    found = CLOCK.fullmatch(word)
    if found is not None:
        hour, half = int(found[1]), found[3]
        if half and 1 <= hour <= 12:
            return hour % 12 + (12 if half == "p" else 0)
        if not half and hour <= 23:
            return hour
    raise Misread(f"I read {quoted(text)}, which is no full hour of the day.", example="3 pm", field="hour")


def spell_day(weekday: int) -> str:
    return DAYS[weekday % 7].capitalize()


def spell_hour(hour: int) -> str:
    """An hour as people say it: "3:00 PM"."""
    return spell_clock(time(hour % 24))
