"""Collections: made, looked at, named anew, shown to others, and deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.communities.names import fold
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.visible import one_line, shows
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ids import new_id
from communitybot.resources.cards.collecting import PAGE
from communitybot.resources.collection_desk import (
    EXAMPLE,
    CollectionDesk,
    demand_editing,
    demand_owning,
    find,
    right_of,
    viewed,
)
from communitybot.resources.delivery import collecting as cards
from communitybot.resources.delivery.cards import room_for
from communitybot.resources.desk import community_of, moderates
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import CollectionsPage, Viewed
from communitybot.resources.model.collection import (
    ABOUT_MOST,
    MOST_COLLECTIONS,
    NAME_MOST,
    Collection,
    Right,
    Sharing,
)


class Collecting(CollectionDesk):
    """What people do with whole collections."""

    async def listing(self, caller: Caller, page: int = 1) -> CollectionsPage:
        """The caller's collections, those they help with, and those everybody sees."""
        number = max(page, 1)

        async def look(work: JudgingWork) -> CollectionsPage:
            found = await work.judging.collections(
                caller.community, caller.person, limit=PAGE + 1, offset=(number - 1) * PAGE
            )
            rights: dict[str, Right] = {}
            for one in found[:PAGE]:
                right = None if one.owner == caller.person else await right_of(work, caller, one)
                if right is not None:
                    rights[one.id] = right
            return CollectionsPage(
                collections=found[:PAGE],
                person=caller.person,
                rights=rights,
                number=number,
                more=len(found) > PAGE,
            )

        return await self._units.read(look)

    async def named(self, caller: Caller, text: str, *, limit: int) -> Sequence[Collection]:
        """Those the caller may look at whose name has words that begin so."""
        return await self._units.read(
            lambda work: work.judging.collections(caller.community, caller.person, text, limit=limit)
        )

    async def view(self, caller: Caller, collection: str, page: int = 1) -> Viewed:
        async def look(work: JudgingWork) -> Viewed:
            return await viewed(work, caller, await find(work, caller, collection), page)

        return await self._units.read(look)

    async def create(
        self, caller: Caller, name: str, about: str = "", sharing: Sharing = Sharing.PRIVATE
    ) -> Collection:
        """Make a new collection of the caller's.

        Raises:
            Misread: without a name, or with one that is too long.
            AlreadyDone: where they have one of that name, or as many as are kept.
        """
        now = self._clock.now()
        return await self._units.run(
            lambda work: create(work, caller, name, now, about=about, sharing=sharing)
        )

    async def change(
        self,
        caller: Caller,
        collection: str,
        *,
        name: str | None = None,
        about: str | None = None,
        sharing: Sharing | None = None,
    ) -> Viewed:
        """Name it anew, say what it is, or decide who sees it, which is its owner's to decide."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Viewed:
            found = await find(work, caller, collection, hold=True)
            await demand_editing(work, caller, found)
            if sharing not in {None, found.sharing}:
                demand_owning(caller, found)
            after = replace(
                found,
                name=found.name if name is None else _named(name),
                about=found.about if about is None else _about(about),
                sharing=sharing or found.sharing,
            )
            if after.name != found.name:
                await _demand_new(work, found.community, found.owner, after)
            if after != found:
                after = await cards.saved(work, after, now)
            return await viewed(work, caller, after)

        return await self._units.run(unit)

    async def delete(self, caller: Caller, collection: str) -> Collection:
        """Forget a collection; moderators may do that with one everybody sees. Its resources stay."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Collection:
            found = await find(work, caller, collection, hold=True)
            if not (found.sharing is Sharing.COMMUNITY and await moderates(work, caller)):
                demand_owning(caller, found)
            await work.judging.drop_collection(found.community, found.id)
            await cards.changed(work, replace(found, revision=found.revision + 1), now)
            return found

        return await self._units.run(unit)

    async def room(self, caller: Caller, collection: str) -> tuple[Collection, str]:
        """A collection, and the name of the room in which its card would be posted.

        Raises:
            NotAllowed: where there is no room, or not everybody sees it and it is not the caller's.
        """

        async def look(work: JudgingWork) -> tuple[Collection, str]:
            found = await find(work, caller, collection)
            if found.sharing is not Sharing.COMMUNITY:
                demand_owning(caller, found)
            return found, (await _room(work, caller))[1]

        return await self._units.read(look)

    async def post(self, caller: Caller, collection: str) -> tuple[Collection, str]:
        """Post its card in the room the caller is in, else in one for resources; returns the room's name.

        Its owner thereby lets everybody see it.
        """
        now = self._clock.now()

        async def unit(work: JudgingWork) -> tuple[Collection, str]:
            found = await find(work, caller, collection, hold=True)
            if found.sharing is not Sharing.COMMUNITY:
                demand_owning(caller, found)
                found = await cards.saved(work, replace(found, sharing=Sharing.COMMUNITY), now)
            room, name = await _room(work, caller)
            await cards.post(work, found, room, now)
            return found, name

        return await self._units.run(unit)


async def create(
    work: JudgingWork,
    caller: Caller,
    name: str,
    now: datetime,
    *,
    about: str = "",
    sharing: Sharing = Sharing.PRIVATE,
) -> Collection:
    """Make a new collection inside a unit; see `Collecting.create`."""
    made = Collection(
        id=new_id(),
        community=caller.community,
        name=_named(name),
        about=_about(about),
        owner=caller.person,
        owner_name=caller.name,
        sharing=sharing,
        created=now,
        changed=now,
    )
    await work.people.get(caller.community, caller.person, hold=True)  # two forms at once wait here
    owned = await _demand_new(work, caller.community, caller.person, made)
    if len(owned) >= MOST_COLLECTIONS:
        raise AlreadyDone(
            f"You have {MOST_COLLECTIONS} collections, and I keep no more for one person.", example=EXAMPLE
        )
    await work.judging.add_collection(made)
    return made


async def _room(work: JudgingWork, caller: Caller) -> tuple[PlaceAddress, str]:
    house = await community_of(work, caller.community)
    room = room_for(house, caller.place)
    if room is None:
        raise NotAllowed("There is no room here that I can post in.", example="/community setup")
    known = house.room(room)
    return room, known.name if known is not None else ""


async def _demand_new(
    work: JudgingWork, community: str, owner: str, collection: Collection
) -> Sequence[Collection]:
    owned = await work.judging.owned(community, owner)
    for one in owned:
        if one.id != collection.id and fold(one.name) == fold(collection.name):
            raise AlreadyDone(
                f"There is a collection “{one.name}” of the same owner already.",
                example=f"/collection view {one.name}",
            )
    return owned


def _named(text: str) -> str:
    name = one_line(text)
    if not shows(name):
        raise Misread("A collection needs a name.", example="/collection create Fractions", field="name")
    if len(name) > NAME_MOST:
        raise Misread(
            f"A name may have {NAME_MOST} characters; this has {len(name):,}.",
            understood=name[:60],
            example="/collection create Fractions",
            field="name",
        )
    return name


def _about(text: str) -> str:
    about = one_line(text)
    if len(about) > ABOUT_MOST:
        raise Misread(
            f"One sentence is enough: at most {ABOUT_MOST} characters; this has {len(about):,}.",
            example="/collection settings",
            field="about",
        )
    return about
