"""Reads the rows of the playground's file back as what they stand for."""

import sqlite3
from datetime import datetime

from adapters.playground.marks import Mark
from adapters.playground.records import Attached, OpenForm, Reacting, Reaction, Replied, Said, Thread


def said(db: sqlite3.Connection, row: sqlite3.Row) -> Said:
    """A message with what hangs on it: its files, its reactions, and what it answers."""
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
        files=_files(db, row["id"]),
        reply=None if row["reply_to"] is None else _replied(db, row["reply_to"]),
        reactions=_reactions(db, row["id"]),
    )


def thread(row: sqlite3.Row) -> Thread:
    return Thread(
        id=row["id"],
        parent=row["parent"],
        title=row["title"],
        closed=bool(row["closed"]),
        pinned=bool(row["pinned"]),
    )


def open_form(row: sqlite3.Row) -> OpenForm:
    return OpenForm(
        id=row["id"],
        person=row["person"],
        place=row["place"],
        message=row["message"],
        form=row["form"],
        is_open=bool(row["is_open"]),
    )


def reacting(row: sqlite3.Row) -> Reacting:
    return Reacting(
        message=row["message"],
        person=row["person"],
        mark=Mark(row["mark"]),
        on=bool(row["is_on"]),
        change=row["change"],
    )


def _files(db: sqlite3.Connection, message: int) -> tuple[Attached, ...]:
    rows = db.execute(
        "SELECT id, name, mime, alt, substr(content, 1, 24) AS head FROM files"
        " WHERE message = ? ORDER BY rowid",
        (message,),
    )
    return tuple(
        Attached(id=row["id"], name=row["name"], mime=row["mime"], alt=row["alt"], size=_size(row["head"]))
        for row in rows
    )


def _size(head: bytes | None) -> tuple[int, int] | None:
    """Width and height from the first bytes of a PNG; of an empty file there are none."""
    if head is None or len(head) < 24 or not head.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _replied(db: sqlite3.Connection, message: int) -> Replied | None:
    row = db.execute("SELECT id, author, removed FROM messages WHERE id = ?", (message,)).fetchone()
    return None if row is None else Replied(id=row[0], author=row[1], removed=bool(row[2]))


def _reactions(db: sqlite3.Connection, message: int) -> tuple[Reaction, ...]:
    rows = db.execute(
        "SELECT mark, person FROM reactions WHERE message = ? AND is_on ORDER BY change", (message,)
    ).fetchall()
    people = {mark: tuple(row["person"] for row in rows if row["mark"] == mark) for mark in Mark}
    return tuple(Reaction(mark=mark, people=who) for mark, who in people.items() if who)
