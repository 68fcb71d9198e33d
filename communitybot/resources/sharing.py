"""Sharing a resource: a draft only its sharer sees becomes what everybody finds, once an address."""

from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.errors import NotAllowed
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.promises import entry, of_sharing
from communitybot.resources.model.resource import DRAFTS_LIVE, Resource, State
from communitybot.resources.repository import ResourcesWork

FORGET = "resource.forget"
DAY = timedelta(days=1)
MOST_A_DAY = 40  # cards one person brings into rooms by sharing; an import posts none
MOST_DRAFTS = 50  # of one person; the oldest gives way


async def keep_draft(
    work: ResourcesWork, draft: Resource, now: datetime, *, lives: timedelta = DRAFTS_LIVE
) -> None:
    """Keep a new draft, for a while at most; where somebody has too many, the oldest gives way."""
    drafts = await work.resources.drafts(draft.community, draft.sharer.person, limit=MOST_DRAFTS + 1)
    for old in drafts[MOST_DRAFTS - 1 :]:
        await work.resources.delete(old.community, old.id)
    await work.resources.add(draft)
    await work.outbox.put([entry(draft, FORGET, "forget", now + lives)])


async def share(work: ResourcesWork, resource: Resource, now: datetime) -> Resource | None:
    """Let everybody see a resource that is stored, inside a unit that holds it: card, and fact, and search.

    None, and nothing is changed, when its canonical address was shared meanwhile. Its card goes to its
    `room`; where that is None none is posted (see `cards.room_for`).

    Raises:
        NotAllowed: when its sharer has brought as many cards into rooms as one person may in a day.
    """
    await _demand_few(work, resource, now)
    house = await work.communities.get(resource.community)
    shared = replace(
        resource,
        state=State.SHARED,
        shared=resource.shared or now,
        room=_reachable(house, resource.room),
        revision=resource.revision + 1,
    )
    if not await work.resources.save(shared):
        return None
    await cards.post(work, shared, now)
    await work.outbox.put([of_sharing(shared, now)])
    return shared


def _reachable(house: Community | None, room: PlaceAddress | None) -> PlaceAddress | None:
    """The room, or where its card goes while that is lost."""
    if house is None or room is None or not house.is_lost(room):
        return room
    return cards.room_for(house, room)


async def _demand_few(work: ResourcesWork, resource: Resource, now: datetime) -> None:
    """Nobody fills a room by themselves; what waits stays a draft."""
    if resource.room is None:
        return
    lately = await work.resources.shared_since(resource.community, resource.sharer.person, now - DAY)
    if lately >= MOST_A_DAY:
        raise NotAllowed(
            f"You have shared {lately} resources since this time yesterday, thank you! So that rooms can be "
            "read, the next waits: your draft is kept, and can be shared tomorrow. Hosts can bring in many "
            "at once.",
            example="/resource drafts",
        )
