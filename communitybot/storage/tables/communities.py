"""Communities and the spaces they live in."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment

communities = Table(
    "communities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("offsets", Json, nullable=False),
    Column("who_hosts", Text, nullable=False),
    Column("public_page", Flag, nullable=False),
    Column("rooms", Text, nullable=False),
    Column("hosts", Json, nullable=False),
    Column("archive_days", Integer, nullable=False, server_default="730"),
    Index("communities_slug", "slug", unique=True),
    Index("communities_folded", "folded"),
)
"""A community is read and written whole; `rooms` is a text, so that reading it back is remembered."""

spaces = Table(
    "spaces",
    metadata,
    Column("address", Text, primary_key=True),
    Column("community", Text, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("left_at", Moment),
    Column("greeted_at", Moment),
    Column("greeted", Text),
    Column("settled_at", Moment),
    Index("spaces_community", "community"),
)
"""`greeted` is the person who was shown how to set a space up, `settled_at` when that was done or declined.

A space belongs to one community, and an account lies in one space: so no two communities share anybody."""
