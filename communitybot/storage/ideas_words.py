"""The telling words of ideas: stems with their weights, kept with the number of ideas that have each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.saying_little import STOP
from communitybot.storage.stems import stem
from communitybot.storage.tables.ideas import idea_vectors
from communitybot.storage.types import dump_json
from communitybot.storage.words import words_of

ONCE = 10  # what a word weighs that is said once; whole numbers are added up alike everywhere
TITLE = 2 * ONCE  # what a word of the title weighs more
MOST = 400  # different stems of one text; 300 words and a title have fewer
COUNTED = ""  # the stem every idea has: it counts the ideas that are searched

_V = idea_vectors.c

# Stems in the order of their letters, the one all have first: units that count the same wait in that order.
_COUNT = {
    "postgresql": text(
        "INSERT INTO idea_terms (community, word, ideas) SELECT :community, word, more"
        " FROM unnest(CAST(:words AS text[]), CAST(:more AS int[])) WITH ORDINALITY AS new(word, more, place)"
        " ORDER BY place"
        " ON CONFLICT (community, word) DO UPDATE SET ideas = idea_terms.ideas + excluded.ideas"
        " RETURNING id, word"
    ),
    "sqlite": text(
        "INSERT INTO idea_terms (community, word, ideas)"
        " SELECT :community, key, value FROM json_each(:words) WHERE true"
        " ON CONFLICT (community, word) DO UPDATE SET ideas = ideas + excluded.ideas"
        " RETURNING id, word"
    ),
}
_ADD = {
    "postgresql": text(
        "INSERT INTO idea_words (term, weight, idea)"
        " SELECT term, weight, :idea FROM unnest(CAST(:terms AS bigint[]), CAST(:weights AS int[]))"
        " AS new(term, weight) ON CONFLICT DO NOTHING"
    ),
    "sqlite": text(
        "INSERT INTO idea_words (term, weight, idea)"
        " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), :idea"
        " FROM json_each(:pairs) WHERE true ON CONFLICT DO NOTHING"
    ),
}
_DROP = {
    "postgresql": text(
        "DELETE FROM idea_words USING unnest(CAST(:terms AS bigint[]), CAST(:weights AS int[]))"
        " AS old(term, weight)"
        " WHERE idea_words.term = old.term AND idea_words.weight = old.weight AND idea_words.idea = :idea"
    ),
    # one by one: against a list of all, SQLite goes through every row there is
    "sqlite": text("DELETE FROM idea_words WHERE term = :term AND weight = :weight AND idea = :idea"),
}


def telling(words: str) -> Counter[str]:
    """How often each stem is in a text; without the words that say nothing of what it is about."""
    return Counter(stem(word) for word in words_of(words) if word not in STOP)


def weights(counted: Mapping[str, int]) -> dict[str, int]:
    """What each stem weighs in a text: said ten times it is about it more, but not ten times more."""
    few = sorted(counted, key=lambda word: (-counted[word], word))[:MOST]
    return {word: round(ONCE * (1 + log(counted[word]))) for word in few}


def vector(idea: Idea) -> dict[str, int]:
    """The stems an idea is found by, with their weights; none when not everybody may see it."""
    if not idea.stage.seen:
        return {}
    body = telling(" ".join(_body(idea)))
    title = telling(idea.title)
    found = weights(body + title)
    return {word: weight + TITLE * (word in title) for word, weight in found.items()}


def _body(idea: Idea) -> tuple[str, ...]:
    return (idea.need, idea.approach, idea.benefits, idea.helps, *idea.tags)


async def put(connection: AsyncConnection, before: Idea | None, now: Idea) -> None:
    """Let an idea be found by its words as they are now."""
    if before is not None and _same(before, now):
        return
    new = vector(now)
    if before is None and not new:
        return
    old = await _kept(connection, now.id)
    await _written(connection, now, old, new)
    if old:
        await connection.execute(delete(idea_vectors).where(_V.idea == now.id))
    if new:
        await connection.execute(insert(idea_vectors), {"idea": now.id, "weights": new})


async def take_away(connection: AsyncConnection, idea: Idea) -> None:
    """Let an idea that is about to be forgotten be found no more."""
    old = await _kept(connection, idea.id)
    if old:
        await _written(connection, idea, old, {})


def _same(before: Idea, now: Idea) -> bool:
    if before.stage.seen != now.stage.seen:
        return False
    return not now.stage.seen or (before.title, _body(before)) == (now.title, _body(now))


async def _kept(connection: AsyncConnection, idea: str) -> dict[str, int]:
    found = await connection.scalar(select(_V.weights).where(_V.idea == idea))
    return found or {}


async def _written(
    connection: AsyncConnection, idea: Idea, old: Mapping[str, int], new: Mapping[str, int]
) -> None:
    """Count an idea out at the stems it has no more and in at those it has now, and write down which."""
    gone = {word: weight for word, weight in old.items() if new.get(word) != weight}
    come = {word: weight for word, weight in new.items() if old.get(word) != weight}
    more = {COUNTED: bool(new) - bool(old)}
    more |= {word: (word in new) - (word in old) for word in gone | come}
    more = _in_order(more)
    dialect = connection.dialect.name
    if dialect == "postgresql":
        told = {"words": texts(list(more)), "more": numbers(more.values())}
    else:
        told = {"words": dump_json(more)}
    found = await connection.execute(_COUNT[dialect], {"community": idea.community, **told})
    ids = {word: term for term, word in found.all()}
    for write, some in ((_DROP, gone), (_ADD, come)):
        pairs = [(ids[word], weight) for word, weight in some.items()]
        if pairs:
            await connection.execute(write[dialect], _told(dialect, idea.id, pairs, each=write is _DROP))


def _told(dialect: str, idea: str, pairs: Sequence[tuple[int, int]], *, each: bool) -> Any:
    """Terms and weights of an idea as a statement takes them."""
    terms, weighed = zip(*pairs, strict=True)
    if dialect == "postgresql":
        return {"idea": idea, "terms": numbers(terms), "weights": numbers(weighed)}
    if each:
        return [{"idea": idea, "term": term, "weight": weight} for term, weight in pairs]
    return {"idea": idea, "pairs": dump_json(pairs)}


def _in_order(more: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(more.items()))
