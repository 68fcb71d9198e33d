"""A rule of recurrence while it is being heard."""

from dataclasses import dataclass
from datetime import date, datetime

from communitybot.moments.refusal import Unreadable
from communitybot.moments.repeat import MOST_APART, Every, ShortMonth
from communitybot.moments.tokens import Token, said
from communitybot.moments.words import NUMBERS

EXAMPLE = "every tuesday until 15 december"
UNITS = {f"{unit}{ending}": unit for unit in Every for ending in ("", "s")}


@dataclass(slots=True)
class Draft:
    """A rule being heard, piece by piece."""

    tokens: tuple[Token, ...]
    start: datetime
    every: Every | None = None
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, int] | None = None
    day: int | None = None
    month: int | None = None
    last_day: bool = False
    short: ShortMonth = ShortMonth.LAST_DAY
    until: date | None = None
    count: int | None = None
    span: tuple[int, Every] | None = None
    without: tuple[date, ...] = ()

    def word(self, i: int) -> str:
        return self.tokens[i].text if i < len(self.tokens) else ""

    def refuse(self, trouble: str, example: str = EXAMPLE) -> Unreadable:
        return Unreadable(f"I read {said(self.tokens)}", trouble, example)

    def pace(self, every: Every, interval: int = 1) -> None:
        """Take a unit; a rank or a day of the month may have said it before."""
        if self.every not in {None, every} and (self.every, every) != (Every.MONTH, Every.YEAR):
            raise self.refuse(f"it speaks of every {self.every} and of every {every}")
        if not 1 <= interval <= MOST_APART:
            raise self.refuse(f"I count 1 to {MOST_APART} {every}s from one to the next")
        self.every, self.interval = every, max(interval, self.interval)

    def number(self, i: int) -> int | None:
        """Return the whole number at piece `i`, in figures or in words."""
        whole = self.tokens[i].whole() if i < len(self.tokens) else None
        return NUMBERS.get(self.word(i)) if whole is None else whole
