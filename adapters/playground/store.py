"""The playground's memory, a small SQLite file of its own: buttons and open forms outlive restarts."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from adapters.playground.records import Attached, OpenForm, Said, Thread
from adapters.playground.schema import connect, spell
from communitybot.conversation.message import File

PAGE = 200  # messages of one place that are shown at most; older ones stay in the file


class Store:
    """One connection. Each call is a few short statements on a local file, so it is made where it is needed.

    Every method is whole: nothing else runs between its statements, since it never waits.
    """

    def __init__(self, file: Path) -> None:
        self._db = connect(file)

    def close(self) -> None:
        self._db.close()

    # --- messages

    def say(
        self,
        *,
        place: str,
        at: datetime,
        author: str | None = None,
        only_for: str | None = None,
        words: str | None = None,
        body: str | None = None,
        key: str | None = None,
        controls: Sequence[str] = (),
        files: Sequence[File] = (),
    ) -> tuple[Said, bool]:
        """Keep a message; with a key the place knows already, give the first one back, and False."""
        if key is not None and (known := self.by_key(place, key)) is not None:
            return known, False
        with self._whole():
            number = self._db.execute(
                "INSERT INTO messages (place, author, only_for, words, body, key, at, change)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (place, author, only_for, words, body, key, spell(at), self.latest() + 1),
            ).fetchone()[0]
            self._attach(number, controls, files)
        return self._must(number), True

    def edit(
        self, number: int, *, body: str, at: datetime, controls: Sequence[str], files: Sequence[File]
    ) -> Said:
        with self._whole():
            self._db.execute(
                "UPDATE messages SET body = ?, edited = ?, change = ? WHERE id = ?",
                (body, spell(at), self.latest() + 1, number),
            )
            self._db.execute("DELETE FROM files WHERE message = ?", (number,))
            self._attach(number, controls, files)
        return self._must(number)

    def remove(self, number: int) -> Said:
        self._db.execute(
            "UPDATE messages SET removed = 1, change = ? WHERE id = ?", (self.latest() + 1, number)
        )
        return self._must(number)

    def message(self, number: int) -> Said | None:
        """A message, removed ones included."""
        row = self._db.execute("SELECT * FROM messages WHERE id = ?", (number,)).fetchone()
        return None if row is None else self._said(row)

    def by_key(self, place: str, key: str) -> Said | None:
        row = self._db.execute("SELECT * FROM messages WHERE place = ? AND key = ?", (place, key)).fetchone()
        return None if row is None else self._said(row)

    def in_place(self, place: str, person: str) -> tuple[Said, ...]:
        """What one person sees of a place, oldest first; the latest 200 when there is more."""
        rows = self._db.execute(
            "SELECT * FROM messages WHERE place = ? AND NOT removed AND (only_for IS NULL OR only_for = ?)"
            f" ORDER BY id DESC LIMIT {PAGE}",
            (place, person),
        ).fetchall()
        return tuple(self._said(row) for row in reversed(rows))

    def since(self, change: int) -> tuple[Said, ...]:
        """Everything posted, edited or removed after a change, oldest message first."""
        rows = self._db.execute("SELECT * FROM messages WHERE change > ? ORDER BY id", (change,)).fetchall()
        return tuple(self._said(row) for row in rows)

    def latest(self) -> int:
        """The number of the latest change."""
        found: int = self._db.execute("SELECT coalesce(max(change), 0) FROM messages").fetchone()[0]
        return found

    def was_shown(self, number: int, control: str) -> bool:
        """Whether a control ever stood under a message, even if it no longer does."""
        found = self._db.execute(
            "SELECT 1 FROM shown_controls WHERE message = ? AND control = ?", (number, control)
        ).fetchone()
        return found is not None

    def file(self, file: str) -> File | None:
        row = self._db.execute("SELECT name, mime, content FROM files WHERE id = ?", (file,)).fetchone()
        return None if row is None else File(row["name"], row["mime"], row["content"])

    # --- threads

    def open_thread(self, thread: Thread, opening: int) -> None:
        """Start a thread from its opening message; started already, it stays as it is."""
        with self._whole():
            self._db.execute(
                "INSERT INTO threads (id, parent, title) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (thread.id, thread.parent, thread.title),
            )
            self._db.execute(
                "UPDATE messages SET thread = ?, change = ? WHERE id = ? AND thread IS NULL",
                (thread.id, self.latest() + 1, opening),
            )

    def close_thread(self, thread: str) -> None:
        self._db.execute("UPDATE threads SET closed = 1 WHERE id = ?", (thread,))

    def thread(self, thread: str) -> Thread | None:
        row = self._db.execute("SELECT * FROM threads WHERE id = ?", (thread,)).fetchone()
        return None if row is None else _thread(row)

    def threads(self) -> tuple[Thread, ...]:
        return tuple(_thread(row) for row in self._db.execute("SELECT * FROM threads ORDER BY rowid"))

    # --- forms

    def ask(self, *, person: str, place: str, message: int | None, form: str) -> OpenForm:
        """Keep a form open for one person until it is taken."""
        asked = OpenForm(
            id=secrets.token_hex(8), person=person, place=place, message=message, form=form, is_open=True
        )
        self._db.execute(
            "INSERT INTO forms (id, person, place, message, form) VALUES (?, ?, ?, ?, ?)",
            (asked.id, person, place, message, form),
        )
        return asked

    def form(self, form: str) -> OpenForm | None:
        row = self._db.execute("SELECT * FROM forms WHERE id = ?", (form,)).fetchone()
        if row is None:
            return None
        return OpenForm(
            id=row["id"],
            person=row["person"],
            place=row["place"],
            message=row["message"],
            form=row["form"],
            is_open=bool(row["is_open"]),
        )

    def take(self, form: str) -> None:
        """Close a form that was filled in."""
        self._db.execute("UPDATE forms SET is_open = 0 WHERE id = ?", (form,))

    # --- inside

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _attach(self, number: int, controls: Sequence[str], files: Sequence[File]) -> None:
        self._db.executemany(
            "INSERT INTO shown_controls (message, control) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(number, control) for control in controls],
        )
        self._db.executemany(
            "INSERT INTO files (id, message, name, mime, content) VALUES (?, ?, ?, ?, ?)",
            [(secrets.token_urlsafe(16), number, file.name, file.mime, file.content) for file in files],
        )

    def _must(self, number: int) -> Said:
        said = self.message(number)
        if said is None:
            raise LookupError(f"no message {number}")
        return said

    def _said(self, row: sqlite3.Row) -> Said:
        files = self._db.execute(
            "SELECT id, name, mime FROM files WHERE message = ? ORDER BY rowid", (row["id"],)
        ).fetchall()
        return Said(
            id=row["id"],
            place=row["place"],
            author=row["author"],
            only_for=row["only_for"],
            words=row["words"],
            body=row["body"],
            at=datetime.fromisoformat(row["at"]),
            edited=datetime.fromisoformat(row["edited"]) if row["edited"] else None,
            removed=bool(row["removed"]),
            thread=row["thread"],
            change=row["change"],
            files=tuple(Attached(id=each["id"], name=each["name"], mime=each["mime"]) for each in files),
        )


def _thread(row: sqlite3.Row) -> Thread:
    return Thread(id=row["id"], parent=row["parent"], title=row["title"], closed=bool(row["closed"]))
