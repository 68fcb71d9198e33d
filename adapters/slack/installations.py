"""Which workspaces have added the bot, as a promise: who keeps it must keep tokens unreadable at rest."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One workspace's leave: its bot token, and with token rotation when it ends and what renews it."""

    team: str
    name: str
    bot_user: str
    token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires: datetime | None = None
    installed_by: str | None = None
    installed_at: datetime


Renew = Callable[[Installation], Awaitable[Installation | None]]
"""Given what is kept now: the renewed installation, or None when it needs none."""


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
