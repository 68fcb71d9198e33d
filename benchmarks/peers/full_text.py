"""The plain way to find texts with the same words: FTS5 ranked by bm25, tsvector ranked by ts_rank."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

Search = Callable[[Sequence[str]], float]
"""Looks for texts with any of some words; returns the milliseconds it took."""

Texts = Iterable[tuple[str, str, str]]
"""Id, title and body."""


@contextmanager
def fts5(file: Path, texts: Texts) -> Iterator[Search]:
    """A FTS5 index of the texts in a file of its own, asked without a thread between."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, detail=full)")
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", texts)
        connection.commit()
        asked = "SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 3, 1) LIMIT 3"

        def search(words: Sequence[str]) -> float:
            began = time.perf_counter()
            connection.execute(asked, (" OR ".join(f'"{word}"' for word in words),)).fetchall()
            return (time.perf_counter() - began) * 1000

        yield search


@contextmanager
def tsvector(url: str, texts: Texts) -> Iterator[Search]:
    """A GIN index of tsvectors in a database of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE texts (id text PRIMARY KEY, words tsvector NOT NULL)")
        with connection.cursor() as cursor, connection.transaction():
            cursor.executemany(
                "INSERT INTO texts VALUES (%s, setweight(to_tsvector('simple', %s), 'A')"
                " || to_tsvector('simple', %s))",
                texts,
            )
        connection.execute("CREATE INDEX texts_words ON texts USING gin (words)")
        connection.execute("ANALYZE texts")
        asked = (
            "SELECT id FROM texts, to_tsquery('simple', %s) AS sought WHERE words @@ sought"
            " ORDER BY ts_rank(words, sought) DESC LIMIT 3"
        )

        def search(words: Sequence[str]) -> float:
            began = time.perf_counter()
            connection.execute(asked, (" | ".join(words),)).fetchall()
            return (time.perf_counter() - began) * 1000

        yield search


@contextmanager
def every_word_fts5(file: Path) -> Iterator[Search]:
    """Texts with all of some words, the best ten, in a file whose table `texts` is filled already."""
    with closing(sqlite3.connect(file)) as connection:
        asked = "SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10"

        def search(words: Sequence[str]) -> float:
            began = time.perf_counter()
            connection.execute(asked, (" ".join(f'"{word}"' for word in words),)).fetchall()
            return (time.perf_counter() - began) * 1000

        yield search


@contextmanager
def every_word_tsvector(url: str) -> Iterator[Search]:
    """The same in a database whose table `plain` is filled already, and indexed here."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(
            "CREATE TABLE texts AS SELECT id, setweight(to_tsvector('simple', title), 'A')"
            " || to_tsvector('simple', body) AS words FROM plain"
        )
        connection.execute("CREATE INDEX texts_words ON texts USING gin (words)")
        connection.execute("VACUUM ANALYZE texts")
        asked = (
            "SELECT id FROM texts, to_tsquery('simple', %s) AS sought WHERE words @@ sought"
            " ORDER BY ts_rank(words, sought) DESC LIMIT 10"
        )

        def search(words: Sequence[str]) -> float:
            began = time.perf_counter()
            connection.execute(asked, (" & ".join(words),)).fetchall()
            return (time.perf_counter() - began) * 1000

        yield search
