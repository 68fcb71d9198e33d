"""Briefs to those who decide, the voices lent to ideas, answers, and outcomes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Moment


def _idea(*, primary_key: bool = False) -> Column[str]:
    """The idea a row hangs on; with it the row belongs to a community, and goes when it goes."""
    link = ForeignKey("ideas.id", ondelete="CASCADE")
    return Column("idea", Text, link, primary_key=primary_key, nullable=False)


idea_briefs = Table(
    "idea_briefs",
    metadata,
    Column("id", Text, primary_key=True),
    _idea(),
    Column("to_name", Text, nullable=False),
    Column("to_role", Text, nullable=False),
    Column("need", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("ask", Text, nullable=False),
    Column("reply_by", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("shared", Moment),
    Column("published", Flag, nullable=False),
    Column("silent", Moment),
    Column("revision", Integer, nullable=False),
    Index("idea_briefs_idea", "idea"),
)
"""`reply_by` is a date as ISO 8601 has it."""

idea_voices = Table(
    "idea_voices",
    metadata,
    Column("id", Text, primary_key=True),
    _idea(),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("showing", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("agreed", Moment),
    Column("left_out", Flag, nullable=False),
    Index("idea_voices_idea", "idea", "person"),
    Index("idea_voices_person", "person"),
)
"""One of each person and idea is agreed to at most; beside it there may be one that they still look at."""

idea_signings = Table(
    "idea_signings",
    metadata,
    _idea(primary_key=True),
    Column("person", Text, primary_key=True),
    Column("showing", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("idea_signings_person", "person"),
)
"""How members of a team want to be shown on its briefs."""

idea_answers = Table(
    "idea_answers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("brief", Text, ForeignKey("idea_briefs.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("idea_answers_brief", "brief"),
)

idea_outcomes = Table(
    "idea_outcomes",
    metadata,
    _idea(primary_key=True),
    Column("changed", Text, nullable=False),
    Column("measured", Text, nullable=False),
    Column("again", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("listed", Flag, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
