"""The tables of the playground's own SQLite file."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

FIRST = """
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL,
    author TEXT,
    only_for TEXT,
    words TEXT,
    body TEXT,
    key TEXT,
    at TEXT NOT NULL,
    edited TEXT,
    removed INTEGER NOT NULL DEFAULT 0,
    thread TEXT,
    change INTEGER NOT NULL,
    UNIQUE (place, key),
    CHECK ((words IS NULL) <> (body IS NULL))
);
CREATE INDEX messages_by_place ON messages (place, id);
CREATE INDEX messages_by_change ON messages (change);
CREATE TABLE shown_controls (
    message INTEGER NOT NULL REFERENCES messages (id),
    control TEXT NOT NULL,
    PRIMARY KEY (message, control)
) WITHOUT ROWID;
CREATE TABLE files (
    id TEXT PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES messages (id),
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX files_by_message ON files (message);
CREATE TABLE threads (
    id TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE forms (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    place TEXT NOT NULL,
    message INTEGER,
    form TEXT NOT NULL,
    is_open INTEGER NOT NULL DEFAULT 1
);
"""
TALK = """
ALTER TABLE messages ADD COLUMN reply_to INTEGER;
ALTER TABLE messages ADD COLUMN untold TEXT;
CREATE INDEX messages_untold ON messages (change) WHERE untold IS NOT NULL;
CREATE TABLE reactions (
    message INTEGER NOT NULL REFERENCES messages (id),
    person TEXT NOT NULL,
    mark TEXT NOT NULL,
    is_on INTEGER NOT NULL,
    change INTEGER NOT NULL,
    untold INTEGER NOT NULL,
    PRIMARY KEY (message, person, mark)
);
CREATE INDEX reactions_untold ON reactions (change) WHERE untold;
"""
PICTURES = """
ALTER TABLE files ADD COLUMN alt TEXT NOT NULL DEFAULT '';
"""
PINS = """
ALTER TABLE threads ADD COLUMN pinned INTEGER NOT NULL DEFAULT 1;
"""
STEPS = (FIRST, TALK, PICTURES, PINS)  # a file's version is the number of steps it has taken


def connect(file: Path) -> sqlite3.Connection:
    """Open the file and bring it forward; one that is newer than this is removed and begun anew.

    Writes survive a killed process; WAL with synchronous=NORMAL may lose the last of them only when
    the machine itself goes down, which a place to try things in can bear.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = _open(file)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(STEPS):
        connection.close()
        remove(file)
        connection = _open(file)
        version = 0
    for number, step in enumerate(STEPS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")
    return connection


def remove(file: Path) -> None:
    """Delete the file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def spell(moment: datetime) -> str:
    """A moment as promised everywhere outside: ISO 8601 in UTC, ending in Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
