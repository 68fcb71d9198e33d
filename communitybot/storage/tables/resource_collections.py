"""Collections of resources, who works on them, and what is in them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Moment


def _collection() -> Column[str]:
    """The collection a row hangs on; with it the row belongs to a community, and goes when it goes."""
    of = ForeignKey("resource_collections.id", ondelete="CASCADE")
    return Column("collection", Text, of, primary_key=True)


resource_collections = Table(
    "resource_collections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("sharing", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("resource_collections_changed", "community", "sharing", "changed"),
    Index("resource_collections_owner", "owner"),
)

collection_people = Table(
    "collection_people",
    metadata,
    _collection(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("collection_people_person", "person"),
)

collection_items = Table(
    "collection_items",
    metadata,
    _collection(),
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("collection_items_resource", "resource"),
    Index("collection_items_person", "person"),
)
"""Positions are those of a list, dense after it was ordered; a new one comes behind the last."""
