"""What is made of words that are said in the threads of consultations: those that begin A2 answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.consultations.delivery.threads import CLOSED, TALKS
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.log import Kind
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.speaking import follow_line, take_line
from communitybot.conversation.inbound import Caller, Listening, Posted, Reacted
from communitybot.ports import Clock
from communitybot.threads.hearing import Ear, kept_words
from communitybot.threads.labels import read_label
from communitybot.threads.log import Line, Thread
from communitybot.threads.meaning import meant

BACK = timedelta(days=7)  # so far back a thread is read again after we were away, at most
CHANGED = timedelta(days=1)  # before the last word that was heard: those may have been changed since


class ConsultationWords:
    """Keeps words in the log of their consultation; satisfies `communitybot.threads.hearing.Sorting`."""

    def listens(self, talk: Consultation, now: datetime) -> bool:
        """While it is open, and a little longer: what was said before may still be on its way."""
        if not talk.spoken:
            return False
        return talk.stage is Stage.OPEN or (talk.closed is not None and now < talk.closed + CLOSED)

    def takes_words(self, talk: Consultation, at: datetime) -> bool:
        if not talk.spoken or talk.opened is None or talk.stage not in {Stage.OPEN, Stage.CLOSED}:
            return False
        return talk.opened <= at < min(talk.closes, talk.closed or talk.closes)

    def heard_from(self, talk: Consultation) -> tuple[datetime, datetime | None]:
        return talk.opened or talk.created_at, talk.closed

    async def listening(self, work: ConsultsWork, platform: str, now: datetime) -> Sequence[Listening]:
        """From a day before the last word that was heard, since a consultation may be open for months."""
        found = await work.hearings.listened(platform, now - CHANGED)
        return [
            Listening(thread=thread.place, since=self._since(thread, one, now))
            for thread, one in found
            if thread.place is not None and one.spoken
        ]

    def _since(self, thread: Thread, one: Consultation, now: datetime) -> datetime:
        began = one.opened or one.created_at
        heard = began if thread.heard is None else thread.heard - CHANGED
        return max(began, heard, now - BACK)

    async def line_of(
        self, work: ConsultsWork, talk: Consultation, posted: Posted, by: Caller, *, later: bool = False
    ) -> Line:
        del later
        reply = None
        if posted.reply_to is not None:
            reply = await meant(TALKS, work, talk, posted.reply_to)
        number, words = _labelled(talk, kept_words(posted.text))
        return Line(
            talk=talk.id,
            number=0,
            kind=Kind.SAID,
            at=posted.at,
            question=number or 0,
            label=number,
            person=by.person,
            name=by.name,
            platform=posted.ref.place.platform,
            thread=posted.ref.place,
            ref=posted.ref,
            text=words,
            shown=posted.shown,
            answers=None if reply is None else reply.number,
        )

    def reworded(self, talk: Consultation, line: Line, text: str, shown: tuple[str, ...]) -> Line:
        number, words = _labelled(talk, text)
        return replace(line, text=words, shown=shown, question=number or 0, label=number)

    async def said(
        self, work: ConsultsWork, talk: Consultation, line: Line, thread: Thread, now: datetime
    ) -> None:
        """Words under a label are the speaker's answer from now on."""
        await work.hearings.heard(thread, line.at)
        await take_line(work, talk, line, now)

    async def reacted(
        self, work: ConsultsWork, talk: Consultation, reacted: Reacted, by: Caller, now: datetime
    ) -> None:
        """Nothing follows: a reaction is no answer."""

    async def retold(self, work: ConsultsWork, talk: Consultation, thread: Thread, until: datetime) -> None:
        del talk
        await work.hearings.heard(thread, until)

    async def missed(self, work: ConsultsWork, talk: Consultation) -> None:
        """Nothing follows: the gap is kept beside the log."""


class ConsultationEar(Ear[Consultation, ConsultsWork]):
    """Hears consultations; an answer that was taken from a line follows what becomes of the line."""

    async def _changed(self, work: ConsultsWork, talk: Consultation, line: Line) -> None:
        await super()._changed(work, talk, line)
        await follow_line(work, talk, line, self._clock.now())


def consultation_ear(clock: Clock) -> ConsultationEar:
    return ConsultationEar(TALKS, ConsultationWords(), clock)


def _labelled(talk: Consultation, text: str) -> tuple[int | None, str]:
    """The question words answer by their label, and the words without it; all of them where there is none."""
    number, words = read_label(text)
    return (number, words) if number is not None and talk.question(number) is not None else (None, text)
