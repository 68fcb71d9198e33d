"""A rule of recurrence as people say it: "every other thursday until 15 dec"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from communitybot.moments.calendar_days import NoSuchDayError
from communitybot.moments.days import Dated, take_day
from communitybot.moments.occurrences import falls_on
from communitybot.moments.refusal import Unreadable, quoted
from communitybot.moments.repeat import WORKDAYS, Every, Repeat, ShortMonth
from communitybot.moments.repeat_draft import EXAMPLE, UNITS, Draft
from communitybot.moments.repeat_endings import spanned, take_ending, take_exceptions, take_short
from communitybot.moments.tokens import Kind, tokenise
from communitybot.moments.words import DAY_NAMES, FOREIGN, MONTHS, RANKS, WEEKDAYS, several, spoken_date

ADVERBS: dict[str, tuple[Every, int]] = {
    "daily": (Every.DAY, 1),
    "weekly": (Every.WEEK, 1),
    **dict.fromkeys(("fortnightly", "biweekly"), (Every.WEEK, 2)),
    "monthly": (Every.MONTH, 1),
    "quarterly": (Every.MONTH, 3),
    **dict.fromkeys(("yearly", "annually"), (Every.YEAR, 1)),
}
GROUPS: dict[str, tuple[int, ...]]
GROUPS = {"weekday": WORKDAYS, "weekdays": WORKDAYS, "workday": WORKDAYS, "workdays": WORKDAYS}
GROUPS |= {"weekend": (5, 6), "weekends": (5, 6)}
FILLERS = several("on the of in at a repeat repeats repeating and same day , . ( )")


def read_repeat(text: str, *, start: datetime) -> Repeat:
    """Read how something repeats whose first time is the naive wall time `start`.

    Raises `Unreadable` only. What the words leave open (the weekday of "weekly") comes from `start`,
    but a rule need not fit it: the first date is the first one `dates` gives. On the 29th, 30th or
    31st a shorter month has its last day, unless the words say to skip; `words()` says which.
    """
    draft, i = Draft(tokenise(text, example=EXAMPLE), start), 0
    while i < len(draft.tokens):
        end = next((end for take in TAKERS if (end := take(draft, i)) is not None), None)
        if end is None:
            raise _unknown(draft, i)
        i = end
    if draft.every is None:
        raise draft.refuse("it does not say how often")
    try:
        return _ruled(draft)
    except (ValueError, OverflowError) as error:
        if isinstance(error, Unreadable):
            raise
        trouble = str(error) if type(error) in {ValueError, NoSuchDayError} else "no calendar goes that far"
        raise draft.refuse(trouble) from error


def _pace(draft: Draft, i: int) -> int | None:
    """Hear "daily", "every 3 weeks", "every other thursday", "every first monday"."""
    if draft.word(i) in ADVERBS:
        draft.pace(*ADVERBS[draft.word(i)])
        return i + 1
    if draft.word(i) not in {"every", "each"}:
        return None
    word, i = draft.word(i + 1), i + 1
    ranked = word in RANKS or (i < len(draft.tokens) and draft.tokens[i].kind is Kind.ORDINAL)
    if ranked and draft.word(i + 1) in WEEKDAYS:
        alone = draft.word(i + 2) not in {"of", "in"} and word not in {"first", "1st", "last"}
        if not alone:
            return _ranked(draft, i)
        if word not in {"second", "2nd"}:
            day = draft.word(i + 1)
            trouble = "I cannot tell whether that counts weeks or days of the month"
            raise draft.refuse(trouble, f"{word} {day} of the month")
    interval = 2 if word in {"other", "second", "2nd"} else draft.number(i)
    end = i if interval is None else i + 1
    apart = 1 if interval is None else interval
    return _unit(draft, end, apart) or _weekdays(draft, end, apart)


def _unit(draft: Draft, i: int, interval: int) -> int | None:
    unit = UNITS.get(draft.word(i))
    if unit is None:
        return None
    draft.pace(unit, interval)
    return i + 1


def _weekdays(draft: Draft, i: int, interval: int = 1) -> int | None:
    """Hear "tuesday", "tuesdays and thursdays", "weekdays"."""
    found: set[int] = set(draft.weekdays)
    while (named := _named(draft.word(i))) is not None:
        found |= {*named}
        i += 1
        more = i + (draft.word(i) == ",")
        more += draft.word(more) in {"and", "&"}
        more += draft.word(more) == "every"
        if more == i or _named(draft.word(more)) is None:
            break
        i = more
    if found == {*draft.weekdays}:
        return None
    draft.pace(Every.WEEK, interval)
    draft.weekdays = tuple(sorted(found))
    return i


def _bare_weekdays(draft: Draft, i: int) -> int | None:
    return _weekdays(draft, i)


def _ranked(draft: Draft, i: int) -> int | None:
    """Hear "first monday", "last friday of november"."""
    rank, weekday = RANKS.get(draft.word(i)), WEEKDAYS.get(draft.word(i + 1))
    if rank is None and i < len(draft.tokens) and draft.tokens[i].kind is Kind.ORDINAL:
        rank = int(draft.word(i)[:-2])
    if rank is None or weekday is None:
        return None
    if rank > 5:
        raise draft.refuse("no month has more than five of a weekday", "last friday of the month")
    draft.pace(Every.YEAR if draft.every is Every.YEAR else Every.MONTH)
    draft.nth = rank, weekday
    return i + 2


def _monthday(draft: Draft, i: int) -> int | None:
    """Hear "31st", "last day", "29 february", "29th of february", "of the month", "november"."""
    if draft.word(i) == "last" and draft.word(i + 1) == "day":
        draft.day, draft.last_day = 31, True
    elif draft.word(i) in {"the", "a", "each"} and draft.word(i + 1) == "month":
        draft.pace(draft.every or Every.MONTH)
        return i + 2
    else:
        found = take_day(draft.tokens, i)
        if found and isinstance(found[0], Dated) and found[0].year is None:
            draft.pace(Every.YEAR)
            draft.month, draft.day = found[0].month, found[0].day
            return found[1]
        if i < len(draft.tokens) and draft.tokens[i].kind is Kind.ORDINAL:
            draft.day = int(draft.word(i)[:-2])
        elif draft.word(i) in MONTHS and (draft.nth or draft.day or draft.every is Every.YEAR):
            draft.pace(Every.YEAR)
            draft.month = MONTHS[draft.word(i)]
            return i + 1
        else:
            return None
        if not 1 <= draft.day <= 31:
            raise draft.refuse(f"no month has a day {draft.day}", "every month on the 15th")
        draft.pace(Every.YEAR if draft.every is Every.YEAR else Every.MONTH)
        return i + 1
    draft.pace(Every.YEAR if draft.every is Every.YEAR else Every.MONTH)
    return i + 2


def _filler(draft: Draft, i: int) -> int | None:
    return i + 1 if draft.word(i) in FILLERS else None


TAKERS: tuple[Callable[[Draft, int], int | None], ...]
TAKERS = (take_short, _pace, take_exceptions, take_ending, _ranked, _monthday, _bare_weekdays, _filler)


def _named(word: str) -> tuple[int, ...] | None:
    number = WEEKDAYS.get(word, WEEKDAYS.get(word.removesuffix("s")))
    return GROUPS.get(word) if number is None else (number,)


def _ruled(draft: Draft) -> Repeat:
    every, first = draft.every or Every.WEEK, draft.start.date()
    weekdays = (draft.weekdays or (first.weekday(),)) if every is Every.WEEK else ()
    if (draft.weekdays and every is not Every.WEEK) or (draft.nth and draft.day):
        raise draft.refuse("it names days in more than one way")
    month = (draft.month or first.month) if every is Every.YEAR else None
    day = None
    if draft.nth is None and every in {Every.MONTH, Every.YEAR}:
        day = draft.day or first.day
    clamped = draft.last_day or (every is Every.MONTH and (day or 0) >= 29) or (month, day) == (2, 29)
    until, count = draft.until, draft.count
    if draft.span is not None:
        until, count = spanned(draft, every, weekdays)
    rule = Repeat(
        every=every,
        interval=draft.interval,
        weekdays=weekdays,
        nth=draft.nth,
        day=day,
        month=month,
        short=draft.short if clamped else ShortMonth.SKIP,
        until=until,
        count=count,
    )
    for one in draft.without:
        if not falls_on(rule, draft.start, one):
            named = f"{DAY_NAMES[one.weekday()]} {spoken_date(one)}"
            raise draft.refuse(f"there is none on {named} to leave out", rule.words())
    return replace(rule, without=tuple(sorted({*draft.without})))


def _unknown(draft: Draft, i: int) -> Unreadable:
    if draft.tokens[i].text in {"every", "each"} and i + 1 < len(draft.tokens):
        i += 1
    word = draft.tokens[i].text
    if word in RANKS:
        trouble = "I keep one weekday of a month at a time"
        return draft.refuse(trouble, "first monday of the month")
    if word in FOREIGN:
        return draft.refuse(f"I know rules in English only, not {quoted(draft.tokens[i].typed)}")
    following = draft.word(i + 1)
    if draft.tokens[i].kind is Kind.CLOCK or following in {"am", "pm"} or word in {"noon", "midnight"}:
        return draft.refuse("the hour belongs to when it starts, not to how it repeats", "every tuesday")
    return draft.refuse(f"I do not know what {quoted(draft.tokens[i].typed)} means there")
