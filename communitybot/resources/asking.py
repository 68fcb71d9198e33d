"""Asking the room for a resource: a private preview first, then one card, for thirty days at most."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ids import new_id
from communitybot.ports import Clock, Units
from communitybot.resources.answered import answers_of
from communitybot.resources.delivery import asked
from communitybot.resources.delivery.cards import room_for
from communitybot.resources.desk import chosen_room, community_of, moderates
from communitybot.resources.model.request import MOST_OPEN, Ending, Request, Stage
from communitybot.resources.model.resource import Sharer
from communitybot.resources.request_repository import RequestsWork
from communitybot.resources.request_views import AskPreview, RequestPage, SeenRequest
from communitybot.resources.wished import Wish

EXAMPLE = "/resource requests"
HERE = 3  # resources shown that may be what is asked for
PER_PAGE = 8


class Asking:
    """Requests from their first words to their end."""

    def __init__(self, units: Units[RequestsWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def draft(
        self,
        caller: Caller,
        wish: Wish,
        room: PlaceAddress | None = None,
        *,
        before: PlaceAddress | None = None,
    ) -> AskPreview:
        """Keep what somebody would ask, in place of what they had begun; `before` is where it was asked once.

        Raises:
            NotAllowed: for a `room` they are not in, and that is for nothing.
        """
        now = self._clock.now()

        async def unit(work: RequestsWork) -> AskPreview:
            house = await community_of(work, caller.community)
            place = room_for(house, before or caller.place)
            if room is not None:
                place = chosen_room(house, caller, room, example="/resource ask a lab on density")
            begun = await work.requests.draft(caller.community, caller.person)
            request = Request(
                id=begun.id if begun else new_id(),
                community=caller.community,
                words=wish.words,
                grades=wish.grades,
                kind=wish.kind,
                login=wish.login,
                asker=Sharer(caller.person, caller.name),
                room=place,
                added=now,
                revision=begun.revision + 1 if begun else 0,
            )
            await (work.requests.save(request) if begun else work.requests.add(request))
            return await _preview(work, house, request)

        return await self._units.run(unit)

    async def preview(self, caller: Caller, request: str) -> AskPreview:
        """What somebody has begun to ask.

        Raises:
            NotFound: when it is not theirs.
            AlreadyDone: when it was sent.
        """

        async def unit(work: RequestsWork) -> AskPreview:
            found = await find(work, caller, request)
            if found.seen:
                raise _sent(found)
            return await _preview(work, await community_of(work, caller.community), found)

        return await self._units.read(unit)

    async def send(self, caller: Caller, request: str, revision: int) -> Request | AskPreview:
        """Ask the room; where the words were changed since, they are shown once more instead."""
        now = self._clock.now()

        async def unit(work: RequestsWork) -> Request | AskPreview:
            found = await find(work, caller, request, hold=True)
            if found.seen:
                return found
            house = await community_of(work, caller.community)
            if found.revision != revision:
                return await _preview(work, house, found)
            if await work.requests.count_open(caller.community, caller.person) >= MOST_OPEN:
                raise NotAllowed(
                    f"You have {MOST_OPEN} open requests. Close one, then ask this.",
                    example="/resource requests show: mine",
                )
            room = room_for(house, found.room or caller.place)
            if room is None:
                raise NotFound("There is no room here that I can ask in.", example="/community settings")
            opened = replace(found, stage=Stage.OPEN, opened=now, room=room, revision=found.revision + 1)
            await work.requests.save(opened)
            await asked.post(work, opened, now)
            return opened

        return await self._units.run(unit)

    async def discard(self, caller: Caller, request: str) -> None:
        """Forget what was not sent; a second time nothing happens.

        Raises:
            AlreadyDone: when it was sent.
        """

        async def unit(work: RequestsWork) -> None:
            found = await work.requests.get(caller.community, request, hold=True)
            if found is None or not found.by(caller.person):
                return
            if found.seen:
                raise _sent(found)
            await work.requests.delete(caller.community, request)

        await self._units.run(unit)

    async def again(self, caller: Caller, request: str) -> AskPreview:
        """Begin to ask the same once more, after its time was over.

        Raises:
            NotAllowed: for whoever did not ask it: its words may be gone for others.
        """
        found = (await self.look(caller, request)).request
        if not found.by(caller.person):
            raise NotAllowed("Only whoever asked this can ask it again.", example="/resource ask")
        wish = Wish(words=found.words, grades=found.grades, kind=found.kind, login=found.login)
        return await self.draft(caller, wish, before=found.room)

    async def look(self, caller: Caller, request: str) -> SeenRequest:
        async def unit(work: RequestsWork) -> SeenRequest:
            return await seen(work, caller, await find(work, caller, request))

        return await self._units.read(unit)

    async def listed(self, caller: Caller, *, mine: bool, page: int) -> RequestPage:
        """A page of those that wait, the oldest unanswered first; or of one's own."""
        offset = (page - 1) * PER_PAGE

        async def unit(work: RequestsWork) -> RequestPage:
            zone = (await community_of(work, caller.community)).zone
            found: Sequence[Request]
            if mine:
                found = await work.requests.of(
                    caller.community, caller.person, limit=PER_PAGE + 1, offset=offset
                )
            else:
                found = await work.requests.waiting(caller.community, limit=PER_PAGE + 1, offset=offset)
            return RequestPage(
                requests=found[:PER_PAGE], number=page, more=len(found) > PER_PAGE, mine=mine, zone=zone
            )

        return await self._units.read(unit)

    async def waiting(self, caller: Caller, *, limit: int) -> Sequence[Request]:
        """Open ones, the oldest unanswered first."""
        return await self._units.read(lambda work: work.requests.waiting(caller.community, limit=limit))

    async def close(self, caller: Caller, request: str) -> SeenRequest:
        """Ask no more: its asker, a host or an administrator may; a second time nothing happens."""
        now = self._clock.now()

        async def unit(work: RequestsWork) -> SeenRequest:
            found = await find(work, caller, request, hold=True)
            if not found.by(caller.person) and not await moderates(work, caller):
                raise NotAllowed("Only whoever asked this and hosts can close it.", example=EXAMPLE)
            if found.stage is Stage.OPEN:
                ending = Ending.TAKEN_BACK if found.by(caller.person) else Ending.PUT_ASIDE
                found = await closed(work, found, ending, now)
                if ending is Ending.PUT_ASIDE:
                    await asked.tell_of_end(work, found, now)
            return await seen(work, caller, found)

        return await self._units.run(unit)


async def find(work: RequestsWork, caller: Caller, request: str, *, hold: bool = False) -> Request:
    """The request of that id in the caller's community, if they may see it.

    Raises:
        NotFound: when there is none, or it is somebody else's draft.
    """
    found = await work.requests.get(caller.community, request, hold=hold)
    if found is None or not (found.seen or found.by(caller.person)):
        raise NotFound("I know no such request here; it may have been taken back.", example=EXAMPLE)
    return found


async def seen(work: RequestsWork, caller: Caller, request: Request) -> SeenRequest:
    """A request as the caller sees it."""
    needers = await work.requests.needers(request.community, request.id)
    return SeenRequest(
        request=request,
        answers=await answers_of(work, request),
        mine=request.by(caller.person),
        moderates=await moderates(work, caller),
        needs_it=caller.person in needers,
        zone=(await community_of(work, caller.community)).zone,
    )


async def closed(work: RequestsWork, request: Request, ending: Ending, now: datetime) -> Request:
    """End an open request that is held; its card says so."""
    after = replace(request, stage=Stage.CLOSED, closed=now, ending=ending, revision=request.revision + 1)
    await work.requests.save(after)
    await asked.changed(work, after, now)
    return after


async def _preview(work: RequestsWork, house: Community, request: Request) -> AskPreview:
    room = house.room(request.room) if request.room is not None else None
    here = await work.requests.likely(request.community, request, limit=HERE)
    return AskPreview(request=request, room=room.name if room is not None else "", here=here)


def _sent(request: Request) -> AlreadyDone:
    stands = "is open" if request.stage is Stage.OPEN else "is closed"
    return AlreadyDone(f"This request was sent already; it {stands}.", example=EXAMPLE)
