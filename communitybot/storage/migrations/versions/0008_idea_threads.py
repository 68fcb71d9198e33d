"""What is said about ideas, in the threads of every platform."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _lines()
    _threads()
    op.create_table("idea_copies", _idea(), _key("room"), _number("batch"), _number("line"))
    op.create_index("idea_copies_line", "idea_copies", ["idea", "line"])
    op.create_table(
        "idea_gaps",
        _idea(),
        _key("thread"),
        sa.Column("since", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("until", NUMBER, nullable=False),
        _text("why"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _idea() -> sa.Column[str]:
    return sa.Column("idea", sa.Text(), sa.ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True)


def _lines() -> None:
    op.create_table(
        "idea_lines",
        _idea(),
        _number("number"),
        _text("kind"),
        sa.Column("at", NUMBER, nullable=False),
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
    op.create_index("idea_lines_ref", "idea_lines", ["ref"], unique=True)
    op.create_index("idea_lines_person", "idea_lines", ["person", "idea"])


def _threads() -> None:
    op.create_table(
        "idea_threads",
        _idea(),
        _key("room"),
        sa.Column("place", sa.Text()),
        *map(_whole, ("cursor", "batch", "pending")),
        sa.Column("posted", NUMBER),
        sa.Column("heard", NUMBER),
        _whole("closed"),
    )
    op.create_index("idea_threads_place", "idea_threads", ["place"], unique=True)
    op.create_index("idea_threads_room", "idea_threads", ["room", "place"])
