"""Videos people show one another: found by words, shown in the room one is in, or to oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.urls import BadUrl, ascii_url
from communitybot.errors import Misread, NotFound
from communitybot.ports import Clock, Units
from communitybot.resources.addresses import links_in, read_address
from communitybot.resources.delivery.promises import entry
from communitybot.resources.desk import community_of, find
from communitybot.resources.model.resource import Kind, Resource
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import Hit, ResourceQuery, Sort

SHOW = "resource.video"
FILMS = (Kind.VIDEO, Kind.RECORDING)
OF_A_KIND = 10  # found of each
AGAIN = 600  # seconds within which the same video is not shown in a room a second time
EXAMPLE = "/resource video fractions"
PLAYERS = (
    *("youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "ted.com"),
    *("khanacademy.org", "schooltube.com"),
)
"""Whose addresses chat tools play; of other sites only a film itself (.mp4)."""


@dataclass(frozen=True, slots=True)
class ShownVideo:
    """A video to show: to the caller alone, or in their room from now on (`posted`); `said` in a sentence."""

    resource: Resource
    posted: bool
    said: str = ""


class Watching:
    """Finds videos, and shows them."""

    def __init__(self, units: Units[ResourcesWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def sought(self, caller: Caller, text: str) -> Sequence[Resource]:
        """The videos and recordings some words mean, best first; the new ones without words.

        Raises:
            NotFound: when there is none; it says what there is.
        """
        typed = text.strip()

        async def look(work: ResourcesWork) -> Sequence[Resource]:
            if links_in(typed):
                return await _linked(work, caller, typed)
            found = await _films(work, caller, typed)
            exact = [one for one in found if fold(one.title) == fold(typed)]
            if exact or found:
                return exact or found
            raise _unknown(typed, await _films(work, caller, ""))

        return await self._units.read(look)

    async def show(self, caller: Caller, resource: str, *, alone: bool) -> ShownVideo:
        """Show a video where the caller is; again within minutes it is shown there already.

        Where nothing can be posted, as in private, it is shown to the caller alone.
        """
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> ShownVideo:
            found = await find(work, caller, resource)
            house = await community_of(work, caller.community)
            here = any(room.address == caller.place.room for room in house.open_rooms)
            if alone or not here or not found.seen:
                said = "" if alone or not found.seen else "I can post nothing here, so only you see it."
                return ShownVideo(found, posted=False, said=said)
            key = f"video:{caller.place}:{int(now.timestamp()) // AGAIN}"
            destination = str(caller.place)
            shown = entry(found, SHOW, key, now, destination=destination, by=one_line(caller.name, 80))
            new = await work.outbox.put([shown])
            said = "I show it here." if new else "It was shown here a moment ago."
            return ShownVideo(found, posted=True, said=said)

        return await self._units.run(unit)


def plays(resource: Resource) -> str | None:
    """The address under which chat tools play a resource; None for what is only a link there."""
    for address in (resource.address, resource.canonical):
        try:
            safe = ascii_url(address)
        except BadUrl:
            continue
        parts = urlsplit(safe)
        host = (parts.hostname or "").lower().removeprefix("www.")
        known = any(host == player or host.endswith(f".{player}") for player in PLAYERS)
        if (known and parts.path.strip("/")) or parts.path.lower().endswith(".mp4"):
            return safe
    return None


async def _films(work: ResourcesWork, caller: Caller, words: str) -> Sequence[Resource]:
    sort = Sort.BEST if words else Sort.NEW
    hits: list[Hit] = []
    for kind in FILMS:
        query = ResourceQuery(words=words, kind=kind, sort=sort, limit=OF_A_KIND)
        hits += (await work.resources.sought(caller.community, query)).hits
    if words:
        return [hit.resource for hit in sorted(hits, key=lambda hit: -hit.score)]
    return sorted((hit.resource for hit in hits), key=_shared, reverse=True)


def _shared(resource: Resource) -> datetime:
    return resource.shared or resource.added


async def _linked(work: ResourcesWork, caller: Caller, typed: str) -> Sequence[Resource]:
    try:
        canonical = read_address(links_in(typed)[0]).canonical
    except Misread:
        canonical = ""
    found = await work.resources.at(caller.community, canonical) if canonical else None
    if found is None:
        raise NotFound(
            "Nobody has shared that link here yet. Once it is shared I can show it.",
            example="/resource share",
            field="video",
        )
    return [await find(work, caller, found.id)]


def _unknown(typed: str, there: Sequence[Resource]) -> NotFound:
    short = one_line(typed, 60)
    if not there:
        return NotFound("There is no video here yet. You could share one.", example="/resource share")
    names = "; ".join(one_line(one.title, 60) for one in there[:3])
    return NotFound(
        f"I know no video on “{short}”. New here: {names}.",
        understood=short,
        example=f"/resource video {one_line(there[0].title, 60)}",
        field="video",
    )
