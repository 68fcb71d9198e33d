"""Where consultations are discussed: a thread under the card in each room, while they are open."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from communitybot.consultations.cards.room import room_card
from communitybot.consultations.cards.words import title_of
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.repository import ConsultsWork, Hearings
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message, message, paragraph
from communitybot.outbox.entry import Entry, Outcome, Skip, State
from communitybot.outbox.entry import Thread as OpenThread
from communitybot.ports import Clock
from communitybot.threads import closing, promises
from communitybot.threads.handlers import shared, urgent
from communitybot.threads.holding import hold
from communitybot.threads.log import Line

NAME = "consultation"
OPEN = promises.kind(NAME, promises.OPEN)
FINISH = "consult.finish"
URGENT = urgent(NAME)
"""What is tried again within seconds: after an outage it goes on as soon as its platform does."""

TITLE = 70  # weight of a thread's title: chat tools show threads in a narrow list
CLOSED = timedelta(minutes=2)  # after the close: what was on its way has arrived
SENTENCE = 1_500


class ConsultationTalks:
    """Consultations as talks; satisfies `communitybot.threads.talks.Talks`."""

    name = NAME

    def log(self, work: ConsultsWork) -> Hearings:
        return work.hearings

    async def get(
        self, work: ConsultsWork, community: str, talk: str, *, hold: bool = False
    ) -> Consultation | None:
        return await work.consultations.get(community, talk, hold=hold)

    def goes_on(self, talk: Consultation) -> bool:
        return talk.stage is Stage.OPEN

    def expected(self, talk: Consultation) -> datetime | None:
        return talk.opened

    def shows(self, talk: Consultation, line: Line, now: datetime) -> bool:
        del talk, line, now
        return True

    def draw(self, talk: Consultation, line: Line) -> Message:
        del talk
        return message(paragraph(one_line(line.text, SENTENCE) or "…"))


TALKS = ConsultationTalks()


class Threads:
    """Opens the threads of consultations, draws the cards at their heads, and closes them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def handlers(self) -> Mapping[str, Any]:
        """Every kind of entry that threads of consultations make."""
        return {**shared(TALKS, self._clock, self.head), OPEN: self.opens, FINISH: self.finishes}

    async def head(self, work: ConsultsWork, one: Consultation) -> Message:
        return room_card(one, (await work.consultations.counts(one.community, [one.id]))[one.id])

    async def opens(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Draw the openings of threads: the cards in the rooms."""
        outcomes: list[Outcome] = []
        for entry in entries:
            one = await work.consultations.get(entry.community, entry.args[NAME])
            if one is None or one.stage is not Stage.OPEN:
                outcomes.append(Skip("it is not open any more", State.CANCELLED))
            else:
                outcomes.append(OpenThread(title_of(one, TITLE), await self.head(work, one)))
        return outcomes

    async def finishes(self, entries: Sequence[Entry], work: ConsultsWork) -> Sequence[Outcome]:
        """Close the threads of a consultation that is closed."""
        await hold(TALKS, entries, work)
        return [await self._finish(entry, work) for entry in entries]

    async def _finish(self, entry: Entry, work: ConsultsWork) -> Outcome:
        one = await work.consultations.get(entry.community, entry.args[NAME], hold=True)
        if one is None or one.closed is None:
            return Skip("it is gone", State.CANCELLED)
        return await closing.finish(TALKS, work, one, one.closed, self._clock.now())
