"""When a rule stops and what it leaves out: "until 15 dec", "6 times", "except 25 dec"; short months."""

from datetime import date, timedelta

from communitybot.moments.calendar_days import NoSuchDayError, date_of, months_on
from communitybot.moments.days import take_day
from communitybot.moments.repeat import MOST_TIMES, Every, ShortMonth
from communitybot.moments.repeat_draft import UNITS, Draft
from communitybot.moments.words import MONTHS

TIMES = {"times", "time", "occurrences", "sessions", "meetings", "classes", "events", "dates"}
EXCEPT = [words.split() for words in ("but not on", "but not", "except on", "except for", "except", "not on")]
EXCEPT += [["excluding"], ["without"]]
BETWEEN = {",", "and", "&", "on", "the", "for", "or", "nor"}
ENDINGS = {"until", "till", "through", "ending", "ends", "til"}


def take_ending(draft: Draft, i: int) -> int | None:
    """Hear "until 15 dec", "6 times", "for 5 days"."""
    if draft.word(i) in ENDINGS:
        return _until(draft, i + 1)
    if draft.word(i) in {"once", "twice"}:
        draft.count = 1 + (draft.word(i) == "twice")
        return i + 1
    after = i + (draft.word(i) == "for")
    number = draft.number(after)
    if number is None:
        return None
    if not 1 <= number <= MOST_TIMES:
        raise draft.refuse(f"I keep between 1 and {MOST_TIMES} dates", "every tuesday 6 times")
    if draft.word(after + 1) in TIMES:
        draft.count = number
    elif after > i and draft.word(after + 1) in UNITS:
        draft.span = number, UNITS[draft.word(after + 1)]
    else:
        return None
    return after + 2


def _until(draft: Draft, i: int) -> int:
    i += draft.word(i) in {"on", "the"}
    first = draft.start.date()
    whole = draft.word(i) == "end" and draft.word(i + 1) == "of"
    if whole and draft.word(i + 2) in MONTHS:
        return _month_whole(draft, i + 2)
    found = take_day(draft.tokens, i) if i < len(draft.tokens) else None
    if found is None and draft.word(i) in MONTHS:
        return _month_whole(draft, i)
    if found is None:
        raise draft.refuse("I need the last date in full")
    try:
        draft.until, end = date_of(found[0], first, lambda day: day >= first), found[1]
    except (NoSuchDayError, OverflowError) as error:
        raise draft.refuse(str(error)) from error
    if draft.until < first:
        raise draft.refuse("it would end before it starts")
    return end


def _month_whole(draft: Draft, i: int) -> int:
    """Hear "june" or "june 2027": to its last day."""
    first, month = draft.start.date(), MONTHS[draft.word(i)]
    year = draft.tokens[i + 1].whole() if i + 1 < len(draft.tokens) else None
    if year is not None and not 1000 <= year < 9999:
        raise draft.refuse("I need the last date in full")
    draft.until = months_on(date(year or first.year + (month < first.month), month, 1), 1) - timedelta(days=1)
    if draft.until < first:
        raise draft.refuse("it would end before it starts")
    return i + (1 if year is None else 2)


def take_exceptions(draft: Draft, i: int) -> int | None:
    """Hear "except 25 dec", "but not on 25 dec, 1 jan and 8 jan"."""
    opening = next((each for each in EXCEPT if [draft.word(i + n) for n in range(len(each))] == each), None)
    if opening is None:
        return None
    i += len(opening)
    found: list[date] = []
    while True:
        while draft.word(i) in BETWEEN:
            i += 1
        day = take_day(draft.tokens, i) if i < len(draft.tokens) else None
        if day is None:
            break
        try:
            found.append(date_of(day[0], draft.start.date(), lambda one: one >= draft.start.date()))
        except (NoSuchDayError, OverflowError) as error:
            raise draft.refuse(str(error)) from error
        i = day[1]
    if not found:
        raise draft.refuse("I need each date that is left out in full", "every thursday, except 25 dec")
    draft.without = (*draft.without, *found)
    return i


def take_short(draft: Draft, i: int) -> int | None:
    """Hear what to do about months without the day."""
    words = [token.text for token in draft.tokens[i : i + 8]]
    for phrase, short in SHORT_PHRASES:
        if words[: len(phrase)] == phrase:
            draft.short = short
            return i + len(phrase)
    return None


SHORT_PHRASES = [
    (f"{verb} {size} months".split(), ShortMonth.SKIP)
    for verb in ("skipping", "skip")
    for size in ("shorter", "short")
]
SHORT_PHRASES += [
    (f"or {article}last day{rest}".split(), ShortMonth.LAST_DAY)
    for article in ("the ", "")
    for rest in (" of a shorter month", " of shorter months", " of the month", "")
]


def spanned(draft: Draft, every: Every, weekdays: tuple[int, ...]) -> tuple[date | None, int | None]:
    """Turn "for 6 weeks" into a count where one falls in each, else into the last day of the span."""
    number, unit = draft.span or (1, every)
    if draft.until or draft.count:
        raise draft.refuse("it says twice when to end")
    if unit is every and draft.interval == 1 and len(weekdays) <= 1:
        return None, number
    days = {Every.DAY: 1, Every.WEEK: 7}.get(unit, 0) * number
    months = {Every.MONTH: 1, Every.YEAR: 12}.get(unit, 0) * number
    return months_on(draft.start.date(), months) + timedelta(days=days - 1), None
