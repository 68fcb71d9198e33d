"""Taking the library along: what everybody sees of it, as a file, in parts where it is large."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from communitybot.commands.tags import tag_of
from communitybot.communities.names import slug
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import File
from communitybot.errors import NotFound
from communitybot.ports import Units
from communitybot.resources.collection_desk import find
from communitybot.resources.desk import community_of
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.keeping.formats.bookmarks import Bookmarks
from communitybot.resources.keeping.formats.jsons import Json
from communitybot.resources.keeping.formats.sheet import Sheet
from communitybot.resources.keeping.formats.writing import About, Growing
from communitybot.resources.model.collection import MOST_ITEMS, Collection
from communitybot.resources.model.resource import Resource

A_FILE = 6 * 1024 * 1024  # bytes of one part: platforms take eight megabytes
BREATH = 200  # resources after which everything else has its turn


class Into(StrEnum):
    """What a library is exported into."""

    CSV = "CSV"
    JSON = "JSON"
    BOOKMARKS = "bookmarks"
    OPML = "OPML"


WRITERS: dict[Into, Callable[[About], Growing]] = {
    Into.CSV: Sheet,
    Into.JSON: Json,
    Into.BOOKMARKS: Bookmarks,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One part of an export: how many resources it holds; `without` had no place in such a file."""

    file: File
    held: int
    without: int
    part: int
    more: bool


class Exporting:
    """Writes files of what everybody sees; one at a time, and no more in memory than one part."""

    def __init__(self, units: Units[JudgingWork]) -> None:
        self._units = units
        self._turn = asyncio.Lock()

    async def export(
        self, caller: Caller, into: Into, *, tag: str = "", collection: str = "", part: int = 1
    ) -> Exported:
        """A part, counted from 1, of the library, of what has a tag, or of a collection (by its id).

        Raises:
            NotFound: when there is nothing in it, or the collection is not theirs to see.
        """
        wanted = tag_of(tag)

        async def unit(work: JudgingWork) -> Exported:
            community = await community_of(work, caller.community)
            about = About(community=community.name, narrowed=f"#{wanted}" if wanted else "", part=part)
            every = work.resources.every(caller.community)
            if collection:
                found = await find(work, caller, collection)
                about = replace(about, narrowed=" ".join(filter(None, (found.name, about.narrowed))))
                every = _within(work, found)
            fits = (one async for one in every if not wanted or wanted in one.tags)
            return await _part(about, into, fits)

        async with self._turn:
            return await self._units.read(unit)


async def _within(work: JudgingWork, collection: Collection) -> AsyncIterator[Resource]:
    """What stands in a collection, in its order, but for what was taken back or hidden."""
    items = await work.judging.items(collection.community, collection.id, limit=MOST_ITEMS)
    for one in await work.resources.many(collection.community, [item.resource for item in items]):
        if one.seen:
            yield one


async def _part(about: About, into: Into, every: AsyncIterator[Resource]) -> Exported:
    now = 1
    writer = WRITERS[into](about)
    held = without = seen = 0
    async for resource in every:
        seen += 1
        if seen % BREATH == 0:
            await asyncio.sleep(0)
        if writer.size >= A_FILE:
            if now == about.part:
                return _exported(writer, held, without, more=True)
            now, held, without, writer = now + 1, 0, 0, WRITERS[into](about)
        if writer.add(resource):
            held += 1
        else:
            without += 1
    if now != about.part or not held + without:
        raise _nothing(about)
    return _exported(writer, held, without, more=False)


def _exported(writer: Growing, held: int, without: int, *, more: bool) -> Exported:
    about = writer.about
    parts = [slug(about.community), "resources", slug(about.narrowed) if about.narrowed else ""]
    if more or about.part > 1:
        parts.append(str(about.part))
    name = f"{'-'.join(filter(None, parts))}.{writer.ending}"
    file = File(name, writer.mime, writer.ended(more=more))
    return Exported(file=file, held=held, without=without, part=about.part, more=more)


def _nothing(about: About) -> NotFound:
    if about.part > 1:
        return NotFound("There is no such part: the export ends before it.", example="/resource export")
    if about.narrowed:
        what = one_line(about.narrowed, 60)
        return NotFound(f"There is nothing of {what} to export.", understood=what, example="/resource export")
    return NotFound("There is no resource here yet.", example="/resource share")
