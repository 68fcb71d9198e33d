"""From platform addresses to the people and communities the core knows, made on first sight."""

from collections import OrderedDict
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from communitybot.communities.arrivals import arrive, depart, hear, new_community, zone_of
from communitybot.communities.model import Community, Left
from communitybot.communities.names import clean
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Caller, RoomTold, Who
from communitybot.ids import new_id
from communitybot.moments.zones import zone_named
from communitybot.people.model import Person, Sighting
from communitybot.people.repository import PeopleWork
from communitybot.ports import Clock, Units

W = TypeVar("W", bound=PeopleWork)
W_contra = TypeVar("W_contra", contravariant=True)
MOST_REMEMBERED = 20_000  # accounts; ours: about 20 MB, the active members of a few hundred communities


class Greets(Protocol[W_contra]):
    """Whoever shows one person of a new space how to set it up."""

    async def greet(
        self, work: W_contra, community: str, account: PersonAddress, person: str, *, asked: bool = False
    ) -> None: ...


class Follows(Protocol[W_contra]):
    """Whoever sees to what follows when a community's rooms change."""

    async def follow(self, work: W_contra, before: Community, after: Community) -> Community:
        """Returns the community as it is to be kept."""
        ...


class Directory(Generic[W]):
    """Who is who: finds or makes the community and the person behind what a platform tells.

    Several first calls at once make one person and one community. With `alone` (no other process writes to
    the database) known callers are remembered and cost nothing; otherwise they cost one quick read.
    Whoever changes a person or a community calls `forget`.
    """

    def __init__(
        self,
        units: Units[W],
        clock: Clock,
        zone: str,
        *,
        alone: bool = False,
        welcome: Greets[W] | None = None,
        rooms: Follows[W] | None = None,
    ) -> None:
        self._welcome = welcome
        self._rooms = rooms
        self._greeted: set[SpaceAddress] = set()  # spaces of which nobody need be greeted any more
        self._units = units
        self._clock = clock
        self._zone = zone
        self._alone = alone
        self._remembered: OrderedDict[PersonAddress, Sighting] = OrderedDict()
        self._forgotten = 0  # rises with every `forget`: what was read before it is not remembered after

    async def caller(self, who: Who, place: PlaceAddress) -> Caller:
        """Who calls. Their account names the community, whatever place they call from."""
        known = self._remembered.get(who.account)
        if known is None:
            before = self._forgotten
            known = await self._units.read(lambda work: work.people.sighting(who.account))
            if known is None or _told(known.person, who) != known.person:
                known = await self._units.run(lambda work: self._meet(work, who))
            self._remember(who.account, known, before)
        elif _told(known.person, who) != known.person:
            before = self._forgotten
            known = await self._units.run(lambda work: self._meet(work, who))
            self._remember(who.account, known, before)
        if self._welcome is not None and ADMINISTRATOR in who.roles:
            await self._greet(self._welcome, known, who.account)
        return _caller(known, who, place)

    async def arrived(self, arrival: Arrived) -> Community:
        """The community of a space the bot was added to, with the rooms it has now; repeatable."""

        async def unit(work: W) -> Community:
            before = await self._community(work, arrival)
            after = await self._kept(work, before, arrive(before, arrival))
            if arrival.by is not None and arrival.by.account.in_space == arrival.space:
                known = await self._meet(work, arrival.by)
                if self._welcome is not None:
                    await self._welcome.greet(work, after.id, arrival.by.account, known.person.id)
            return after

        community = await self._units.run(unit)
        self.forget(community.id)
        return community

    async def departed(self, space: SpaceAddress) -> Community | None:
        """The bot was removed from a space: everything is kept, the space is marked as left now."""

        async def unit(work: PeopleWork) -> Community | None:
            before = await work.communities.by_space(space, hold=True)
            if before is None:
                return None
            after = depart(before, Left(space, self._clock.now()))
            if after != before:
                await work.communities.save(after)
                await work.people.reach_elsewhere(after.id, space)
            return after

        community = await self._units.run(unit)
        if community is not None:
            self.forget(community.id)
        return community

    async def room_changed(self, told: RoomTold) -> Community | None:
        """A room has another name, cannot be posted in, or can be again; None of a space nobody knows.

        Platforms tell again and again what is known: that is read, and no turn to write is taken for it.
        """
        seen = await self._units.read(lambda work: work.communities.by_space(told.room.in_space))
        if seen is None or hear(seen, told) == seen:
            return seen

        async def unit(work: W) -> Community | None:
            before = await work.communities.by_space(told.room.in_space, hold=True)
            return None if before is None else await self._kept(work, before, hear(before, told))

        community = await self._units.run(unit)
        if community is not None:
            self.forget(community.id)
        return community

    async def spaces(self, platform: str) -> tuple[SpaceAddress, ...]:
        """The spaces of a platform that the bot is in as far as it knows."""
        return tuple(await self._units.read(lambda work: work.communities.spaces(platform)))

    def forget(self, community: str) -> None:
        """Read a community and its people anew when next they are met."""
        self._forgotten += 1
        gone = [at for at, known in self._remembered.items() if known.person.community == community]
        for account in gone:
            del self._remembered[account]

    async def _kept(self, work: W, before: Community, after: Community) -> Community:
        """Store what has changed, with what follows from it."""
        if after != before:
            if self._rooms is not None:
                after = await self._rooms.follow(work, before, after)
            await work.communities.save(after)
        return after

    async def _greet(self, welcome: Greets[W], known: Sighting, account: PersonAddress) -> None:
        """Where the platform did not tell who added us: the first administrator who does something."""
        if account.in_space in self._greeted:
            return
        person = known.person
        await self._units.run(
            lambda work: welcome.greet(work, person.community, account, person.id, asked=True)
        )
        self._greeted.add(account.in_space)

    async def _community(self, work: PeopleWork, arrival: Arrived) -> Community:
        known = await work.communities.by_space(arrival.space, hold=True)
        if known is not None:
            return known
        waiting = await work.communities.by_name(clean(arrival.name, "Our community"))
        if waiting is not None and not waiting.spaces and not waiting.left:
            return waiting  # made before the bot came anywhere, by importing a calendar for it
        zone = zone_of(arrival, self._zone)
        return await work.communities.add(new_community(arrival.space, arrival.name, zone))

    async def _meet(self, work: PeopleWork, who: Who) -> Sighting:
        """Find the person of an account, or make them, and keep what the platform now says of them."""
        known = await work.people.sighting(who.account)
        if known is None:
            space = who.account.in_space
            community = await work.communities.by_space(space)
            if community is None:
                community = await work.communities.add(new_community(space, space.space, self._zone))
            person = await work.people.add(_new(who, community))
            known = Sighting(person=person, community_zone=community.zone)
        told = _told(known.person, who)
        if told != known.person:
            held = await work.people.get(told.community, told.id, hold=True) or told
            told = _told(held, who)
            await work.people.save(told)
        return replace(known, person=told)

    def _remember(self, account: PersonAddress, known: Sighting, before: int) -> None:
        if not self._alone or self._forgotten != before:
            return
        for other in known.person.accounts:  # who used another account since is known by that one alone
            self._remembered.pop(other, None)
        self._remembered[account] = known
        while len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)


def _new(who: Who, community: Community) -> Person:
    return Person(
        id=new_id(),
        community=community.id,
        name=clean(who.name, "Somebody"),
        accounts=(who.account,),
        hint=_hint(who),
    )


def _told(person: Person, who: Who) -> Person:
    """The person as their platform now tells: names follow their first account, messages the last used."""
    name = clean(who.name, person.name) if who.account == person.accounts[0] else person.name
    hint = _hint(who) or person.hint
    reach = who.account if len(person.accounts) > 1 else person.reach
    if (name, hint, reach) == (person.name, person.hint, person.reach):
        return person
    return replace(person, name=name, hint=hint, reach=reach)


def _hint(who: Who) -> str | None:
    return zone_named(who.zone) if who.zone else None


def _caller(known: Sighting, who: Who, place: PlaceAddress) -> Caller:
    person = known.person
    return Caller(
        person=person.id,
        name=person.name,
        community=person.community,
        account=who.account,
        space=who.account.in_space,
        place=place,
        zone=person.zone_or(known.community_zone),
        locale=who.locale or "en",
        roles=who.roles,
        zone_known=person.zone is not None or person.hint is not None,
        rights_told=who.rights_told,
    )
