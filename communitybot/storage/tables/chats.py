"""Live chats: what they are, what was said in them, who took part, and the words of archives."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Flag, Json, Moment, Name, Number, WallTime


def _chat() -> Column[str]:
    """The chat a row hangs on; with it the row belongs to a community, and goes when it goes."""
    return Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True)


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

chat_lines = Table(
    "chat_lines",
    metadata,
    _chat(),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("question", Integer, nullable=False),
    Column("person", Text),
    Column("name", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("thread", Text),
    Column("ref", Text),
    Column("text", Text, nullable=False),
    Column("shown", Json, nullable=False),
    Column("label", Integer),
    Column("answers", Integer),
    Column("late", Flag, nullable=False),
    Column("moved", Flag, nullable=False),
    Column("edited", Moment),
    Column("removed", Flag, nullable=False),
    Index("chat_lines_ref", "ref", unique=True),
    Index("chat_lines_person", "person", "chat"),
)
"""The log; a message is in it once, however often it is heard."""

chat_words = Table(
    "chat_words",
    metadata,
    _chat(),
    Column("word", Name, primary_key=True),
    Column("line", Integer, primary_key=True),
    Index("chat_words_line", "chat", "line", "word"),
    sqlite_with_rowid=False,
)
"""The folded words of what was said, chat by chat: a search goes from the latest chat to the earliest."""

chat_threads = Table(
    "chat_threads",
    metadata,
    _chat(),
    Column("room", Text, primary_key=True),
    Column("place", Text),
    Column("cursor", Integer, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("pending", Flag, nullable=False),
    Column("posted", Moment),
    Column("heard", Moment),
    Column("closed", Flag, nullable=False),
    Index("chat_threads_place", "place", unique=True),
    Index("chat_threads_room", "room", "place"),
)
"""Both indexes are looked into for every message in any thread of any room.

They cover all rows, since a condition of one database would have it loaded by a bot that uses the other.
"""

chat_copies = Table(
    "chat_copies",
    metadata,
    _chat(),
    Column("room", Text, primary_key=True),
    Column("batch", Integer, primary_key=True),
    Column("line", Integer, primary_key=True),
    Index("chat_copies_line", "chat", "line"),
)
"""Which lines stand in which message of ours."""

chat_gaps = Table(
    "chat_gaps",
    metadata,
    _chat(),
    Column("thread", Text, primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("why", Text, nullable=False),
)

chat_presences = Table(
    "chat_presences",
    metadata,
    _chat(),
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
    _chat(),
    Column("line", Integer, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("chat_reactions_person", "person"),
)

chat_showings = Table(
    "chat_showings",
    metadata,
    _chat(),
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
    _chat(),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("read", Flag, nullable=False),
    Index("chat_reflections_person", "person"),
)
