"""Finding ideas that are like a text: by the rarest of its words first, then by all of them.

Ranked as texts usually are, by the cosine of their words weighed by frequency and rarity (tf-idf), in Python,
so that both databases find the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from sqlalchemy import Executable, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Stage
from communitybot.storage import ideas_rows as rows
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.ideas_words import COUNTED, telling, weights
from communitybot.storage.saying_little import COMMON
from communitybot.storage.tables.ideas import idea_vectors, ideas
from communitybot.storage.types import dump_json

MOST_READ = 8_000  # ideas and words that are read for one search
MOST_OF_ONE = 1_000  # ideas of one word: those in which it weighs most
COMPARED = 16  # ideas whose every word is compared
LIKE = 0.2  # cosine from which two texts are alike
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
_OF_FEW = {
    "postgresql": (
        "SELECT idea, weight * told.tells AS tells"
        " FROM unnest(CAST(:terms AS bigint[]), CAST(:tells AS int[])) AS told(term, tells)"
        " JOIN idea_words ON idea_words.term = told.term"
    ),
    "sqlite": (
        "SELECT idea, weight * json_extract(value, '$[1]') AS tells"
        " FROM json_each(:pairs) CROSS JOIN idea_words ON term = json_extract(value, '$[0]')"
    ),
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
        first = await self._candidates(asked, terms, every.ideas, max(COMPARED, 2 * limit))
        few = [idea for idea in first if idea != but]
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
        self, asked: Mapping[str, float], terms: Mapping[str, _Term], every: int, most: int
    ) -> Sequence[str]:
        """The ideas in which the rarest of the words weigh most."""
        few: dict[int, int] = {}
        many: dict[int, int] = {}
        read = 0
        for word, term in sorted(terms.items(), key=lambda each: (each[1].ideas, each[0])):
            read += min(term.ideas, MOST_OF_ONE)
            if read > MOST_READ:
                break
            said = few if term.ideas <= MOST_OF_ONE else many
            said[term.id] = round(asked[word] * rarity(word, term.ideas, every) ** 2)
        dialect = self._connection.dialect.name
        if dialect == "postgresql":
            told: dict[str, str | int] = {"terms": numbers(few), "tells": numbers(few.values())}
        else:
            told = {"pairs": dump_json(list(few.items()))}
        for number, (term_id, tells) in enumerate(many.items()):
            told |= {f"term_{number}": term_id, f"tells_{number}": tells}
        asked_for = _weightiest(dialect, len(many), MOST_OF_ONE)
        found = await self._connection.execute(asked_for, {**told, "most": most})
        return [row.idea for row in found]

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


@cache
def _weightiest(dialect: str, many: int, each: int) -> Executable:
    """The ideas for which weights, each times what its term tells, add up to most.

    Of terms that few ideas have, all are read; of each of `many` others the ideas in which it weighs most.
    """
    limited = (
        f"SELECT * FROM (SELECT idea, weight * :tells_{number} AS tells FROM idea_words"
        f" WHERE term = :term_{number} ORDER BY weight DESC, idea DESC LIMIT {each}) AS of_{number}"
        for number in range(many)
    )
    every = " UNION ALL ".join((_OF_FEW[dialect], *limited))
    return text(
        f"SELECT idea FROM ({every}) AS found GROUP BY idea ORDER BY sum(tells) DESC, idea LIMIT :most"
    )


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
