"""Tens of thousands of ideas stored as the repository would store them, but many at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import insert, text

from communitybot.ideas.model.idea import Idea
from communitybot.storage import ideas_rows, ideas_shelves, ideas_words
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.tables import ideas as tables
from communitybot.storage.types import dump_json
from communitybot.storage.words import words_in
from communitybot.storage.work import UnitsOfWork, Work

PART = 2_500  # ideas that are stored in one go

_WORDS = {
    "postgresql": text(
        "INSERT INTO idea_words (term, weight, idea)"
        " SELECT * FROM unnest(CAST(:terms AS bigint[]), CAST(:weights AS int[]), CAST(:ideas AS text[]))"
    ),
    "sqlite": text(
        "INSERT INTO idea_words (term, weight, idea) SELECT json_extract(value, '$[0]'),"
        " json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(:pairs)"
    ),
}


@dataclass(slots=True)
class Terms:
    """The stems met so far: the number of each, and in how many ideas it is."""

    ids: dict[str, int] = field(default_factory=lambda: {ideas_words.COUNTED: 1})
    having: Counter[str] = field(default_factory=Counter)


async def fill(units: UnitsOfWork, ideas: Sequence[Idea], follower: str) -> None:
    """Store ideas of one community with all they are listed and found by; one in fifty is followed."""
    terms = Terms()
    for start in range(0, len(ideas), PART):
        await units.run(partial(_store, ideas[start : start + PART], follower))
        await units.run(partial(_index, terms, ideas[start : start + PART]))
    await units.run(partial(_count, terms, ideas[0].community))
    async with units.database.writing(), units.database.engine.begin() as connection:
        await connection.execute(text("ANALYZE"))


async def _store(ideas: Sequence[Idea], follower: str, work: Work) -> None:
    run = work.connection.execute
    await run(insert(tables.ideas), [ideas_rows.idea_values(idea) for idea in ideas])
    await run(
        insert(tables.idea_authors), [{"idea": idea.id, "person": idea.author.person} for idea in ideas]
    )
    follows = [{"idea": idea.id, "person": follower, "at": idea.created} for idea in ideas[::50]]
    await run(insert(tables.idea_follows), follows)
    shelves = [
        {"community": idea.community, "shelf": shelf, "idea": idea.id, **sorts}
        for idea in ideas
        for shelf, sorts in ideas_shelves.shelves(idea).items()
    ]
    await run(insert(tables.idea_shelves), shelves)
    titles = [
        {"community": idea.community, "word": word, "idea": idea.id}
        for idea in ideas
        for word in words_in(idea.title)
    ]
    await run(insert(tables.idea_titles), titles)


async def _index(terms: Terms, ideas: Sequence[Idea], work: Work) -> None:
    vectors: Mapping[str, dict[str, int]] = {idea.id: ideas_words.vector(idea) for idea in ideas}
    pairs = []
    for idea, weights in vectors.items():
        terms.having[ideas_words.COUNTED] += 1
        for word, weight in weights.items():
            terms.having[word] += 1
            pairs.append((terms.ids.setdefault(word, len(terms.ids) + 1), weight, idea))
    pairs.sort()
    held = [{"idea": idea, "weights": weights} for idea, weights in vectors.items()]
    await work.connection.execute(insert(tables.idea_vectors), held)
    dialect = work.connection.dialect.name
    if dialect == "postgresql":
        ids, weighed, named = zip(*pairs, strict=True)
        columns = {"terms": numbers(ids), "weights": numbers(weighed), "ideas": texts(named)}
        await work.connection.execute(_WORDS[dialect], columns)
    else:
        await work.connection.execute(_WORDS[dialect], {"pairs": dump_json(pairs)})


async def _count(terms: Terms, community: str, work: Work) -> None:
    counted = [
        {"id": term, "community": community, "word": word, "ideas": terms.having[word]}
        for word, term in terms.ids.items()
    ]
    await work.connection.execute(insert(tables.idea_terms), counted)
