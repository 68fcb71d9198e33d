"""Critical friends of ideas, the labs they come to, and what was promised there."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment, WallTime


def _idea(*, key: bool = True) -> Column[str]:
    """The idea a row hangs on; with it the row belongs to a community, and goes when it goes."""
    of = ForeignKey("ideas.id", ondelete="CASCADE")
    return Column("idea", Text, of, primary_key=True) if key else Column("idea", Text, of, nullable=False)


idea_friends = Table(
    "idea_friends",
    metadata,
    _idea(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("answered", Moment),
    Column("notes", Json),
    Column("noted", Moment),
    Index("idea_friends_person", "person"),
)

idea_willing = Table(
    "idea_willing",
    metadata,
    Column("community", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("asked", Moment),
)
"""Whom teams may ask to be critical friends, and when one last did."""

idea_labs = Table(
    "idea_labs",
    metadata,
    _idea(),
    Column("event", Text, nullable=False),
    Column("original", WallTime, nullable=False),
    Column("zone", Text, nullable=False),
    Column("start", Moment, nullable=False),
    Column("finish", Moment, nullable=False),
    Column("place", Text, nullable=False),
    Column("stakeholders", Json, nullable=False),
    Column("decides", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("host_name", Text, nullable=False),
    Column("cancelled", Flag, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("idea_labs_event", "event"),
    Index("idea_labs_host", "host"),
)

idea_commitments = Table(
    "idea_commitments",
    metadata,
    Column("id", Text, primary_key=True),
    _idea(key=False),
    Column("what", Text, nullable=False),
    Column("owner", Text),
    Column("name", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("word", Text, nullable=False),
    Column("moves", Integer, nullable=False),
    Column("noted_by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("closed", Moment),
    Index("idea_commitments_idea", "idea", "by"),
    Index("idea_commitments_owner", "owner"),
    Index("idea_commitments_noted_by", "noted_by"),
)
"""`by` is a date in ISO text, which sorts."""
