"""What has been heard already."""

from sqlalchemy import Column, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Moment

inbox = Table(
    "inbox",
    metadata,
    Column("happening", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("inbox_at", "at"),
)
