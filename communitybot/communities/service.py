"""Looking at a community's settings and changing them, with what depends on them, in one unit."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Generic, Protocol, TypeVar

from communitybot.communities.model import Community, Purpose, Room, WhoHosts
from communitybot.communities.reading import spell_names
from communitybot.communities.repository import CommunityWork, Member
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound, Refusal
from communitybot.ports import Units

W = TypeVar("W", bound=CommunityWork)
W_contra = TypeVar("W_contra", contravariant=True)


class Replan(Protocol[W_contra]):
    """Whoever keeps plans that follow a community's settings: reminders, rooms to post in."""

    async def community(self, work: W_contra, community: str) -> None:
        """Plan anew what follows the settings, read from the store as they are now, in this unit."""
        ...


class NewRooms(Protocol[W_contra]):
    """Whoever opens something in rooms for ideas, also in those that are chosen later."""

    async def rooms(self, work: W_contra, community: str) -> None:
        """Take note, in this unit, that the community has a room for ideas that it had not."""
        ...


class Remembers(Protocol):
    """Whoever remembers settings between units and must be told when they change."""

    def forget(self, community: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What somebody wants changed; None leaves a setting as it is. `zone` is an IANA name."""

    room: PlaceAddress | None = None
    chats: PlaceAddress | None = None
    ideas: PlaceAddress | None = None
    resources: PlaceAddress | None = None
    zone: str | None = None
    offsets: tuple[timedelta, ...] | None = None
    who_hosts: WhoHosts | None = None
    add_host: PersonAddress | None = None
    remove_host: PersonAddress | None = None
    public_page: bool | None = None
    keeps_archives: timedelta | None = None

    @property
    def chosen_rooms(self) -> list[tuple[Purpose, PlaceAddress]]:
        """What each room that was named is for."""
        wished = (
            (Purpose.EVENTS, self.room),
            (Purpose.CHATS, self.chats),
            (Purpose.IDEAS, self.ideas),
            (Purpose.RESOURCES, self.resources),
        )
        return [(purpose, address) for purpose, address in wished if address is not None]

    @property
    def none(self) -> bool:
        return all(getattr(self, each.name) is None for each in fields(self))


@dataclass(frozen=True, slots=True)
class Shown:
    """A community and the names of its hosts."""

    community: Community
    hosts: tuple[str, ...]


class Communities(Generic[W]):
    """The settings of communities. Everyone may look; administrators of a space may change them.

    `replan` and `rooms` run in the unit of the change; `remembers` is told once it is kept.
    """

    def __init__(
        self,
        units: Units[W],
        *,
        replan: Replan[W] | None = None,
        rooms: NewRooms[W] | None = None,
        remembers: Remembers | None = None,
    ) -> None:
        self._units = units
        self._replan = replan
        self._rooms = rooms
        self._remembers = remembers

    async def show(self, caller: Caller) -> Shown:
        """The caller's community as it is now."""

        async def unit(work: W) -> Shown:
            return await self._shown(work, await _theirs(work, caller))

        return await self._units.read(unit)

    async def check(self, caller: Caller) -> None:
        """Refuse, kindly, whoever may not change settings."""
        await self._units.read(lambda work: _demand(work, caller))

    async def host(self, caller: Caller, account: PersonAddress) -> str:
        """The id of the host an account belongs to; refuses whoever is none, and says who is."""

        async def unit(work: W) -> str:
            return (await self._host(work, await _theirs(work, caller), account)).id

        return await self._units.read(unit)

    async def no_host_of(self, caller: Caller, nobody: Refusal) -> NotFound:
        """The same refusal of somebody who is not known, with a host as the example, if there is one."""
        hosts = (await self.show(caller)).hosts
        example = hosts[0] if hosts else None
        return NotFound(nobody.trouble, understood=nobody.understood, example=example, field="remove")

    async def settle(self, caller: Caller) -> None:
        """Note that the caller's community needs no setting up."""

        async def unit(work: W) -> None:
            await _demand(work, caller)
            await work.communities.settle(caller.community)

        await self._units.run(unit)

    async def change(self, caller: Caller, changes: Changes) -> Shown:
        """Change what is asked, all of it or (on any refusal) nothing."""

        async def unit(work: W) -> Shown:
            await _demand(work, caller)
            before = await _theirs(work, caller, hold=True)
            after = await self._changed(work, before, changes)
            if after != before:
                await work.communities.save(after)
            await work.communities.settle(after.id)
            if self._replan is not None and _plans(after) != _plans(before):
                await self._replan.community(work, after.id)
            if self._rooms is not None and _chosen_for_ideas(after) - _chosen_for_ideas(before):
                await self._rooms.rooms(work, after.id)
            return await self._shown(work, after)

        shown = await self._units.run(unit)
        if self._remembers is not None:
            self._remembers.forget(caller.community)
        return shown

    async def _changed(self, work: W, community: Community, changes: Changes) -> Community:
        now = community.settings
        settings = replace(
            now,
            offsets=now.offsets if changes.offsets is None else changes.offsets,
            who_hosts=changes.who_hosts or now.who_hosts,
            public_page=now.public_page if changes.public_page is None else changes.public_page,
            keeps_archives=changes.keeps_archives or now.keeps_archives,
        )
        community = replace(community, settings=settings, zone=changes.zone or community.zone)
        for purpose, address in changes.chosen_rooms:
            community = replace(community, rooms=_with_room(community, purpose, address))
        if changes.add_host is not None:
            host = await _member(work, community, changes.add_host)
            community = replace(community, hosts=community.hosts | {host.id})
        if changes.remove_host is not None:
            host = await self._host(work, community, changes.remove_host)
            community = replace(community, hosts=community.hosts - {host.id})
        return community

    async def _host(self, work: W, community: Community, account: PersonAddress) -> Member:
        host = await _member(work, community, account, field="remove")
        if host.id not in community.hosts:
            raise await self._no_host(work, community, host)
        return host

    async def _no_host(self, work: W, community: Community, host: Member) -> AlreadyDone:
        hosts = (await self._shown(work, community)).hosts
        those = f"Hosts are {spell_names(hosts)}." if hosts else "There are no hosts so far."
        understood = f"I read {host.name} as a host to remove"
        return AlreadyDone(
            f"{understood}, but they are not one of the hosts. {those}",
            understood=understood,
            example=hosts[0] if hosts else None,
            field="remove",
        )

    async def _shown(self, work: W, community: Community) -> Shown:
        known = await work.people.many(community.id, sorted(community.hosts))
        return Shown(community, tuple(sorted((host.name for host in known.values()), key=str.casefold)))


async def _theirs(work: CommunityWork, caller: Caller, *, hold: bool = False) -> Community:
    community = await work.communities.get(caller.community, hold=hold)
    if community is None:
        raise NotFound(
            "I looked for this community's settings, but it is gone.", example="/community settings"
        )
    return community


async def _member(
    work: CommunityWork, community: Community, account: PersonAddress, field: str = "host"
) -> Member:
    """The person behind an account, of this community only."""
    member = await work.people.by_account(community.id, account)
    if member is None:
        raise NotFound(
            "I read somebody's account, but they have not used me here yet. "
            "Once they have typed `/my settings`, name them again.",
            understood="somebody's account",
            field=field,
        )
    return member


async def _demand(work: CommunityWork, caller: Caller) -> None:
    """Administrators change settings; and whoever was shown how to set up, until that is done.

    The latter only where the platform does not tell who administers what: elsewhere it says if they still do.
    """
    if caller.administers:
        return
    if not caller.rights_told and await work.communities.may_settle(caller.community, caller.person):
        return
    raise NotAllowed(
        "I read a change to this community's settings, but only its administrators may make one. "
        "Everyone may look.",
        understood="a change to this community's settings",
        example="/community settings",
    )


def _with_room(community: Community, purpose: Purpose, address: PlaceAddress) -> tuple[Room, ...]:
    """Make one room the one for a purpose in its space, in place of the one before."""
    address = address.room
    if address.in_space not in community.spaces:
        raise NotFound(
            "I read a room, but it is not one of this community's.",
            understood="a room",
            example="events",
            field="room" if purpose is Purpose.EVENTS else purpose.value,
        )
    rooms = community.rooms
    if community.room(address) is None:  # made since the bot arrived
        rooms = (*rooms, Room(address, address.place))
    return tuple(_chosen(room, purpose, address) for room in rooms)


def _chosen(room: Room, purpose: Purpose, chosen: PlaceAddress) -> Room:
    if room.address.in_space != chosen.in_space:
        return room
    others = room.purposes - {purpose}
    return replace(room, purposes=others | {purpose} if room.address == chosen else others)


def _chosen_for_ideas(community: Community) -> set[PlaceAddress]:
    return set(community.rooms_for(Purpose.IDEAS))


def _plans(community: Community) -> tuple[object, ...]:
    """What plans made already depend on."""
    return community.settings.offsets, community.zone, community.rooms_for(Purpose.EVENTS)
