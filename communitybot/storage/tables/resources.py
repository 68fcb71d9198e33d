"""Resources: what they are, how they are found, and what hangs on each."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from communitybot.storage.tables import metadata
from communitybot.storage.term_numbers import Terms
from communitybot.storage.types import Flag, Json, Moment, Name, Number, Span

WITH_LINK = "state = 'shared' AND address <> ''"
"""What has a link that others see, word for word as both databases know it from their index."""

resources = Table(
    "resources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("canonical", Text, nullable=False),
    Column("known", Name),
    Column("about", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("kind", Text),
    Column("grades", Json, nullable=False),
    Column("subjects", Json, nullable=False),
    Column("licence", Text),
    Column("login", Flag),
    Column("tags", Json, nullable=False),
    Column("site", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("written", Text),
    Column("lasts", Span),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("room", Text),
    Column("added", Moment, nullable=False),
    Column("shared", Moment),
    Column("tries", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("saves", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("broken", Moment),
    Column("kept_at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("picture", Text, nullable=False, server_default=text("''")),
    Column("shows", Text, nullable=False, server_default=text("''")),
    Column("due", Moment, nullable=False, server_default=text("0")),
    Index("resources_known", "community", "known", unique=True),
    Index("resources_person", "person", "state", "added"),
    Index(
        "resources_due",
        *("community", "due", "id"),
        sqlite_where=text(WITH_LINK),
        postgresql_where=text(WITH_LINK),
    ),
    Index(
        "resources_broken",
        *("community", "broken", "id"),
        sqlite_where=text("broken IS NOT NULL"),
        postgresql_where=text("broken IS NOT NULL"),
    ),
)
"""`known` is a short form of the canonical address of what is shared or hidden: it is there once.

`due` is when its link is to be asked: at once, until it has been.

`tries`, `again`, `saves`, `notes` and `reports` are counted from their rows by what writes them.
"""

resource_terms = Table(
    "resource_terms",
    metadata,
    Column("place", Number, primary_key=True),
    Column("community", Text, nullable=False),
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("shared", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("again", Integer, nullable=False),
    Column("untagged", Flag, nullable=False),
    Column("named", Text, nullable=False),
    Column("terms", Terms, nullable=False),
    Index("resource_terms_place", "community", "place"),
    Index("resource_terms_shared", "community", "shared", "resource"),
    Index(
        "resource_terms_tried",
        *("community", "again", "tries", "shared", "resource"),
        sqlite_where=text("tries > 0"),
        postgresql_where=text("tries > 0"),
    ),
    Index(
        "resource_terms_untagged",
        *("community", "shared", "resource"),
        sqlite_where=text("untagged = 1"),
        postgresql_where=text("untagged = 1"),
    ),
)
"""What everybody sees and the terms it is found by, newest in the highest place.

`named` are the stems of its title, and behind a bar those of its tags and subjects.

The index over `terms` (`resource_search`) is each database's own, made by the migration: FTS5's, which
triggers keep true to this table, and PostgreSQL's GIN.
"""

resource_said = Table(
    "resource_said",
    metadata,
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Column("words", Text, nullable=False),
)
"""The words for which a resource that everybody sees is counted."""

resource_words = Table(
    "resource_words",
    metadata,
    Column("community", Text, primary_key=True),
    Column("kind", Name, primary_key=True),
    Column("word", Name, primary_key=True),
    Column("resources", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The words, tags and subjects of what everybody sees, and how many resources have each."""

resource_notes = Table(
    "resource_notes",
    metadata,
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("resource_notes_person", "person"),
)

resource_files = Table(
    "resource_files",
    metadata,
    Column("resource", Text, ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

resource_settings = Table(
    "resource_settings",
    metadata,
    Column("community", Text, primary_key=True),
    Column("chats", Flag, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("public", Flag, nullable=False),
)

resource_rooms = Table(
    "resource_rooms",
    metadata,
    Column("community", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Index("resource_rooms_place", "place"),
)
"""The rooms in which links that are said become drafts."""

resource_unasked = Table(
    "resource_unasked",
    metadata,
    Column("community", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Index("resource_unasked_person", "person"),
)
"""Who does not want to be asked about links they said."""
