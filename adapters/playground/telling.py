"""Tells the bot what people do in threads: in order, and again until it has been taken in."""

import asyncio

from adapters.playground import cast
from adapters.playground.doors import Door
from adapters.playground.places import place_id
from adapters.playground.platform import reference
from adapters.playground.records import Reacting, Said, Untold
from adapters.playground.store import Store
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Heard, Listening, Posted, Reacted, Removed, Retold, Reworded
from communitybot.conversation.visible import visible
from communitybot.logs import Log

AGAIN = 1.0  # seconds until what was not taken in is told again; twice as long each time after that
LONGEST = 60.0
log = Log("playground.telling")


class Telling:
    """Nothing said is lost with the process: the file marks what is still to be told."""

    def __init__(self, bot: Door, store: Store, *, again: float = AGAIN) -> None:
        self._bot = bot
        self._store = store
        self._turn = asyncio.Lock()
        self._again = again
        self._later: asyncio.Task[None] | None = None

    async def tell(self) -> None:
        """Tell all that is untold. What fails is told again later, since it is shown already."""
        try:
            async with self._turn:
                await self._tell_all()
        except Exception as fault:  # noqa: BLE001 - what stands on every page cannot be refused any more
            log.warning("What was said in a thread is told again.", action="tell", fault=type(fault).__name__)
            if self._later is None or self._later.done():
                self._later = asyncio.create_task(self._tell_later())

    async def catch_up(self) -> None:
        """At a start: what the last process showed and may not have told."""
        await self.tell()
        async with self._turn:
            for listening in await self._bot.listening(cast.PLATFORM):
                await self._bot.retell(self._retold(listening))

    async def stop(self) -> None:
        """Tell no more. What is untold is told at the next start."""
        if self._later is not None:
            self._later.cancel()
            await asyncio.gather(self._later, return_exceptions=True)

    async def _tell_later(self) -> None:
        pause = self._again
        while True:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST)
            try:
                async with self._turn:
                    return await self._tell_all()
            except Exception as fault:  # noqa: BLE001 - as above
                log.warning("Still not taken in.", action="tell", fault=type(fault).__name__)

    async def _tell_all(self) -> None:
        while untold := self._store.untold():
            for said, what in untold:
                for heard in _of_message(said, what):
                    await self._bot.hear(heard)
                self._store.told(said)
        for done in self._store.untold_reactions():
            marked = self._store.message(done.message)
            if marked is not None and not marked.removed:
                await self._bot.hear(_of_reaction(marked, done))
            self._store.told_reaction(done)

    def _retold(self, listening: Listening) -> Retold:
        until = self._bot.now()
        spoken = self._store.spoken(place_id(listening.thread))
        return Retold(
            thread=listening.thread,
            since=listening.since,
            until=until,
            posts=tuple(_posted(said) for said in spoken if listening.since <= said.at <= until),
        )


def _of_message(said: Said, what: Untold) -> tuple[Heard, ...]:
    """What is to be told. Words that were changed before they were told may have been told half: both are."""
    match what:
        case Untold.REMOVED:
            return (Removed(refs=(reference(said),)),)
        case Untold.POSTED if said.edited is None:
            return (_posted(said),)
        case Untold.POSTED:
            return (_posted(said), _reworded(said))
        case Untold.REWORDED:
            return (_reworded(said),)


def _of_reaction(said: Said, done: Reacting) -> Reacted:
    return Reacted(who=cast.who(done.person), ref=reference(said), mark=done.mark.value, on=done.on)


def _posted(said: Said) -> Posted:
    ref = reference(said)
    return Posted(
        who=cast.who(said.author or ""),
        ref=ref,
        text=visible(said.words or ""),
        at=said.at,
        reply_to=MessageRef(ref.place, str(said.reply.id)) if said.reply else None,
    )


def _reworded(said: Said) -> Reworded:
    return Reworded(ref=reference(said), text=visible(said.words or ""), at=said.edited or said.at)
