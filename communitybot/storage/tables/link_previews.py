"""What pages told of themselves: of the public web, and nobody's."""

from sqlalchemy import Column, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Json, Moment

link_previews = Table(
    "link_previews",
    metadata,
    Column("address", Text, primary_key=True),
    Column("told", Json),
    Column("until", Moment, nullable=False),
    Index("link_previews_until", "until"),
)
"""By canonical address; `told` is null where a page told nothing; from `until` on a row counts as gone."""
