"""When a rule of recurrence stops: "until 15 dec", "6 times", "for 5 weeks"; and short months."""

from datetime import date, timedelta

from communitybot.moments.calendar_days import NoSuchDayError, date_of, months_on
from communitybot.moments.days import take_day
from communitybot.moments.repeat import MOST_TIMES, Every, ShortMonth
from communitybot.moments.repeat_draft import UNITS, Draft
from communitybot.moments.words import MONTHS

TIMES = {"times", "time", "occurrences", "sessions", "meetings", "classes", "events", "dates"}
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
        month = MONTHS[draft.word(i + 2)]
        year = draft.tokens[i + 3].whole() if i + 3 < len(draft.tokens) else None
        opening = (
            date(year or first.year + (month < first.month), month, 1) if (year or 1) < 9999 else date.max
        )
        draft.until, end = months_on(opening, 1) - timedelta(days=1), i + (4 if year else 3)
    else:
        found = take_day(draft.tokens, i) if i < len(draft.tokens) else None
        if found is None:
            raise draft.refuse("I need the last date in full")
        try:
            draft.until, end = date_of(found[0], first, lambda day: day >= first), found[1]
        except (NoSuchDayError, OverflowError) as error:
            raise draft.refuse(str(error)) from error
    if draft.until < first:
        raise draft.refuse("it would end before it starts")
    return end


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
