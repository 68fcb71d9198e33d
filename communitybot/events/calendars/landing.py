"""How an event from a file comes to stand in a community, with its dates, reminders and news, in one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.events import occurrences
from communitybot.events.calendars.archives import CalendarWork
from communitybot.events.calendars.comparing import exceptions_read, exceptions_stored, same_time
from communitybot.events.calendars.foreign_read import ReadChange, ReadEvent
from communitybot.events.delivery import notices, scheduling
from communitybot.events.delivery.reminders import HORIZON, REMINDERS
from communitybot.events.model import Change, Event, Occurrence, Status
from communitybot.ids import new_id
from communitybot.outbox.entry import NewEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """The unit an event is written in, the community it comes to, and the moment it comes."""

    work: CalendarWork
    community: Community
    now: datetime

    async def new(self, read: ReadEvent) -> Event:
        """Write an event that was not there: open or cancelled, with reminders, without card or notices."""
        event = Event(
            id=new_id(),
            community=self.community.id,
            uid=read.uid,
            details=read.details,
            starts=read.starts,
            zone=read.zone,
            length=read.length,
            all_day=read.all_day,
            repeat=read.repeat,
            status=Status.CANCELLED if read.cancelled else Status.OPEN,
            revision=read.sequence,
            created_at=self.now,
            changed_at=self.now,
            cancel_reason=read.reason,
        )
        await self.work.events.add(event)
        for change in exceptions_read(read, event).values():
            await self.work.events.change(event.community, _change(event, change, timing=0))
        await scheduling.schedule(self.work, event, self.community, now=self.now, anew=True)
        return event

    async def changed(
        self, stored: Event, wanted: Event, exceptions: Mapping[datetime, ReadChange], sequence: int
    ) -> Event:
        """Write an event as its file has it now; answers follow their dates, reminders go along.

        Those who answered are told once of what has changed and of a cancellation, as for any change.
        """
        work, name = self.work, stored.id
        before = (await work.events.changes(stored.community, [name]))[name]
        laid = [one for one in await work.events.laid_out(stored.community, name) if one.start > self.now]
        revision = max([stored.revision, sequence - 1, *(change.revision for change in before.values())]) + 1
        known = exceptions_stored(before.values(), stored)
        moved = (
            not same_time(stored, wanted)
            or stored.status is not wanted.status
            or _times(known) != _times(exceptions)
        )
        event = replace(
            wanted, revision=revision, changed_at=self.now, timing=revision if moved else stored.timing
        )
        await work.events.save(event)
        renamed = await self._rename(stored, event)
        shifts = {new - old for old, new in renamed.items()}
        if event.repeat is not None and len(shifts) == 1 and any(shifts):  # all alike: a move of the series
            event = replace(event, shifts=(*event.shifts, *shifts))
            await work.events.save(event)
        await self._except(event, exceptions)
        if moved:
            await work.outbox.supersede(
                event.community, f"event:{name}", revision=event.timing, kinds=REMINDERS, below=True
            )
        if event.status is Status.CANCELLED:
            for subject in (f"event:{name}", f"event-plan:{name}"):
                await work.outbox.cancel(
                    event.community, subject, reason="the event was cancelled", below=True
                )
        await scheduling.schedule(work, event, self.community, now=self.now, anew=True)
        if event.created_by is not None:  # what was imported has no card
            await scheduling.redraw(work, event, self.community, self.now)
        now = (await work.events.changes(event.community, [name]))[name]
        pairs = [
            (one, occurrences.occurrence(event, original, now.get(original)))
            for one in laid
            if occurrences.happens(event, original := renamed.get(one.original, one.original))
        ]
        await work.outbox.put(self._news(stored, event, pairs))
        own = [change.details for change in (*before.values(), *now.values())]
        words = [stored.details, event.details, *own]
        await work.outbox.put(notices.of_revision(event, words, self.now))
        return event

    async def _rename(self, stored: Event, event: Event) -> Mapping[datetime, datetime]:
        """Let answers and presence follow their dates when the rule's hour, day or zone has changed."""
        shift = event.starts - stored.starts
        renamed: dict[datetime, datetime] = {}
        taken: set[datetime] = set()
        known = set(await self.work.events.originals(event.community, event.id))
        laid = {one.original for one in await self.work.events.laid_out(event.community, event.id)}
        for old in sorted(known | laid):
            same_day = datetime.combine(old.date(), event.starts.time())
            target = next(
                (each for each in (old, same_day, old + shift) if occurrences.happens(event, each)), None
            )
            if target is not None and target not in taken:
                taken.add(target)
                renamed[old] = target
        moves = {old: new for old, new in renamed.items() if old in known and old != new}
        free = {old: new for old, new in moves.items() if new not in known or new in moves}
        if free:
            await self.work.events.rekey(event.community, event.id, free)
        return renamed

    async def _except(self, event: Event, exceptions: Mapping[datetime, ReadChange]) -> None:
        kept = (await self.work.events.changes(event.community, [event.id]))[event.id]
        before = exceptions_stored(kept.values(), event)
        for original in kept.keys() - exceptions.keys():
            await self.work.calendars.unchange(event.community, event.id, original)
        for original, change in exceptions.items():
            if before.get(original) != change:
                await self.work.events.change(event.community, _change(event, change, timing=event.timing))

    def _news(
        self, stored: Event, event: Event, pairs: Sequence[tuple[Occurrence, Occurrence]]
    ) -> list[NewEntry]:
        """What those who answered are told, and which reminders on the wire are looked for."""
        news: list[NewEntry] = []
        moved = [pair for pair in pairs if notices.is_news(*pair) and pair[1].status is not Status.CANCELLED]
        ended = [pair for pair in pairs if pair[0].status is not pair[1].status is Status.CANCELLED]
        gone = [after for _, after in ended]
        if event.status is Status.CANCELLED and gone:
            run = occurrences.run_of(stored, {}, self.now)
            news.append(notices.of_cancellation(event, gone, run=run, now=self.now))
        else:
            news += [notices.of_cancellation(event, [one], now=self.now) for one in gone]
        whole = not same_time(stored, event) or _told(stored) != _told(event)
        together = [moved] if whole else [[pair] for pair in moved]
        news += [notices.of_change(event, each, now=self.now) for each in together if each]
        longest = max([HORIZON, *self.community.settings.offsets])
        news += [
            notices.corrections(event, before, after, self.now)
            for before, after in (*moved, *ended)
            if before.start - longest <= self.now
        ]
        return news


def _change(event: Event, read: ReadChange, *, timing: int) -> Change:
    return Change(
        event=event.id,
        original=read.original,
        starts=read.starts,
        length=read.length,
        details=read.details,
        cancelled=read.cancelled,
        cancel_reason=read.reason,
        revision=event.revision,
        timing=timing,
    )


def _times(exceptions: Mapping[datetime, ReadChange]) -> dict[datetime, tuple[object, ...]]:
    found = {each.original: (each.starts, each.length, each.cancelled) for each in exceptions.values()}
    return {original: told for original, told in found.items() if told != (None, None, False)}


def _told(event: Event) -> tuple[object, ...]:
    """What people are told of when it changes for a whole event, beside its times."""
    details = event.details
    return details.title, details.place, details.link, details.capacity
