"""Settings as people type them, read and spelled back: a time zone, reminders, a time of day, months."""

from collections.abc import Iterable
from datetime import time, timedelta
from difflib import get_close_matches

from communitybot.communities.names import clean
from communitybot.errors import Misread
from communitybot.moments.durations import read_offsets, take_amount
from communitybot.moments.refusal import Unreadable, quoted
from communitybot.moments.tokens import Token, tokenise
from communitybot.moments.zone_words import OFFERED
from communitybot.moments.zones import cities, label_of, suggest_zones, zone_named

REMINDERS = "1 day, 1 hour, start"  # an example that works
MOST_READ = 500  # characters of a setting; ours: the longest list of reminders has under 200
KEEPING = "12 months"  # an example that works
MONTHS = {
    **dict.fromkeys(("month", "months", "mo"), 1),
    **dict.fromkeys(("year", "years", "yr", "yrs"), 12),
}
MOST_MONTHS = 120  # ours: after ten years nobody remembers what they agreed to
YEAR = timedelta(days=365)
UNITS = ((timedelta(days=7), "week"), (timedelta(days=1), "day"), (timedelta(hours=1), "hour"))


def read_zone(text: str) -> str:
    """Return the IANA name of the zone somebody named; `Misread` names near ones."""
    zone = _labelled(text) or zone_named(text)
    if zone is not None:
        return zone
    understood = f"I read {quoted(text)} as a time zone"
    near = " or ".join(label for _, label in _near(text)[:3])
    also = f" Did you mean {near}?" if near else " A large city nearby works too."
    raise Misread(
        f"{understood}, but I know no zone by that name.{also}",
        understood=understood,
        example=_near(text)[0][1] if near else "Eastern",
        field="zone",
    )


def read_reminders(text: str) -> tuple[timedelta, ...]:
    """Return how long before a start to remind, largest first; empty for "none"."""
    try:
        if len(text) > MOST_READ:
            raise Unreadable(f"I read {quoted(text)} as reminders", "it is very long", REMINDERS)  # noqa: TRY301
        return read_offsets(text)
    except Unreadable as refusal:
        raise Misread(
            refusal.sentence, understood=refusal.understood, example=REMINDERS, field="reminders"
        ) from None


def read_keeping(text: str) -> timedelta:
    """Return for how long archives are kept: "18 months", "2 years", "a year and a half", in whole days.

    A year is 365 days and a month a twelfth of it, to the nearest day.
    """
    understood = f"I read {quoted(text)} as how long archives are kept"
    try:
        months = _months(tokenise(text[:MOST_READ], example=KEEPING))
    except Unreadable:
        months = None
    if months is None:
        trouble = "it is no number of months or years"
    elif months != round(months):
        trouble = "whole months are needed"
    elif not 1 <= months <= MOST_MONTHS:
        trouble = "it goes from 1 month to 10 years"
    else:
        return timedelta(days=round(months * YEAR / 12 / timedelta(days=1)))
    raise Misread(f"{understood}, but {trouble}.", understood=understood, example=KEEPING, field="archives")


def spell_keeping(keeping: timedelta) -> str:
    """Spell it in months, so that `read_keeping` reads the same: "24 months"."""
    return _count(round(keeping * 12 / YEAR), "month")


def another_keeping(keeping: timedelta) -> str:
    """A length that is not this one, to show how another is chosen."""
    return next(words for words in (KEEPING, "24 months") if read_keeping(words) != keeping)


def another_zone(zone: str) -> str:
    """The name of a zone that is not this one, to show how another is chosen."""
    return next(name for name in ("Eastern", "Pacific") if zone_named(name) != zone)


def another_list(offsets: tuple[timedelta, ...]) -> str:
    """A list of reminders that is not this one, to show how another is chosen."""
    return next(words for words in (REMINDERS, "1 day, 15 minutes") if read_offsets(words) != offsets)


def spell_offsets(offsets: Iterable[timedelta]) -> str:
    """Spell reminders so that a person, and `read_reminders`, read the same: "1 day, 1 hour, start"."""
    return ", ".join(_spell(offset) for offset in offsets) or "none"


def spell_clock(clock: time) -> str:
    """Spell a time of day: "9:00 PM"."""
    return f"{clock.hour % 12 or 12}:{clock.minute:02d} {'AM' if clock.hour < 12 else 'PM'}"


def spell_zone(zone: str) -> str:
    """Spell a zone as people know it: "New York (Eastern)"."""
    return label_of(zone)


def spell_names(names: Iterable[str], most: int = 8) -> str:
    """List names, the first few of many: "Ana, Ben and 3 more"."""
    known = sorted((clean(name, "somebody") for name in names), key=str.casefold)
    if len(known) > most:
        return ", ".join(known[:most]) + f" and {len(known) - most} more"
    return " and ".join(filter(None, (", ".join(known[:-1]), *known[-1:])))


def _labelled(text: str) -> str | None:
    """The zone that is shown as these words: "New York (Eastern)", "Lima (America)"."""
    shown = " ".join(text[:100].split()).casefold()
    if offered := next((zone for zone, label in OFFERED if label.casefold() == shown), None):
        return offered
    city, _, region = shown.removesuffix(")").partition(" (")
    return zone_named(f"{region}/{city}") if region else None


def _near(text: str) -> list[tuple[str, str]]:
    typed = " ".join(text.lower().split())[:40]
    if not typed:
        return []
    if known := suggest_zones(typed):
        return known
    found = dict.fromkeys(cities()[city] for city in get_close_matches(typed, cities(), n=3, cutoff=0.75))
    return [(zone, label_of(zone)) for zone in found]


def _months(tokens: tuple[Token, ...]) -> float | None:
    """How many months are said, in one piece or several; None where anything else is."""
    total, at = 0.0, 0
    while at < len(tokens):
        found = take_amount(tokens, at)
        if found is None or found[1] >= len(tokens) or (unit := MONTHS.get(tokens[found[1]].text)) is None:
            return None
        total, at = total + found[0] * unit, found[1] + 1
        if [token.text for token in tokens[at : at + 3]] == ["and", "a", "half"]:
            total, at = total + unit / 2, at + 3
        if at < len(tokens) - 1 and tokens[at].text in {"and", ","}:
            at += 1
    return total


def _spell(offset: timedelta) -> str:
    if not offset:
        return "start"
    for unit, name in UNITS:
        if offset % unit == timedelta():
            return _count(offset // unit, name)
    return _count(offset // timedelta(minutes=1), "minute")


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
