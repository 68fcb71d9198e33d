"""Joining accounts: one person who uses several, counted once and reminded where they were last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from communitybot.communities.codes import OneTimeCodes
from communitybot.communities.model import Kind, LinkCode
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotFound
from communitybot.people.model import Person
from communitybot.people.repository import Date, Links, PeopleWork
from communitybot.people.service import Remembers
from communitybot.ports import Clock, Units


class UnitingWork(PeopleWork, Protocol):
    """The stores a unit of work offers to this package when accounts join."""

    @property
    def links(self) -> Links: ...


W = TypeVar("W", bound=UnitingWork)
W_contra = TypeVar("W_contra", contravariant=True)


class Follow(Protocol[W_contra]):
    """Whoever counts answers and plans reminders."""

    async def person(self, work: W_contra, community: str, person: str) -> None:
        """Plan anew what follows the person's settings."""
        ...

    async def united(self, work: W_contra, community: str, dates: Sequence[Date]) -> None:
        """Two answers to each of these dates have become one: places may be free, cards are out of date."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Who stays and who becomes one with them; how many dates the second answered, and both."""

    kept: Person
    gone: Person
    answered: int
    both: int


class Uniting(Generic[W]):
    """One-time codes for accounts. Each person joins only their own, by using both."""

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
        self._codes = OneTimeCodes(Kind.ACCOUNT, clock, key)
        self._follow = follow
        self._remembers = remembers

    async def offer(self, caller: Caller) -> str:
        """A new code, good for 15 minutes and once, to be given from the person's other account."""
        return await self._units.run(lambda work: self._codes.make(work.links, caller))

    async def look(self, caller: Caller, typed: str) -> Pair:
        """What would happen if the code were used from this account; nothing is changed."""

        async def unit(work: W) -> Pair:
            return await self._pair(work, caller, await self._code(work, caller, typed))

        return await self._units.read(unit)

    async def unite(self, caller: Caller, typed: str) -> Pair:
        """Make one person of the caller and whoever made the code, all of it or nothing."""
        now = self._clock.now()

        async def unit(work: W) -> Pair:
            code = await self._code(work, caller, typed)
            await work.communities.get(caller.community, hold=True)  # before people, as everybody does
            for one in sorted({code.person, caller.person}):  # in one order: two unions never deadlock
                await work.people.get(caller.community, one, hold=True)
            pair = await self._pair(work, caller, code)
            if not await work.links.use(code.hashed, now):
                raise AlreadyDone("That code has been used a moment ago.", field="code", example="/my link")
            whole = replace(
                pair.kept, accounts=(*pair.kept.accounts, *pair.gone.accounts), reach=caller.account
            )
            dates = await work.links.unite(whole, pair.gone)
            await work.people.save(whole)
            await _one_host(work, pair)
            if self._follow is not None:
                await self._follow.united(work, caller.community, dates)
                await self._follow.person(work, caller.community, whole.id)
            return replace(pair, kept=whole)

        pair = await self._units.run(unit)
        if self._remembers is not None:
            self._remembers.forget(caller.community)
        return pair

    async def _code(self, work: W, caller: Caller, typed: str) -> LinkCode:
        found = await self._codes.find(work.links, typed)
        if found is not None and found.kind is Kind.ACCOUNT and found.person == caller.person:
            raise _own() if found.used is None else _one_already()
        code = self._codes.usable(found)
        if code.community != caller.community:
            raise NotFound(
                "That code is of somebody in another community. Its administrators can join both first, "
                "with `/community link`.",
                field="code",
                example="/my link",
            )
        return code

    async def _pair(self, work: W, caller: Caller, code: LinkCode) -> Pair:
        kept = await work.people.get(caller.community, code.person)
        gone = await work.people.get(caller.community, caller.person)
        if kept is None or gone is None:
            raise NotFound("Whoever made that code is not known here any more.", field="code")
        answered, both = await work.links.shared(caller.community, kept.id, gone.id)
        return Pair(kept, gone, answered, both)


async def _one_host(work: PeopleWork, pair: Pair) -> None:
    """A host stays a host under either account."""
    community = await work.communities.get(pair.kept.community)
    if community is not None and pair.gone.id in community.hosts:
        hosts = community.hosts - {pair.gone.id} | {pair.kept.id}
        await work.communities.save(replace(community, hosts=hosts))


def _own() -> AlreadyDone:
    return AlreadyDone(
        "That code is of this very account. Give it from your other account: it makes the two one person.",
        field="code",
    )


def _one_already() -> AlreadyDone:
    return AlreadyDone(
        "That code has been used already: these accounts are one person.",
        field="code",
        example="/my settings",
    )
