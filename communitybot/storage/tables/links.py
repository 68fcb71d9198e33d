"""One-time codes that join spaces and accounts, and the web addresses of communities that joined another."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Moment

link_codes = Table(
    "link_codes",
    metadata,
    Column("hashed", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("community", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index("link_codes_expires", "expires_at"),
    Index("link_codes_community", "community"),
)
"""A code itself is never kept; a used or expired one stays a while, so that it is answered kindly."""

former_slugs = Table(
    "former_slugs",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("community", Text, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Index("former_slugs_community", "community"),
)
"""Where the page of a community stood before it joined another: old addresses still lead there."""
