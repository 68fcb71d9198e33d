"""Feeds for members: where they are, as a list to import, and new addresses where an old one got about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communitybot.commands.tags import tag_of
from communitybot.communities.model import Community
from communitybot.communities.names import slug
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import File
from communitybot.ports import Units
from communitybot.resources.desk import community_of, demand_moderating, moderates
from communitybot.resources.keeping.repository import KeepingWork
from communitybot.resources.pages.addresses import LibraryAddresses
from communitybot.resources.pages.feeds import Door, listed

SHOWN = 5  # tags whose feeds are named


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsView:
    """The addresses a member may use; `page` is empty where the library is not public."""

    page: str
    feeds: tuple[tuple[str, str], ...]
    every: str
    hosts: bool


class FollowingFeeds:
    """Tells members the addresses of feeds; hosts replace them."""

    def __init__(self, units: Units[KeepingWork], addresses: LibraryAddresses) -> None:
        self._units = units
        self._addresses = addresses

    async def view(self, caller: Caller, tag: str = "") -> FeedsView:
        """The feed of everything, and of a tag, or of those most used."""
        wanted = tag_of(tag)

        async def look(work: KeepingWork) -> FeedsView:
            door = await _door(work, caller)
            tags = (
                [wanted]
                if wanted
                else [each.name for each in await work.resources.tags(caller.community, limit=SHOWN)]
            )
            house, turn = door.community, door.turn
            everything = [] if wanted else [("everything", self._addresses.feed(house, turn))]
            return FeedsView(
                page=self._addresses.page(house) if turn is None else "",
                feeds=(*everything, *_of_tags(self._addresses, door, tags)),
                every=self._addresses.feeds(house, turn),
                hosts=await moderates(work, caller),
            )

        return await self._units.read(look)

    async def opml(self, caller: Caller) -> File:
        """The list of feeds, to be imported where somebody reads them."""

        async def look(work: KeepingWork) -> tuple[Community, bytes]:
            door = await _door(work, caller)
            return door.community, await listed(work, self._addresses, door)

        community, body = await self._units.read(look)
        return File(f"{slug(community.name)}-feeds.opml", "text/x-opml", body)

    async def turn(self, caller: Caller) -> int:
        """How often they were replaced so far.

        Raises:
            NotAllowed: for all but hosts and administrators.
        """

        async def look(work: KeepingWork) -> int:
            await demand_moderating(work, caller)
            return await work.keeping.turn(caller.community)

        return await self._units.read(look)

    async def replace(self, caller: Caller, turn: int) -> None:
        """Give the feeds of members new addresses; the old ones lead nowhere from then on.

        Those of a later `turn` than was asked about stay: pressed twice, it is done once.

        Raises:
            NotAllowed: for all but hosts and administrators.
        """

        async def unit(work: KeepingWork) -> None:
            await demand_moderating(work, caller)
            await work.communities.get(caller.community, hold=True)  # two presses at once wait here
            if await work.keeping.turn(caller.community) == turn:
                await work.keeping.next_turn(caller.community)

        await self._units.run(unit)


def _of_tags(addresses: LibraryAddresses, door: Door, tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in tags:
        yield f"#{name}", addresses.feed(door.community, door.turn, name)


async def _door(work: KeepingWork, caller: Caller) -> Door:
    community = await community_of(work, caller.community)
    public = (await work.resources.settings(caller.community)).public
    turn = None if public else await work.keeping.turn(caller.community)
    return Door(community=community, turn=turn)
