"""What is told once a consultation is closed, and how what stands in rooms follows what people change."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from communitybot.consultations.cards.private import heard_card, ready_card, replied_card, unread_card
from communitybot.consultations.cards.summary import summary_card
from communitybot.consultations.delivery import promises
from communitybot.consultations.delivery.opening import hold, of_entry, overtaken
from communitybot.consultations.desk import community_of
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.tally import tallied
from communitybot.conversation.message import Message
from communitybot.outbox.entry import FINAL, Done, Edit, Entry, Later, Outcome, Skip, State
from communitybot.ports import Clock

AddressOf = Callable[[Consultation], str]
BUSY = timedelta(seconds=2)  # until it is asked again whether another edit has arrived


class Telling:
    """Draws summaries and replies, and edits what was posted."""

    def __init__(self, clock: Clock, address: AddressOf) -> None:
        self._clock = clock
        self._address = address

    async def summaries(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Draw for a room what it came to."""
        outcomes: list[Outcome] = []
        for entry in entries:
            found = await of_entry(entry, work)
            closed = found is not None and found.stage is Stage.CLOSED
            outcomes.append(await self._summary(work, found) if found and closed else overtaken())
        return outcomes

    async def ready(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Tell the asker, and who opened it, that the summary is there and what they can do with it."""
        outcomes: list[Outcome] = []
        for entry in entries:
            found = await of_entry(entry, work)
            if found is None or found.stage is not Stage.CLOSED:
                outcomes.append(overtaken())
                continue
            people = (await work.consultations.counts(found.community, [found.id]))[found.id]
            outcomes.append(ready_card(found, people, self._address(found)))
        return outcomes

    async def replies(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Promise each who answered a word about what was done with it."""
        now = self._clock.now()
        for entry in entries:
            found = await of_entry(entry, work)
            if found is None or not found.reply:
                continue
            house = await community_of(work, found.community)
            given = await work.consultations.responses(found.community, found.id)
            known = await work.people.many(found.community, [one.person for one in given])
            await work.outbox.put(
                [promises.to_person(found, promises.REPLIED, one, house.zone, now) for one in known.values()]
            )
        return [Done() for _ in entries]

    async def replied(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Draw that word, for whoever has not taken back their answers."""
        outcomes: list[Outcome] = []
        for entry in entries:
            found = await of_entry(entry, work)
            person = entry.args["person"]
            if found is None or not found.reply:
                outcomes.append(overtaken())
            elif await work.consultations.response(found.community, found.id, person) is None:
                outcomes.append(Skip("they have taken back their answers"))
            else:
                outcomes.append(replied_card(found, self._address(found)))
        return outcomes

    async def heard(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Draw what somebody is told who has answered in a thread: how they are quoted, what was unread."""
        outcomes: list[Outcome] = []
        for entry in entries:
            found, person = await of_entry(entry, work), entry.args["person"]
            if found is None:
                outcomes.append(overtaken())
                continue
            mine = await work.consultations.response(found.community, found.id, person)
            number = entry.args["question"]
            if entry.kind == promises.UNREAD:
                known = mine is not None and number in mine.said
                late = known or found.stage is not Stage.OPEN
                outcomes.append(overtaken() if late else unread_card(found, number))
            else:
                outcomes.append(overtaken() if mine is None else heard_card(found, mine))
        return outcomes

    async def redraws(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Promise an edit of each summary that stands in a room."""
        await hold(entries, work)
        now = self._clock.now()
        for entry in entries:
            found = await of_entry(entry, work, hold=True)
            if found is None:
                continue
            sent = await work.outbox.refs(found.community, found.subject, promises.SUMMARY)
            waiting = await work.outbox.unfinished(found.community, found.subject)
            name = f"{found.subject}:summary:"
            keys = dict.fromkeys([key for key, _ in sent] + [key for key in waiting if key.startswith(name)])
            await work.outbox.put([promises.of_edit(found, key, now) for key in keys])
        return [Done() for _ in entries]

    async def edits(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        await hold(entries, work)
        return [await self._edit(entry, work) for entry in entries]

    async def _edit(self, entry: Entry, work: ConsultsWork) -> Outcome:
        """One message as it is now; not before it has arrived, nor while another edit of it is on its way."""
        now = self._clock.now()
        found = await of_entry(entry, work, hold=True)
        if found is None:
            return Skip("it is gone", State.CANCELLED)
        posted = entry.args["posted"]
        state = await work.outbox.state(found.community, posted)  # first: it may be sent in between
        ref = await work.outbox.ref(found.community, posted)
        if ref is None:
            gone = state is None or state in FINAL
            return Skip("it was never posted") if gone else Later(now + BUSY, "it is still on its way")
        waiting = await work.outbox.unfinished(entry.community, entry.subject)
        if any(drawn for key, drawn in waiting.items() if key != entry.key):
            return Later(now + BUSY, "another edit of it is on its way")
        return Edit(ref, await self._summary(work, found))

    async def _summary(self, work: ConsultsWork, found: Consultation) -> Message:
        given = await work.consultations.responses(found.community, found.id)
        return summary_card(found, tallied(found, given), address=self._address(found))
