"""Finding ideas that are like a text: by the rarest of its words first, then by all of them.

Ranked as texts usually are, by the cosine of their words weighed by frequency and rarity (tf-idf), in Python,
so that both databases find the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Stage
from communitybot.storage import ideas_rows as rows
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.ideas_words import COMMON, COUNTED, telling, weights
from communitybot.storage.tables.ideas import idea_vectors, ideas
from communitybot.storage.types import dump_json

MOST_LOOKED_UP = 3_000  # ideas and words that are read for one search
COMPARED = 24  # ideas whose every word is compared
LIKE = 0.15  # cosine from which two texts are alike
COVERED = 0.6  # of what a text says, in an idea that is longer: then it is like it as well
SHARED = 2  # telling words at least, of a text that has so many
SEEN = [stage.value for stage in Stage if stage.seen]

_TERMS = {
    "postgresql": text(
        "SELECT id, word, ideas FROM idea_terms"
        " WHERE community = :community AND word = ANY(CAST(:words AS text[]))"
    ),
    "sqlite": text(
        "SELECT id, word, ideas FROM idea_terms"
        " WHERE community = :community AND word IN (SELECT value FROM json_each(:words))"
    ),
}
_WORDS = {
    "postgresql": text("SELECT term, idea FROM idea_words WHERE term = ANY(CAST(:terms AS bigint[]))"),
    "sqlite": text("SELECT term, idea FROM idea_words WHERE term IN (SELECT value FROM json_each(:terms))"),
}
_I, _V = ideas.c, idea_vectors.c


@dataclass(frozen=True, slots=True)
class _Term:
    id: int
    ideas: int


class SearchedIdeas:
    """The words of every idea."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def similar(
        self, community: str, text: str, *, limit: int, but: str | None = None
    ) -> Sequence[Idea]:
        asked = weights(telling(text))
        terms = await self._terms(community, [COUNTED, *asked])
        every = terms.pop(COUNTED, None)
        if every is None or not terms:
            return []
        first = await self._candidates(asked, terms, every.ideas)
        first.pop(but or "", None)
        few = sorted(first, key=lambda idea: (-first[idea], idea))[: max(COMPARED, 2 * limit)]
        compared = await self._compared(community, asked, few, every.ideas)
        ids = sorted(compared, key=lambda idea: (-compared[idea], idea))
        found = await self._connection.execute(
            select(ideas).where(_I.id.in_(ids), _I.community == community, _I.stage.in_(SEEN))
        )
        of = {row["id"]: rows.idea_of(row) for row in found.mappings()}
        return [of[idea] for idea in ids if idea in of][:limit]

    async def _terms(self, community: str, words: Sequence[str]) -> dict[str, _Term]:
        """Those of the words that are in any idea, and in how many."""
        dialect = self._connection.dialect.name
        many = texts(words) if dialect == "postgresql" else dump_json(words)
        found = await self._connection.execute(_TERMS[dialect], {"community": community, "words": many})
        return {word: _Term(term, count) for term, word, count in found.all() if count > 0}

    async def _candidates(
        self, asked: Mapping[str, float], terms: Mapping[str, _Term], every: int
    ) -> dict[str, float]:
        """The ideas that have the rarest words, with what those count for."""
        tells: dict[int, float] = {}
        read = 0
        for word, term in sorted(terms.items(), key=lambda each: (each[1].ideas, each[0])):
            if tells and read + term.ideas > MOST_LOOKED_UP:
                break
            tells[term.id] = asked[word] * rarity(word, term.ideas, every) ** 2
            read += term.ideas
        dialect = self._connection.dialect.name
        many = numbers(tells) if dialect == "postgresql" else dump_json(list(tells))
        found: dict[str, float] = defaultdict(float)
        for term_id, idea in (await self._connection.execute(_WORDS[dialect], {"terms": many})).all():
            found[idea] += tells[term_id]
        return found

    async def _compared(
        self, community: str, asked: Mapping[str, float], few: Sequence[str], every: int
    ) -> dict[str, float]:
        """Those of a few ideas that are like the text, and how much."""
        held = await self._connection.execute(select(_V.idea, _V.weights).where(_V.idea.in_(few)))
        vectors: dict[str, dict[str, float]] = {row.idea: row.weights for row in held}
        words = set(asked).union(*vectors.values())
        terms = await self._terms(community, sorted(words))
        rare = {word: rarity(word, terms[word].ideas if word in terms else 1, every) for word in words}
        found = {}
        for idea, vector in vectors.items():
            likeness = alike(asked, vector, rare)
            if likeness:
                found[idea] = likeness
        return found


def rarity(word: str, ideas_with_it: int, every: int) -> float:
    """How much a word tells: the fewer ideas have it, the more (inverse document frequency)."""
    return log(1 + every / max(ideas_with_it, every / 2 if word in COMMON else 1))


def alike(asked: Mapping[str, float], vector: Mapping[str, float], rare: Mapping[str, float]) -> float:
    """How alike a text and an idea are, from 0 to 1; 0 when they share too little to say so."""
    shared = asked.keys() & vector.keys()
    tells = len(shared - COMMON)
    if not tells:
        return 0.0
    both = sum(asked[word] * vector[word] * rare[word] ** 2 for word in shared)
    cosine = both / (_length(asked, rare) * _length(vector, rare))
    covered = (_length({word: asked[word] for word in shared}, rare) / _length(asked, rare)) ** 2
    enough = tells >= min(SHARED, len(asked.keys() - COMMON))
    return cosine if covered >= COVERED or (enough and cosine >= LIKE) else 0.0


def _length(vector: Mapping[str, float], rare: Mapping[str, float]) -> float:
    return sqrt(sum((weight * rare[word]) ** 2 for word, weight in vector.items()))
