"""The tables every kind of talk has for its log and its threads, alike but for their names."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, type_coerce

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTables:
    """The tables of one kind of talk.

    `parent` has a row for each talk, with its community and the number of the last line of its log. `name` is
    the column of the others that names the talk. `line` is what is read of a line, as the database has it:
    thousands are read at once, and most are known already.
    """

    name: str
    parent: Table
    lines: Table
    threads: Table
    copies: Table
    gaps: Table
    line: tuple[Any, ...] = field(init=False)

    def __post_init__(self) -> None:
        line = (type_coerce(each, getattr(each.type, "impl", each.type)) for each in self.lines.c)
        object.__setattr__(self, "line", tuple(line))


def talk_tables(name: str, parent: Table) -> TalkTables:
    """The tables of talks of a kind; each row hangs on a row of `parent`, and goes when that goes."""
    return TalkTables(
        name=name,
        parent=parent,
        lines=_lines(name, parent),
        threads=_threads(name, parent),
        copies=_copies(name, parent),
        gaps=_gaps(name, parent),
    )


def hanging_on(name: str, parent: Table) -> Column[str]:
    """What a row hangs on; with it the row belongs to a community."""
    return Column(name, Text, ForeignKey(parent.c.id, ondelete="CASCADE"), primary_key=True)


def _lines(name: str, parent: Table) -> Table:
    """The log; a message is in it once, however often it is heard."""
    return Table(
        f"{name}_lines",
        metadata,
        hanging_on(name, parent),
        Column("number", Integer, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("at", Moment, nullable=False),
        Column("question", Integer, nullable=False),
        Column("person", Text),
        Column("name", Text, nullable=False),
        Column("platform", Text, nullable=False),
        Column("thread", Text),
        Column("ref", Text),
        Column("text", Text, nullable=False),
        Column("shown", Json, nullable=False),
        Column("label", Integer),
        Column("answers", Integer),
        Column("late", Flag, nullable=False),
        Column("moved", Flag, nullable=False),
        Column("edited", Moment),
        Column("removed", Flag, nullable=False),
        Index(f"{name}_lines_ref", "ref", unique=True),
        Index(f"{name}_lines_person", "person", name),
    )


def _threads(name: str, parent: Table) -> Table:
    """Both indexes are looked into for every message in any thread of any room.

    They cover all rows, since a condition of one database would have it loaded by a bot that uses the other.
    """
    return Table(
        f"{name}_threads",
        metadata,
        hanging_on(name, parent),
        Column("room", Text, primary_key=True),
        Column("place", Text),
        Column("cursor", Integer, nullable=False),
        Column("batch", Integer, nullable=False),
        Column("pending", Flag, nullable=False),
        Column("posted", Moment),
        Column("heard", Moment),
        Column("closed", Flag, nullable=False),
        Index(f"{name}_threads_place", "place", unique=True),
        Index(f"{name}_threads_room", "room", "place"),
    )


def _copies(name: str, parent: Table) -> Table:
    """Which lines stand in which message of ours."""
    return Table(
        f"{name}_copies",
        metadata,
        hanging_on(name, parent),
        Column("room", Text, primary_key=True),
        Column("batch", Integer, primary_key=True),
        Column("line", Integer, primary_key=True),
        Index(f"{name}_copies_line", name, "line"),
    )


def _gaps(name: str, parent: Table) -> Table:
    return Table(
        f"{name}_gaps",
        metadata,
        hanging_on(name, parent),
        Column("thread", Text, primary_key=True),
        Column("since", Moment, primary_key=True),
        Column("until", Moment, nullable=False),
        Column("why", Text, nullable=False),
    )
