"""Drafts of resources: made of what was typed and what pages tell, looked at, then shared or thrown away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.commands.tags import tag_of
from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ids import new_id
from communitybot.ports import Clock, LinkPreview, Units
from communitybot.resources.delivery.cards import room_for
from communitybot.resources.desk import Desk, chosen_room, community_of, find
from communitybot.resources.looking import Looking
from communitybot.resources.model.resource import MOST_TAGS, Note, Resource, Sharer, State
from communitybot.resources.prefilling import filled
from communitybot.resources.previews import Drafts, Known, Preview, Sent, Wished
from communitybot.resources.redrafting import drafted_before
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.sharing import MOST_DRAFTS, keep_draft, share
from communitybot.resources.wording import cautions_of, demand_title, fitting, worded

EXAMPLE = "/resource drafts"
IN_USE = 200  # tags in use that are looked through
MOST_FILES = 60  # of one person
LATELY = 1_000  # resources of one person that are looked through
PATIENCE = 6.0  # seconds for a page somebody asks to look at once more


class Drafting(Desk):
    """From a link, a file or words to a resource everybody finds; nobody but its sharer reaches a draft."""

    def __init__(self, units: Units[ResourcesWork], clock: Clock, looking: Looking) -> None:
        super().__init__(units, clock)
        self._looking = looking

    async def draft(self, caller: Caller, wished: Wished) -> Preview | Known:
        """Keep what somebody wants to share as a draft, with what its page tells; or what is here already.

        Sent again by accident, the same makes one draft.
        """
        page = None
        if wished.address is not None:
            page = await self._looking.look(wished.address.address, by=caller)
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> tuple[Resource, tuple[str, ...]] | Known:
            await work.people.get(caller.community, caller.person, hold=True)  # two forms at once wait here
            house = await community_of(work, caller.community)
            blank = _blank(caller, wished, now)
            known = filled(blank, page)[0] if page is not None else blank
            drafted = await drafted_before(work, caller, wished, known)
            blank = drafted or blank
            made = worded(blank, wished.wish)
            made = replace(made, room=_room(house, caller, wished, made))
            made, paged = filled(made, page) if page is not None else (made, ())
            there = await work.resources.at(made.community, made.canonical) if made.canonical else None
            if there is not None and not (wished.wish.note and there.seen):
                return Known(resource=there, zone=house.zone, mine=there.by(caller.person))
            if drafted is None:
                await _demand_room(work, caller, wished)
                await keep_draft(work, made, now)
            elif made != drafted:
                await work.resources.save(replace(made, revision=drafted.revision + 1))
            await _keep_beside(work, caller, made, wished, now)
            if there is not None:
                mine = there.by(caller.person)
                return Known(resource=there, zone=house.zone, draft=made.id, mine=mine)
            return made, paged

        kept = await self._units.run(unit)
        if isinstance(kept, Known):
            return kept
        made, paged = kept
        return await self.preview(caller, made.id, told=wished.told, paged=paged, looked=page is not None)

    async def preview(
        self,
        caller: Caller,
        resource: str,
        *,
        told: Sequence[str] = (),
        paged: Sequence[str] = (),
        looked: bool = True,
    ) -> Preview:
        """One's own draft with all there is to know before sharing it.

        Raises:
            AlreadyDone: when it is no draft any more.
        """

        async def look(work: ResourcesWork) -> Preview:
            found = await _own_draft(work, caller, resource)
            house = await community_of(work, caller.community)
            note = await work.resources.noted_by(found.community, found.id, caller.person)
            in_use = await work.resources.tags(found.community, limit=IN_USE)
            return Preview(
                resource=found,
                zone=house.zone,
                note=note,
                told=told,
                paged=paged,
                looked=looked,
                fitting=fitting(found, in_use),
                cautions=cautions_of(found, note.text if note else ""),
                room=room_name(house, found),
            )

        return await self._units.read(look)

    async def look_again(self, caller: Caller, resource: str) -> Preview:
        """Look at the page of a draft once more, and fill what it lacks still."""
        draft = await self._units.read(lambda work: _own_draft(work, caller, resource))
        page = None
        if draft.address:
            page = await self._looking.look(draft.address, within=PATIENCE, by=caller, again=True)
        paged: tuple[str, ...] = ()
        if page is not None:
            paged = await self._fill(caller, resource, page)
        return await self.preview(caller, resource, paged=paged, looked=page is not None)

    async def _fill(self, caller: Caller, resource: str, page: LinkPreview) -> tuple[str, ...]:
        async def unit(work: ResourcesWork) -> tuple[str, ...]:
            found = await _own_draft(work, caller, resource, hold=True)
            made, paged = filled(found, page)
            if made != found:
                await work.resources.save(replace(made, revision=found.revision + 1))
            return paged

        return await self._units.run(unit)

    async def add_tag(self, caller: Caller, resource: str, tag: str) -> Preview:
        """Give a draft one more tag; one it has already changes nothing."""

        async def unit(work: ResourcesWork) -> None:
            found = await _own_draft(work, caller, resource, hold=True)
            named = tag_of(tag)
            if named and named not in found.tags and len(found.tags) < MOST_TAGS:
                tagged = replace(found, tags=(*found.tags, named), revision=found.revision + 1)
                await work.resources.save(tagged)

        await self._units.run(unit)
        return await self.preview(caller, resource)

    async def send(self, caller: Caller, resource: str, *, revision: int | None = None) -> Sent | Known:
        """Share a draft with everybody; or what is here by now under its address. Again does nothing.

        Raises:
            Outdated: with a `revision` that it has no more.
            Misread: while it has no title.
        """
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> Sent | Known:
            found = await find(work, caller, resource, hold=True)
            demand_sharer(caller, found)
            house = await community_of(work, caller.community)
            if found.state is not State.DRAFT:
                return Sent(resource=found, now=False, room=room_name(house, found))
            if revision is not None and revision != found.revision:
                raise Outdated
            demand_title(found)
            ready = replace(found, room=found.room or room_for(house, caller.place))
            shared = await share(work, ready, now)
            if shared is not None:
                return Sent(resource=shared, now=True, room=room_name(house, shared))
            there = await work.resources.at(found.community, found.canonical)
            if there is None:  # it was taken back at this very moment
                raise AlreadyDone("Somebody changed it at this moment. Please press again.", example=EXAMPLE)
            mine = there.by(caller.person)
            return Known(resource=there, zone=house.zone, draft=found.id, mine=mine)

        return await self._units.run(unit)

    async def discard(self, caller: Caller, resource: str) -> Resource:
        """Throw a draft away for good.

        Raises:
            AlreadyDone: when it was shared; then it can be taken back.
        """

        async def unit(work: ResourcesWork) -> Resource:
            found = await _own_draft(work, caller, resource, hold=True)
            await work.resources.delete(found.community, found.id)
            return found

        return await self._units.run(unit)

    async def drafts(self, caller: Caller, *, limit: int, offset: int = 0) -> Drafts:
        """Somebody's drafts, latest first, also those made of links they said."""

        async def look(work: ResourcesWork) -> Drafts:
            found = await work.resources.drafts(caller.community, caller.person, limit=MOST_DRAFTS)
            page = found[offset : offset + limit]
            return Drafts(drafts=page, offset=offset, more=len(found) > offset + limit)

        return await self._units.read(look)


class Outdated(AlreadyDone):
    """It has other words by now than those that were shown."""

    def __init__(self) -> None:
        super().__init__("It was changed since; this is how it is now.", example=EXAMPLE)


def demand_sharer(caller: Caller, resource: Resource) -> None:
    if not resource.by(caller.person):
        raise NotAllowed("Only whoever brought this can share it.", example="/resources")


def room_name(house: Community, resource: Resource) -> str:
    """The name of the room its card goes to; empty where there is none."""
    room = house.room(resource.room) if resource.room is not None else None
    return room.name if room is not None else ""


async def _own_draft(work: ResourcesWork, caller: Caller, resource: str, *, hold: bool = False) -> Resource:
    found = await find(work, caller, resource, hold=hold)
    if not found.by(caller.person):
        raise NotFound("I know no such draft of yours.", example=EXAMPLE)
    if found.state is not State.DRAFT:
        raise AlreadyDone("It is no draft any more: it was shared.", example="/resource view")
    return found


async def _demand_room(work: ResourcesWork, caller: Caller, wished: Wished) -> None:
    """Refuse whoever has as many files here as one person may."""
    if wished.file is None:
        return
    mine = await work.resources.mine(caller.community, caller.person, limit=LATELY)
    drafts = await work.resources.drafts(caller.community, caller.person, limit=MOST_DRAFTS)
    kept = sum(bool(one.file) for one in (*mine, *drafts) if one.state is not State.WITHDRAWN)
    if kept >= MOST_FILES:
        raise NotAllowed(
            f"I keep {MOST_FILES} files for each person, and you have as many here. Take one back, or share "
            "a link to it.",
            example="/resource withdraw",
            field="file",
        )


async def _keep_beside(
    work: ResourcesWork, caller: Caller, made: Resource, wished: Wished, now: datetime
) -> None:
    """Keep what has no place in the resource's own row: its file, and how its sharer used it."""
    if wished.file is not None:
        file = wished.file
        await work.resources.keep_file(made.community, made.id, file.name, file.mime, file.content)
    if wished.wish.note:
        note = Note(person=caller.person, name=caller.name, text=wished.wish.note, at=now)
        await work.resources.note(made.community, made.id, note)


def _room(house: Community, caller: Caller, wished: Wished, made: Resource) -> PlaceAddress | None:
    """Where its card goes: where somebody is, or to a room that is for something."""
    open_now = {each.address: each for each in house.open_rooms}
    here, room = caller.place.room, wished.room.room if wished.room is not None else None
    if room is None:
        return here if here in open_now else made.room or room_for(house, caller.place)
    return chosen_room(house, caller, room, example="/resource share")


def _blank(caller: Caller, wished: Wished, now: datetime) -> Resource:
    return Resource(
        id=new_id(),
        community=caller.community,
        title="",
        address=wished.address.address if wished.address is not None else "",
        canonical=wished.address.canonical if wished.address is not None else "",
        file=wished.file.name if wished.file is not None else "",
        sharer=Sharer(caller.person, caller.name),
        source=wished.source,
        added=now,
    )
