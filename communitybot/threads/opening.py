"""Looks whether threads are open, and draws the cards at their heads anew."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Generic

from communitybot.conversation.message import Message
from communitybot.outbox.entry import FINAL, Done, Edit, Entry, Later, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads import promises
from communitybot.threads.edits import is_behind
from communitybot.threads.holding import held, hold, of_entry
from communitybot.threads.standing import is_known_open, opening_of
from communitybot.threads.talking import rouse
from communitybot.threads.talks import T, Talks, W

SOON = timedelta(seconds=1)  # until it is asked again whether a thread is open
SELDOM = timedelta(seconds=10)  # the same, once a platform has been away for some minutes


class Opened(Generic[T, W]):
    """From when a thread is open it shows what is in the log."""

    def __init__(self, talks: Talks[T, W], clock: Clock) -> None:
        self._talks = talks
        self._clock = clock

    async def opened(self, entries: Sequence[Entry], work: W) -> Sequence[Outcome]:
        """Look whether threads are open."""
        await hold(self._talks, entries, work)
        return [await self._opened(entry, work) for entry in entries]

    async def _opened(self, entry: Entry, work: W) -> Outcome:
        now, talks = self._clock.now(), self._talks
        found = await of_entry(talks, entry, work)
        if found is None:
            return Skip("it is gone, or the room is not in it any more", State.CANCELLED)
        talk, thread = found
        # first its state: it may be sent in between
        state = await work.outbox.state(talk.community, promises.opening(talk, thread.room))
        if not await is_known_open(talks, work, talk, thread):
            if state is None or state in FINAL:
                await talks.log(work).save_thread(replace(thread, closed=True))
                return Skip("its thread could not be opened")
            waited = now - (talks.expected(talk) or now)
            return Later(now + min(max(SOON, waited / 20), SELDOM), "its thread is not open yet")
        if thread.closed:  # all was over before it opened
            place = await opening_of(work, talk, thread)
            shut = replace(thread, place=place)
            await work.outbox.put([promises.of_close(talks.name, talk, shut, promises.CLOSE, now)])
        await rouse(talks, work, talk, now)
        return Done()


class Cards(Generic[T, W]):
    """Draws the cards at the heads of threads anew, as a talk is now."""

    def __init__(self, talks: Talks[T, W], clock: Clock, draw: Callable[[W, T], Awaitable[Message]]) -> None:
        self._talks = talks
        self._clock = clock
        self._draw = draw

    async def cards(self, entries: Sequence[Entry], work: W) -> Sequence[Outcome]:
        """Draw each card once, however many changes it has to show."""
        await hold(self._talks, entries, work)
        outcomes: list[Outcome] = []
        drawn: set[str] = set()
        for entry in entries:
            talk = await held(self._talks, entry, work)
            if talk is None or entry.subject in drawn:
                outcomes.append(Skip("it is gone, or drawn with another", State.SUPERSEDED))
                continue
            if await is_behind(work, entry):
                outcomes.append(Later(self._clock.now() + SOON, "another edit of it is on its way"))
                continue
            drawn.add(entry.subject)
            ref = await work.outbox.ref(talk.community, f"{talk.subject}:open:{entry.args['room']}")
            if ref is None:
                outcomes.append(Skip("its thread is not open"))
                continue
            outcomes.append(Edit(ref, await self._draw(work, talk)))
        return outcomes
