"""A million resources stored as the repository would store them, on both databases, and as plain texts."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.resource_texts import Shelves
from communitybot.storage import resources_rows
from communitybot.storage.resources_index import counted
from communitybot.storage.resources_terms import library_of, named, terms_of, words_found
from communitybot.storage.tables.resources import resources as table
from communitybot.storage.term_numbers import kept
from communitybot.storage.types import EPOCH, dump_json, microseconds

PART = 10_000
COLUMNS = tuple(column.name for column in table.c)
OF_TERMS = ("community", "resource", "shared", "tries", "again", "untagged", "named", "terms")

Text = tuple[str, str, str]
"""Id, title and body."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some resources as rows of our tables."""

    rows: list[tuple[Any, ...]]
    terms: list[tuple[Any, ...]]
    said: list[tuple[str, str]]
    words: Counter[tuple[str, str, str]]
    texts: list[Text]
    titles: list[str]


def part(communities: Sequence[str], numbers: range, of: int, person: str) -> Part:
    made = Part([], [], [], Counter(), [], [])
    for resource in Shelves(numbers.start).resources(communities, numbers, of, person):
        values = resources_rows.resource_values(resource)
        made.rows.append(tuple(_plain(values[name]) for name in COLUMNS))
        words = words_found(resource, ())
        terms = terms_of(library_of(resource.community), resource, words)
        at = microseconds(resource.shared or EPOCH)
        shown = (resource.tries, resource.again, int(not resource.tags), named(resource))
        made.terms.append((resource.community, resource.id, at, *shown, terms))
        made.said.append((resource.id, " ".join(sorted(words))))
        made.words.update((resource.community, *key) for key in counted(words, resource))
        labels = " ".join((*resource.tags, *resource.subjects, resource.site))
        if resource.community == communities[0]:
            made.titles.append(resource.title)
        made.texts.append((resource.id, resource.title, f"{resource.about} {labels}"))
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return dump_json(value)
    if isinstance(value, bool):
        return int(value)
    return microseconds(value) if hasattr(value, "tzinfo") else value


def parts(communities: Sequence[str], count: int, person: str) -> Iterator[Part]:
    """All resources, made beside what stores them."""
    with ProcessPoolExecutor(max(1, (os.cpu_count() or 2) - 1)) as pool:
        waiting = []
        for start in range(0, count, PART):
            numbers = range(start, min(start + PART, count))
            waiting.append(pool.submit(part, communities, numbers, count, person))
            if len(waiting) > 3:
                yield waiting.pop(0).result()
        for each in waiting:
            yield each.result()


def fill(file: Path, url: str, raw_file: Path, raw_url: str, made: Iterator[Part]) -> list[str]:
    """Store all of it everywhere; returns some titles of the first community."""
    words: Counter[tuple[str, str, str]] = Counter()
    titles: list[str] = []
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as lite,
        closing(sqlite3.connect(raw_file, isolation_level=None)) as raw_lite,
        psycopg.connect(url, autocommit=True) as post,
        psycopg.connect(raw_url, autocommit=True) as raw_post,
    ):
        raw_lite.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body)")
        raw_post.execute("CREATE TABLE plain (id text, title text, body text)")
        index = post.execute("SELECT pg_get_indexdef('resource_search'::regclass)").fetchone()
        post.execute("DROP INDEX resource_search")
        for connection in (lite, raw_lite):
            connection.execute("PRAGMA synchronous=OFF")
        for each in made:
            words.update(each.words)
            titles += each.titles[::50]
            _on_sqlite(lite, raw_lite, each)
            _on_postgresql(post, raw_post, each)
        rows = [(*key, count) for key, count in sorted(words.items())]
        lite.executemany("INSERT INTO resource_words VALUES (?, ?, ?, ?)", rows)
        _copy(post, "resource_words", ("community", "kind", "word", "resources"), rows)
        assert index is not None
        post.execute("SET maintenance_work_mem = '512MB'")
        post.execute(index[0])
        post.execute("VACUUM ANALYZE")
        lite.execute("ANALYZE")
    return titles


def _on_sqlite(ours: sqlite3.Connection, raw: sqlite3.Connection, some: Part) -> None:
    for connection in (ours, raw):
        connection.execute("BEGIN")
    for name, columns, rows in (
        ("resources", COLUMNS, some.rows),
        ("resource_terms", OF_TERMS, [(*row[:-1], kept("sqlite", row[-1])) for row in some.terms]),
        ("resource_said", ("resource", "words"), some.said),
    ):
        marks = ", ".join("?" * len(columns))
        listed = ", ".join(f'"{column}"' for column in columns)
        ours.executemany(f"INSERT INTO {name} ({listed}) VALUES ({marks})", rows)
    raw.executemany("INSERT INTO texts VALUES (?, ?, ?)", some.texts)
    for connection in (ours, raw):
        connection.execute("COMMIT")


def _on_postgresql(ours: psycopg.Connection[Any], raw: psycopg.Connection[Any], some: Part) -> None:
    _copy(ours, "resources", COLUMNS, some.rows)
    terms = [(*row[:-1], kept("postgresql", row[-1])) for row in some.terms]
    _copy(ours, "resource_terms", OF_TERMS, terms)
    _copy(ours, "resource_said", ("resource", "words"), some.said)
    _copy(raw, "plain", ("id", "title", "body"), some.texts)


def _copy(
    connection: psycopg.Connection[Any], name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor().copy(f"COPY {name} ({listed}) FROM STDIN") as copy:  # type: ignore[arg-type]
        for row in rows:
            copy.write_row(row)
