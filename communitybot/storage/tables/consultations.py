"""Consultations: their questions, and what people answered."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment

consultations = Table(
    "consultations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("asker_name", Text, nullable=False),
    Column("asker_role", Text, nullable=False),
    Column("asker", Text),
    Column("why", Text, nullable=False),
    Column("used", Text, nullable=False),
    Column("questions", Json, nullable=False),
    Column("opens", Moment),
    Column("closes", Moment, nullable=False),
    Column("opened", Moment),
    Column("closed", Moment),
    Column("zone", Text, nullable=False),
    Column("rooms", Json, nullable=False),
    Column("least", Integer, nullable=False),
    Column("spoken", Flag, nullable=False),
    Column("reply", Text, nullable=False),
    Column("replied", Moment),
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("lines", Integer, nullable=False, default=0),
    Column("revision", Integer, nullable=False),
    Index("consultations_stage", "community", "stage", "closes"),
)
"""`folded` has a space before each word of the title."""

consultation_responses = Table(
    "consultation_responses",
    metadata,
    Column("consultation", Text, ForeignKey("consultations.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("showing", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("said", Json, nullable=False),
    Column("picked", Json, nullable=False),
    Column("heard", Json, nullable=False),
    Column("first", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Index("consultation_responses_id", "id", unique=True),
    Index("consultation_responses_person", "person", "consultation"),
)
"""One row a person, so that nobody is counted twice; `said` has words by number of the question.

`heard` has by the same number the line of the log they were taken from.
"""
