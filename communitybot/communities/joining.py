"""Joining spaces: one community that talks in several places, and what moves when one joins another."""

from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from communitybot.communities.codes import OneTimeCodes
from communitybot.communities.model import Community, Contents, Kind, LinkCode
from communitybot.communities.patience import patiently
from communitybot.communities.repository import CommunityWork, Links
from communitybot.communities.service import Remembers
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ports import Clock, Units

BUSY = "Much is going on here at this moment, so nothing was joined yet. Press Join again in a minute."


class JoiningWork(CommunityWork, Protocol):
    """The stores a unit of work offers to this package when spaces join."""

    @property
    def links(self) -> Links: ...


W = TypeVar("W", bound=JoiningWork)
W_contra = TypeVar("W_contra", contravariant=True)


class Follow(Protocol[W_contra]):
    """Whoever keeps plans of a community: they follow it into its new rooms."""

    async def joined(self, work: W_contra, community: str, *, left: str) -> None:
        """Post and plan, in this unit or soon, what both sides have coming; `left` is what it was called."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A code, shown once, and whose it is."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Union:
    """What joins what, and how much moves along."""

    home: Community
    joining: Community
    contents: Contents


class Joining(Generic[W]):
    """One-time codes for spaces. Administrators and hosts of both sides may join them."""

    def __init__(
        self,
        units: Units[W],
        clock: Clock,
        key: bytes,
        *,
        follow: Follow[W] | None = None,
        remembers: Remembers | None = None,
    ) -> None:
        self._units = units
        self._clock = clock
        self._codes = OneTimeCodes(Kind.SPACE, clock, key)
        self._follow = follow
        self._remembers = remembers

    async def offer(self, caller: Caller) -> Offer:
        """A new code, good for 15 minutes and once, that lets another space join this community."""

        async def unit(work: W) -> Offer:
            community = await _allowed(work, caller)
            return Offer(await self._codes.make(work.links, caller), community.name)

        return await self._units.run(unit)

    async def look(self, caller: Caller, typed: str) -> Union:
        """What would happen if the code were used here; nothing is changed."""

        async def unit(work: W) -> Union:
            return await self._union(work, caller, await self._code(work, caller, typed))

        return await self._units.read(unit)

    async def join(self, caller: Caller, typed: str) -> Union:
        """Let everything of the caller's community move into the code's, all of it or nothing."""
        now = self._clock.now()

        async def unit(work: W) -> Union:
            code = await self._code(work, caller, typed)
            for one in sorted({code.community, caller.community}):  # in one order: two joins never deadlock
                await work.communities.get(one, hold=True)
            union = await self._union(work, caller, code)
            if not await work.links.use(code.hashed, now):
                raise _used()
            await work.communities.settle(union.joining.id)  # it works as home does from now on
            await work.links.join(union.joining.id, union.home.id)
            await work.communities.save(together(union.home, union.joining))
            if self._follow is not None:
                await self._follow.joined(work, union.home.id, left=union.joining.id)
            return union

        union = await patiently(self._units, unit, BUSY)
        if self._remembers is not None:
            for one in (union.home.id, union.joining.id):
                self._remembers.forget(one)
        return union

    async def _code(self, work: W, caller: Caller, typed: str) -> LinkCode:
        await _allowed(work, caller)
        found = await self._codes.find(work.links, typed)
        if found is not None and found.kind is Kind.SPACE and found.community == caller.community:
            raise _own() if found.used is None else _joined_already()
        return self._codes.usable(found)

    async def _union(self, work: W, caller: Caller, code: LinkCode) -> Union:
        home = await work.communities.get(code.community)
        joining = await _allowed(work, caller)
        if home is None:
            raise NotFound("The community of that code is gone.", field="code")
        contents = await work.links.contents(joining.id, home.id)
        return Union(home, joining, contents)


def together(home: Community, joining: Community) -> Community:
    """One community in the spaces and rooms of both; how it works stays as it is at home."""
    return replace(
        home,
        spaces=(*home.spaces, *joining.spaces),
        left=(*home.left, *joining.left),
        rooms=(*home.rooms, *joining.rooms),
        hosts=home.hosts | joining.hosts,
    )


async def _allowed(work: CommunityWork, caller: Caller) -> Community:
    community = await work.communities.get(caller.community)
    if community is None:
        raise NotFound("I looked for this community, but it is gone.", example="/community settings")
    if not caller.administers and caller.person not in community.hosts:
        raise NotAllowed(
            "Joining this community with another is for its administrators and hosts. "
            "`/community settings` shows who they are.",
            example="/community settings",
        )
    return community


def _own() -> AlreadyDone:
    return AlreadyDone(
        "That code is this community's own. Give it in the other server or workspace, where it should be "
        "joined to this one.",
        field="code",
    )


def _joined_already() -> AlreadyDone:
    return AlreadyDone(
        "That code has been used already, and this space belongs to its community.",
        field="code",
        example="/community settings",
    )


def _used() -> AlreadyDone:
    return AlreadyDone("That code has been used a moment ago.", field="code", example="/community link")
