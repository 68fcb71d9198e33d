"""What the idea services stand on: finding an idea, and who may do what with it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.repository import IdeasWork
from communitybot.people.rights import refusal
from communitybot.ports import Clock, Units

EXAMPLE = "/ideas"
T = TypeVar("T")


class Desk:
    """One part of the idea services: it keeps nothing itself."""

    def __init__(self, units: Units[IdeasWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock


async def find(work: IdeasWork, caller: Caller, idea: str, *, hold: bool = False) -> Idea:
    """The idea of that id in the caller's community, if they may see it.

    Raises:
        NotFound: when there is none, or it is not theirs to see (a draft, one not yet published).
    """
    found = await work.ideas.get(caller.community, idea, hold=hold)
    if found is not None and (found.stage.seen or found.by(caller.person)):
        return found
    if found is not None and found.stage is not Stage.DRAFT and await moderates(work, caller):
        return found
    raise NotFound("I know no such idea here; it may have been withdrawn.", example=EXAMPLE)


class MergedMeanwhile(Exception):
    """An idea went on in another one between the look at it and holding it."""


async def held_where_it_goes_on(work: IdeasWork, caller: Caller, idea: str) -> Idea:
    """The idea, held; of one that was merged, the one it goes on in, which may have been merged as well.

    Nothing else is held: whoever merges two ideas holds both, and would wait for us as we for them.

    Raises:
        MergedMeanwhile: when it was merged while we waited for it; `repeated` lets a unit begin again.
    """
    found = await find(work, caller, idea)
    while found.stage is Stage.MERGED and found.into is not None:
        found = await find(work, caller, found.into)
    held = await find(work, caller, found.id, hold=True)
    if held.stage is Stage.MERGED and held.into is not None:
        raise MergedMeanwhile
    return held


async def repeated(units: Units[IdeasWork], unit: Callable[[IdeasWork], Awaitable[T]]) -> T:
    """Run a unit, and again from its beginning as often as its idea was merged meanwhile."""
    while True:
        try:
            return await units.run(unit)
        except MergedMeanwhile:
            continue


async def community_of(work: IdeasWork, community: str) -> Community:
    found = await work.communities.get(community)
    if found is None:
        raise NotFound("I do not know this community yet.", example="/communitybot")
    return found


async def moderates(work: IdeasWork, caller: Caller) -> bool:
    """Administrators and hosts read ideas before others do, and may put one aside."""
    if caller.administers:
        return True
    return caller.person in (await community_of(work, caller.community)).hosts


async def demand_moderating(work: IdeasWork, caller: Caller) -> None:
    if not await moderates(work, caller):
        raise refusal(caller, "Only hosts and administrators can do that.", example=EXAMPLE)


def demand_author(caller: Caller, idea: Idea) -> None:
    if not idea.by(caller.person):
        raise NotAllowed("Only whoever wrote this idea can do that.", example=EXAMPLE)


async def demand_team(work: IdeasWork, caller: Caller, idea: Idea) -> None:
    """Authors and members of its team carry an idea on."""
    if idea.by(caller.person):
        return
    if all(one.person != caller.person for one in await work.ideas.members(idea.community, idea.id)):
        raise NotAllowed("Only the team of this idea can do that.", example=EXAMPLE)


def demand_open(idea: Idea) -> None:
    """Refuse for an idea that does not go on (any more, or yet)."""
    if idea.stage is Stage.MERGED:
        raise AlreadyDone(
            "This idea goes on in another one, so that can be done there.", example="/idea view"
        )
    if not idea.stage.open:
        raise AlreadyDone(f"This idea is {idea.stage.value}, so that cannot be done now.", example=EXAMPLE)


def rooms_of(community: Community) -> tuple[PlaceAddress, ...]:
    """Where ideas are discussed: the rooms chosen for them, and of a space without one its events room."""
    return community.idea_rooms
