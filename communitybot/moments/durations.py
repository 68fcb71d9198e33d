"""Lengths of time as people say them, and the list of moments before a start."""

import re
from datetime import timedelta

from communitybot.moments.refusal import Unreadable, quoted
from communitybot.moments.tokens import Kind, Token, said, tokenise
from communitybot.moments.words import NUMBERS

EXAMPLE = "90 minutes"
OFFSETS_EXAMPLE = "1 week, 1 day, 1 hour, start"
LONGEST = timedelta(days=366)
FURTHEST = timedelta(days=60)  # a reminder earlier than this is forgotten again before the event
MOST_OFFSETS = 8
MINUTE, HOUR, DAY = 1, 60, 24 * 60
UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 7 * DAY),
}
STARTS = {"start", "at start", "at the start", "the start", "when it starts", "0", "now"}
HOURS_AND_MINUTES = re.compile(r"([0-9]{1,2})h([0-9]{2})?")


def read_duration(text: str) -> timedelta:
    """Read a length such as "90 minutes", "1.5 hours" or "an hour and a half"; raises `Unreadable`.

    "at the start" is nought. The result is whole minutes, at most 366 days.
    """
    tokens = tokenise(text, example=EXAMPLE)
    if _plain(tokens) in STARTS:
        return timedelta()
    found = take_minutes(tokens, 0)
    if found is None or found[1] != len(tokens):
        raise Unreadable(f"I read {said(tokens)}", _trouble(tokens, found), EXAMPLE)
    length = timedelta(minutes=round(found[0]))
    if length > LONGEST:
        raise Unreadable(f"I read {said(tokens)} as a length of time", "it is more than a year", EXAMPLE)
    if not length:
        raise Unreadable(f"I read {said(tokens)} as a length of time", "it is no time at all", EXAMPLE)
    return length


def read_offsets(text: str) -> tuple[timedelta, ...]:
    """Read how long before the start to remind: "1 day, 1 hour, start"; raises `Unreadable`.

    Largest first, each once, each at most 60 days, at most 8 of them; "none" gives an empty tuple.
    """
    tokens = tokenise(text, example=OFFSETS_EXAMPLE)
    if _plain(tokens) in {"none", "no", "never", "off", "nothing", "no reminders"}:
        return ()
    offsets = sorted({length for part in _parts(text) for length in _both(part)}, reverse=True)
    if offsets and offsets[0] > FURTHEST:
        days = FURTHEST.days
        raise Unreadable(f"I read {said(tokens)}", f"{days} days before is the earliest", OFFSETS_EXAMPLE)
    if not offsets or len(offsets) > MOST_OFFSETS:
        raise Unreadable(
            f"I read {said(tokens)}", f"I keep between 1 and {MOST_OFFSETS} of them", OFFSETS_EXAMPLE
        )
    return tuple(offsets)


def take_minutes(tokens: tuple[Token, ...], i: int) -> tuple[float, int] | None:
    """Read a length beginning at piece `i`: its minutes, and where the next piece is."""
    total, end = 0.0, i
    while (found := _one_length(tokens, end)) is not None:
        minutes, unit, end = found
        total += minutes
        if [token.text for token in tokens[end : end + 3]] == ["and", "a", "half"]:
            total, end = total + unit / 2, end + 3
        following = end + 1 if end < len(tokens) and tokens[end].text in {"and", ","} else end
        if _one_length(tokens, following) is None:
            return total, end
        end = following
    return None


def take_amount(tokens: tuple[Token, ...], i: int) -> tuple[float, int] | None:
    """Read an amount beginning at piece `i`: "2", "1.5", "two", "a", "half an", "a couple of"."""
    words = [token.text for token in tokens[i : i + 4]]
    for phrase, amount in AMOUNTS:
        if tuple(words[: len(phrase)]) == phrase:
            return amount, i + len(phrase)
    if not words:
        return None
    token = tokens[i]
    if token.kind in {Kind.NUMBER, Kind.CLOCK} and re.fullmatch(r"[0-9]{0,6}\.?[0-9]{1,4}", token.text):
        return float(token.text), i + 1
    if token.text in NUMBERS:
        return float(NUMBERS[token.text]), i + 1
    return None


AMOUNTS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("three", "quarters", "of", "an"), 0.75),
    (("a", "quarter", "of", "an"), 0.25),
    (("quarter", "of", "an"), 0.25),
    (("one", "and", "a", "half"), 1.5),
    (("a", "couple", "of"), 2),
    (("half", "an"), 0.5),
    (("half", "a"), 0.5),
    (("a", "half"), 0.5),
    (("half",), 0.5),
    (("an",), 1),
    (("a",), 1),
)


def _one_length(tokens: tuple[Token, ...], i: int) -> tuple[float, int, int] | None:
    if i < len(tokens) and (compact := HOURS_AND_MINUTES.fullmatch(tokens[i].text)):
        end = i + 1
        if compact[2] and end < len(tokens) and UNITS.get(tokens[end].text) == MINUTE:
            end += 1
        return int(compact[1]) * HOUR + int(compact[2] or 0), HOUR, end
    amount = take_amount(tokens, i)
    if amount is None or amount[1] >= len(tokens) or tokens[amount[1]].text not in UNITS:
        return None
    unit = UNITS[tokens[amount[1]].text]
    return amount[0] * unit, unit, amount[1] + 1


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,;\n]", text) if part.strip() and part.strip().lower() != "and"]


def _both(part: str) -> tuple[timedelta, ...]:
    """Read one item of a list; "1 day and 1 hour" are two, "an hour and a half" is one."""
    part = re.sub(r"(?i)^\s*and\s+|\s+(before|ahead|early|earlier|in advance)\s*$", "", part)
    halves = re.split(r"(?i)\s+and\s+", part, maxsplit=1)
    if len(halves) == 2:
        try:
            return read_duration(halves[0]), *_both(halves[1])
        except Unreadable:
            pass
    try:
        return (read_duration(part),)
    except Unreadable as refusal:
        raise Unreadable(refusal.understood, refusal.trouble, OFFSETS_EXAMPLE) from None


def _plain(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text for token in tokens)


def _trouble(tokens: tuple[Token, ...], found: tuple[float, int] | None) -> str:
    if found is not None:
        return f"I do not know what {quoted(tokens[found[1]].typed)} adds to a length of time"
    if any(token.text in {"month", "months", "year", "years"} for token in tokens):
        return "months and years are not all equally long, so days or weeks are needed"
    if len(tokens) == 1 and tokens[0].whole() is not None:
        return "I cannot tell whether that is minutes, hours or days"
    return "that is not a length of time I know"
