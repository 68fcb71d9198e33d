"""A name with a day behind it, as one names a date of a series: "Huddle 30 oct", "Huddle next tuesday"."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from communitybot.moments import Unreadable, read

MOST_WORDS = 5  # words a day is said with: "on tuesday the 28th of october" has one to leave out
RECENT = timedelta(days=180)  # how far back a day is looked for, when none to come fits
LATE = "23:59"  # so that today is a day, too
LEADING = frozenset({"on", "of", "the", "for", "at"})


def days_in(text: str, *, now: datetime, zone: str) -> Iterator[tuple[str, date]]:
    """Every way to read the end of a name as a day: the name before it, and the day; the longest first."""
    words = text.split()
    for count in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        name, said = words[:-count], " ".join(words[-count:]).strip("(),")
        days = [day for moment in (now, now - RECENT) if (day := _day(said, moment, zone)) is not None]
        while name and name[-1].casefold().strip(",") in LEADING:
            name.pop()
        for day in dict.fromkeys(days):
            if name:
                yield " ".join(name).rstrip(","), day


def _day(said: str, now: datetime, zone: str) -> date | None:
    for words in (f"{said} {LATE}", said):  # a day alone, or one with its hour
        try:
            return read(words, now=now, zone=zone).start.date()
        except Unreadable:
            continue
    return None
