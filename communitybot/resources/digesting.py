"""Digests as people have them: proposed with what they would hold, begun, paused, changed and stopped."""

from dataclasses import replace
from typing import TypeVar

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ids import new_id
from communitybot.ports import Clock, Units
from communitybot.resources.delivery.editions import plan, zone_of
from communitybot.resources.desk import community_of, demand_moderating, moderates
from communitybot.resources.digest_repository import DigestWork
from communitybot.resources.digest_views import DigestWish, ShownDigest, ShownDigests
from communitybot.resources.gathering import gathered
from communitybot.resources.model.digest import MOST, SPAN, Digest, Rhythm, Wanted

EXAMPLE = "/resource digest"
T = TypeVar("T")


class Digesting:
    """What people do with digests; each press made again changes nothing."""

    def __init__(self, units: Units[DigestWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def listed(self, caller: Caller, said: str = "") -> ShownDigests:
        async def look(work: DigestWork) -> ShownDigests:
            hosts = await moderates(work, caller)
            house = await community_of(work, caller.community)
            mine = [
                each
                for each in await work.digests.of_person(caller.community, caller.person)
                if each.begun is not None
            ]
            rooms = await work.digests.of_rooms(caller.community) if hosts else []
            return ShownDigests(
                [await _brief(work, each, house) for each in mine],
                [await _brief(work, each, house) for each in rooms],
                hosts,
                said,
            )

        return await self._units.read(look)

    async def show(self, caller: Caller, digest: str) -> ShownDigest:
        """A digest with what it would hold now."""

        async def look(work: DigestWork) -> ShownDigest:
            return await self._shown(work, await _found(work, caller, digest))

        return await self._units.read(look)

    async def propose(
        self, caller: Caller, wish: DigestWish, *, room: PlaceAddress | None = None
    ) -> ShownDigest:
        """Show a digest before it begins; what was proposed before and not begun is forgotten.

        Raises:
            NotAllowed: for a room's, to anybody but hosts and administrators.
            NotFound: for a room that nothing can be posted in.
        """
        now = self._clock.now()

        async def unit(work: DigestWork) -> ShownDigest:
            if room is not None:
                await demand_moderating(work, caller)
                _demand_room(await community_of(work, caller.community), room)
            for each in await work.digests.of_person(caller.community, caller.person):
                if each.begun is None:
                    await work.digests.drop(caller.community, each.id)
            made = Digest(
                id=new_id(),
                community=caller.community,
                person=caller.person,
                name=caller.name,
                room=room.room if room is not None else None,
                made=now,
            )
            made = _wished(made, wish)
            await work.digests.keep(made)
            return await self._shown(work, made)

        return await self._units.run(unit)

    async def begin(self, caller: Caller, digest: str) -> ShownDigest:
        """Let a proposal begin; one that has begun already goes on.

        Raises:
            AlreadyDone: when its person, or its room, has as many as there may be.
        """
        now = self._clock.now()

        async def unit(work: DigestWork) -> ShownDigest:
            held = await _held(work, caller, digest)
            if held.begun is not None:
                return await self._shown(work, held, "It comes already.")
            there = (
                await work.digests.of_room(caller.community, held.room)
                if held.room is not None
                else await work.digests.of_person(caller.community, caller.person)
            )
            if sum(each.begun is not None for each in there) >= MOST:
                whose = "This room has" if held.room is not None else "You have"
                raise AlreadyDone(f"{whose} {MOST} digests already. Stop one first.", example=EXAMPLE)
            begun = await plan(work, replace(held, begun=now), now)
            return await self._shown(work, begun, "It begins.")

        return await self._units.run(unit)

    async def pause(self, caller: Caller, digest: str, *, on: bool) -> ShownDigest:
        """Let a digest rest, or come again; what was shared long before it comes again is no news."""
        now = self._clock.now()

        async def unit(work: DigestWork) -> ShownDigest:
            held = _begun(await _held(work, caller, digest))
            if on == (held.paused is not None):
                return await self._shown(work, held, "It rests." if on else "It comes.")
            if on:
                held = replace(held, paused=now, next=None)
                await work.digests.keep(held)
                return await self._shown(work, held, "It rests until you let it come again.")
            if held.room is not None:
                _demand_room(await community_of(work, caller.community), held.room)
            lately = max(held.since, now - SPAN[held.rhythm.cadence])
            again = replace(held, paused=None, lost=False, told=lately)
            return await self._shown(work, await plan(work, again, now), "It comes again.")

        return await self._units.run(unit)

    async def change(self, caller: Caller, digest: str, wish: DigestWish) -> ShownDigest:
        now = self._clock.now()

        async def unit(work: DigestWork) -> ShownDigest:
            held = await _held(work, caller, digest)
            after = _wished(held, wish)
            if after != held and after.begun is not None and after.paused is None:
                after = await plan(work, after, now)
            else:
                await work.digests.keep(after)
            return await self._shown(work, after, "Changed." if after != held else "")

        return await self._units.run(unit)

    async def stop(self, caller: Caller, digest: str) -> ShownDigests:
        """End a digest; what it told is forgotten with it."""

        async def unit(work: DigestWork) -> None:
            held = await _held(work, caller, digest)
            await work.digests.drop(caller.community, held.id)
            await work.outbox.cancel(caller.community, held.subject, reason="it was stopped")

        try:
            await self._units.run(unit)
        except NotFound:
            return await self.listed(caller, "That digest comes no more.")
        return await self.listed(caller, "Stopped: it comes no more.")

    async def _shown(self, work: DigestWork, digest: Digest, said: str = "") -> ShownDigest:
        house = await community_of(work, digest.community)
        edition = await gathered(work, digest, self._clock.now())
        ids = [item.resource for item in edition.items]
        known = {each.id: each for each in await work.resources.many(digest.community, ids)}
        items = [(known[item.resource], item.why) for item in edition.items if item.resource in known]
        brief = await _brief(work, digest, house)
        return replace(brief, items=items, more=edition.more, said=said)


async def _brief(work: DigestWork, digest: Digest, house: Community) -> ShownDigest:
    room = house.room(digest.room) if digest.room is not None else None
    return ShownDigest(
        digest, await zone_of(work, digest, house) or house.zone, room=room.name if room is not None else ""
    )


async def _found(work: DigestWork, caller: Caller, digest: str, *, hold: bool = False) -> Digest:
    """The digest, if it is the caller's own or a room's that they look after.

    Raises:
        NotFound: when there is none, or it is another person's.
        NotAllowed: for a room's, to anybody but hosts and administrators.
    """
    found = await work.digests.get(caller.community, digest, hold=hold)
    own = found is not None and found.person == caller.person
    if found is None or (not own and (found.room is None or found.begun is None)):
        raise NotFound("I know no such digest; it may have been stopped.", example=EXAMPLE)
    if found.room is not None:
        await demand_moderating(work, caller)
    return found


async def _held(work: DigestWork, caller: Caller, digest: str) -> Digest:
    """The digest, held, after whoever else begins one for the same person or room."""
    found = await _found(work, caller, digest)
    if found.room is not None:
        await work.communities.get(caller.community, hold=True)
    else:
        await work.people.get(caller.community, caller.person, hold=True)
    return await _found(work, caller, digest, hold=True)


def _begun(digest: Digest) -> Digest:
    if digest.begun is None:
        raise NotAllowed("It has not begun yet.", example=EXAMPLE)
    return digest


def _demand_room(house: Community, room: PlaceAddress) -> None:
    if all(each.address != room.room for each in house.open_rooms):
        raise NotFound(
            "I can post nothing in that room. Invite me there, or choose another one.",
            example="/resource digest room: #resources",
            field="room",
        )


def _wished(digest: Digest, wish: DigestWish) -> Digest:
    wanted, rhythm = digest.wanted, digest.rhythm
    return replace(
        digest,
        wanted=Wanted(
            tags=_or(wish.tags, wanted.tags),
            subjects=_or(wish.subjects, wanted.subjects),
            grades=_or(wish.grades, wanted.grades),
            kinds=_or(wish.kinds, wanted.kinds),
        ),
        rhythm=Rhythm(
            cadence=wish.cadence or rhythm.cadence,
            weekday=rhythm.weekday if wish.weekday is None else wish.weekday,
            hour=rhythm.hour if wish.hour is None else wish.hour,
        ),
    )


def _or(wished: tuple[T, ...] | None, there: tuple[T, ...]) -> tuple[T, ...]:
    return there if wished is None else wished
