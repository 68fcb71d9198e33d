"""Telling whoever shared a resource who tried it: all of a day in one message."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from communitybot.moments import wall
from communitybot.outbox.entry import ALONE, Entry, NewEntry, Outcome, Skip
from communitybot.people.model import Person
from communitybot.ports import Clock
from communitybot.resources.cards.trying import day_card
from communitybot.resources.desk import community_of
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.resource import Resource

DAY = "resource.tried_day"
HOUR = time(16, 30)  # after most lessons
SHOWN = 6
MOST_LATE = timedelta(days=3)


async def tell_sharer(work: JudgingWork, resource: Resource, now: datetime) -> None:
    """Promise whoever shared it one message about all that was tried until their next afternoon."""
    person = await work.people.get(resource.community, resource.sharer.person)
    if person is None:
        return
    zone = (await community_of(work, resource.community)).zone
    own = person.zone_or(zone)
    day = now.astimezone(wall.zone_info(own)).date()
    if _at(day, own) <= now:
        day += timedelta(days=1)
    await work.outbox.put([_entry(resource.community, person, day, own, zone)])


class TriedDay:
    """Draws what a sharer hears of a day."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def days(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        return [await self._drawn(each, work) for each in entries]

    async def _drawn(self, each: Entry, work: JudgingWork) -> Outcome:
        if self._clock.now() - each.due > MOST_LATE:
            return Skip("it is no news any more")
        after, until = (datetime.fromisoformat(each.args[name]) for name in ("after", "until"))
        person = each.args["person"]
        told = await work.judging.told_to(each.community, person, after, until, limit=SHOWN + 1)
        known = await work.resources.many(each.community, [resource for resource, _ in told])
        seen = {resource.id: resource for resource in known if resource.seen}
        shown = [(seen[resource], tried) for resource, tried in told if resource in seen]
        if not shown:
            return Skip("what was told was taken back")
        return day_card(shown[:SHOWN], more=len(told) > SHOWN)


def _entry(community: str, person: Person, day: date, own: str, zone: str) -> NewEntry:
    until = _at(day, own)
    return NewEntry(
        key=f"resources:{community}:tried:{day.isoformat()}:{person.id}",
        community=community,
        kind=DAY,
        due=person.quiet_until(until, zone) or until,
        subject=f"resources:{community}",
        destination=str(person.direct),
        args={
            "person": person.id,
            "after": _at(day - timedelta(days=1), own).isoformat(),
            "until": until.isoformat(),
            ALONE: True,
        },
    )


def _at(day: date, zone: str) -> datetime:
    return wall.at(datetime.combine(day, HOUR), zone)
