"""A million resources stored as the repository would store them, on both databases, and as plain texts."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.resource_texts import Shelves
from communitybot.storage import resources_rows
from communitybot.storage.arrays import numbers as numbers_of
from communitybot.storage.resources_index import counted
from communitybot.storage.resources_terms import library_of, named, terms_of, words_found
from communitybot.storage.tables.resources import resources as table
from communitybot.storage.term_numbers import kept, number
from communitybot.storage.types import EPOCH, dump_json, microseconds

PART = 10_000
OURS = ("resources", "resource_terms", "resource_said")
TABLES = {
    "resources": tuple(column.name for column in table.c if column.name != "due"),
    "resource_terms": ("community", "resource", "shared", "tries", "again", "untagged", "named", "terms"),
    "resource_said": ("resource", "words"),
    "texts": ("id", "title", "body"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Some resources as rows of our tables, and as PostgreSQL copies them."""

    rows: dict[str, list[tuple[Any, ...]]]
    copied: dict[str, bytes]
    words: Counter[tuple[str, str, str]]
    titles: list[str]


def part(communities: Sequence[str], numbers: range, of: int, person: str) -> Part:
    """Made in a process of its own, up to the last letter: whoever stores it has enough to do."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    numbered: list[tuple[Any, ...]] = []
    made = Part(rows, {}, Counter(), [])
    for resource in Shelves(numbers.start).resources(communities, numbers, of, person):
        values = resources_rows.resource_values(resource)
        rows["resources"].append(tuple(_plain(values[name]) for name in TABLES["resources"]))
        words = words_found(resource, ())
        terms = terms_of(library_of(resource.community), resource, words)
        at = microseconds(resource.shared or EPOCH)
        counts = (resource.tries, resource.again, int(not resource.tags))
        known = (resource.community, resource.id, at, *counts, named(resource))
        rows["resource_terms"].append((*known, kept("sqlite", terms)))
        numbered.append((*known, numbers_of(sorted(map(number, terms)))))
        rows["resource_said"].append((resource.id, " ".join(sorted(words))))
        made.words.update((resource.community, *key) for key in counted(words, resource))
        if resource.community == communities[0]:
            made.titles.append(resource.title)
        labels = " ".join((*resource.tags, *resource.subjects, resource.site))
        rows["texts"].append((resource.id, resource.title, f"{resource.about} {labels}"))
    for name in TABLES:
        made.copied[name] = _lines(numbered if name == "resource_terms" else rows[name])
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return dump_json(value)
    if isinstance(value, bool):
        return int(value)
    return microseconds(value) if hasattr(value, "tzinfo") else value


def _lines(rows: Sequence[Sequence[Any]]) -> bytes:
    r"""Rows as COPY reads them; our texts hold no backslash, tab or line break."""
    return "".join(
        "\t".join("\\N" if one is None else str(one) for one in row) + "\n" for row in rows
    ).encode()


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
    """Store all of it everywhere, each in a thread of its own; returns some titles of the first community."""
    words: Counter[tuple[str, str, str]] = Counter()
    titles: list[str] = []
    with (
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as lite,
        closing(sqlite3.connect(raw_file, isolation_level=None, check_same_thread=False)) as raw_lite,
        psycopg.connect(url, autocommit=True) as post,
        psycopg.connect(raw_url, autocommit=True) as raw_post,
        ThreadPoolExecutor(4) as pool,
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
            jobs = [
                pool.submit(_on_sqlite, lite, OURS, each),
                pool.submit(_on_sqlite, raw_lite, ("texts",), each),
                pool.submit(_on_postgresql, post, OURS, each),
                pool.submit(_copy, raw_post, "plain", TABLES["texts"], each.copied["texts"]),
            ]
            for job in jobs:
                job.result()
        rows = [(*key, count) for key, count in sorted(words.items())]
        lite.executemany("INSERT INTO resource_words VALUES (?, ?, ?, ?)", rows)
        _copy(post, "resource_words", ("community", "kind", "word", "resources"), _lines(rows))
        assert index is not None
        post.execute("SET maintenance_work_mem = '512MB'")
        post.execute(index[0])
        post.execute("VACUUM ANALYZE")
        lite.execute("ANALYZE")
    return titles


def _on_sqlite(connection: sqlite3.Connection, tables: Sequence[str], some: Part) -> None:
    connection.execute("BEGIN")
    for name in tables:
        listed = ", ".join(f'"{column}"' for column in TABLES[name])
        marks = ", ".join("?" * len(TABLES[name]))
        connection.executemany(f"INSERT INTO {name} ({listed}) VALUES ({marks})", some.rows[name])
    connection.execute("COMMIT")


def _on_postgresql(connection: psycopg.Connection[Any], tables: Sequence[str], some: Part) -> None:
    for name in tables:
        _copy(connection, name, TABLES[name], some.copied[name])


def _copy(connection: psycopg.Connection[Any], name: str, columns: Sequence[str], lines: bytes) -> None:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    asked = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), listed)
    with connection.cursor().copy(asked) as copy:
        copy.write(lines)
