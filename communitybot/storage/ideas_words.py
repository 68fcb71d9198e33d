"""The telling words of ideas: stems with their weights, kept with the number of ideas that have each."""

from collections import Counter
from collections.abc import Mapping
from math import log

from sqlalchemy import Executable, delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.stems import stem
from communitybot.storage.tables.ideas import idea_vectors
from communitybot.storage.types import dump_json
from communitybot.storage.words import words_of

TITLE = 2.0  # what a word of the title weighs more
MOST = 400  # different stems of one text; 300 words and a title have fewer
COUNTED = ""  # the stem every idea has: it counts the ideas that are searched

_SAYING_LITTLE = """
a about above after again against all also am an and any are as at be because been before being below
between both but by can cannot could did do does doing don down during each either else etc even ever
every few for from further get gets got had has have having he her here hers herself him himself his how
however i if in into is it its itself just let like ll made make makes making many may me might more most
much must my myself need needs no nor not now of off often on once one only or other our ours ourselves
out over own per perhaps rather re s same shall she should since so some such t than that the their theirs
them themselves then there these they this those through to together too two under until up upon us use
used uses using ve very via want wants was we well were what when where whether which while who whom whose
why will with within without would yet you your yours yourself yourselves
"""
STOP = frozenset(_SAYING_LITTLE.split())

_SAID_EVERYWHERE = """
child class classroom day district education grade group help idea kid lead learn pupil school staff student
support teach teacher time week work year
"""
COMMON = frozenset(map(stem, _SAID_EVERYWHERE.split()))
"""Stems that say little where all talk of schools, also while a community has too few ideas to show that."""

_V = idea_vectors.c

# Stems in the order of their letters: two units that count the same ones wait for each other in that order.
_COUNT = {
    "postgresql": text(
        "INSERT INTO idea_terms (community, word, ideas)"
        " SELECT :community, word, 1 FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS new(word, place)"
        " ORDER BY place"
        " ON CONFLICT (community, word) DO UPDATE SET ideas = idea_terms.ideas + 1 RETURNING id"
    ),
    "sqlite": text(
        "INSERT INTO idea_terms (community, word, ideas)"
        " SELECT :community, value, 1 FROM json_each(:words) WHERE true"
        " ON CONFLICT (community, word) DO UPDATE SET ideas = ideas + 1 RETURNING id"
    ),
}
_UNCOUNT = {
    "postgresql": text(
        "UPDATE idea_terms SET ideas = ideas - 1 WHERE id IN ("
        " SELECT id FROM idea_terms WHERE community = :community AND word = ANY(CAST(:words AS text[]))"
        " ORDER BY word FOR UPDATE) RETURNING id"
    ),
    "sqlite": text(
        "UPDATE idea_terms SET ideas = ideas - 1"
        " WHERE community = :community AND word IN (SELECT value FROM json_each(:words)) RETURNING id"
    ),
}
_ADD = {
    "postgresql": text(
        "INSERT INTO idea_words (term, idea)"
        " SELECT term, :idea FROM unnest(CAST(:terms AS bigint[])) AS new(term) ON CONFLICT DO NOTHING"
    ),
    "sqlite": text(
        "INSERT INTO idea_words (term, idea) SELECT value, :idea FROM json_each(:terms) WHERE true"
        " ON CONFLICT DO NOTHING"
    ),
}
_DROP = {
    "postgresql": text("DELETE FROM idea_words WHERE idea = :idea AND term = ANY(CAST(:terms AS bigint[]))"),
    "sqlite": text(
        "DELETE FROM idea_words WHERE idea = :idea AND term IN (SELECT value FROM json_each(:terms))"
    ),
}


def telling(words: str) -> Counter[str]:
    """How often each stem is in a text; without the words that say nothing of what it is about."""
    return Counter(stem(word) for word in words_of(words) if word not in STOP)


def weights(counted: Mapping[str, int]) -> dict[str, float]:
    """What each stem weighs in a text: said ten times it is about it more, but not ten times more."""
    few = sorted(counted, key=lambda word: (-counted[word], word))[:MOST]
    return {word: round(1 + log(counted[word]), 2) for word in few}


def vector(idea: Idea) -> dict[str, float]:
    """The stems an idea is found by, with their weights; none when not everybody may see it."""
    if not idea.stage.seen:
        return {}
    body = telling(" ".join(_body(idea)))
    title = telling(idea.title)
    found = weights(body + title)
    return {word: round(weight + TITLE * (word in title), 2) for word, weight in found.items()}


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
    gone = old.keys() - new.keys() | ({COUNTED} if old and not new else set())
    more = new.keys() - old.keys() | ({COUNTED} if new and not old else set())
    await _written(connection, now, gone, _UNCOUNT, _DROP)
    await _written(connection, now, more, _COUNT, _ADD)
    if old:
        await connection.execute(delete(idea_vectors).where(_V.idea == now.id))
    if new:
        await connection.execute(insert(idea_vectors), {"idea": now.id, "weights": new})


async def take_away(connection: AsyncConnection, idea: Idea) -> None:
    """Let an idea that is about to be forgotten be found no more."""
    old = await _kept(connection, idea.id)
    if old:
        await _written(connection, idea, old.keys() | {COUNTED}, _UNCOUNT, _DROP)


def _same(before: Idea, now: Idea) -> bool:
    if before.stage.seen != now.stage.seen:
        return False
    return not now.stage.seen or (before.title, _body(before)) == (now.title, _body(now))


async def _kept(connection: AsyncConnection, idea: str) -> dict[str, float]:
    found = await connection.scalar(select(_V.weights).where(_V.idea == idea))
    return found or {}


async def _written(
    connection: AsyncConnection,
    idea: Idea,
    words: set[str],
    count: Mapping[str, Executable],
    write: Mapping[str, Executable],
) -> None:
    """Count an idea in at some stems, or out of them, and write down which."""
    if not words:
        return
    dialect, sought = connection.dialect.name, sorted(words)
    many = texts(sought) if dialect == "postgresql" else dump_json(sought)
    found = await connection.scalars(count[dialect], {"community": idea.community, "words": many})
    ids = sorted(found.all())
    terms = numbers(ids) if dialect == "postgresql" else dump_json(ids)
    await connection.execute(write[dialect], {"idea": idea.id, "terms": terms})
