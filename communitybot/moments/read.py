"""Time as people say it: "next tuesday 7pm ET" becomes a moment, with its doubts beside it."""

import difflib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from communitybot.moments import wall
from communitybot.moments.calendar_days import NoSuchDayError, date_of
from communitybot.moments.days import EXAMPLE, Away, Day, Weekday
from communitybot.moments.hearing import Heard, UnknownWordError, listen
from communitybot.moments.hours import DAY, Settled, settle
from communitybot.moments.notes import Note, NoteKind, about_clocks, about_day, about_hour
from communitybot.moments.refusal import Unreadable
from communitybot.moments.tokens import Token, tokenise
from communitybot.moments.words import (
    DAY_NAMES,
    FOREIGN,
    MONTHS,
    WEEKDAYS,
    spoken_clock,
    spoken_date,
    spoken_day,
    typed_clock,
)
from communitybot.moments.zones import Place

YEARS_AHEAD = 30  # a typed year further away than this is a slip of the finger
CORRECTABLE = (*WEEKDAYS, *MONTHS, "today", "tomorrow", "tonight", "noon", "midnight", "quarter", "eastern")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood of a phrase: aware times in the zone they were read in, and the doubts.

    `end` is there when the words gave a range or a length; `zone_named` when they named the zone.
    A distance such as "UTC+2" is shown in the reader's own zone, at the same instant.
    """

    start: datetime
    end: datetime | None
    zone: str
    zone_named: bool
    notes: tuple[Note, ...]


def read(text: str, *, now: datetime, zone: str) -> Reading:
    """Read a moment still to come, said by someone in `zone` at the aware time `now`.

    Weeks begin on Monday; a bare hour from 1 to 7 is in the afternoon; figures are month/day. Raises
    `Unreadable`, and nothing else, for any words.
    """
    tokens = tokenise(text, example=EXAMPLE)
    try:
        return _read(tokens, now, zone)
    except UnknownWordError as unknown:
        raise _kinder(unknown, tokens, now, zone) from None


def _read(tokens: tuple[Token, ...], now: datetime, zone: str) -> Reading:
    heard = listen(tokens)
    place = heard.place or Place(zone=zone)
    notes: list[Note] = []
    length: int | None = None
    if heard.wait is not None:
        naive = _waiting(heard, place, now)
    else:
        naive, length, notes = _on_the_calendar(heard, place, now)
    _refuse_far(heard, naive, place, now)
    start = place.instant(naive)
    if start <= now:
        raise _passed(heard, naive, place, now)
    notes += about_clocks(naive, place)
    rules = wall.zone_info(place.zone or zone)
    end = _end(heard, place, naive, length)
    return Reading(
        start=start.astimezone(rules),
        end=end.astimezone(rules) if end else None,
        zone=place.zone or zone,
        zone_named=heard.place is not None,
        notes=tuple(notes),
    )


def _waiting(heard: Heard, place: Place, now: datetime) -> datetime:
    """Return the wall time after "in 90 minutes", on a whole minute."""
    if heard.days or heard.hours or heard.wait is None:
        raise heard.refuse("it says both how long to wait and when", "in 90 minutes")
    return place.local(now.replace(second=0, microsecond=0) + heard.wait)


def _on_the_calendar(heard: Heard, place: Place, now: datetime) -> tuple[datetime, int | None, list[Note]]:
    """Return the wall time of a day and an hour, the length of a range in minutes, and the notes."""
    settled, notes = _settled(heard, place.local(now))
    today = place.local(now).date()

    def ahead(day: date) -> bool:
        return place.instant(_wall(day, settled.start)) > now

    day = _the_day(heard)
    try:
        if day is None:
            found = today if ahead(today) or settled.start >= DAY else today + timedelta(days=1)
            if found != today:
                text = f"That hour has passed today, so I took tomorrow, {spoken_day(found)}. "
                notes.append(Note(NoteKind.ASSUMED_DAY, f"{text}To choose, add a day, as in `friday 5pm`."))
        else:
            found = date_of(day, today, ahead)
            plain = date_of(Weekday(day.number), today, ahead) if isinstance(day, Weekday) else None
            notes += about_day(day, found, today, plain)
    except (NoSuchDayError, OverflowError) as error:
        raise heard.refuse(str(error)) from error
    _check_weekday(heard, found)
    naive = _wall(found, settled.start)
    named_night = heard.part == "night" or day is None
    ended = found if settled.start == DAY and not named_night else None
    notes += about_hour(naive, assumed_pm=settled.assumed_pm, ended_day=ended)
    return naive, settled.length, notes


def _settled(heard: Heard, local: datetime) -> tuple[Settled, list[Note]]:
    if heard.hours is not None:
        try:
            return settle(heard.hours, heard.part), []
        except ValueError as error:
            raise heard.refuse("it ends at the very time it starts", "friday 5pm-6pm") from error
    if any(isinstance(day, Away) and day.same_hour for day in heard.days):
        text = (
            f"No hour was given, so I kept the present one, {spoken_clock(local)}. To choose, add `at 7pm`."
        )
        return Settled(local.hour * 60 + local.minute, None, assumed_pm=False), [
            Note(NoteKind.ASSUMED_HOUR, text)
        ]
    if heard.days or heard.part:
        raise Unreadable(f"{heard.understood} as a day", "no hour was given", EXAMPLE)
    raise heard.refuse("I found neither a day nor an hour in it")


def _the_day(heard: Heard) -> Day | None:
    """Return the day that decides: the date where a weekday stands beside one."""
    return next(
        (day for day in heard.days if not isinstance(day, Weekday)), heard.days[0] if heard.days else None
    )


def _check_weekday(heard: Heard, found: date) -> None:
    for day in heard.days:
        if isinstance(day, Weekday) and day.number != found.weekday():
            actual, wanted = DAY_NAMES[found.weekday()], DAY_NAMES[day.number]
            trouble = f"{spoken_date(found)} is a {actual}, not a {wanted}"
            raise heard.refuse(trouble, f"{spoken_date(found).lower()} 5pm")


def _wall(day: date, minutes: int) -> datetime:
    midnight = datetime.combine(day, datetime.min.time())
    return midnight + timedelta(minutes=minutes)


def _end(heard: Heard, place: Place, naive: datetime, length: int | None) -> datetime | None:
    """Return the end, in UTC: a range ends by the wall clock, a length is as long as it says."""
    start = place.instant(naive)
    if heard.length is not None:
        if length is not None:
            raise heard.refuse("it gives both an end and a length", "friday 5pm for 2 hours")
        return start + heard.length
    if length is None:
        return None
    end = place.instant(naive + timedelta(minutes=length))
    return end if end > start else start + timedelta(minutes=length)


def _refuse_far(heard: Heard, naive: datetime, place: Place, now: datetime) -> None:
    """Refuse before any arithmetic could leave the calendar."""
    if naive.year > place.local(now).year + YEARS_AHEAD:
        understood = f"{heard.understood} as {spoken_day(naive)}"
        raise Unreadable(understood, f"that is more than {YEARS_AHEAD} years away", EXAMPLE)
    if naive.year < place.local(now).year - 1:
        raise _passed(heard, naive, place, now)


def _passed(heard: Heard, naive: datetime, place: Place, now: datetime) -> Unreadable:
    local = place.local(now)
    return Unreadable(
        f"{heard.understood} as {spoken_day(naive)}, {spoken_clock(naive)}",
        f"that has passed: it is {spoken_clock(local)} on {spoken_day(local)}",
        f"tomorrow {typed_clock(naive)}",
    )


def _kinder(unknown: UnknownWordError, tokens: tuple[Token, ...], now: datetime, zone: str) -> Unreadable:
    """Offer the same phrase with the unknown word put right, if that can be read."""
    words, trouble = [token.typed for token in tokens], unknown.trouble
    for place, token in enumerate(tokens[:12]):
        if token.text in FOREIGN:
            words[place] = FOREIGN[token.text]
            trouble = f"I know times in English only, not *{tokens[unknown.place].typed[:40]}*"
    word = tokens[unknown.place].text
    if word not in FOREIGN and 3 <= len(word) <= 12:
        words[unknown.place] = next(iter(difflib.get_close_matches(word, CORRECTABLE, 1, 0.7)), word)
    mended = " ".join(word for word in words if word)
    try:
        _read(tokenise(mended, example=EXAMPLE), now, zone)
    except Unreadable:
        mended = EXAMPLE
    return Unreadable(unknown.understood, trouble, mended)
