"""The card of a resource in its room: posted once, redrawn as it changes, gone when others see it no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.outbox.entry import Done, Edit, Entry, NewEntry, Outcome, Remove, Skip, State
from communitybot.ports import Clock
from communitybot.resources.cards.card import NOTES, resource_card
from communitybot.resources.delivery.promises import entry, of_showing, told_of
from communitybot.resources.delivery.standing import stands
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork

CARD = "resource.card"
REDRAWN = "resource.card.redrawn"
REMOVED = "resource.card.removed"


def room_for(community: Community, place: PlaceAddress) -> PlaceAddress | None:
    """Where the card of something shared at a place goes: that room, else one for resources, else events.

    None where there is no room to post in at all.
    """
    if any(room.address == place.room for room in community.open_rooms):
        return place.room
    rooms = community.resource_rooms
    near = (room for room in rooms if room.in_space == place.in_space)
    return next(near, rooms[0] if rooms else None)


async def post(work: ResourcesWork, resource: Resource, now: datetime) -> None:
    """Promise the card of a shared resource in its room, once however often this is asked."""
    if resource.room is not None:
        key = f"card:{resource.room}"
        revision = resource.revision
        await work.outbox.put(
            [entry(resource, CARD, key, now, destination=str(resource.room), revision=revision)]
        )


async def changed(work: ResourcesWork, resource: Resource, now: datetime) -> None:
    """Have the card redrawn as the resource is now, or taken away where others see it no more.

    Count `revision` first: what was planned for an older one is not drawn any more.
    """
    if not resource.seen:
        await work.outbox.put([of_showing(resource, now)])
    if resource.room is None:
        return
    kind = REDRAWN if resource.seen else REMOVED
    await work.outbox.supersede(
        resource.community, resource.subject, revision=resource.revision, kinds=[REDRAWN, REMOVED]
    )
    await work.outbox.redraw(resource.community, resource.subject, kinds=[CARD, REDRAWN])
    await work.outbox.put([_change(resource, kind, now)])


def _change(resource: Resource, kind: str, now: datetime) -> NewEntry:
    key, room = f"{kind.rpartition('.')[2]}:{resource.revision}", str(resource.room)
    return entry(resource, kind, key, now, destination=room, revision=resource.revision)


async def recounted(work: ResourcesWork, resource: Resource, now: datetime) -> Resource:
    """Have the card redrawn with what the store counts of it now; gives the resource as it is then."""
    held = await work.resources.get(resource.community, resource.id) or resource
    after = replace(held, revision=held.revision + 1)
    await work.resources.save(after)
    await changed(work, after, now)
    return after


class Cards:
    """Draws cards when they are due, from the resource as it is then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def posts(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        """Post the card; not where it was taken back or hidden before it left."""
        outcomes: list[Outcome] = []
        for each in entries:
            resource = await work.resources.get(each.community, each.args["resource"])
            house = await work.communities.get(each.community)
            if resource is None or house is None or not resource.seen:
                outcomes.append(Skip("nobody sees it any more", State.CANCELLED))
            elif house.is_lost(PlaceAddress.parse(each.destination or "")):
                outcomes.append(Skip("the room is lost; it is found in the library", State.CANCELLED))
            else:
                notes = await work.resources.noted(resource.community, resource.id, limit=NOTES)
                tried = await work.judging.tried_grades(resource.community, resource.id)
                outcomes.append(resource_card(resource, notes, zone=house.zone, tried=tried))
        return outcomes

    async def redraws(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        """Redraw it in place; one that was taken away is posted anew."""
        outcomes: list[Outcome] = []
        for each in entries:
            resource = await work.resources.get(each.community, each.args["resource"])
            house = await work.communities.get(each.community)
            if resource is None or house is None or not resource.seen:
                outcomes.append(Skip("nobody sees it any more", State.CANCELLED))
                continue
            ref = await stands(each, work, self._clock.now(), redrawn=REDRAWN, posted=CARD)
            if not isinstance(ref, MessageRef):
                outcomes.append(ref)
                continue
            notes = await work.resources.noted(resource.community, resource.id, limit=NOTES)
            tried = await work.judging.tried_grades(resource.community, resource.id)
            outcomes.append(Edit(ref, resource_card(resource, notes, zone=house.zone, tried=tried)))
        return outcomes

    async def shown(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        """Take away the card of what others see no more, also where it ended by a join, which plans none."""
        for resource in await told_of(entries, work):
            if not resource.seen and resource.room is not None:
                await work.outbox.put([_change(resource, REMOVED, self._clock.now())])
        return [Done() for _ in entries]

    async def removes(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        """Take it away, unless everybody sees the resource again."""
        outcomes: list[Outcome] = []
        for each in entries:
            resource = await work.resources.get(each.community, each.args["resource"])
            if resource is not None and resource.seen:
                outcomes.append(Skip("everybody sees it again", State.SUPERSEDED))
                continue
            ref = await stands(each, work, self._clock.now(), redrawn=REDRAWN, posted=CARD)
            outcomes.append(Remove(ref) if isinstance(ref, MessageRef) else ref)
        return outcomes
