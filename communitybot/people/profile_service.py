"""Looking at one's own profile, changing it, and saying who may find one by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.errors import NotFound
from communitybot.people.model import Level, Profile
from communitybot.people.profile import MOST_NAMED, read_brings, read_levels, read_subjects, with_more
from communitybot.people.profile_repository import ProfileWork
from communitybot.ports import Clock, Units

W = TypeVar("W", bound=ProfileWork)
W_contra = TypeVar("W_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that could use somebody: what it is called, why, and the press that shows it."""

    title: str
    reasons: tuple[str, ...]
    view: Action


class Suits(Protocol[W_contra]):
    """Whoever knows what could use a person."""

    async def __call__(self, work: W_contra, community: str, profile: Profile) -> Sequence[Suggestion]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileWish:
    """What somebody wants changed; None leaves it as it is, empty empties it."""

    levels: tuple[Level, ...] | None = None
    subjects: tuple[str, ...] | None = None
    place: str | None = None
    brings: tuple[str, ...] | None = None
    findable: bool | None = None


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """A profile with what could use its person."""

    profile: Profile
    suggestions: Sequence[Suggestion] = ()


class Profiles(Generic[W]):
    """Each for themselves: nobody changes another's."""

    def __init__(self, units: Units[W], clock: Clock, suits: Suits[W] | None = None) -> None:
        self._units = units
        self._clock = clock
        self._suits = suits

    async def show(self, caller: Caller) -> ShownProfile:
        async def look(work: W) -> ShownProfile:
            return await self._shown(work, caller, await _own(work, caller))

        return await self._units.read(look)

    async def change(self, caller: Caller, wish: ProfileWish) -> ShownProfile:
        """Keep what is wished; the same again changes nothing."""
        named = {name: getattr(wish, name) for name in ProfileWish.__slots__}
        given = {name: value for name, value in named.items() if value is not None}

        async def unit(work: W) -> ShownProfile:
            before = await _own(work, caller, hold=True)
            return await self._kept(work, caller, before, replace(before, **given))

        return await self._units.run(unit)

    async def pick(self, caller: Caller, part: str, value: str) -> ShownProfile:
        """Add one thing to a part: `levels`, `subjects` or `brings`.

        Raises:
            Misread: for a level there is not.
        """

        async def unit(work: W) -> ShownProfile:
            before = await _own(work, caller, hold=True)
            return await self._kept(work, caller, before, _with(before, part, value))

        return await self._units.run(unit)

    async def clear(self, caller: Caller) -> bool:
        """Forget all of it, and with it that anybody may find them; whether there was anything."""

        async def unit(work: W) -> bool:
            await _own(work, caller, hold=True)
            return await work.profiles.clear(caller.community, caller.person)

        return await self._units.run(unit)

    async def _kept(self, work: W, caller: Caller, before: Profile, after: Profile) -> ShownProfile:
        if after != before:
            await work.profiles.keep(caller.community, replace(after, changed=self._clock.now()))
        return await self._shown(work, caller, after)

    async def _shown(self, work: W, caller: Caller, profile: Profile) -> ShownProfile:
        if self._suits is None or profile.empty:
            return ShownProfile(profile)
        return ShownProfile(profile, await self._suits(work, caller.community, profile))


async def _own(work: ProfileWork, caller: Caller, *, hold: bool = False) -> Profile:
    if await work.people.get(caller.community, caller.person, hold=hold) is None:
        raise NotFound("I do not know you here any more.", example="/my profile")
    found = await work.profiles.get(caller.community, caller.person)
    return found or Profile(person=caller.person)


def _with(profile: Profile, part: str, value: str) -> Profile:
    match part:
        case "levels":
            both = {*profile.levels, *read_levels(value)}
            return replace(profile, levels=tuple(level for level in Level if level in both))
        case "subjects":
            return replace(profile, subjects=_one_more(profile.subjects, read_subjects(value)))
        case "brings":
            return replace(profile, brings=_one_more(profile.brings, read_brings(value)))
        case _:
            raise NotFound("That button is from an older version of this message.", example="/my profile")


def _one_more(there: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    for one in more:
        if len(there) < MOST_NAMED:
            there = with_more(there, one)
    return there
