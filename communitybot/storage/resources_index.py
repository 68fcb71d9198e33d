"""Keeps what everybody sees findable: the terms of each resource, and how many resources have each word."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.resource import Resource
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.many import insert_all
from communitybot.storage.resources_terms import library_of, named, terms_of, words_found
from communitybot.storage.tables.resources import (
    resource_notes,
    resource_said,
    resource_terms,
)
from communitybot.storage.term_numbers import kept
from communitybot.storage.types import dump_json

WORD, TAG, SUBJECT = "word", "tag", "subject"
AT_ONCE = 1_000  # resources that are taken away in one go
MOST_NOTES = 20  # of one resource whose words are found: the latest

Counts = Counter[tuple[str, str]]
"""How many more resources have a word, a tag or a subject."""

_T, _N, _S = resource_terms.c, resource_notes.c, resource_said.c
_KEPT = select(_T.terms, _S.words).join(resource_said, _S.resource == _T.resource)

# In the order of their letters: units that count the same words wait in that order.
_COUNT = {
    "postgresql": text(
        "INSERT INTO resource_words (community, kind, word, resources)"
        " SELECT :community, kind, word, more"
        " FROM unnest(CAST(:kinds AS text[]), CAST(:words AS text[]), CAST(:more AS int[]))"
        " WITH ORDINALITY AS new(kind, word, more, place) ORDER BY place"
        " ON CONFLICT (community, kind, word)"
        " DO UPDATE SET resources = resource_words.resources + excluded.resources"
    ),
    "sqlite": text(
        "INSERT INTO resource_words (community, kind, word, resources)"
        " SELECT :community, json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
        " json_extract(value, '$[2]') FROM json_each(:new) WHERE true"
        " ON CONFLICT (community, kind, word) DO UPDATE SET resources = resources + excluded.resources"
    ),
}
_FORGET = {
    "postgresql": text(
        "DELETE FROM resource_words USING"
        " unnest(CAST(:kinds AS text[]), CAST(:words AS text[])) AS old(kind, word)"
        " WHERE community = :community AND resource_words.kind = old.kind"
        " AND resource_words.word = old.word AND resources <= 0"
    ),
    "sqlite": text(
        "DELETE FROM resource_words WHERE community = :community AND resources <= 0"
        " AND (kind, word) IN"
        " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:new))"
    ),
}


async def put(connection: AsyncConnection, before: Resource | None, now: Resource) -> None:
    """Let a resource be found as it is now, if everybody sees it; `before` is what was found until now."""
    if not now.seen:
        if before is not None and before.seen:
            await take_away(connection, before)
        return
    library = library_of(now.community)
    noted = await _noted(connection, [now])
    words = words_found(now, noted.get(now.id, ()))
    values = _values(library, now, words)
    old = (await connection.execute(_KEPT.where(_T.resource == now.id))).first()
    if old is None:
        await connection.execute(insert(resource_terms), values)
        await connection.execute(insert(resource_said), _said(now, words))
    else:
        if kept(connection.dialect.name, values["terms"]) == old.terms:
            del values["terms"]  # the index is left alone
        await connection.execute(update(resource_terms).where(_T.resource == now.id).values(values))
        await connection.execute(update(resource_said).where(_S.resource == now.id).values(_said(now, words)))
    more = counted(words, now)
    if old is not None:
        more.subtract(counted(set(old.words.split()), before))
    await count(connection, now.community, more)


async def put_all(connection: AsyncConnection, community: str, new: Sequence[Resource]) -> None:
    """Let many new resources of one community be found at once."""
    seen = [resource for resource in new if resource.seen]
    if not seen:
        return
    library = library_of(community)
    more: Counts = Counter()
    noted = await _noted(connection, seen)
    rows, said = [], []
    for resource in seen:
        words = words_found(resource, noted.get(resource.id, ()))
        rows.append(_values(library, resource, words))
        said.append(_said(resource, words))
        more.update(counted(words, resource))
    await insert_all(connection, resource_terms, rows)
    await insert_all(connection, resource_said, said)
    await count(connection, community, more)


async def take_away(connection: AsyncConnection, resource: Resource) -> None:
    """Let a resource be found no more."""
    await take_all_away(connection, [resource])


async def take_all_away(connection: AsyncConnection, some: Sequence[Resource]) -> None:
    """Let some resources of one community be found no more."""
    known = {resource.id: resource for resource in some}
    fewer: Counts = Counter()
    ids = list(known)
    for start in range(0, len(ids), AT_ONCE):
        these = ids[start : start + AT_ONCE]
        await connection.execute(delete(resource_terms).where(_T.resource.in_(these)))
        gone = delete(resource_said).where(_S.resource.in_(these)).returning(_S.resource, _S.words)
        for resource, words in (await connection.execute(gone)).all():
            fewer.subtract(counted(set(words.split()), known[resource]))
    if some:
        await count(connection, some[0].community, fewer)


def counted(words: set[str], resource: Resource | None) -> Counts:
    """What a resource counts for."""
    found: Counts = Counter((WORD, word) for word in words)
    if resource is not None:
        found.update((TAG, tag) for tag in set(resource.tags))
        found.update((SUBJECT, subject) for subject in set(resource.subjects))
    return found


async def count(connection: AsyncConnection, community: str, more: Counts) -> None:
    """Count resources in at the words they have now, and out at those they have no more."""
    changed = [(kind, word, by) for (kind, word), by in sorted(more.items()) if by]
    if not changed:
        return
    dialect = connection.dialect.name
    if dialect == "postgresql":
        kinds, words, by = zip(*changed, strict=True)
        told: dict[str, Any] = {"kinds": texts(kinds), "words": texts(words), "more": numbers(by)}
    else:
        told = {"new": dump_json(changed)}
    await connection.execute(_COUNT[dialect], {"community": community, **told})
    if any(by < 0 for _, _, by in changed):
        told.pop("more", None)
        await connection.execute(_FORGET[dialect], {"community": community, **told})


def _said(resource: Resource, words: set[str]) -> dict[str, Any]:
    return {"resource": resource.id, "words": " ".join(sorted(words))}


def _values(library: str, resource: Resource, words: set[str]) -> dict[str, Any]:
    return {
        "community": resource.community,
        "resource": resource.id,
        "shared": resource.shared or resource.added,
        "tries": resource.tries,
        "again": resource.again,
        "untagged": not resource.tags,
        "named": named(resource),
        "terms": terms_of(library, resource, words),
    }


async def _noted(connection: AsyncConnection, some: Sequence[Resource]) -> Mapping[str, Sequence[str]]:
    """What the latest notes say of those resources that have any."""
    found: dict[str, list[str]] = {}
    noted = [resource.id for resource in some if resource.notes]
    if noted:
        asked = select(_N.resource, _N.text).where(_N.resource.in_(noted)).order_by(_N.at.desc(), _N.person)
        for resource, said in (await connection.execute(asked)).all():
            found.setdefault(resource, []).append(said)
    return {resource: said[:MOST_NOTES] for resource, said in found.items()}
