"""Ideas: what they say, who stands behind them, and how they are listed and found."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment, Name, Number


def _idea() -> Column[str]:
    """The idea a row hangs on; with it the row belongs to a community, and goes when it goes."""
    return Column("idea", Text, ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True)


def _via() -> Column[str]:
    """The merge a row came with, until its person acts on it themselves."""
    return Column("via", Text)


ideas = Table(
    "ideas",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("need", Text, nullable=False),
    Column("approach", Text, nullable=False),
    Column("benefits", Text, nullable=False),
    Column("helps", Text, nullable=False),
    Column("roles", Json, nullable=False),
    Column("category", Text),
    Column("tags", Json, nullable=False),
    Column("place", Text, nullable=False),
    Column("authors", Json, nullable=False),
    Column("anonymous", Flag, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("follows", Integer, nullable=False),
    Column("team", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("submitted", Moment),
    Column("published", Moment),
    Column("decided", Moment),
    Column("moved", Moment),
    Column("said", Moment),
    Column("reworded", Moment),
    Column("reason", Text, nullable=False),
    Column("into", Text),
    Column("revision", Integer, nullable=False),
    Index("ideas_stage", "community", "stage", "submitted"),
    Index("ideas_decided", "community", "decided"),
)
"""`votes`, `follows` and `team` are counted from their rows in the statement that writes them.

`authors` are pairs of name and person, whoever posted it first; `idea_authors` finds ideas by them.
`decided` is when an idea was published or declined.
"""

idea_authors = Table(
    "idea_authors",
    metadata,
    _idea(),
    Column("person", Text, primary_key=True),
    Index("idea_authors_person", "person"),
)

idea_members = Table(
    "idea_members",
    metadata,
    _idea(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("joining", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Moment, nullable=False),
    _via(),
    Index("idea_members_person", "person", "joining"),
)

idea_votes = Table(
    "idea_votes",
    metadata,
    _idea(),
    Column("person", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    _via(),
    Index("idea_votes_person", "person"),
)

idea_follows = Table(
    "idea_follows",
    metadata,
    _idea(),
    Column("person", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    _via(),
    Index("idea_follows_person", "person"),
)

idea_shelves = Table(
    "idea_shelves",
    metadata,
    Column("community", Text, primary_key=True),
    Column("shelf", Name, primary_key=True),
    Column("idea", Text, ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True),
    Column("heat", Number, nullable=False),
    Column("published", Moment, nullable=False),
    Column("waits", Moment),
    Index("idea_shelves_heat", "community", "shelf", "heat", "idea"),
    Index("idea_shelves_published", "community", "shelf", "published", "idea"),
    Index("idea_shelves_waits", "community", "shelf", "waits", "idea"),
    Index("idea_shelves_idea", "idea"),
    sqlite_with_rowid=False,
)
"""In which lists an idea stands (all, its stage, its category, its tags, the words of its place), and where.

Each list is read from its warm end, its new end or its long-waiting end without looking at anything else.
`waits` is null for an idea that needs no help.
"""

idea_titles = Table(
    "idea_titles",
    metadata,
    Column("community", Text, primary_key=True),
    Column("word", Name, primary_key=True),
    Column("idea", Text, ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True),
    Index("idea_titles_idea", "idea", "word"),
    sqlite_with_rowid=False,
)
"""The folded words of titles, found by how they begin."""

idea_terms = Table(
    "idea_terms",
    metadata,
    Column("id", Number, primary_key=True),
    Column("community", Text, nullable=False),
    Column("word", Name, nullable=False),
    Column("ideas", Integer, nullable=False),
    Index("idea_terms_word", "community", "word", unique=True),
)
"""In how many of a community's ideas a stem is; the empty one counts the ideas that are searched."""

idea_words = Table(
    "idea_words",
    metadata,
    Column("term", Number, primary_key=True, autoincrement=False),
    Column("weight", Integer, primary_key=True, autoincrement=False),
    Column("idea", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which ideas have a term; those in which it weighs most are read first, and the others not at all.

Without foreign keys: whoever takes an idea away says its terms.
"""

idea_vectors = Table(
    "idea_vectors",
    metadata,
    _idea(),
    Column("weights", Json, nullable=False),
)
"""The terms an idea is searched by, each with its weight in it."""

idea_settings = Table(
    "idea_settings",
    metadata,
    Column("community", Text, primary_key=True),
    Column("reviewed", Flag, nullable=False),
    Column("anonymous", Flag, nullable=False),
    Column("outcomes_public", Flag, nullable=False),
    Column("prompts", Flag, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
)
