"""Joining accounts: one person who uses several, counted once and reminded where they were last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from communitybot.communities.codes import OneTimeCodes
from communitybot.communities.model import Kind, LinkCode
from communitybot.communities.patience import patiently
from communitybot.communities.repository import GaveWay
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotFound
from communitybot.outbox.entry import Done, Entry, Handler, Later, NewEntry, Outbox, Outcome
from communitybot.people.model import Person
from communitybot.people.repository import Date, Links, PeopleWork
from communitybot.people.service import Remembers
from communitybot.ports import Clock, Units

UNITED = "people.united"
SWEPT = (timedelta(seconds=2), timedelta(minutes=1))  # ours: the second is longer than any answer takes
GIVEN_WAY = timedelta(seconds=1)
BUSY = "Much is going on here at this moment, so nothing was joined yet. Press the button again in a minute."


class UnitingWork(PeopleWork, Protocol):
    """The stores a unit of work offers to this package when accounts join."""

    @property
    def links(self) -> Links: ...

    @property
    def outbox(self) -> Outbox: ...


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
            await work.people.save(await self._one(work, whole, pair.gone))
            await _one_host(work, pair)
            await work.outbox.put(_sweeps(code.hashed, pair, now))
            return replace(pair, kept=whole)

        pair = await patiently(self._units, unit, BUSY)
        if self._remembers is not None:
            self._remembers.forget(caller.community)
        return pair

    def handlers(self) -> Mapping[str, Handler]:
        return {UNITED: self.sweep}

    async def sweep(self, entries: Sequence[Entry], work: W) -> Sequence[Outcome]:
        """Fetch what the second of two was just doing when they became one."""
        outcomes: list[Outcome] = []
        for entry in entries:
            kept = await work.people.get(entry.community, "".join(entry.args["kept"]))
            gone = "".join(entry.args["gone"])
            if kept is None or kept.id == gone:
                outcomes.append(Done())
                continue
            try:
                await self._one(work, kept, replace(kept, id=gone, accounts=()))
                outcomes.append(Done())
            except GaveWay:
                outcomes.append(Later(self._clock.now() + GIVEN_WAY, "others are at work on what is theirs"))
        return outcomes

    async def _one(self, work: W, kept: Person, gone: Person) -> Person:
        dates = await work.links.unite(kept, gone)
        if self._follow is not None:
            await self._follow.united(work, kept.community, dates)
            await self._follow.person(work, kept.community, kept.id)
        return kept

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


def _sweeps(code: str, pair: Pair, now: datetime) -> list[NewEntry]:
    """Who answers at this very moment does it under the name that is going: fetched soon, and once more."""
    # in two halves: whoever unites takes back and renames all promises that name either, and not this one
    kept, gone = ([person.id[:7], person.id[7:]] for person in (pair.kept, pair.gone))
    return [
        NewEntry(
            key=f"{UNITED}:{code}:{turn}",
            community=pair.kept.community,
            kind=UNITED,
            due=now + wait,
            subject=UNITED,
            args={"kept": kept, "gone": gone},
        )
        for turn, wait in enumerate(SWEPT)
    ]


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
