"""Rooms for ideas that are there later than the ideas: those active last get a thread in them, gently."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Generic, Protocol, TypeVar

from communitybot.communities.model import Community, Purpose
from communitybot.ideas.delivery.promises import entry
from communitybot.ideas.delivery.threads import IDEAS, NAME
from communitybot.ideas.desk import rooms_of
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads import promises
from communitybot.threads.holding import hold
from communitybot.threads.log import Thread

ROOMS = "idea.rooms"
ROOM = "idea.opens_later"
MOST = 20  # ideas that get a thread in a room that is new to them; others get theirs with their next stage
GENTLY = timedelta(seconds=15)  # from one idea to the next: a room that has just been chosen is not flooded

W_contra = TypeVar("W_contra", bound=IdeasWork, contravariant=True)


class Before(Protocol[W_contra]):
    """Whoever follows the same first; satisfies `communitybot.communities.joining.Follow`."""

    async def joined(self, work: W_contra, community: str, *, left: str) -> None: ...


class First(Protocol[W_contra]):
    """Whoever looks at a community's rooms first; satisfies what the directory asks for."""

    async def follow(self, work: W_contra, before: Community, after: Community) -> Community: ...


class NewRooms:
    """Promises threads in rooms for ideas that were chosen later."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def rooms(self, work: IdeasWork, community: str) -> None:
        """The community has a room for ideas that it had not."""
        now = self._clock.now()
        key = f"ideas:{community}:rooms:{now.timestamp():.6f}"
        subject = f"ideas:{community}"
        await work.outbox.put(
            [NewEntry(key=key, community=community, kind=ROOMS, due=now, subject=subject)],
        )


class JoinedRooms(Generic[W_contra]):
    """Follows after somebody else has: ideas of joined communities are discussed in the rooms of both."""

    def __init__(self, before: Before[W_contra], clock: Clock) -> None:
        self._before = before
        self._new = NewRooms(clock)

    async def joined(self, work: W_contra, community: str, *, left: str) -> None:
        await self._before.joined(work, community, left=left)
        await self._new.rooms(work, community)


class ToldRooms(Generic[W_contra]):
    """Looks at rooms as platforms tell of them: one that is called after ideas is theirs at once."""

    def __init__(self, first: First[W_contra], clock: Clock) -> None:
        self._first = first
        self._new = NewRooms(clock)

    async def follow(self, work: W_contra, before: Community, after: Community) -> Community:
        after = await self._first.follow(work, before, after)
        chosen = set(after.rooms_for(Purpose.IDEAS)) - set(before.rooms_for(Purpose.IDEAS))
        if chosen and before.rooms:  # a community that has just come has no ideas yet
            await self._new.rooms(work, after.id)
        return after


class OpeningLater:
    """What the outbox does about such rooms."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def rooms(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Promise a look at each of the ideas that were active last, one after the other."""
        for each in entries:
            stamp = f"{each.due.timestamp():.6f}"
            ideas = await work.ideas.active(each.community, limit=MOST)
            await work.outbox.put(
                [
                    entry(idea, ROOM, f"rooms:{stamp}", each.due + GENTLY * turn)
                    for turn, idea in enumerate(ideas)
                ]
            )
        return [Done() for _ in entries]

    async def opens(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        await hold(IDEAS, entries, work)
        return [await self._open(each, work) for each in entries]

    async def _open(self, each: Entry, work: IdeasWork) -> Outcome:
        """Open the threads an idea lacks: its card is at their heads, and what is said from now on in them.

        What was said before stays where it was said: who said it spoke to the rooms there were.
        """
        idea = await work.ideas.get(each.community, each.args[NAME], hold=True)
        house = await work.communities.get(each.community)
        if idea is None or house is None or not idea.stage.open:
            return Skip("it is gone, or rests", State.CANCELLED)
        has = {one.room for one in await work.discussions.threads(idea.community, idea.id)}
        lacks = [room for room in rooms_of(house) if room not in has]
        opened = [
            Thread(talk=idea.id, community=idea.community, room=room, cursor=idea.lines) for room in lacks
        ]
        await work.discussions.open_rooms(opened)
        await work.outbox.put(promises.of_opening(IDEAS.name, idea, lacks, self._clock.now()))
        return Done()
