"""Workspaces that have added the bot."""

from sqlalchemy import Column, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Moment

installations = Table(
    "installations",
    metadata,
    Column("team", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("bot_user", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("refresh_token", Text),
    Column("expires", Moment),
    Column("installed_by", Text),
    Column("installed_at", Moment, nullable=False),
    Column("renewing_until", Moment),
)
"""`token` and `refresh_token` are sealed; `renewing_until` is how long one process may take to renew them."""

installs_begun = Table(
    "installs_begun",
    metadata,
    Column("state", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)
"""`state` is hashed: who reads the table cannot finish an install that another began."""
