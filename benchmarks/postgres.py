"""A throw-away PostgreSQL for measuring: durable, as one that is meant to be kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests import databases

DURABLE = "-c shared_buffers=128MB"  # everything else as PostgreSQL comes: fsync and synchronous_commit on


class Server:
    """A running server with one migrated database to copy."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._template = databases.template(url)
        with psycopg.connect(url) as connection:
            names = ("server_version", "fsync", "synchronous_commit")
            told = [(name, connection.execute(f"SHOW {name}").fetchone()) for name in names]
        self.about = "PostgreSQL " + ", ".join(
            f"{value[0]}" if name == "server_version" else f"{name} {value[0]}"
            for name, value in told
            if value
        )

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """A database of ours, fresh."""
        with databases.copied(self._url, self._template) as url:
            yield url

    @contextmanager
    def empty(self) -> Iterator[str]:
        """A database for a peer, which makes its own tables."""
        with databases.copied(self._url, "template1") as url:
            yield url

    def close(self) -> None:
        databases.dropped(self._url, self._template)


@contextmanager
def server() -> Iterator[Server]:
    """The server named by TEST_DATABASE_URL, else one of its own; `NoPostgres` where there is none."""
    with databases.postgres_server(options=DURABLE) as url:
        made = Server(url)
        try:
            yield made
        finally:
            made.close()
