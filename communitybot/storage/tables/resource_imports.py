"""Imports of resources, the links they bring, and which of a community's feed addresses still work."""

from sqlalchemy import Column, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment, Name

resource_imports = Table(
    "resource_imports",
    metadata,
    Column("id", Name, primary_key=True),
    Column("community", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("tags", Json, nullable=False),
    Column("kind", Text),
    Column("filing", Text, nullable=False),
    Column("private", Flag, nullable=False),
    Column("told", Json, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("stayed", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended", Moment),
    Index("resource_imports_person", "person"),
)
"""`told` is what its preview says of the file: counts, folders, problems, examples."""

resource_import_parts = Table(
    "resource_import_parts",
    metadata,
    Column("import_id", Name, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("community", Text, nullable=False),
    Column("rows", Json, nullable=False),
    Column("resources", Json, nullable=False),
)
"""`rows` are links as they were read; `resources` the ids of those that were taken from them."""

resource_feeds = Table(
    "resource_feeds",
    metadata,
    Column("community", Text, primary_key=True),
    Column("turn", Integer, nullable=False),
)
"""How often a community has had new feed addresses; those of earlier turns lead nowhere."""
