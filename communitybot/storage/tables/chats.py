"""Live chats: what they are, what was said in them, who took part, and the words of archives."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.tables.talks import hanging_on, talk_tables
from communitybot.storage.types import Flag, Json, Moment, Name, Number, WallTime

chats = Table(
    "chats",
    metadata,
    Column("id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("original", WallTime, nullable=False),
    Column("title", Text, nullable=False),
    Column("hashtag", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("start", Moment, nullable=False),
    Column("finish", Moment, nullable=False),
    Column("form", Text, nullable=False),
    Column("pace", Text, nullable=False),
    Column("hosts", Json, nullable=False),
    Column("questions", Json, nullable=False),
    Column("ahead", Flag, nullable=False),
    Column("introductions", Number, nullable=False),
    Column("late", Number, nullable=False),
    Column("guest", Text, nullable=False),
    Column("archiving", Text, nullable=False),
    Column("published", Flag, nullable=False),
    Column("listed", Flag, nullable=False),
    Column("stage", Text, nullable=False),
    Column("run", Json, nullable=False),
    Column("chair", Text),
    Column("seen", Moment),
    Column("ended", Moment),
    Column("lines", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_by", Text),
    Column("created_at", Moment, nullable=False),
    Index("chats_stage", "community", "stage", "start"),
    Index("chats_event", "event", "original"),
)
"""`folded` has a space before each word of title and hashtag; `introductions` and `late` are microseconds.

`lines` is the number of the last line, counted by whoever adds one. Moments in `questions` and `run` are
microseconds since 1970.
"""

chat_talks = talk_tables("chat", chats)
chat_lines = chat_talks.lines

chat_words = Table(
    "chat_words",
    metadata,
    hanging_on("chat", chats),
    Column("word", Name, primary_key=True),
    Column("line", Integer, primary_key=True),
    Index("chat_words_line", "chat", "line", "word"),
    sqlite_with_rowid=False,
)
"""The folded words of what was said, chat by chat: a search goes from the latest chat to the earliest."""

chat_presences = Table(
    "chat_presences",
    metadata,
    hanging_on("chat", chats),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("first", Moment, nullable=False),
    Column("last", Moment, nullable=False),
    Column("first_word", Moment),
    Column("minutes", Integer),
    Column("words", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("welcomed", Flag, nullable=False),
    Index("chat_presences_person", "person"),
)

chat_reactions = Table(
    "chat_reactions",
    metadata,
    hanging_on("chat", chats),
    Column("line", Integer, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("chat_reactions_person", "person"),
)

chat_showings = Table(
    "chat_showings",
    metadata,
    hanging_on("chat", chats),
    Column("person", Text, primary_key=True),
    Column("showing", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("chat_showings_person", "person"),
)

usual_showings = Table(
    "usual_showings",
    metadata,
    Column("community", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("showing", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""How somebody appears in all chats of a community in which they do not say otherwise."""

chat_wonderings = Table(
    "chat_wonderings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("taken", Flag, nullable=False),
    Index("chat_wonderings_chat", "chat"),
    Index("chat_wonderings_person", "person"),
)
"""What the audience wants to ask. Votes are counted from their rows: no number can go astray."""

chat_votes = Table(
    "chat_votes",
    metadata,
    Column("wondered", Text, ForeignKey("chat_wonderings.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, primary_key=True),
    Index("chat_votes_person", "person"),
)

chat_reflections = Table(
    "chat_reflections",
    metadata,
    hanging_on("chat", chats),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("read", Flag, nullable=False),
    Index("chat_reflections_person", "person"),
)
