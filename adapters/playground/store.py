"""The playground's memory, a small SQLite file of its own: buttons and open forms outlive restarts."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from adapters.playground import rows
from adapters.playground.marks import Mark
from adapters.playground.records import OpenForm, Reacting, Said, Thread, Untold
from adapters.playground.schema import connect, spell
from communitybot.conversation.message import File

PAGE = 200  # messages of one place that are shown at once; earlier ones are asked for


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
        reply_to: int | None = None,
        untold: Untold | None = None,
    ) -> tuple[Said, bool]:
        """Keep a message; with a key the place knows already, give the first one back, and False."""
        if key is not None and (known := self.by_key(place, key)) is not None:
            return known, False
        with self._whole():
            number = self._db.execute(
                "INSERT INTO messages"
                " (place, author, only_for, words, body, key, at, reply_to, untold, change)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    *(place, author, only_for, words, body, key, spell(at)),
                    *(reply_to, untold, self.latest() + 1),
                ),
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

    def reword(self, number: int, *, words: str, at: datetime, untold: Untold | None) -> Said:
        """Change somebody's own words; what was never told of at all is still to be told as posted."""
        self._db.execute(
            "UPDATE messages SET words = ?, edited = ?, untold = coalesce(untold, ?), change = ?"
            " WHERE id = ?",
            (words, spell(at), untold, self.latest() + 1, number),
        )
        return self._must(number)

    def remove(self, number: int, *, untold: Untold | None = None) -> Said:
        """Take a message away, and forget people's words in it."""
        self._db.execute(
            "UPDATE messages SET removed = 1, words = iif(words IS NULL, NULL, ''), untold = ?, change = ?"
            " WHERE id = ?",
            (untold, self.latest() + 1, number),
        )
        return self._must(number)

    def react(self, number: int, person: str, mark: Mark, *, on: bool, tell: bool) -> Said | None:
        """Put a mark under a message or take it back; None when it was so already."""
        known = self._db.execute(
            "SELECT is_on FROM reactions WHERE message = ? AND person = ? AND mark = ?",
            (number, person, mark),
        ).fetchone()
        if bool(known and known[0]) == on:
            return None
        change = self.latest() + 1
        with self._whole():
            self._db.execute(
                "INSERT INTO reactions (message, person, mark, is_on, change, untold)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET is_on = excluded.is_on, change = excluded.change, untold = excluded.untold",
                (number, person, mark, on, change, tell),
            )
            self._db.execute("UPDATE messages SET change = ? WHERE id = ?", (change, number))
        return self._must(number)

    def message(self, number: int) -> Said | None:
        """A message, removed ones included."""
        row = self._db.execute("SELECT * FROM messages WHERE id = ?", (number,)).fetchone()
        return None if row is None else self._said(row)

    def by_key(self, place: str, key: str) -> Said | None:
        row = self._db.execute("SELECT * FROM messages WHERE place = ? AND key = ?", (place, key)).fetchone()
        return None if row is None else self._said(row)

    def in_place(self, place: str, person: str, *, before: int | None = None) -> tuple[Said, ...]:
        """What one person sees of a place, oldest first: the latest 200, or the latest before a message."""
        found = self._db.execute(
            "SELECT * FROM messages WHERE place = ? AND NOT removed AND (only_for IS NULL OR only_for = ?)"
            f" AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT {PAGE}",
            (place, person, before, before),
        ).fetchall()
        return tuple(self._said(row) for row in reversed(found))

    def since(self, change: int) -> tuple[Said, ...]:
        """Everything posted, edited or removed after a change, oldest message first."""
        found = self._db.execute("SELECT * FROM messages WHERE change > ? ORDER BY id", (change,)).fetchall()
        return tuple(self._said(row) for row in found)

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

    # --- what the bot is told of

    def untold(self) -> tuple[tuple[Said, Untold], ...]:
        """What happened to messages and was not told of yet, in the order it happened."""
        found = self._db.execute("SELECT * FROM messages WHERE untold IS NOT NULL ORDER BY change").fetchall()
        return tuple((self._said(row), Untold(row["untold"])) for row in found)

    def untold_reactions(self) -> tuple[Reacting, ...]:
        found = self._db.execute("SELECT * FROM reactions WHERE untold ORDER BY change").fetchall()
        return tuple(rows.reacting(row) for row in found)

    def told(self, said: Said) -> None:
        """It was told of; what has happened to it meanwhile still is to be."""
        self._db.execute(
            "UPDATE messages SET untold = NULL WHERE id = ? AND change = ?", (said.id, said.change)
        )

    def told_reaction(self, done: Reacting) -> None:
        self._db.execute(
            "UPDATE reactions SET untold = 0 WHERE message = ? AND person = ? AND mark = ? AND change = ?",
            (done.message, done.person, done.mark, done.change),
        )

    def spoken(self, place: str) -> tuple[Said, ...]:
        """All words of people that stand in a place, oldest first."""
        found = self._db.execute(
            "SELECT * FROM messages WHERE place = ? AND author IS NOT NULL AND NOT removed ORDER BY id",
            (place,),
        ).fetchall()
        return tuple(said for row in found if (said := self._said(row)).is_words)

    # --- threads

    def open_thread(self, thread: Thread, opening: int) -> None:
        """Start a thread from its opening message; started already, it stays as it is."""
        with self._whole():
            self._db.execute(
                "INSERT INTO threads (id, parent, title, pinned) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (thread.id, thread.parent, thread.title, thread.pinned),
            )
            self._db.execute(
                "UPDATE messages SET thread = ?, change = ? WHERE id = ? AND thread IS NULL",
                (thread.id, self.latest() + 1, opening),
            )

    def close_thread(self, thread: str) -> bool:
        """Close a thread; whether it was open."""
        done = self._db.execute("UPDATE threads SET closed = 1 WHERE id = ? AND NOT closed", (thread,))
        return done.rowcount > 0

    def reopen_thread(self, thread: str) -> bool:
        """Open a closed thread again; whether it was closed."""
        done = self._db.execute("UPDATE threads SET closed = 0 WHERE id = ? AND closed", (thread,))
        return done.rowcount > 0

    def thread(self, thread: str) -> Thread | None:
        row = self._db.execute("SELECT * FROM threads WHERE id = ?", (thread,)).fetchone()
        return None if row is None else rows.thread(row)

    def threads(self) -> tuple[Thread, ...]:
        return tuple(rows.thread(row) for row in self._db.execute("SELECT * FROM threads ORDER BY rowid"))

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
        return None if row is None else rows.open_form(row)

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
            "INSERT INTO files (id, message, name, mime, content, alt) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (secrets.token_urlsafe(16), number, file.name, file.mime, file.content, file.alt)
                for file in files
            ],
        )

    def _must(self, number: int) -> Said:
        said = self.message(number)
        if said is None:
            raise LookupError(f"no message {number}")
        return said

    def _said(self, row: sqlite3.Row) -> Said:
        return rows.said(self._db, row)
