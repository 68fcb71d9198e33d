"""What is in a collection: put in, taken out, put in order; several people may do so at once."""

from datetime import datetime

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.resources.collecting import create
from communitybot.resources.collection_desk import (
    CollectionDesk,
    demand_adding,
    demand_editing,
    find,
    right_of,
)
from communitybot.resources.delivery import collecting as cards
from communitybot.resources.desk import find as find_resource
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import Put
from communitybot.resources.model.collection import MOST_ITEMS, Collection, Item, Right, Sharing
from communitybot.resources.model.resource import Resource

STEPS = {"up": -1, "down": 1, "first": -MOST_ITEMS, "last": MOST_ITEMS}


class Filling(CollectionDesk):
    """What people do with the resources of a collection; it is held, so that nobody's work is lost."""

    async def add(self, caller: Caller, collection: str, resource: str) -> Put:
        """Put a resource at the end; one that is in already stays where it is."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Put:
            found = await find_resource(work, caller, resource)
            return await _add(work, caller, await find(work, caller, collection, hold=True), found, now)

        return await self._units.run(unit)

    async def add_by_name(self, caller: Caller, name: str, resource: str) -> tuple[Put, bool]:
        """Put a resource into the collection of that name, a new one of the caller's if there is none.

        Says whether it is new.
        """
        now = self._clock.now()

        async def unit(work: JudgingWork) -> tuple[Put, bool]:
            found = await find_resource(work, caller, resource)
            await work.people.get(caller.community, caller.person, hold=True)
            alike = await work.judging.collections(caller.community, caller.person, name, limit=50)
            same = [one for one in alike if fold(one.name) == fold(name)]
            for one in sorted(same, key=lambda one: one.owner != caller.person):
                if one.owner == caller.person or await right_of(work, caller, one) is not None:
                    held = await find(work, caller, one.id, hold=True)
                    return await _add(work, caller, held, found, now), False
            made = await create(work, caller, name, now)
            return await _add(work, caller, made, found, now), True

        return await self._units.run(unit)

    async def begin(self, caller: Caller, resource: str, *, name: str, about: str, sharing: Sharing) -> Put:
        """Make a new collection with a resource in it; without the resource there is none."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Put:
            found = await find_resource(work, caller, resource)
            made = await create(work, caller, name, now, about=about, sharing=sharing)
            return await _add(work, caller, made, found, now)

        return await self._units.run(unit)

    async def remove(self, caller: Caller, collection: str, resource: str) -> Put:
        """Take a resource out; whoever may only add takes out what they put in."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Put:
            found = await find(work, caller, collection, hold=True)
            items = await work.judging.items(found.community, found.id, limit=MOST_ITEMS)
            item = next((one for one in items if one.resource == resource), None)
            if item is None:
                await demand_adding(work, caller, found)
                return Put(collection=found, resource=None, new=False)
            await _demand_taking(work, caller, found, item)
            await work.judging.drop_item(found.community, found.id, resource)
            after = await cards.saved(work, found, now)
            return Put(collection=after, resource=await _seen(work, after, resource), new=True)

        return await self._units.run(unit)

    async def move(self, caller: Caller, collection: str, resource: str, step: str) -> Put:
        """Move a resource `up`, `down`, to the `first` or to the `last` place."""
        now = self._clock.now()
        if step not in STEPS:
            raise Misread("I read no place to move it to.", example="/collection view")

        async def unit(work: JudgingWork) -> Put:
            found = await find(work, caller, collection, hold=True)
            await demand_editing(work, caller, found)
            items = await work.judging.items(found.community, found.id, limit=MOST_ITEMS)
            ids = [item.resource for item in items]
            if resource not in ids:
                raise AlreadyDone("It is not in this collection any more.", example="/collection view")
            before = ids.index(resource)
            place = min(max(before + STEPS[step], 0), len(ids) - 1)
            ids.insert(place, ids.pop(before))
            after = found
            if place != before:
                await work.judging.order(found.community, found.id, ids)
                after = await cards.saved(work, found, now)
            return Put(
                collection=after,
                resource=await _seen(work, after, resource),
                new=place != before,
                place=place + 1,
            )

        return await self._units.run(unit)


async def _add(
    work: JudgingWork, caller: Caller, collection: Collection, resource: Resource, now: datetime
) -> Put:
    await demand_adding(work, caller, collection)
    if not resource.seen:
        raise NotAllowed("Others do not see this resource, so it cannot stand in a collection.")
    if collection.items >= MOST_ITEMS:
        raise AlreadyDone(
            f"“{collection.name}” has {MOST_ITEMS} resources, and one holds no more. Another could go on.",
            example=f"/collection create {collection.name[:60]} 2",
        )
    item = Item(resource=resource.id, person=caller.person, name=caller.name, at=now)
    new = await work.judging.put_item(collection.community, collection.id, item)
    after = await cards.saved(work, collection, now) if new else collection
    return Put(collection=after, resource=resource, new=new)


async def _demand_taking(work: JudgingWork, caller: Caller, collection: Collection, item: Item) -> None:
    right = await right_of(work, caller, collection)
    if not (right is Right.ADD and item.person == caller.person):
        await demand_editing(work, caller, collection)


async def _seen(work: JudgingWork, collection: Collection, resource: str) -> Resource | None:
    found = await work.resources.get(collection.community, resource)
    return found if found is not None and found.seen else None
