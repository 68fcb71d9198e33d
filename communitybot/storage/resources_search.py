"""Finding resources by their words, the best first: by stems, then by beginnings, then nearly."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.resource import Resource
from communitybot.resources.views import Found, Hit, Matched, ResourceQuery, Sort
from communitybot.storage import resources_rows as rows
from communitybot.storage.arrays import texts
from communitybot.storage.resources_ranking import Candidate, ordered, where
from communitybot.storage.resources_shelves import candidates_of, shelves
from communitybot.storage.resources_terms import library_of, wanted, words_shown
from communitybot.storage.resources_vocabulary import begun, mended
from communitybot.storage.resources_ways import Way, some_of, statement
from communitybot.storage.resources_wishes import PROVEN, Word, plainly, telling, ways_to, weight_of
from communitybot.storage.resources_within import MOST, WEIGHTS, within
from communitybot.storage.stems import stem
from communitybot.storage.straight import read, rows_of
from communitybot.storage.tables.resources import resource_notes, resources
from communitybot.storage.types import dump_json

CONSIDERED = 200  # resources that are put into order by more than their words
BEGUN = 40  # words with one beginning: those most used
LESS = 3.0  # what words that were only begun or mended weigh less

Scored = list[tuple[Candidate, float]]

_N = resource_notes.c
_COLUMNS = ", ".join(f'"{column.name}"' for column in resources.c)
_WHOLE = {  # as text: put together once, where a list of ids would be each time
    "postgresql": text(
        f"SELECT {_COLUMNS} FROM resources WHERE id = ANY(CAST(:ids AS text[])) AND community = :community"
    ),
    "sqlite": text(
        f"SELECT {_COLUMNS} FROM resources WHERE id IN (SELECT value FROM json_each(:ids))"
        " AND community = :community"
    ),
}


class SearchedResources:
    """The search through the resources of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def sought(self, community: str, query: ResourceQuery) -> Found:
        words = plainly(telling(query.words))
        if query.words.strip() and not words:
            return Found(hits=(), more=False)
        if not words:
            return await self._page(community, await self._shelved(community, query), query)
        found = await self._found(community, words, query)
        if len(found) >= query.limit:
            return await self._page(community, found, query, words)
        longer = await begun(self._connection, community, [word.typed for word in words], most=BEGUN)
        wider = [word.also(some) for word, some in zip(words, longer, strict=True)]
        further: Scored = []
        if wider != words:
            here = {one.resource for one, _ in found}
            more = await self._found(community, wider, query, LESS)
            further = [pair for pair in more if pair[0].resource not in here]
        if found or further:
            matched = Matched.BEGINNINGS if further else Matched.WORDS
            return await self._page(community, [*found, *further], query, wider, matched)
        return await self._nearly(community, words, query)

    async def _nearly(self, community: str, words: Sequence[Word], query: ResourceQuery) -> Found:
        near = await mended(self._connection, community, [word.typed for word in words])
        if near is None:
            return Found(hits=(), more=False)
        meant = [Word(word.typed, ()).also(some) for word, some in zip(words, near, strict=True)]
        found = await self._found(community, meant, query, LESS)
        page = await self._page(community, found, query, meant, Matched.NEARLY)
        return replace(page, read=tuple(some[0] for some in near) if page.hits else ())

    async def _shelved(self, community: str, query: ResourceQuery) -> Scored:
        library = library_of(community)
        if wanted(library, query):
            return await self._best(community, ways_to(library, (), query), query)
        most = max(CONSIDERED, query.offset + query.limit + 1)
        asked, told = shelves(community, query.sort, most)
        return self._ordered((await self._connection.execute(asked, told)).all(), {}, query)

    async def _found(
        self, community: str, words: Sequence[Word], query: ResourceQuery, less: float = 0.0
    ) -> Scored:
        """Those that fit: all of them where they are few, else the best by their words."""
        ways = ways_to(library_of(community), words, query, less)
        if not ways:
            return []
        if self._connection.dialect.name == "postgresql" and query.sort is Sort.BEST and not less:
            return await self._near(community, words, ways, query)
        asked, told = some_of(self._connection.dialect.name, community, ways[-1], CONSIDERED)
        few = await rows_of(self._connection, asked, told)
        if len(few) == CONSIDERED:
            return await self._best(community, ways, query)
        weighed = (Candidate._make((*row[:-1], weight_of(words, row[-1], query, less))) for row in few)
        return ordered(weighed, query.sort)

    async def _near(
        self, community: str, words: Sequence[Word], ways: Sequence[Way], query: ResourceQuery
    ) -> Scored:
        """The best of all that fit, by one statement while they are not too many.

        FTS5 knows a way's rows without going to them, so it is asked for ways; GIN goes to each anyway.
        """
        most = max(CONSIDERED, query.offset + query.limit + 1) + PROVEN
        stems = [stem for word in words for stem in word.stems]
        asked, told = within(community, ways[-1].all, stems, most)
        found = await rows_of(self._connection, asked, told)
        if found and found[0][-1] > MOST:
            return await self._best(community, ways, query)
        return self._ordered([row[:-1] for row in found], WEIGHTS, query)

    async def _best(self, community: str, ways: Sequence[Way], query: ResourceQuery) -> Scored:
        most = max(CONSIDERED, query.offset + query.limit + 1)
        asked, told = statement(self._connection.dialect.name, community, ways, most, most + PROVEN)
        weights = {number: way.weight for number, way in enumerate(ways)}
        return self._ordered(await rows_of(self._connection, asked, told), weights, query)

    def _ordered(self, found: Iterable[Any], weights: dict[int, float], query: ResourceQuery) -> Scored:
        """The best by their words, put into order, and all others as they come."""
        most = max(CONSIDERED, query.offset + query.limit + 1)
        few = candidates_of(found, weights)[:most]
        rest = [(one, one.weight) for one in few[CONSIDERED:]]
        return [*ordered(few[:CONSIDERED], query.sort), *rest]

    async def _page(
        self,
        community: str,
        found: Scored,
        query: ResourceQuery,
        words: Sequence[Word] = (),
        matched: Matched = Matched.WORDS,
    ) -> Found:
        """Only what is on the page is read whole."""
        page = {one.resource: score for one, score in found[query.offset : query.offset + query.limit]}
        dialect = self._connection.dialect.name
        ids = texts(list(page)) if dialect == "postgresql" else dump_json(list(page))
        asked = await rows_of(self._connection, _WHOLE[dialect], {"ids": ids, "community": community})
        whole = (read(resources, self._connection.dialect, row) for row in asked)
        every = map(rows.resource_of, whole)
        of = {one.id: one for one in every if not query.public or _shows(one, words)}
        stems = {each for word in words for each in word.stems}
        notes = await self._notes([one for one in of.values() if one.notes]) if stems else {}
        hits = [
            Hit(resource=of[one], where=where(of[one], notes.get(one, ()), stems), score=score)
            for one, score in page.items()
            if one in of
        ]
        return Found(hits=hits, more=len(found) > query.offset + query.limit, matched=matched)

    async def _notes(self, noted: Sequence[Resource]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        if noted:
            asked = select(_N.resource, _N.text).where(_N.resource.in_([one.id for one in noted]))
            for resource, said in (await self._connection.execute(asked)).all():
                found.setdefault(resource, []).append(said)
        return found


def _shows(resource: Resource, words: Sequence[Word]) -> bool:
    """Whether anybody on the web may read every word of a search in a resource."""
    shown = set(map(stem, words_shown(resource))) if words else set()
    return all(not shown.isdisjoint(word.stems) for word in words)
