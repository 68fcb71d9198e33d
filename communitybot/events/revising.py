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
from communitybot.events.model import Change, Event, Occurrence, Status
from communitybot.events.repository import EventsWork
from communitybot.events.views import Changes
from communitybot.events.wished import Wished, length_of, local_in, turn_of
from communitybot.moments import wall
from communitybot.moments.words import spoken_clock, spoken_day

Pair = tuple[Occurrence, Occurrence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Wished):
    """A change that has been checked; its methods write it, with all that hangs on it, in one unit."""

    work: EventsWork
    community: Community
    former: Mapping[datetime, Occurrence] = field(default_factory=dict)  # dates as they were before a split
    was: str = ""  # the event they were dates of

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
            said = f"{spoken_day(starts)}, {spoken_clock(starts)},"
            trouble = f"{said} has passed already."
            raise AlreadyDone(trouble, understood=said, field="when", example="next tuesday 7pm")
        return cls(
            work=work,
            community=await community_of(work, caller),
            found=found,
            details=changed(one.details, wish),
            shift=starts - one.starts,
            turn=turn_of(one, starts) if wish.starts is not None else timedelta(),
            zone=zone,
            length=length_of(found) if wish.length is None else checked_length(wish.length),
            now=now,
            by=caller.person,
        )

    async def one(self) -> Occurrence:
        """Change one date of a series; it keeps its identity in the rule."""
        event, before = self.found.event, self.found.occurrence
        revised = rerevised(event, self.found.changes, now=self.now)
        change = self.alone(revised)
        await self.work.events.save(revised)
        await self.work.events.change(event.community, change)
        after = occurrences.occurrence(revised, before.original, change)
        await self._supersede(after.subject, after.timing)
        await self._follow_up(revised, [(before, after)])
        await self._tell(revised, [(before, after)])
        await self._state(revised, after)
        return after

    async def whole(self) -> Occurrence:
        """Change an event, or a whole series: what single dates have of their own stays theirs.

        The date the wish names gets all of the wish, also where it differed.
        """
        event, before = self.found.event, self.found.occurrence
        revised = self.of_all()
        laid = await self.work.events.laid_out(event.community, event.id)
        await self.work.events.save(revised)
        await self._carry(revised)
        moves = self.turns or self.moves
        if moves:
            await self._hold(revised, laid)
            await self._supersede(f"event:{event.id}", revised.timing)
        kept = (await self.work.events.changes(event.community, [event.id]))[event.id]
        named = before.original + self.turn
        after = occurrences.occurrence(revised, named, kept.get(named))
        pairs = [
            (
                self.former.get(one.original, one),
                occurrences.occurrence(revised, one.original + self.turn, kept.get(one.original + self.turn)),
            )
            for one in laid
            if one.start > self.now
        ]
        await self._follow_up(revised, pairs, anew=moves)
        await self._tell(revised, pairs)
        await self._state(revised, after)
        return after

    async def cancel_one(self, reason: str) -> Occurrence:
        """Cancel one date of a series."""
        event, before = self.found.event, self.found.occurrence
        revised = rerevised(event, self.found.changes, now=self.now)
        change = replace(self.own_change(), cancelled=True, cancel_reason=reason, revision=revised.revision)
        await self.work.events.save(revised)
        await self.work.events.change(event.community, change)
        after = occurrences.occurrence(revised, before.original, change)
        await self.work.outbox.cancel(event.community, before.subject, reason="the date was cancelled")
        await self._follow_up(revised, [(before, after)])
        await self.work.outbox.put([notices.of_cancellation(revised, [after], by=self.by, now=self.now)])
        await self._state(revised, after)
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
        gone = [one for was, one in pairs if was.status is Status.OPEN] or [after]
        run = occurrences.run_of(event, kept, self.now)
        news = notices.of_cancellation(revised, gone, by=self.by, run=run, now=self.now)
        await self.work.outbox.put([news])
        await self._state(revised, after)
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
        return replace(self, found=found, former=former, was=event.id)

    async def _carry(self, revised: Event) -> None:
        """Let changes, answers and presence follow their dates; what is a single date's own stays its own."""
        event, by = self.found.event, self.turn
        if by:
            known = await self.work.events.originals(event.community, event.id)
            await self.work.events.rekey(event.community, event.id, {old: old + by for old in known})
        for original, carried in self.carried(revised).items():
            if carried != replace(self.found.changes[original], original=original + by):
                await self.work.events.change(event.community, carried)

    async def _hold(self, revised: Event, laid: Sequence[Occurrence]) -> None:
        """Keep dates at the time they had that have begun, or would have: what was, does not move."""
        event = self.found.event
        if event.repeat is None:
            return
        kept = (await self.work.events.changes(event.community, [event.id]))[event.id]
        for one in laid:
            original = one.original + self.turn
            moved = occurrences.occurrence(revised, original, kept.get(original))
            if min(one.start, moved.start) > self.now or one.original == self.found.occurrence.original:
                continue
            own = kept.get(original, Change(event=event.id, original=original))
            starts, length = local_in(one.start, revised.zone), one.end - one.start
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

    async def _tell(self, revised: Event, pairs: Sequence[Pair]) -> None:
        if self.found.event.status is Status.DRAFT or not any(notices.is_news(*pair) for pair in pairs):
            return
        news = notices.of_change(revised, pairs, by=self.by, now=self.now)
        await self.work.outbox.put([news])

    async def _state(self, revised: Event, after: Occurrence) -> None:
        """State the fact, also of a draft, for what stands on dates of chats."""
        own = [change.details for change in self.found.changes.values()]
        words = [self.found.event.details, revised.details, after.details, *own]
        await self.work.outbox.put(notices.of_revision(revised, words, self.now, was=self.was))


def _differs(before: Occurrence, after: Occurrence) -> bool:
    return (before.start, before.end, before.status) != (after.start, after.end, after.status)
