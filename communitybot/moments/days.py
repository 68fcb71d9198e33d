"""The words that name a day, before it is known which day they mean."""

from dataclasses import dataclass

from communitybot.moments.durations import take_amount
from communitybot.moments.refusal import Unreadable
from communitybot.moments.tokens import Kind, Token, said
from communitybot.moments.words import MONTHS, RANKS, WEEKDAYS

EXAMPLE = "friday 5pm"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0: the next to come, or that of the week after this one."""

    number: int
    following: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and a month, with or without a year; `swapped` when figures could be read the other way."""

    month: int
    day: int
    year: int | None = None
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """A day so many days or months from today; `same_hour` when the words counted from now ("in 2 weeks")."""

    days: int = 0
    months: int = 0
    same_hour: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first, or last, Monday of a month: a named month, or `ahead` months from this one."""

    rank: int
    weekday: int
    month: int | None = None
    year: int | None = None
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Monthday:
    """A day of a month that is not named: "the 15th"."""

    day: int


Day = Weekday | Dated | Away | Ranked | Monthday
Taken = tuple[Day, int] | None
CALENDAR_UNITS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}


def take_day(tokens: tuple[Token, ...], i: int) -> Taken:
    """Read the words for a day beginning at piece `i`; refuse those that can only be past."""
    _refuse_past(tokens, i)
    return (
        _near(tokens, i)
        or _figures(tokens, i)
        or _ranked(tokens, i)
        or _weekday(tokens, i)
        or _month_and_day(tokens, i)
        or _from_now(tokens, i)
        or _monthday(tokens, i)
    )


def _word(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _refuse_past(tokens: tuple[Token, ...], i: int) -> None:
    word, following = _word(tokens, i), _word(tokens, i + 1)
    if word == "last" and following in WEEKDAYS and _word(tokens, i + 2) not in {"of", "in"}:
        example = f"{following} 5pm"
    elif word in {"yesterday", "ago"} or (word == "last" and following in {"week", "night", "month", "year"}):
        example = EXAMPLE
    else:
        return
    shown = said(tokens, i, i + (2 if word == "last" else 1))
    raise Unreadable(f"I read {shown} as a time", "it lies in the past", example)


def _near(tokens: tuple[Token, ...], i: int) -> Taken:
    match _word(tokens, i):
        case "today" | "tonight":
            return Away(0), i + 1
        case "tomorrow" | "tmrw" | "tomorow" | "tommorrow":
            return Away(1), i + 1
        case "day" if [token.text for token in tokens[i + 1 : i + 3]] == ["after", "tomorrow"]:
            return Away(2), i + 3
        case "this" if _word(tokens, i + 1) in {"morning", "afternoon", "evening"}:
            return Away(0), i + 1
        case _:
            return None


def _figures(tokens: tuple[Token, ...], i: int) -> Taken:
    token = tokens[i]
    if token.kind is not Kind.DATE:
        return None
    if "-" in token.text:
        year, month, day = (int(part) for part in token.text.split("-"))
        return Dated(month, day, year), i + 1
    if "." in token.text:
        day, month, year = (int(part) for part in token.text.split("."))
        return Dated(month, day, year), i + 1
    first, second, *years = (int(part) for part in token.text.split("/"))
    written = years[0] + (2000 if years[0] < 100 else 0) if years else None
    if first > 12:
        return Dated(second, first, written), i + 1
    return Dated(first, second, written, swapped=second <= 12 and first != second), i + 1


def _weekday(tokens: tuple[Token, ...], i: int) -> Taken:
    word = _word(tokens, i)
    following = word == "next"
    if following and _word(tokens, i + 1) == "week":
        on = i + 2 + (_word(tokens, i + 2) == "on")
        number = WEEKDAYS.get(_word(tokens, on))
        return (Away(7), i + 2) if number is None else (Weekday(number, following=True), on + 1)
    if word in {"this", "next", "coming"}:
        i += 1 + (_word(tokens, i + 1) == "coming")
    number = WEEKDAYS.get(_word(tokens, i))
    if number is None:
        return None
    if [token.text for token in tokens[i + 1 : i + 3]] == ["next", "week"]:
        return Weekday(number, following=True), i + 3
    return Weekday(number, following=following), i + 1


def _ranked(tokens: tuple[Token, ...], i: int) -> Taken:
    rank = _rank(tokens, i)
    weekday = WEEKDAYS.get(_word(tokens, i + 1))
    if rank is None or weekday is None or _word(tokens, i + 2) not in {"of", "in"}:
        return None
    end = i + 3
    month = MONTHS.get(_word(tokens, end))
    if month is not None:
        year, end = _year(tokens, end + 1)
        return Ranked(rank, weekday, month, year), end
    if _word(tokens, end) in {"the", "this"}:
        end += 1
    ahead = 1 if _word(tokens, end) == "next" else None
    end += _word(tokens, end) == "next"
    return (Ranked(rank, weekday, ahead=ahead), end + 1) if _word(tokens, end) == "month" else None


def _month_and_day(tokens: tuple[Token, ...], i: int) -> Taken:
    month = MONTHS.get(_word(tokens, i))
    if month is not None:
        after = i + 1 + (_word(tokens, i + 1) in {".", ",", "the"})
        after += _word(tokens, after) == "the"
        day = _day_number(tokens, after)
        if day is None:
            return None
        year, end = _year(tokens, after + 1)
        return Dated(month, day, year), end
    day = _day_number(tokens, i)
    after = i + 1 + (_word(tokens, i + 1) in {"of", "."})
    month = MONTHS.get(_word(tokens, after))
    if day is None or month is None:
        return None
    year, end = _year(tokens, after + 1)
    return Dated(month, day, year), end


def _from_now(tokens: tuple[Token, ...], i: int) -> Taken:
    """Read "in 2 weeks", "2 weeks from now", "a week from today"."""
    opened = _word(tokens, i) == "in"
    amount = take_amount(tokens, i + opened)
    if amount is None:
        return None
    number, end = amount
    step = CALENDAR_UNITS.get(_word(tokens, end).removesuffix("s")) if number < 5000 else None
    if step is None or number != int(number):
        return None
    closing = [token.text for token in tokens[end + 1 : end + 3]]
    closed = closing in (["from", "now"], ["from", "today"])
    if closing == ["from", "tomorrow"]:
        return Away(step[0] * int(number) + 1, step[1] * int(number)), end + 3
    away = Away(step[0] * int(number), step[1] * int(number), same_hour=True)
    if not opened and not closed:
        return None
    return away, end + (3 if closed else 1)


def _monthday(tokens: tuple[Token, ...], i: int) -> Taken:
    if tokens[i].kind is not Kind.ORDINAL or (day := _day_number(tokens, i)) is None:
        return None
    tail = [token.text for token in tokens[i + 1 : i + 4]]
    if tail[:2] == ["of", "this"] or tail[:2] == ["of", "the"]:
        return (Monthday(day), i + 4) if tail[2:] == ["month"] else None
    return Monthday(day), i + 1


def _day_number(tokens: tuple[Token, ...], i: int) -> int | None:
    word = _word(tokens, i)
    if word in RANKS and RANKS[word] > 0:
        return RANKS[word]
    if i >= len(tokens) or tokens[i].kind not in {Kind.ORDINAL, Kind.NUMBER} or not word[:1].isdigit():
        return None
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() and len(digits) <= 2 else None


def _rank(tokens: tuple[Token, ...], i: int) -> int | None:
    word = _word(tokens, i)
    if word in RANKS:
        return RANKS[word]
    number = _day_number(tokens, i) if tokens[i].kind is Kind.ORDINAL else None
    return number if number in {1, 2, 3, 4, 5} else None


def _year(tokens: tuple[Token, ...], i: int) -> tuple[int | None, int]:
    after = i + (_word(tokens, i) == ",")
    year = tokens[after].whole() if after < len(tokens) else None
    return (year, after + 1) if year is not None and 1900 <= year <= 2199 else (None, i)
