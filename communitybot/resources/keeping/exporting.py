"""Taking the library along: what everybody sees of it, as a file, in parts where it is large."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from communitybot.commands.tags import tag_of
from communitybot.communities.names import slug
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import File
from communitybot.errors import NotFound
from communitybot.ports import Units
from communitybot.resources.desk import community_of
from communitybot.resources.keeping.formats.bookmarks import Bookmarks
from communitybot.resources.keeping.formats.jsons import Json
from communitybot.resources.keeping.formats.sheet import Sheet
from communitybot.resources.keeping.formats.writing import About, Growing
from communitybot.resources.repository import ResourcesWork

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

    def __init__(self, units: Units[ResourcesWork]) -> None:
        self._units = units
        self._turn = asyncio.Lock()

    async def export(self, caller: Caller, into: Into, *, tag: str = "", part: int = 1) -> Exported:
        """A part of the library, counted from 1, or of what has a tag.

        Raises:
            NotFound: when there is nothing in it.
        """
        wanted = tag_of(tag)

        async def unit(work: ResourcesWork) -> Exported:
            community = await community_of(work, caller.community)
            told = About(community=community.name, narrowed=f"#{wanted}" if wanted else "", part=part)
            return await _part(work, caller.community, told, into, wanted)

        async with self._turn:
            return await self._units.read(unit)


async def _part(work: ResourcesWork, community: str, about: About, into: Into, tag: str) -> Exported:
    now = 1
    writer = WRITERS[into](about)
    held = without = seen = 0
    async for resource in work.resources.every(community):
        seen += 1
        if seen % BREATH == 0:
            await asyncio.sleep(0)
        if tag and tag not in resource.tags:
            continue
        if writer.size >= A_FILE:
            if now == about.part:
                return _exported(writer, held, without, more=True)
            now, held, without, writer = now + 1, 0, 0, WRITERS[into](about)
        if writer.add(resource):
            held += 1
        else:
            without += 1
    if now != about.part or not held + without:
        raise _nothing(about, tag)
    return _exported(writer, held, without, more=False)


def _exported(writer: Growing, held: int, without: int, *, more: bool) -> Exported:
    about = writer.about
    parts = [slug(about.community), "resources", slug(about.narrowed) if about.narrowed else ""]
    if more or about.part > 1:
        parts.append(str(about.part))
    name = f"{'-'.join(filter(None, parts))}.{writer.ending}"
    file = File(name, writer.mime, writer.ended(more=more))
    return Exported(file=file, held=held, without=without, part=about.part, more=more)


def _nothing(about: About, tag: str) -> NotFound:
    if about.part > 1:
        return NotFound("There is no such part: the export ends before it.", example="/resource export")
    if tag:
        return NotFound(f"Nothing here is tagged #{tag}.", understood=f"#{tag}", example="/resource export")
    return NotFound("There is no resource here yet.", example="/resource share")
