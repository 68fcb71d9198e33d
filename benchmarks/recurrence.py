"""How fast the next occurrence of a rule is found, beside dateutil's rrule in the same run."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule

from communitybot.moments import Every, Repeat, next_after

RULES = 100_000
PART = 4_000  # so many by us, then so many by the peer: a slow moment of the machine meets both
WANTED = 20.0
ZONES = ("America/New_York", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "Australia/Sydney")
BEGINNING = datetime(2024, 9, 2, 8, 0)  # noqa: DTZ001 - wall time: series start in the two school years before
ASKED = datetime(2026, 9, 1, tzinfo=UTC)  # and are asked for moments spread over the year that follows

Case = tuple[Repeat, datetime, str, datetime]
Answer = tuple[datetime, datetime] | None
Work = Callable[[Repeat, datetime, str, datetime], Answer]


def run() -> list[dict[str, Any]]:
    """Measure weekly and monthly rules, each answer compared with the peer's."""
    rows = []
    for name, kinds in (("weekly", (0,)), ("monthly", (1, 2)), ("weekly and monthly", (0, 1, 2))):
        count = RULES if len(kinds) == 3 else RULES // 10
        rows.append(_row(name, _cases(count, kinds)))
    return rows


def _cases(count: int, kinds: tuple[int, ...]) -> list[Case]:
    chance = random.Random(20261123)
    cases = []
    for _ in range(count):
        first = BEGINNING + timedelta(days=chance.randrange(700), minutes=30 * chance.randrange(24))
        match chance.choice(kinds):
            case 0:
                rule = Repeat(
                    every=Every.WEEK, interval=chance.choice((1, 1, 2)), weekdays=(first.weekday(),)
                )
            case 1:
                rule = Repeat(every=Every.MONTH, day=first.day)
            case _:
                rule = Repeat(every=Every.MONTH, nth=(chance.choice((1, 2, 3, 4, -1)), first.weekday()))
        after = ASKED + timedelta(minutes=chance.randrange(365 * 24 * 60))
        cases.append((rule, first, chance.choice(ZONES), after))
    return cases


def _theirs(rule: Repeat, first: datetime, zone: str, after: datetime) -> Answer:
    """Answer the same question with dateutil: a rule built for the series, asked in wall time."""
    local = after.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    by_rank = rrule.weekday(rule.nth[1], rule.nth[0]) if rule.nth else None
    series = rrule.rrule(
        rrule.WEEKLY if rule.every is Every.WEEK else rrule.MONTHLY,
        dtstart=first,
        interval=rule.interval,
        byweekday=rule.weekdays or by_rank,
        bymonthday=rule.day,
    )
    naive = series.after(local)
    return None if naive is None else (naive, naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))


def _timed(work: Work, cases: list[Case]) -> tuple[float, list[Answer]]:
    begun = time.perf_counter()
    answers = [work(*case) for case in cases]
    return time.perf_counter() - begun, answers


def _row(name: str, cases: list[Case]) -> dict[str, Any]:
    ours = theirs = 0.0
    for start in range(0, len(cases), PART):
        part = cases[start : start + PART]
        took, answers = _timed(next_after, part)
        peer_took, peer_answers = _timed(_theirs, part)
        ours, theirs = ours + took, theirs + peer_took
        if answers != peer_answers:
            case = next(
                case for case, one, two in zip(part, answers, peer_answers, strict=True) if one != two
            )
            raise AssertionError(f"the answers differ for {case}")
    return {
        "work": f"next occurrence, {len(cases):,} {name} rules",
        "ours": round(len(cases) / ours),
        "peer": round(len(cases) / theirs),
        "ratio": round(theirs / ours, 1),
        "peer_name": "dateutil",
        "wanted": f"{WANTED:g} times",
        "met": theirs / ours >= WANTED,
        "unit": "rules/s",
        "how": (
            f"single thread, {len(ZONES)} zones, series begun in the two years before September 2026, asked "
            "at moments spread over the year after; peer: dateutil rrule built per rule, .after(), then "
            f"zoneinfo; in turns of {PART:,}, every answer (wall time and instant) identical"
        ),
    }


if __name__ == "__main__":
    for row in run():
        print(f"{row['work']}: {row['ours']:,} {row['unit']}, dateutil {row['peer']:,}: {row['ratio']} times")
        print(f"    wanted {row['wanted']}; {row['how']}")
