"""When a digest comes, by the clocks where it is read, whatever those clocks do."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from communitybot.moments import wall
from communitybot.resources.model.digest import Cadence, Rhythm

DAY = timedelta(days=1)
FARTHEST = 40  # days within which there is always a turn: more than a month and a week


def following(rhythm: Rhythm, after: datetime, zone: str) -> datetime:
    """The first turn after a moment, in UTC; an hour that the clocks jump over is the next there is."""
    return next(turn for turn in _turns(rhythm, after, zone, forward=True) if turn > after)


def latest(rhythm: Rhythm, until: datetime, zone: str) -> datetime:
    """The last turn up to a moment, in UTC."""
    return next(turn for turn in _turns(rhythm, until, zone, forward=False) if turn <= until)


def day_of(turn: datetime, zone: str) -> date:
    """The day it is, where it is read, at a turn."""
    return turn.astimezone(wall.zone_info(zone)).date()


def _turns(rhythm: Rhythm, around: datetime, zone: str, *, forward: bool) -> Iterator[datetime]:
    step = DAY if forward else -DAY
    day = day_of(around, zone) - step  # the day before may still have its turn where clocks jump at midnight
    for _ in range(FARTHEST):
        if _comes_on(rhythm, day):
            yield wall.at(datetime.combine(day, time(rhythm.hour)), zone)
        day += step


def _comes_on(rhythm: Rhythm, day: date) -> bool:
    match rhythm.cadence:
        case Cadence.DAILY:
            return True
        case Cadence.WEEKLY:
            return day.weekday() == rhythm.weekday
        case Cadence.MONTHLY:
            return day.weekday() == rhythm.weekday and day.day <= 7
