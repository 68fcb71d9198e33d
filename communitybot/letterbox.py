"""What platforms told us, kept before we say that we heard it, until it has been acted on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.ports import Clock, Letter, Letters, Units

UNDER_WAY = timedelta(seconds=60)  # a letter younger than this may still be in somebody's hands
FORGET_AFTER = timedelta(days=7)  # no platform repeats itself for so long


class LettersWork(Protocol):
    """The unit of work in which letters are kept."""

    @property
    def letters(self) -> Letters: ...


class Letterbox:
    """Durable before acknowledged: whoever dies between hearing and acting leaves the letter to the next."""

    def __init__(self, units: Units[LettersWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._forgot_at: datetime | None = None

    async def keep(self, platform: str, happening: str, text: str) -> bool:
        """Store a letter; once this returns it may be acknowledged. False when it was heard before."""
        now = self._clock.now()

        async def unit(work: LettersWork) -> bool:
            if self._forgot_at is None or now - self._forgot_at > FORGET_AFTER / 7:
                await work.letters.forget(before=now - FORGET_AFTER)
            return await work.letters.keep(Letter(platform, happening, text, now))

        new = await self._units.run(unit)
        if self._forgot_at is None or now - self._forgot_at > FORGET_AFTER / 7:
            self._forgot_at = now
        return new

    async def finish(self, platform: str, happening: str) -> None:
        """It was acted on: its words are dropped, its id is remembered."""
        await self._units.run(lambda work: work.letters.finish(platform, happening))

    async def unfinished(self, platform: str, *, at_start: bool = False) -> Sequence[Letter]:
        """Letters nobody finished, oldest first: all at the start of the only process, else the older."""
        before = self._clock.now() - (timedelta() if at_start else UNDER_WAY)
        return await self._units.read(lambda work: work.letters.unfinished(platform, before=before))
