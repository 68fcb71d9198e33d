"""One change of an event on its way: what is there, what is wished, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone
from communitybot.events import occurrences, series
from communitybot.events.answering import move_up
from communitybot.events.delivery import notices, scheduling
from communitybot.events.delivery.reminders import HORIZON, REMINDERS
from communitybot.events.desk import Found, community_of, rerevised
from communitybot.events.details import changed, checked_length
from communitybot.events.model import Change, Details, Event, Occurrence, Status
from communitybot.events.repository import EventsWork
from communitybot.events.views import Changes
from communitybot.moments import wall

Pair = tuple[Occurrence, Occurrence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A change that has been checked; its methods write it, with all that hangs on it, in one unit."""

    work: EventsWork
    community: Community
    found: Found
    details: Details
    shift: timedelta
    zone: str
    length: timedelta
    now: datetime
    former: Mapping[datetime, Occurrence] = field(default_factory=dict)  # dates as they were before a split

    @classmethod
    async def of(
        cls, work: EventsWork, caller: Caller, found: Found, wish: Changes, now: datetime
    ) -> "Revision":
        """Check a wish against the date it names; nothing is written.

        Raises:
            AlreadyDone: for a time that has passed.
            Misread: for words that cannot be kept.
        """
        one = found.occurrence
        zone = wish.zone or found.event.zone
        starts = one.starts if wish.starts is None else wish.starts.replace(second=0, microsecond=0)
        start = wall.at(starts, zone)
        if start != one.start and start <= now:
            said = f"{starts:%A} {starts.day} {starts:%B %Y, %H:%M}"
            trouble = f"{said} has passed already."
            raise AlreadyDone(trouble, understood=said, field="when", example="when: next tuesday 7pm")
        return cls(
            work=work,
            community=await community_of(work, caller),
            found=found,
            details=changed(one.details, wish),
            shift=starts - one.starts,
            zone=zone,
            length=length_of(found) if wish.length is None else checked_length(wish.length),
            now=now,
        )

    @property
    def is_nothing(self) -> bool:
        same = self.zone == self.found.event.zone and self.length == length_of(self.found)
        return same and not self.shift and self.details == self.found.occurrence.details

    @property
    def moves(self) -> bool:
        """Whether the date is at another time afterwards: its end counts too, since reminders say it."""
        one = self.found.occurrence
        event = replace(self.found.event, zone=self.zone)
        return occurrences.span(event, one.starts + self.shift, self.length) != (one.start, one.end)

    async def one(self) -> Occurrence:
        """Change one date of a series; it keeps its identity in the rule."""
        event, before = self.found.event, self.found.occurrence
        revised = rerevised(event, self.found.changes, now=self.now)
        change = replace(self._own_change(), revision=revised.revision)
        if self.details != before.details:
            change = replace(change, details=self.details)
        if self.moves:
            start = wall.at(before.starts + self.shift, self.zone)
            starts = _local(start, event.zone) if self.zone != event.zone else before.starts + self.shift
            change = replace(change, starts=starts, length=self.length, timing=revised.revision)
        await self.work.events.save(revised)
        await self.work.events.change(event.community, change)
        after = occurrences.occurrence(revised, before.original, change)
        await self._supersede(after.subject, after.timing)
        await self._follow_up(revised, [(before, after)])
        await self._tell(revised, before, after, alone=True)
        return after

    async def whole(self) -> Occurrence:
        """Change an event, or a whole series: its exceptions keep what is theirs."""
        event, before = self.found.event, self.found.occurrence
        revised = rerevised(event, self.found.changes, now=self.now, moved=self.moves)
        revised = series.moved(revised, self.shift)
        revised = replace(revised, details=self._for_all(), length=self.length, zone=self.zone)
        laid = await self.work.events.laid_out(event.community, event.id)
        await self.work.events.save(revised)
        if self.moves:
            await self._rename(revised)
            await self._hold(revised, laid)
            await self._supersede(f"event:{event.id}", revised.timing)
        kept = (await self.work.events.changes(event.community, [event.id]))[event.id]
        after = occurrences.occurrence(
            revised, before.original + self.shift, kept.get(before.original + self.shift)
        )
        pairs = [
            (
                self.former.get(one.original, one),
                occurrences.occurrence(
                    revised, one.original + self.shift, kept.get(one.original + self.shift)
                ),
            )
            for one in laid
            if one.start > self.now
        ]
        await self._follow_up(revised, pairs, anew=self.moves)
        await self._tell(revised, before, after, alone=event.repeat is None)
        return after

    async def cancel_one(self, reason: str) -> Occurrence:
        """Cancel one date of a series."""
        event, before = self.found.event, self.found.occurrence
        revised = rerevised(event, self.found.changes, now=self.now)
        change = replace(self._own_change(), cancelled=True, cancel_reason=reason, revision=revised.revision)
        await self.work.events.save(revised)
        await self.work.events.change(event.community, change)
        after = occurrences.occurrence(revised, before.original, change)
        await self.work.outbox.cancel(event.community, before.subject, reason="the date was cancelled")
        await self._follow_up(revised, [(before, after)])
        await self.work.outbox.put([notices.of_cancellation(revised, after, alone=True, now=self.now)])
        return after

    async def cancel_whole(self, reason: str) -> Occurrence:
        """Cancel an event, or a whole series; dates that are over stay as they were."""
        event, before, kept = self.found.event, self.found.occurrence, self.found.changes
        revised = rerevised(event, kept, now=self.now)
        revised = replace(revised, status=Status.CANCELLED, cancel_reason=reason)
        laid = await self.work.events.laid_out(event.community, event.id)
        await self.work.events.save(revised)
        for subject in (f"event:{event.id}", f"event-plan:{event.id}"):
            await self.work.outbox.cancel(
                event.community, subject, reason="the event was cancelled", below=True
            )
        pairs = [
            (
                self.former.get(one.original, one),
                occurrences.occurrence(revised, one.original, kept.get(one.original)),
            )
            for one in laid
            if one.start > self.now
        ]
        await self._follow_up(revised, pairs)
        after = occurrences.occurrence(revised, before.original, kept.get(before.original))
        alone = event.repeat is None
        await self.work.outbox.put([notices.of_cancellation(revised, after, alone=alone, now=self.now)])
        return after

    async def split_off(self, *, card: bool) -> "Revision":
        """Make the date and those after it an event of their own, and go on with that.

        `card`: the new event gets one of its own; the old one keeps its card for what is left of it.
        """
        event, original, now = self.found.event, self.found.occurrence.original, self.now
        first, second = series.split(rerevised(event, self.found.changes, now=now), original, now=now)
        laid = await self.work.events.laid_out(event.community, event.id)
        former = {one.original: one for one in laid if one.original >= original}
        await self.work.events.save(first)
        await self.work.events.add(second)
        known = await self.work.events.originals(event.community, event.id)
        later = {each: each for each in known if each >= original}
        for one in former.values():
            await self._supersede(one.subject, one.timing + 1)
        await self.work.events.rekey(event.community, event.id, later, into=second.id)
        for part in (first, second):
            await scheduling.schedule(self.work, part, self.community, now=now, anew=True)
        await scheduling.redraw(self.work, first, self.community, now)
        if card:
            await self.work.outbox.put(scheduling.cards(second, self.community, now))
        changes = (await self.work.events.changes(event.community, [second.id]))[second.id]
        one = occurrences.occurrence(second, original, changes.get(original))
        found = Found(event=second, changes=changes, occurrence=one, whole=False)
        return replace(self, found=found, former=former)

    def _own_change(self) -> Change:
        named = Change(event=self.found.event.id, original=self.found.occurrence.original)
        return self.found.changes.get(named.original, named)

    def _for_all(self) -> Details:
        """The series' words with those that were changed; what an exception alone says stays with it."""
        event, before = self.found.event, self.found.occurrence
        names = Details.__dataclass_fields__
        changed_names = [
            name for name in names if getattr(self.details, name) != getattr(before.details, name)
        ]
        return replace(event.details, **{name: getattr(self.details, name) for name in changed_names})

    async def _rename(self, revised: Event) -> None:
        """Let changes, answers and presence follow their dates; exceptions stay at the moment they have."""
        event, by = self.found.event, self.shift
        if by:
            known = await self.work.events.originals(event.community, event.id)
            await self.work.events.rekey(event.community, event.id, {old: old + by for old in known})
        for original, change in self.found.changes.items():
            if change.starts is None:
                continue
            starts = change.starts + by if original == self.found.occurrence.original else change.starts
            if revised.zone != event.zone:
                starts = _local(wall.at(starts, event.zone), revised.zone)
            if starts != change.starts:
                moved = replace(change, original=original + by, starts=starts, timing=revised.timing)
                await self.work.events.change(event.community, moved)

    async def _hold(self, revised: Event, laid: Sequence[Occurrence]) -> None:
        """Keep dates that have begun at the time they had: what was, does not move."""
        event = self.found.event
        if event.repeat is None:
            return
        kept = (await self.work.events.changes(event.community, [event.id]))[event.id]
        for one in laid:
            original = one.original + self.shift
            if one.start > self.now or original == self.found.occurrence.original + self.shift:
                continue
            own = kept.get(original, Change(event=event.id, original=original))
            starts, length = _local(one.start, revised.zone), one.end - one.start
            held = replace(own, starts=starts, length=length, revision=revised.revision)
            await self.work.events.change(event.community, held)

    async def _supersede(self, subject: str, timing: int) -> None:
        """End planned reminders of an older timing: of one date, or of all dates of an event."""
        below = "/" not in subject
        await self.work.outbox.supersede(
            self.community.id, subject, revision=timing, kinds=REMINDERS, below=below
        )

    async def _follow_up(self, revised: Event, pairs: Sequence[Pair], *, anew: bool = False) -> None:
        """Lay out and plan what is now, redraw the card, and look for what had left already."""
        if self.found.event.status is Status.DRAFT:
            return
        await scheduling.schedule(self.work, revised, self.community, now=self.now, anew=anew)
        if self.details.capacity != self.found.occurrence.details.capacity:
            for _, after in pairs:
                await move_up(self.work, after, self.now)
        if not self.former:  # the second half of a split has a new card, or none
            await scheduling.redraw(self.work, revised, self.community, self.now)
        longest = max([HORIZON, *self.community.settings.offsets])
        await self.work.outbox.put(
            [
                notices.corrections(revised, before, after, self.now)
                for before, after in pairs
                if _differs(before, after) and before.start - longest <= self.now
            ]
        )

    async def _tell(self, revised: Event, before: Occurrence, after: Occurrence, *, alone: bool) -> None:
        where = (before.details.place, before.details.link) != (after.details.place, after.details.link)
        if self.found.event.status is not Status.DRAFT and (self.moves or where):
            news = notices.of_change(revised, before, after, alone=alone, now=self.now)
            await self.work.outbox.put([news])


def length_of(found: Found) -> timedelta:
    """How long the date is meant to be, by its own change or by the event."""
    change = found.changes.get(found.occurrence.original)
    return found.event.length if change is None or change.length is None else change.length


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(wall.zone_info(zone)).replace(tzinfo=None)


def _differs(before: Occurrence, after: Occurrence) -> bool:
    return (before.start, before.end, before.status) != (after.start, after.end, after.status)
