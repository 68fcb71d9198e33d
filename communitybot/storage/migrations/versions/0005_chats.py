"""Live chats: their log, their threads, who took part, and the words of their archives."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _chats()
    _log()
    _words()
    _threads()
    _presence()
    _showings()
    _wonderings()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=False)


def _chat() -> sa.Column[str]:
    return sa.Column("chat", sa.Text(), sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True)


def _chats() -> None:
    op.create_table(
        "chats",
        _key("id"),
        *map(_text, ("community", "event", "original", "title", "hashtag", "folded", "zone")),
        *map(_moment, ("start", "finish")),
        *map(_text, ("form", "pace", "hosts", "questions")),
        _whole("ahead"),
        *map(_moment, ("introductions", "late")),
        *map(_text, ("guest", "archiving")),
        *map(_whole, ("published", "listed")),
        *map(_text, ("stage", "run")),
        sa.Column("chair", sa.Text()),
        sa.Column("seen", NUMBER),
        sa.Column("ended", NUMBER),
        *map(_whole, ("lines", "revision")),
        sa.Column("created_by", sa.Text()),
        _moment("created_at"),
    )
    op.create_index("chats_stage", "chats", ["community", "stage", "start"])
    op.create_index("chats_event", "chats", ["event", "original"])


def _log() -> None:
    op.create_table(
        "chat_lines",
        _chat(),
        _number("number"),
        _text("kind"),
        _moment("at"),
        _whole("question"),
        sa.Column("person", sa.Text()),
        *map(_text, ("name", "platform")),
        sa.Column("thread", sa.Text()),
        sa.Column("ref", sa.Text()),
        *map(_text, ("text", "shown")),
        sa.Column("label", sa.Integer()),
        sa.Column("answers", sa.Integer()),
        *map(_whole, ("late", "moved")),
        sa.Column("edited", NUMBER),
        _whole("removed"),
    )
    op.create_index("chat_lines_ref", "chat_lines", ["ref"], unique=True)
    op.create_index("chat_lines_person", "chat_lines", ["person", "chat"])


def _words() -> None:
    op.create_table(
        "chat_words",
        _chat(),
        sa.Column("word", NAME, primary_key=True),
        sa.Column("line", sa.Integer(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("chat_words_line", "chat_words", ["chat", "line", "word"])


def _threads() -> None:
    op.create_table(
        "chat_threads",
        _chat(),
        _key("room"),
        sa.Column("place", sa.Text()),
        *map(_whole, ("cursor", "batch", "pending")),
        sa.Column("posted", NUMBER),
        sa.Column("heard", NUMBER),
        _whole("closed"),
    )
    op.create_index("chat_threads_place", "chat_threads", ["place"], unique=True)
    op.create_index("chat_threads_room", "chat_threads", ["room", "place"])
    op.create_table("chat_copies", _chat(), _key("room"), _number("batch"), _number("line"))
    op.create_index("chat_copies_line", "chat_copies", ["chat", "line"])
    op.create_table(
        "chat_gaps",
        _chat(),
        _key("thread"),
        sa.Column("since", NUMBER, primary_key=True),
        _moment("until"),
        _text("why"),
    )


def _presence() -> None:
    op.create_table(
        "chat_presences",
        _chat(),
        _key("person"),
        _text("name"),
        *map(_moment, ("first", "last")),
        sa.Column("first_word", NUMBER),
        sa.Column("minutes", sa.Integer()),
        *map(_whole, ("words", "answers", "welcomed")),
    )
    op.create_table("chat_reactions", _chat(), _number("line"), _key("person"), _key("mark"), _moment("at"))
    op.create_table(
        "chat_reflections",
        _chat(),
        _key("person"),
        *map(_text, ("name", "text")),
        _moment("at"),
        _whole("read"),
    )
    for table in ("chat_presences", "chat_reactions", "chat_reflections"):
        op.create_index(f"{table}_person", table, ["person"])


def _showings() -> None:
    op.create_table("chat_showings", _chat(), _key("person"), _text("showing"), _moment("at"))
    op.create_index("chat_showings_person", "chat_showings", ["person"])
    op.create_table("usual_showings", _key("community"), _key("person"), _text("showing"), _moment("at"))


def _wonderings() -> None:
    op.create_table(
        "chat_wonderings",
        _key("id"),
        sa.Column("chat", sa.Text(), sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
        *map(_text, ("person", "name", "text")),
        _moment("at"),
        _whole("taken"),
    )
    op.create_index("chat_wonderings_chat", "chat_wonderings", ["chat"])
    op.create_index("chat_wonderings_person", "chat_wonderings", ["person"])
    of = sa.ForeignKey("chat_wonderings.id", ondelete="CASCADE")
    op.create_table("chat_votes", sa.Column("wondered", sa.Text(), of, primary_key=True), _key("person"))
    op.create_index("chat_votes_person", "chat_votes", ["person"])
