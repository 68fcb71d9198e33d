"""Who tried, saved and reported resources, and when their links were asked."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Moment


def _resource() -> Column[str]:
    """The resource a row hangs on; with it the row belongs to a community, and goes when it goes."""
    return Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True)


resource_tries = Table(
    "resource_tries",
    metadata,
    _resource(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("grade", Text),
    Column("words", Text, nullable=False),
    Column("repeat", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("resource_tries_person", "person"),
)

resource_saves = Table(
    "resource_saves",
    metadata,
    _resource(),
    Column("person", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("resource_saves_person", "person", "at"),
)

resource_reports = Table(
    "resource_reports",
    metadata,
    _resource(),
    Column("person", Text, primary_key=True),
    Column("why", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("open", Flag, nullable=False),
    Column("before", Flag, nullable=False),
    Index("resource_reports_open", "open", "at"),
    Index("resource_reports_person", "person"),
)
"""`before`: its resource was found fine after this report, so that it hides nothing a second time."""

resource_checks = Table(
    "resource_checks",
    metadata,
    _resource(),
    Column("at", Moment, primary_key=True),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("resource_checks_person", "person"),
)

resource_links = Table(
    "resource_links",
    metadata,
    _resource(),
    Column("address", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("failing", Moment),
)
