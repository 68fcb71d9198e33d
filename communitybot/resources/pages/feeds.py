"""The feeds of a library: what is new in it, or under a tag, for readers of feeds."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from communitybot.commands.tags import tag_of
from communitybot.communities.model import Community
from communitybot.conversation.visible import one_line
from communitybot.ports import Clock, Units
from communitybot.resources.keeping.formats.feeds import Channel, opml, rss
from communitybot.resources.keeping.repository import KeepingWork
from communitybot.resources.pages.addresses import LibraryAddresses
from communitybot.resources.views import ResourceQuery, Sort

A_FEED = 50
MOST_TAGS = 300  # feeds that a list names
MOST_KEPT = 128  # feeds whose last change is remembered
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A file as it is sent: equal files have equal tags, and `modified` moves only with them."""

    body: bytes
    etag: str
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A library that may be read: `turn` is None where everybody may."""

    community: Community
    turn: int | None


class LibraryFeeds:
    """Answers what readers of feeds ask; an address that leads nowhere tells nothing about why."""

    def __init__(self, units: Units[KeepingWork], clock: Clock, addresses: LibraryAddresses) -> None:
        self._units = units
        self._clock = clock
        self._addresses = addresses
        self._last: dict[tuple[str, str, bool], FeedFile] = {}

    async def feed(self, slug: str, proof: str | None, tag: str = "") -> FeedFile | None:
        """What is new, or new under a tag; None where that is for members and this is not their address."""
        wanted = tag_of(tag[:100])

        async def look(work: KeepingWork) -> tuple[Door, bytes] | None:
            door = await self.door(work, slug, proof)
            return None if door is None else (door, await self._written(work, door, wanted))

        found = await self._units.read(look)
        if found is None:
            return None
        door, body = found
        return self._file((door.community.id, wanted, door.turn is None), body)

    async def _written(self, work: KeepingWork, door: Door, tag: str) -> bytes:
        query = ResourceQuery(tag=tag or None, sort=Sort.NEW, limit=A_FEED)
        hits = (await work.resources.sought(door.community.id, query)).hits
        resources = [hit.resource for hit in hits]
        changed = max((one.shared or one.added for one in resources), default=_LONG_AGO)
        name = one_line(door.community.name)
        channel = Channel(
            title=f"{name}: #{tag}" if tag else f"{name}: new resources",
            address=self._addresses.feed(door.community, door.turn, tag),
            page=self._addresses.page(door.community),
            about=f"What members of {name} share{f' about {tag}' if tag else ''}.",
        )
        return rss(channel, resources, changed)

    def _file(self, key: tuple[str, str, bool], body: bytes) -> FeedFile:
        etag = hashlib.sha256(body).hexdigest()[:32]
        last = self._last.pop(key, None)
        if last is None or last.etag != etag:
            last = FeedFile(body=body, etag=etag, modified=self._clock.now().replace(microsecond=0))
        self._last[key] = last
        while len(self._last) > MOST_KEPT:
            self._last.pop(next(iter(self._last)))
        return last

    async def feeds(self, slug: str, proof: str | None) -> bytes | None:
        """A list of the feeds there are: everything, and one a tag, most used first."""

        async def look(work: KeepingWork) -> bytes | None:
            door = await self.door(work, slug, proof)
            return None if door is None else await listed(work, self._addresses, door)

        return await self._units.read(look)

    async def door(self, work: KeepingWork, slug: str, proof: str | None) -> Door | None:
        """The library of that name, if this address opens it."""
        community = await work.communities.by_slug(slug)
        if community is None:
            return None
        if proof is not None:
            turn = await work.keeping.turn(community.id)
            opens = self._addresses.opens(community, turn, proof)
            return Door(community=community, turn=turn) if opens else None
        public = (await work.resources.settings(community.id)).public
        return Door(community=community, turn=None) if public else None


async def listed(work: KeepingWork, addresses: LibraryAddresses, door: Door) -> bytes:
    """The feeds of a library as OPML."""
    tags = await work.resources.tags(door.community.id, limit=MOST_TAGS)
    name = one_line(door.community.name)
    feeds = [(f"{name}: new resources", addresses.feed(door.community, door.turn))]
    feeds += [(f"{name}: #{tag.name}", addresses.feed(door.community, door.turn, tag.name)) for tag in tags]
    return opml(name, feeds)
