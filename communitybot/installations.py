"""Which workspaces have added the bot: their tokens sealed, and renewed by one process at a time."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from communitybot.logs import Log
from communitybot.ports import Installation, InstallationRows, Renew, Units
from communitybot.sealing import BrokenSeal, Seal

log = Log("communitybot.installations")

RENEWAL = timedelta(seconds=30)  # the longest a renewal may take before another process tries
LOOK_AGAIN = 0.1  # seconds until we look whether another process has renewed it


class InstallationsWork(Protocol):
    """The unit of work in which installations are kept."""

    @property
    def installations(self) -> InstallationRows: ...


class KeptInstallations:
    """Installations of one platform, kept in the database with their tokens sealed."""

    def __init__(
        self,
        units: Units[InstallationsWork],
        seal: Seal,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._units = units
        self._seal = seal
        self._now = now

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an earlier one of the same workspace."""
        sealed = self._sealed(installation)
        await self._units.run(lambda work: work.installations.save(sealed))

    async def find(self, team: str) -> Installation | None:
        """The installation of a workspace, its tokens readable; None when there is none."""
        return self._opened(await self._units.read(lambda work: work.installations.get(team)))

    async def teams(self) -> tuple[str, ...]:
        """Every workspace that has one."""
        return await self._units.read(lambda work: work.installations.teams())

    async def forget(self, team: str, *, before: datetime | None = None) -> bool:
        """Drop it, unless it was installed at or after `before`; returns whether one was dropped."""
        return await self._units.run(lambda work: work.installations.forget(team, before=before))

    async def renew(self, team: str, renew: Renew) -> Installation | None:
        """Keep what `renew` makes of the installation, while no other process may renew it.

        `renew` sees what is kept at that moment, so of several processes at expiry one asks the platform and
        the others see its result. It is waited for outside of any transaction: a slow platform holds up
        nobody else. None when there is no installation.
        """
        while True:
            kept, ours = await self._units.run(self._claim(team))
            known = self._opened(kept)
            if known is None:
                return None
            if ours:
                return await self._renewed(known, renew)
            await asyncio.sleep(LOOK_AGAIN)

    async def expect(self, state: str, *, until: datetime) -> None:
        """Remember that an install with this state was begun."""
        await self._units.run(lambda work: work.installations.expect(_hashed(state), until=until))

    async def take(self, state: str, *, now: datetime) -> bool:
        """Whether such an install was begun and is not too old; true once at most for each state."""
        return await self._units.run(lambda work: work.installations.take(_hashed(state), now=now))

    def _claim(self, team: str) -> Callable[[InstallationsWork], Awaitable[tuple[Installation | None, bool]]]:
        now = self._now()
        return lambda work: work.installations.claim(team, now=now, until=now + RENEWAL)

    async def _renewed(self, kept: Installation, renew: Renew) -> Installation:
        made: Installation | None = None
        try:
            made = await renew(kept)
        finally:
            sealed = None if made is None else self._sealed(made)
            await self._units.run(lambda work: work.installations.release(kept.team, sealed))
        return made or kept

    def _sealed(self, installation: Installation) -> Installation:
        again = installation.refresh_token
        return replace(
            installation,
            token=self._seal.close(installation.token),
            refresh_token=None if again is None else self._seal.close(again),
        )

    def _opened(self, kept: Installation | None) -> Installation | None:
        if kept is None:
            return None
        again = kept.refresh_token
        try:
            return replace(
                kept,
                token=self._seal.open(kept.token),
                refresh_token=None if again is None else self._seal.open(again),
            )
        except BrokenSeal:  # no trace: it would tell nothing that the sentence does not
            log.error(  # noqa: TRY400
                "An installation cannot be read: COMMUNITYBOT_SECRET_KEY is not the one it was sealed with.",
                action="installations.broken_seal",
                team=kept.team,
            )
            return None


def _hashed(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
