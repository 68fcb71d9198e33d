"""Finding resources by their words, the best first: by stems, then by beginnings, then nearly."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Executable, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.resource import Resource
from communitybot.resources.views import Found, Hit, Matched, ResourceQuery
from communitybot.storage import resources_rows as rows
from communitybot.storage.resources_index import WORD, library_of
from communitybot.storage.resources_nearly import nearest
from communitybot.storage.resources_ranking import Candidate, ordered, where
from communitybot.storage.resources_shelves import candidates_of, shelves
from communitybot.storage.resources_terms import wanted
from communitybot.storage.resources_ways import Way, statement
from communitybot.storage.resources_wishes import PROVEN, Word, plainly, telling, ways_to
from communitybot.storage.stems import stem
from communitybot.storage.tables.resources import resource_notes, resource_words, resources

CONSIDERED = 200  # resources that are put into order by more than their words
BEGUN = 40  # words with one beginning: those most used
VOCABULARY = 20_000  # above so many words, none is looked for that is only nearly typed
LESS = 3.0  # what words that were only begun or mended weigh less

Scored = list[tuple[Candidate, float]]

_R, _W, _N = resources.c, resource_words.c, resource_notes.c


class SearchedResources:
    """The search through the resources of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def sought(self, community: str, query: ResourceQuery) -> Found:
        library = await library_of(self._connection, community)
        words = plainly(telling(query.words))
        if library is None or (query.words.strip() and not words):
            return Found(hits=(), more=False)
        if not words:
            return await self._page(community, await self._shelved(community, library, query), query)
        found = await self._found(ways_to(library, words, query), query)
        if len(found) >= query.limit:
            return await self._page(community, found, query, words)
        begun = [await self._begun(community, word) for word in words]
        here = {one.resource for one, _ in found}
        more = await self._found(ways_to(library, begun, query, LESS), query)
        further = [pair for pair in more if pair[0].resource not in here]
        if found or further:
            matched = Matched.BEGINNINGS if further else Matched.WORDS
            return await self._page(community, [*found, *further], query, begun, matched)
        return await self._nearly(community, library, words, query)

    async def _begun(self, community: str, word: Word) -> Word:
        """A word with those that begin as it does."""
        longer = await self.begins(community, word.typed, limit=BEGUN)
        return Word(word.typed, tuple(dict.fromkeys((*word.stems, *map(stem, longer)))))

    async def begins(self, community: str, word: str, *, limit: int) -> Sequence[str]:
        """The words of what everybody sees that begin so, the most used first."""
        here = (_W.community == community, _W.kind == WORD)
        begins = (_W.word >= word, _W.word < word + "\U0010ffff")
        asked = select(_W.word).where(*here, *begins).order_by(_W.resources.desc(), _W.word)
        return (await self._connection.scalars(asked.limit(limit))).all()

    async def _nearly(
        self, community: str, library: int, words: Sequence[Word], query: ResourceQuery
    ) -> Found:
        asked = select(_W.word, _W.resources).where(_W.community == community, _W.kind == WORD)
        every = (await self._connection.execute(asked.limit(VOCABULARY + 1))).all()
        if len(every) > VOCABULARY:
            return Found(hits=(), more=False)
        there = {row.word: row.resources for row in every}
        near = [(word.typed,) if word.typed in there else nearest(word.typed, there) for word in words]
        mended = [
            Word(word.typed, tuple(dict.fromkeys(map(stem, some))))
            for word, some in zip(words, near, strict=True)
        ]
        found = await self._found(ways_to(library, mended, query, LESS), query)
        page = await self._page(community, found, query, mended, Matched.NEARLY)
        return replace(page, read=tuple(some[0] for some in near) if found else ())

    async def _shelved(self, community: str, library: int, query: ResourceQuery) -> Scored:
        if wanted(library, query):
            return await self._found(ways_to(library, (), query), query)
        most = max(CONSIDERED, query.offset + query.limit + 1)
        return await self._candidates(*shelves(community, query.sort, most), {}, query)

    async def _found(self, ways: Sequence[Way], query: ResourceQuery) -> Scored:
        if not ways:
            return []
        most = max(CONSIDERED, query.offset + query.limit + 1)
        asked, told = statement(self._connection.dialect.name, ways, most, most + PROVEN)
        weights = {number: way.weight for number, way in enumerate(ways)}
        return await self._candidates(asked, told, weights, query)

    async def _candidates(
        self, asked: Executable, told: dict[str, Any], weights: dict[int, float], query: ResourceQuery
    ) -> Scored:
        """The best by their words, put into order, and all others as they come."""
        most = max(CONSIDERED, query.offset + query.limit + 1)
        few = candidates_of((await self._connection.execute(asked, told)).all(), weights)[:most]
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
        asked = select(resources).where(_R.id.in_(list(page)), _R.community == community)
        of = {row["id"]: rows.resource_of(row) for row in (await self._connection.execute(asked)).mappings()}
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
