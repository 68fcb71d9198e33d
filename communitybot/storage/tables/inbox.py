"""What has been heard already, and what was heard and is not finished."""

from sqlalchemy import Column, Index, Table, Text, text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Moment

inbox = Table(
    "inbox",
    metadata,
    Column("happening", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("inbox_at", "at"),
)

letters = Table(
    "letters",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("happening", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("text", Text),
    Index(
        "letters_unfinished",
        "platform",
        "at",
        sqlite_where=text("text IS NOT NULL"),
        postgresql_where=text("text IS NOT NULL"),
    ),
    Index("letters_at", "at"),
)
"""`text` is null once a letter is finished."""
