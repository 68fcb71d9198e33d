"""What the services of collections stand on: finding one, and who may do what with it."""

from communitybot.conversation.inbound import Caller
from communitybot.errors import NotAllowed, NotFound
from communitybot.ports import Clock, Units
from communitybot.resources.cards.collecting import PAGE
from communitybot.resources.desk import moderates
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import Viewed
from communitybot.resources.model.collection import Collection, Right, Sharing

EXAMPLE = "/collections"


class CollectionDesk:
    """One part of the services of collections: it keeps nothing itself."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock


async def find(work: JudgingWork, caller: Caller, collection: str, *, hold: bool = False) -> Collection:
    """The collection of that id in the caller's community, if they may see it.

    Raises:
        NotFound: when there is none, or it is not theirs to see.
    """
    found = await work.judging.collection(caller.community, collection, hold=hold)
    if found is not None and (
        found.owner == caller.person
        or found.sharing is Sharing.COMMUNITY
        or (found.sharing is Sharing.PEOPLE and await right_of(work, caller, found) is not None)
    ):
        return found
    raise NotFound("I know no such collection here; it may be gone, or private now.", example=EXAMPLE)


async def right_of(work: JudgingWork, caller: Caller, collection: Collection) -> Right | None:
    """What the owner lets the caller do; None for the owner as well."""
    if collection.sharing is Sharing.PRIVATE:
        return None
    people = await work.judging.people(collection.community, collection.id)
    return next((one.right for one in people if one.person == caller.person), None)


async def demand_adding(work: JudgingWork, caller: Caller, collection: Collection) -> None:
    if collection.owner != caller.person and await right_of(work, caller, collection) is None:
        raise _not_theirs(collection, "put something in")


async def demand_editing(work: JudgingWork, caller: Caller, collection: Collection) -> None:
    if collection.owner != caller.person and await right_of(work, caller, collection) is not Right.EDIT:
        raise _not_theirs(collection, "change it")


def demand_owning(caller: Caller, collection: Collection) -> None:
    if collection.owner != caller.person:
        raise NotAllowed(
            f"This collection is {collection.owner_name}'s; only they can do that.", example=EXAMPLE
        )


async def viewed(work: JudgingWork, caller: Caller, collection: Collection, page: int = 1) -> Viewed:
    """A collection as the caller sees it; a page behind the last is the last."""
    last = max((collection.items + PAGE - 1) // PAGE, 1)
    number = min(max(page, 1), last)
    items = await work.judging.items(
        collection.community, collection.id, limit=PAGE, offset=(number - 1) * PAGE
    )
    known = await work.resources.many(collection.community, [item.resource for item in items])
    return Viewed(
        collection=collection,
        people=await work.judging.people(collection.community, collection.id),
        items=items,
        known={one.id: one for one in known if one.seen},
        owns=collection.owner == caller.person,
        right=await right_of(work, caller, collection),
        moderates=await moderates(work, caller),
        number=number,
        more=number < last,
    )


def _not_theirs(collection: Collection, what: str) -> NotAllowed:
    return NotAllowed(
        f"Only {collection.owner_name} and people they let can {what}. You can make one of your own.",
        example="/collection create Fractions",
    )
