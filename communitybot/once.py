"""Acting once on what somebody did, however often a platform tells of it."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Reply
from communitybot.happening import Happening, Repeated, acting_on
from communitybot.ports import Clock, Inbox, Units


class InboxWork(Protocol):
    """The unit of work in which a happening is remembered."""

    @property
    def inbox(self) -> Inbox: ...


class Once:
    """Lets a handler act in such a way that what it did and the memory of why are kept together."""

    def __init__(self, units: Units[InboxWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def act(
        self, caller: Caller, happening: str, handler: Callable[[], Awaitable[Reply]]
    ) -> Reply | None:
        """What the handler answers; None when the happening was acted on before."""
        now = Happening(f"{caller.account.platform}:{happening}", self._clock.now())
        if await self._units.read(lambda work: work.inbox.known(now.name)):
            return None
        try:
            with acting_on(now):
                reply = await handler()
                if not now.kept:  # nothing was written: it is remembered all the same
                    await self._units.run(_nothing)
        except Repeated:
            return None
        return reply


async def _nothing(_work: object) -> None:
    """A unit that does nothing but remember what it is part of."""
