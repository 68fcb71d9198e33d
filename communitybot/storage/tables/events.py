"""Events, their dates, and what people said to them."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment, Span, WallTime


def _event() -> Column[str]:
    return Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)


def _original() -> Column[object]:
    """The wall-clock start by the rule, which names a date."""
    return Column("original", WallTime, primary_key=True)


_IN_ORDER = ("start", "event", "original")  # how every list of dates is sorted

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("starts", WallTime, nullable=False),
    Column("zone", Text, nullable=False),
    Column("length", Span, nullable=False),
    Column("all_day", Flag, nullable=False),
    Column("repeat", Text),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("timing", Integer, nullable=False),
    Column("shifts", Json, nullable=False),
    Column("successor", Text),
    Column("programme", Text),
    Column("created_by", Text),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("cancel_reason", Text, nullable=False),
    Column("card_turn", Integer, nullable=False, server_default=text("0")),
    Column("card_at", Moment),
    Index("events_uid", "community", "uid", unique=True),
    Index("events_drafts", "community", "created_by", "status"),
)
"""`details` and `repeat` are texts that equal events share, so that reading them back is remembered."""

event_words = Table(
    "event_words",
    metadata,
    Column("community", Text, primary_key=True),
    Column("word", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    _event(),
    Index("event_words_event", "event"),
)
"""The folded words of titles, ordered by code point on both databases: what somebody types of a name."""

event_changes = Table(
    "event_changes",
    metadata,
    _event(),
    _original(),
    Column("starts", WallTime),
    Column("length", Span),
    Column("details", Text),
    Column("cancelled", Flag, nullable=False),
    Column("cancel_reason", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("timing", Integer, nullable=False),
)

occurrences = Table(
    "occurrences",
    metadata,
    _event(),
    _original(),
    Column("community", Text, nullable=False),
    Column("starts", WallTime, nullable=False),
    Column("start", Moment, nullable=False),
    Column("finish", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("timing", Integer, nullable=False),
    Column("level", Text, nullable=False),
    Column("programme", Text),
    Column("lasting", Flag, nullable=False),
    Column("details", Text),
    Column("cancel_reason", Text, nullable=False),
    Index("occurrences_coming", "community", "status", *_IN_ORDER, "finish"),
    Index("occurrences_level", "community", "status", "level", *_IN_ORDER, "finish"),
    Index(
        "occurrences_programme",
        "community",
        "status",
        "programme",
        *_IN_ORDER,
        "finish",
        sqlite_where=text("programme IS NOT NULL"),
        postgresql_where=text("programme IS NOT NULL"),
    ),
    Index(
        "occurrences_lasting",
        "community",
        "status",
        "finish",
        *_IN_ORDER,
        sqlite_where=text("lasting = 1"),
        postgresql_where=text("lasting = 1"),
    ),
)
"""Posted events laid out by date: lists read these and never expand a rule. `lasting`: longer than a day.

The indexes hold all that decides whether a date is in a list and where, so that only shown rows are read.
"""

occurrence_labels = Table(
    "occurrence_labels",
    metadata,
    Column("community", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("status", Text, primary_key=True),
    Column("start", Moment, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("original", WallTime, primary_key=True),
    Column("finish", Moment, nullable=False),
    Column("level", Text, nullable=False),
    Column("programme", Text),
    ForeignKeyConstraint(
        ["event", "original"],
        ["occurrences.event", "occurrences.original"],
        ondelete="CASCADE",
        onupdate="CASCADE",
    ),
    Index("occurrence_labels_date", "event", "original"),
    sqlite_with_rowid=False,
)
"""Whom and what a date is about, in the order of lists: topics and hashtags (`topic`, folded), and whoever
hosts or planned it (`person`). Written with its date, gone with it.
"""

rsvps = Table(
    "rsvps",
    metadata,
    _event(),
    _original(),
    Column("person", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("line", Integer, nullable=False),
    Index("rsvps_line", "event", "original", "answer", "line"),
    Index("rsvps_person", "community", "person", "answer", "event", "original"),
)
"""`line` orders the answers to one date: who came first moves up first."""

reminder_offsets = Table(
    "reminder_offsets",
    metadata,
    _event(),
    _original(),
    Column("person", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("offsets", Json, nullable=False),
    Index("reminder_offsets_person", "community", "person"),
)
"""What somebody asked for on one date, in seconds; the year 1 in place of a date means the whole event."""

attendance = Table(
    "attendance",
    metadata,
    _event(),
    _original(),
    Column("person", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("present", Flag, nullable=False),
    Column("at", Moment, nullable=False),
    Column("corrected_by", Text),
    Column("reason", Text, nullable=False),
    Index("attendance_person", "community", "person"),
)

follows = Table(
    "follows",
    metadata,
    Column("community", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Index("follows_person", "community", "person"),
)

programmes = Table(
    "programmes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("starts", WallTime, nullable=False),
    Column("ends", WallTime, nullable=False),
    Index("programmes_name", "community", "folded", unique=True),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("person", Text),
    Column("created_by", Text),
    Column("secret_hash", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Index("feeds_secret", "secret_hash", unique=True),
    Index("feeds_maker", "community", "created_by"),
)
