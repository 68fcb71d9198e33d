"""What adapters must not forget over a restart."""

from sqlalchemy import Column, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Moment

notes = Table(
    "notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Index("notes_until", "until"),
)
"""`words` are sealed where an adapter wrote them; from `until` on a note counts as gone."""
