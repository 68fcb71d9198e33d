"""What is said beside a reading: where it could be read otherwise, and how to say so."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from communitybot.moments import wall
from communitybot.moments.days import Dated, Day, Ranked, Weekday
from communitybot.moments.words import (
    DAY_NAMES,
    MONTH_NAMES,
    spoken_clock,
    spoken_date,
    spoken_day,
    typed_clock,
)
from communitybot.moments.zone_words import SHARED
from communitybot.moments.zones import Place, label_of, zone_named


class NoteKind(StrEnum):
    """Why a reading needs a word beside it."""

    NEXT_WEEKDAY = "next weekday"
    NUMERIC_DATE = "numeric date"
    DOUBLED_HOUR = "doubled hour"
    MISSING_HOUR = "missing hour"
    ASSUMED_PM = "assumed pm"
    ASSUMED_YEAR = "assumed year"
    ASSUMED_DAY = "assumed day"
    ASSUMED_HOUR = "assumed hour"
    MIDNIGHT = "midnight"
    SEASON = "season"
    SHARED_LETTERS = "shared letters"


@dataclass(frozen=True, slots=True)
class Note:
    """One doubt about a reading: a plain short sentence or two, with how to say the other reading."""

    kind: NoteKind
    text: str


def about_day(day: Day, found: date, today: date, plain: date | None) -> list[Note]:
    """Note what was chosen for a day; `plain` is the date the same weekday has without "next"."""
    notes = []
    if isinstance(day, Weekday) and plain is not None and plain != found:
        name = DAY_NAMES[day.number]
        text = (
            f"I took *next {name}* as the one in the week after this, {spoken_date(found)}. "
            f"For {spoken_date(plain)} say `{name.lower()}`."
        )
        notes.append(Note(NoteKind.NEXT_WEEKDAY, text))
    if isinstance(day, Dated) and day.swapped:
        other = f"{day.month} {MONTH_NAMES[day.day - 1]}"
        text = f"I took the month first: {spoken_date(found)}. For {other} say `{other.lower()}`."
        notes.append(Note(NoteKind.NUMERIC_DATE, text))
    if isinstance(day, Dated | Ranked) and day.month and day.year is None and found.year != today.year:
        text = f"That day has passed in {today.year}, so I took {spoken_day(found)}."
        text += f" To choose, add the year, as in `{spoken_date(found).lower()}`."
        if isinstance(day, Dated) and (day.month, day.day) == (2, 29):
            text = f"The next 29 February is {spoken_day(found)}. For another day say `28 february`."
        notes.append(Note(NoteKind.ASSUMED_YEAR, text))
    return notes


def about_hour(start: datetime, *, assumed_pm: bool, ended_day: date | None) -> list[Note]:
    """Note a bare hour taken for the afternoon, and a midnight taken for the end of a named day."""
    notes = []
    if assumed_pm:
        other = typed_clock(start.replace(hour=start.hour % 12))
        text = f"I took the hour as {spoken_clock(start)}. For the morning say `{other}`."
        notes.append(Note(NoteKind.ASSUMED_PM, text))
    if ended_day is not None:
        name = DAY_NAMES[ended_day.weekday()]
        text = f"I took the midnight at the end of {name}. For its beginning say `{name.lower()} 0:00`."
        notes.append(Note(NoteKind.MIDNIGHT, text))
    return notes


def about_clocks(naive: datetime, place: Place) -> list[Note]:
    """Note an hour the clocks skip or show twice, and letters that name the other half of the year."""
    if place.zone is None:
        return []
    rules, moment = wall.zone_info(place.zone), place.instant(naive)
    shown = moment.astimezone(rules)
    notes = []
    if wall.is_gap(naive, place.zone):
        text = (
            f"The clocks jump over {spoken_clock(naive)} on {spoken_day(naive)}, so I took "
            f"{spoken_clock(shown)} {shown.tzname()}. For the hour before say "
            f"`{typed_clock(naive - timedelta(hours=1))}`."
        )
        notes.append(Note(NoteKind.MISSING_HOUR, text))
    elif wall.is_doubled(naive, place.zone) and shown.tzname() != place.letters:
        notes.append(_doubled(naive, place, moment))
    if place.letters and shown.tzname() != place.letters:
        notes += _out_of_season(shown, place.zone, place.letters)
    if place.letters and place.letters.lower() in SHARED:
        text = f"I took {place.letters} as {SHARED[place.letters.lower()]}."
        notes.append(Note(NoteKind.SHARED_LETTERS, text))
    return notes


def _out_of_season(shown: datetime, zone: str, letters: str) -> list[Note]:
    other = next(
        (there for days in (182, 91, 273) if (there := shown + timedelta(days=days)).tzname() == letters),
        None,
    )
    if other is None:
        return []
    taken = f"{spoken_clock(shown)} {shown.tzname()}"
    text = (
        f"{label_of(zone)} is on {shown.tzname()} that day, so I took {taken}. "
        f"To mean {letters} even so, say `{typed_clock(shown)} {_distance(other)}`."
    )
    return [Note(NoteKind.SEASON, text)]


def _doubled(naive: datetime, place: Place, taken: datetime) -> Note:
    zone = place.zone or "UTC"
    first, later = wall.at(naive, zone), wall.second(naive, zone)
    other = (first if taken == later else later).astimezone(wall.zone_info(zone))
    chosen = taken.astimezone(wall.zone_info(zone))
    which, rest = ("second", "first") if taken == later else ("first", "second")
    text = (
        f"The clocks show {spoken_clock(naive)} twice on {spoken_day(naive)}. I took the {which} "
        f"({chosen.tzname()}); for the {rest} add `{_letters(other, zone)}`."
    )
    return Note(NoteKind.DOUBLED_HOUR, text)


def _letters(moment: datetime, zone: str) -> str:
    """Return what a person can type to mean the offset of this moment."""
    name = moment.tzname() or ""
    return name if zone_named(name) in {zone, "UTC"} else _distance(moment)


def _distance(moment: datetime) -> str:
    seconds = int((moment.utcoffset() or moment - moment).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"UTC{'-' if seconds < 0 else '+'}{hours}{f':{minutes:02}' if minutes else ''}"
