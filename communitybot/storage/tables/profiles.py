"""What people tell colleagues of themselves."""

from sqlalchemy import Column, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment

profiles = Table(
    "profiles",
    metadata,
    Column("community", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("levels", Json, nullable=False),
    Column("subjects", Json, nullable=False),
    Column("place", Text, nullable=False),
    Column("brings", Json, nullable=False),
    Column("findable", Flag, nullable=False),
    Column("changed", Moment, nullable=False),
    Index("profiles_findable", "community", "findable", "changed"),
)
