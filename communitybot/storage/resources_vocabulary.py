"""The words of what everybody in a community sees: how they begin, and which are nearly as typed."""

import asyncio
from collections.abc import Sequence
from functools import cache

from sqlalchemy import TextClause, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.resources_index import WORD
from communitybot.storage.resources_nearly import nearest
from communitybot.storage.straight import rows_of
from communitybot.storage.tables.resources import resource_words

MOST = 20_000  # above so many words, none is looked for that is only nearly typed
MOST_MENDED = 3  # words of one search; with more of them not there, it is about something else
LAST = "\U0010ffff"  # after every letter a word can have

_W = resource_words.c


async def begun(
    connection: AsyncConnection, community: str, words: Sequence[str], *, most: int
) -> list[list[str]]:
    """For each of some words those that begin with it, the most used first."""
    told: dict[str, str | int] = {"community": community, "kind": WORD, "most": most}
    for number, word in enumerate(words):
        told |= {f"from_{number}": word, f"to_{number}": word + LAST}
    found: list[list[str]] = [[] for _ in words]
    if words:
        for number, word, _ in sorted(
            await rows_of(connection, _beginning(len(words)), told),
            key=lambda row: (row[0], -row[2], row[1]),
        ):
            found[number].append(word)
    return found


async def mended(
    connection: AsyncConnection, community: str, words: Sequence[str]
) -> list[tuple[str, ...]] | None:
    """For each of some words what it may have meant to be; None where that would be too much to look for.

    Each word that is not there is compared with all that are, and everything else has its turn between.
    """
    asked = select(_W.word, _W.resources).where(_W.community == community, _W.kind == WORD)
    every = (await connection.execute(asked.limit(MOST + 1))).all()
    if len(every) > MOST:
        return None
    there = {row.word: row.resources for row in every}
    if sum(word not in there for word in words) > MOST_MENDED:
        return None
    found: list[tuple[str, ...]] = []
    for word in words:
        found.append((word,) if word in there else nearest(word, there))
        await asyncio.sleep(0)
    return found


@cache
def _beginning(words: int) -> TextClause:
    return text(
        " UNION ALL ".join(
            f"SELECT * FROM (SELECT {number} AS number, word, resources FROM resource_words"
            " WHERE community = :community AND kind = :kind"
            f" AND word >= :from_{number} AND word < :to_{number}"
            f" ORDER BY resources DESC, word LIMIT :most) AS begun_{number}"
            for number in range(words)
        )
    )
