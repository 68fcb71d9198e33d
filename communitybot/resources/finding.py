"""Finding resources: lists and searches, and where nothing fits, what would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from communitybot.commands.tags import tag_of
from communitybot.commands.words import near
from communitybot.conversation.inbound import Caller
from communitybot.resources.addresses import links_in, read_address
from communitybot.resources.desk import Desk, community_of
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import Counted, Found, Hit, ResourceQuery

COUNTED_TO = 50  # what is more than that is told as "more than 50"
NEAR = 5
COMPARED = 300  # tags, or subjects, that what was typed is compared with
WORDS = 8  # words of a search that are looked up among tags
SHORTEST = 3  # letters of a word that is near a tag
EMPTY: Mapping[str, Any] = {
    "words": "",
    "grade": None,
    "subject": None,
    "kind": None,
    "licence": None,
    "login": None,
    "tag": None,
}
"""What narrows a search, and what stands there when it does not, in the order people read it."""


@dataclass(frozen=True, slots=True)
class Wider:
    """How many would fit without one part of a search; `more` than these when there are too many to count."""

    without: str
    count: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """One page of a search as its asker sees it; what may help stands there only where nothing fits.

    `wider` are the parts that keep all from fitting; `tags` and `subjects` are those in use that are near.
    `empty` says that nothing was ever shared here.
    """

    found: Found
    query: ResourceQuery
    now: datetime
    zone: str
    wider: Sequence[Wider] = ()
    tags: Sequence[Counted] = field(default=())
    subjects: Sequence[Counted] = field(default=())
    empty: bool = False


class Finding(Desk):
    """What can be found; it changes nothing."""

    async def look(self, caller: Caller, query: ResourceQuery) -> Sought:
        """One page; where it is the first and empty, also what would fit."""
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> Sought:
            found = await _linked(work, caller, query) or await work.resources.sought(caller.community, query)
            zone = (await community_of(work, caller.community)).zone
            sought = Sought(found=found, query=query, now=now, zone=zone)
            if found.hits or query.offset:
                return sought
            return replace(
                sought,
                wider=await _wider(work, caller.community, query),
                tags=await _near_tags(work, caller.community, query),
                subjects=await _near_subjects(work, caller.community, query),
                empty=not (await work.resources.sought(caller.community, ResourceQuery(limit=1))).hits,
            )

        return await self._units.read(unit)

    async def titles(self, caller: Caller, text: str, *, limit: int) -> Sequence[Resource]:
        """Shared resources with a title whose words begin so."""
        typed = text.strip()
        if not typed:
            return []
        return await self._units.read(
            lambda work: work.resources.named(caller.community, typed, limit=limit, person=None)
        )


def narrowing(query: ResourceQuery) -> tuple[str, ...]:
    """The parts of a search that keep something out, in the order people read them."""
    return tuple(name for name, nothing in EMPTY.items() if getattr(query, name) != nothing)


async def _linked(work: ResourcesWork, caller: Caller, query: ResourceQuery) -> Found | None:
    """The one resource a pasted link is known by, whatever form it has; None for words."""
    links = links_in(query.words)
    if not links or query.offset:
        return None
    there = await work.resources.at(caller.community, read_address(links[0]).canonical)
    if there is None or not there.seen:
        return None
    return Found(hits=[Hit(resource=there, where=("link",))], more=False)


async def _wider(work: ResourcesWork, community: str, query: ResourceQuery) -> list[Wider]:
    """What each part keeps out, where taking it away alone helps."""
    parts = narrowing(query)
    if len(parts) < 2:
        return []
    told = []
    for name in parts:
        wider: dict[str, Any] = {name: EMPTY[name], "limit": COUNTED_TO, "offset": 0}
        found = await work.resources.sought(community, replace(query, **wider))
        if found.hits:
            told.append(Wider(name, len(found.hits), found.more))
    return told


async def _near_tags(work: ResourcesWork, community: str, query: ResourceQuery) -> list[Counted]:
    """Tags in use that are like the tag that was wanted, or like the words."""
    known = await work.resources.tags(community, limit=COMPARED)
    sought = [query.tag] if query.tag else [tag_of(word) for word in query.words.split()[:WORDS]]
    return _near([word for word in sought if len(word) >= SHORTEST], known, but=query.tag)


async def _near_subjects(work: ResourcesWork, community: str, query: ResourceQuery) -> list[Counted]:
    if not query.subject:
        return []
    return _near([query.subject], await work.resources.subjects(community, limit=COMPARED), but=query.subject)


def _near(sought: Sequence[str], known: Sequence[Counted], *, but: str | None) -> list[Counted]:
    """Those like any of these words, the likest of each word first."""
    counts = {each.name: each for each in known if each.name != but}
    found = [name for word in sought for name in near(word, counts)]
    return [counts[name] for name in dict.fromkeys(found)][:NEAR]
