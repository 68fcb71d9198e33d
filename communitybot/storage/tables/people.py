"""People and their accounts."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("zone", Text),
    Column("hint", Text),
    Column("quiet_start", Integer, nullable=False),
    Column("quiet_end", Integer, nullable=False),
    Column("holds_attending", Flag, nullable=False),
    Column("offsets", Json),
    Column("reach", Text),
    Index("people_folded", "community", "folded"),
)
"""`quiet_start` and `quiet_end` are minutes after midnight; `offsets` seconds, null for the community's.

`reach` is the account private messages go to, where somebody has several: the one they used last.
"""

accounts = Table(
    "accounts",
    metadata,
    Column("address", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Index("accounts_person", "person"),
)
