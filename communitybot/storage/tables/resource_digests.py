"""Digests of resources, what each told already, and what people do not want to be shown again."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment

resource_digests = Table(
    "resource_digests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("room", Text),
    Column("tags", Json, nullable=False),
    Column("subjects", Json, nullable=False),
    Column("grades", Json, nullable=False),
    Column("kinds", Json, nullable=False),
    Column("cadence", Text, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("made", Moment, nullable=False),
    Column("begun", Moment),
    Column("told", Moment),
    Column("edition", Text),
    Column("next", Moment),
    Column("paused", Moment),
    Column("lost", Flag, nullable=False),
    Index("resource_digests_person", "person"),
    Index("resource_digests_room", "community", "room"),
)

resource_told = Table(
    "resource_told",
    metadata,
    Column("digest", Text, ForeignKey("resource_digests.id", ondelete="CASCADE"), primary_key=True),
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Index("resource_told_resource", "resource"),
)
"""What a digest told of, once and for all: kept in the unit that chooses the words of an edition."""

resource_dismissed = Table(
    "resource_dismissed",
    metadata,
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("resource_dismissed_person", "person"),
)
"""What somebody does not want to be shown again among suggestions."""
