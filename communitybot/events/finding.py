"""Finding events: what is coming, one of them, by name, and what is on at the same time."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import NotFound
from communitybot.events import occurrences
from communitybot.events.answering import listed
from communitybot.events.desk import Desk, find
from communitybot.events.model import Answer, Occurrence, Status
from communitybot.events.repository import EventsWork, Slot, Sought, Wanted, slot_of
from communitybot.events.views import Listed, Page
from communitybot.moments import wall
from communitybot.people.model import Level

MOST = 100  # items on one page
SERIES_ON_A_DAY = 25  # events that are looked through for a day
A_DAY = timedelta(days=1)
LONGEST_SEARCH = 6  # words that are looked for; the rest is not read


class Finding(Desk):
    """Reads; nothing is changed."""

    async def coming(
        self,
        caller: Caller,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        mine: bool = False,
        topic: str | None = None,
        level: Level | None = None,
        programme: str | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> Page:
        """Posted dates that end after `since` (None: now) and start before `until`, soonest first.

        `topic` is a topic or a hashtag, however it is written; `level` also gives what is for all levels;
        `mine` is what the caller answered, hosts or planned; `programme` is an id or a name. Series are
        listed half a year ahead. What ends within the present minute is still coming.
        """
        since = (since or self._clock.now()).replace(second=0, microsecond=0)

        async def unit(work: EventsWork) -> Page:
            run = None
            if programme is not None:
                found = await work.events.programme(caller.community, programme)
                found = found or await work.events.programme(caller.community, fold(programme))
                if found is None:
                    raise NotFound("There is no programme of that name here.", understood=programme[:80])
                run = found.id
            wanted = Wanted(
                community=caller.community,
                person=caller.person,
                since=since,
                until=until,
                mine=mine,
                topic=fold(topic) if topic else None,
                level=level,
                programme=run,
                limit=max(1, min(limit, MOST)),
                offset=max(0, offset),
            )
            return await work.events.listed(wanted)

        asked = (caller.community, caller.person, since, until, mine, topic, level, programme, limit, offset)
        return await self._units.read(unit, same=("coming", *asked))

    async def show(self, caller: Caller, key: str) -> Listed:
        """One date as the caller sees it: by its key, or by an event's id the next one.

        Raises:
            NotFound: also for somebody else's draft.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Listed:
            return await listed(work, caller, (await find(work, caller, key, now=now)).occurrence)

        return await self._units.read(unit)

    async def by_short_name(self, caller: Caller, name: str) -> str | None:
        """The id of the one event whose short name this is; None when none or several have it."""
        found = await self._units.read(lambda work: work.events.ending(caller.community, name))
        return found[0] if len(found) == 1 else None

    async def search(
        self, caller: Caller, text: str, *, limit: int = 25, editable: bool = False, dates: int = 1
    ) -> tuple[Listed, ...]:
        """Events with words that begin as those typed, `dates` of each: soonest first, past ones last.

        `editable` gives only those the caller may change (administrators may change all).
        """
        sought = Sought(
            community=caller.community,
            person=caller.person,
            words=tuple(_words(text)[:LONGEST_SEARCH]),
            now=self._clock.now(),
            limit=max(1, min(limit, MOST)),
            dates=dates,
            editable_by=caller.person if editable and not caller.administers else None,
        )

        async def unit(work: EventsWork) -> tuple[Listed, ...]:
            return await _all_listed(work, caller, tuple(await work.events.sought(sought)))

        return await self._units.read(unit)

    async def on_day(self, caller: Caller, events: Sequence[str], day: date) -> list[Listed]:
        """The dates of those events on a day by the caller's clocks, else their own; cancelled ones too."""

        async def unit(work: EventsWork) -> list[Listed]:
            known = await work.events.many(caller.community, events[:SERIES_ON_A_DAY])
            changes = await work.events.changes(caller.community, list(known))
            around = wall.at(datetime.combine(day, time()), caller.zone)
            found = [
                one
                for name, event in known.items()
                if event.status is not Status.DRAFT
                for one in occurrences.expand(event, changes[name], around - A_DAY, around + 2 * A_DAY)
            ]
            theirs = wall.zone_info(caller.zone)
            here = [one for one in found if one.start.astimezone(theirs).date() == day]
            there = [one for one in found if one.starts.date() == day]
            return [await listed(work, caller, one) for one in here or there]

        return await self._units.read(unit)

    async def clashes(
        self, caller: Caller, start: datetime, end: datetime, excluding: str | None = None
    ) -> tuple[Occurrence, ...]:
        """Other events of up to half a day at that time, soonest first; `excluding` is an event's id."""

        async def unit(work: EventsWork) -> tuple[Occurrence, ...]:
            found = await work.events.overlapping(caller.community, start, end)
            return tuple(one for one in found if one.event.id != excluding)

        return await self._units.read(unit)


async def _all_listed(work: EventsWork, caller: Caller, found: tuple[Occurrence, ...]) -> tuple[Listed, ...]:
    slots: list[Slot] = [slot_of(one) for one in found]
    tallies = await work.events.tallies(slots)
    mine = await work.events.rsvps(slots, [caller.person])
    answers: dict[Slot, Answer] = {slot: rsvp.answer for (slot, _), rsvp in mine.items()}
    return tuple(
        Listed(occurrence=one, tally=tallies[slot], mine=answers.get(slot))
        for one, slot in zip(found, slots, strict=True)
    )


def _words(text: str) -> list[str]:
    folded = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return [word[:40] for word in folded.split()]
