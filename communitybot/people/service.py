"""Looking at one's own settings and changing them, with the reminders that follow them, in one unit."""

from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import Enum
from typing import Generic, Literal, Protocol, TypeVar

from communitybot.communities.model import Community
from communitybot.conversation.inbound import Caller
from communitybot.errors import NotFound
from communitybot.people.model import Person
from communitybot.people.repository import PeopleWork
from communitybot.ports import Units

W = TypeVar("W", bound=PeopleWork)
W_contra = TypeVar("W_contra", contravariant=True)


class Unset(Enum):
    """That a setting goes back to what it is for everybody."""

    USUAL = "usual"


class Replan(Protocol[W_contra]):
    """Whoever keeps plans that follow a person's settings: their own reminders."""

    async def person(self, work: W_contra, community: str, person: str) -> None:
        """Plan anew what follows the settings, read from the store as they are now, in this unit."""
        ...


class Remembers(Protocol):
    """Whoever remembers people between units and must be told when one changes."""

    def forget(self, community: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What somebody wants changed for themselves; None leaves a setting as it is.

    `quiet` is when quiet hours begin and end, the same time twice for none.
    """

    zone: str | Literal[Unset.USUAL] | None = None
    quiet: tuple[time, time] | None = None
    offsets: tuple[timedelta, ...] | Literal[Unset.USUAL] | None = None
    holds_attending: bool | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A person and the community whose defaults stand where they chose nothing."""

    person: Person
    community: Community


class People(Generic[W]):
    """The settings of people, each for themselves.

    `replan` runs in the unit of the change; `remembers` is told once it is kept.
    """

    def __init__(
        self, units: Units[W], *, replan: Replan[W] | None = None, remembers: Remembers | None = None
    ) -> None:
        self._units = units
        self._replan = replan
        self._remembers = remembers

    async def show(self, caller: Caller) -> Shown:
        """The caller's own settings as they are now."""

        async def unit(work: W) -> Shown:
            return await _themselves(work, caller)

        return await self._units.read(unit)

    async def change(self, caller: Caller, changes: Changes) -> Shown:
        """Change what is asked and plan anew, or (on any failure) neither."""

        async def unit(work: W) -> Shown:
            before = await _themselves(work, caller, hold=True)
            after = _changed(before.person, changes)
            if after != before.person:
                await work.people.save(after)
                if self._replan is not None:
                    await self._replan.person(work, after.community, after.id)
            return Shown(after, before.community)

        shown = await self._units.run(unit)
        if self._remembers is not None:
            self._remembers.forget(caller.community)
        return shown


async def _themselves(work: PeopleWork, caller: Caller, *, hold: bool = False) -> Shown:
    person = await work.people.get(caller.community, caller.person, hold=hold)
    community = await work.communities.get(caller.community)
    if person is None or community is None:
        raise NotFound(
            "I looked for your settings, but I do not know you here any more.", example="/my settings"
        )
    return Shown(person, community)


def _changed(person: Person, changes: Changes) -> Person:
    quiet = person.quiet
    if changes.quiet is not None:
        quiet = replace(quiet, start=changes.quiet[0], end=changes.quiet[1])
    if changes.holds_attending is not None:
        quiet = replace(quiet, holds_attending=changes.holds_attending)
    zone = person.zone if changes.zone is None else changes.zone
    offsets = person.offsets if changes.offsets is None else changes.offsets
    return replace(
        person,
        zone=None if isinstance(zone, Unset) else zone,
        quiet=quiet,
        offsets=None if isinstance(offsets, Unset) else offsets,
    )
