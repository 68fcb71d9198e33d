"""Which workspaces have added the bot, as a promise: who keeps it must keep tokens unreadable at rest."""

from datetime import datetime
from typing import Protocol

from communitybot.ports import Installation, Renew

__all__ = ["Installation", "Installations", "Renew"]


class Installations(Protocol):
    """Keeps installations by workspace, and the secrets that tie an install's two steps together."""

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an earlier one of the same workspace."""
        ...

    async def find(self, team: str) -> Installation | None:
        """The installation of a workspace, its tokens readable; None when there is none."""
        ...

    async def teams(self) -> tuple[str, ...]:
        """Every workspace that has one."""
        ...

    async def forget(self, team: str, *, before: datetime | None = None) -> bool:
        """Drop it, unless it was installed at or after `before`; returns whether one was dropped."""
        ...

    async def renew(self, team: str, renew: Renew) -> Installation | None:
        """Hold the installation so that nobody else can change it, and keep what `renew` makes of it.

        `renew` sees what is kept at that moment, so of several processes at expiry one asks Slack and the
        others see its result. None when there is no installation.
        """
        ...

    async def expect(self, state: str, *, until: datetime) -> None:
        """Remember that an install with this state was begun."""
        ...

    async def take(self, state: str, *, now: datetime) -> bool:
        """Whether such an install was begun and is not too old; true once at most for each state."""
        ...
