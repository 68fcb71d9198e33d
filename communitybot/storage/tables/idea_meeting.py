"""Weekly questions, what their messages told already, and gentle reminders of ideas."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Moment


def _idea() -> Column[str]:
    """The idea a row hangs on; with it the row belongs to a community, and goes when it goes."""
    return Column("idea", Text, ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True)


idea_prompts = Table(
    "idea_prompts",
    metadata,
    Column("community", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("out", Flag, nullable=False),
)
"""The questions of a community that has changed its list; the lowest rank is asked next.

A number is given once: what was taken out stays, `out`.
"""

idea_weeks = Table(
    "idea_weeks",
    metadata,
    Column("community", Text, primary_key=True),
    Column("begun", Moment, nullable=False),
    Column("told", Moment, nullable=False),
    Column("quiet", Moment),
    Column("asked", Text),
)
"""Since when questions come each week, up to when news was told, since when it is quiet; the last Monday."""

idea_digested = Table(
    "idea_digested",
    metadata,
    _idea(),
    Column("item", Text, primary_key=True),
)
"""What was told of an idea in a weekly message."""

idea_nudges = Table(
    "idea_nudges",
    metadata,
    _idea(),
    Column("person", Text, primary_key=True),
    Column("at", Moment),
    Column("stopped", Flag, nullable=False),
    Index("idea_nudges_person", "person"),
)
"""When somebody was last reminded of an idea, and whether they want no more of that."""
