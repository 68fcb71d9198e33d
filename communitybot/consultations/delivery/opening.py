"""At its time a consultation opens by itself, rooms are reminded of it, and it closes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from communitybot.consultations.cards.private import missed_card
from communitybot.consultations.cards.room import reminder_card
from communitybot.consultations.delivery import periods, promises
from communitybot.consultations.desk import community_of, rooms_of
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.repository import ConsultsWork
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.outbox.late import Verdict, verdict
from communitybot.ports import Clock


class Opening:
    """Carries a consultation through its times."""

    def __init__(self, clock: Clock, keeps: periods.Keeps) -> None:
        self._clock = clock
        self._keeps = keeps

    async def opens(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Open what is to open now; what would have been over by now is called off, and its maker told."""
        await hold(entries, work)
        return [await self._open(entry, work) for entry in entries]

    async def _open(self, entry: Entry, work: ConsultsWork) -> Outcome:
        now = self._clock.now()
        found = await of_entry(entry, work, hold=True)
        if found is None or found.stage is not Stage.COMING or not _still(entry, found):
            return overtaken()
        house = await community_of(work, found.community)
        if now < found.closes:
            await periods.begin(work, found, house, now, self._keeps)
            return Done()
        gone = replace(found, stage=Stage.CANCELLED, revision=found.revision + 1)
        await work.consultations.save(gone)
        maker = (await work.people.many(gone.community, [gone.created_by])).get(gone.created_by)
        if maker is not None:
            await work.outbox.put([promises.to_person(gone, promises.MISSED, maker, house.zone, now)])
        return Skip("late: its time is over")

    async def closes(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        await hold(entries, work)
        outcomes: list[Outcome] = []
        for entry in entries:
            found = await of_entry(entry, work, hold=True)
            if found is None or found.stage is not Stage.OPEN or not _still(entry, found):
                outcomes.append(overtaken())
                continue
            house = await community_of(work, found.community)
            await periods.finish(work, found, house, self._clock.now())
            outcomes.append(Done())
        return outcomes

    async def reminds(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Remind each room, unless it is too late for that to be of use."""
        outcomes: list[Outcome] = []
        for entry in entries:
            found = await of_entry(entry, work)
            if found is None or found.stage is not Stage.OPEN or not _still(entry, found):
                outcomes.append(overtaken())
                continue
            if self._late(entry, found):
                outcomes.append(Skip("late: it is about to close"))
                continue
            rooms = rooms_of(found, await community_of(work, found.community))
            key = f"reminded:{entry.args['at']}:{entry.args['minutes']}"
            given = {"at": entry.args["at"], "minutes": entry.args["minutes"]}
            await work.outbox.put(promises.of_rooms(found, promises.REMINDED, key, rooms, entry.due, **given))
            outcomes.append(Done())
        return outcomes

    async def reminded(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Draw a reminder for a room."""
        outcomes: list[Outcome] = []
        for entry in entries:
            found = await of_entry(entry, work)
            if found is None or found.stage is not Stage.OPEN or not _still(entry, found):
                outcomes.append(overtaken())
            elif self._late(entry, found):
                outcomes.append(Skip("late: it is about to close"))
            else:
                people = (await work.consultations.counts(found.community, [found.id]))[found.id]
                outcomes.append(reminder_card(found, people))
        return outcomes

    async def missed(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Tell its maker that it could not open in time."""
        found = [await of_entry(entry, work) for entry in entries]
        return [missed_card(one) if one is not None else overtaken() for one in found]

    def _late(self, entry: Entry, found: Consultation) -> bool:
        offset = timedelta(minutes=entry.args["minutes"])
        return verdict(entry.due, self._clock.now(), found.closes, offset) is Verdict.SKIP


async def hold(entries: Sequence[Entry], work: ConsultsWork) -> None:
    """Hold all that entries are about, in one order, so that two who draw do not wait for each other."""
    named = {(entry.community, str(entry.args["consultation"])) for entry in entries}
    if len(named) > 1:
        for community, consultation in sorted(named):
            await work.consultations.get(community, consultation, hold=True)


async def of_entry(entry: Entry, work: ConsultsWork, *, hold: bool = False) -> Consultation | None:
    """The consultation an entry is about; None when it is gone."""
    return await work.consultations.get(entry.community, entry.args["consultation"], hold=hold)


def overtaken() -> Skip:
    return Skip("overtaken: it was moved, closed, or is gone", State.SUPERSEDED)


def _still(entry: Entry, found: Consultation) -> bool:
    """Whether the time an entry was promised for is the time it is meant for now."""
    times = [time for time in (found.opens, found.closes) if time is not None]
    return entry.args["at"] in map(promises.stamp, times)
