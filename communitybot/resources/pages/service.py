"""What the web asks of resources: the public page of a library, its feeds, and the list of them."""

from collections.abc import Mapping

from communitybot.ports import Clock, Units
from communitybot.resources.keeping.repository import KeepingWork
from communitybot.resources.pages.addresses import LibraryAddresses
from communitybot.resources.pages.feeds import FeedFile, LibraryFeeds
from communitybot.resources.pages.library import LibraryPage, LibraryPages


class ResourcePages:
    """The read models of pages, each by its public address."""

    def __init__(self, units: Units[KeepingWork], clock: Clock, addresses: LibraryAddresses) -> None:
        self._pages = LibraryPages(units)
        self._feeds = LibraryFeeds(units, clock, addresses)

    async def public(self, slug: str) -> bool:
        return await self._pages.public(slug)

    async def page(self, slug: str, query: Mapping[str, str]) -> LibraryPage | None:
        return await self._pages.page(slug, query)

    async def feed(self, slug: str, proof: str | None, tag: str) -> FeedFile | None:
        return await self._feeds.feed(slug, proof, tag)

    async def feeds(self, slug: str, proof: str | None) -> bytes | None:
        return await self._feeds.feeds(slug, proof)
