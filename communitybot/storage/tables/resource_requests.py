"""Requests for resources: who needs the same, and what they were answered with."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment


def _request() -> Column[str]:
    """The request a row hangs on; with it the row belongs to a community, and goes when it goes."""
    return Column("request", Text, ForeignKey("resource_requests.id", ondelete="CASCADE"), primary_key=True)


resource_requests = Table(
    "resource_requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("grades", Json, nullable=False),
    Column("kind", Text),
    Column("login", Flag),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("room", Text),
    Column("added", Moment, nullable=False),
    Column("opened", Moment),
    Column("closed", Moment),
    Column("ending", Text),
    Column("revision", Integer, nullable=False),
    Index("resource_requests_stage", "community", "stage", "opened"),
    Index("resource_requests_person", "person"),
)
"""`person` and `name` are its asker."""

resource_needs = Table(
    "resource_needs",
    metadata,
    _request(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("resource_needs_person", "person"),
)

resource_replies = Table(
    "resource_replies",
    metadata,
    _request(),
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("offered", Flag, nullable=False),
    Column("helped", Flag, nullable=False),
    Index("resource_replies_resource", "resource"),
    Index("resource_replies_person", "person"),
)
"""`offered`: nobody named it; it was shared later and fits, and its asker was told so."""
