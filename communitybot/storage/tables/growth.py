"""How ideas grow: their steps from stage to stage, and what was written into their logic models."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment


def _idea() -> Column[str]:
    """The idea a row hangs on; with it the row belongs to a community, and goes when it goes."""
    return Column("idea", Text, ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True)


idea_moves = Table(
    "idea_moves",
    metadata,
    _idea(),
    Column("number", Integer, primary_key=True),
    Column("came_from", Text, nullable=False),
    Column("came_to", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("moderating", Flag, nullable=False),
    Index("idea_moves_person", "person"),
)

idea_model_writings = Table(
    "idea_model_writings",
    metadata,
    _idea(),
    Column("number", Integer, primary_key=True),
    Column("part", Text, nullable=False),
    Column("lines", Json, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Index("idea_model_writings_part", "idea", "part", "state", "number"),
    Index("idea_model_writings_person", "person"),
)
"""Nothing is written over: what is in a field is its last row of the state "stands".

What two people wrote at once is put "aside" until one of them decides; then it is "settled", and its number
is never given again.
"""
