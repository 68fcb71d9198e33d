"""Ideas that were to become one, what the kept one gained by it, and which places made way."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment


def _idea(name: str) -> Column[str]:
    return Column(name, Text, ForeignKey("ideas.id", ondelete="CASCADE"), nullable=False)


def _merge() -> Column[str]:
    return Column("merge", Text, ForeignKey("idea_merges.id", ondelete="CASCADE"), primary_key=True)


idea_merges = Table(
    "idea_merges",
    metadata,
    Column("id", Text, primary_key=True),
    _idea("one"),
    _idea("other"),
    Column("state", Text, nullable=False),
    Column("proposer", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("agreed_one", Text),
    Column("agreed_other", Text),
    Column("done", Moment),
    Column("ended_by", Text),
    Column("undone", Moment),
    Column("stage", Text),
    Column("moved", Moment),
    Column("tags", Json, nullable=False),
    Column("roles", Json, nullable=False),
    Column("hidden", Flag, nullable=False),
    Index("idea_merges_one", "one", "other"),
    Index("idea_merges_other", "other", "state"),
    Index("idea_merges_proposer", "proposer", "state"),
)

idea_merge_authors = Table(
    "idea_merge_authors",
    metadata,
    _merge(),
    Column("person", Text, primary_key=True),
    Index("idea_merge_authors_person", "person"),
)
"""Whom the kept idea has as an author since a merge and would not have of its own."""

idea_merge_places = Table(
    "idea_merge_places",
    metadata,
    _merge(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("joining", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("idea_merge_places_person", "person"),
)
"""What somebody's place was on the way to a team they came into with a merge."""
