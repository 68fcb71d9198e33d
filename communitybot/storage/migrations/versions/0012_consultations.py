"""Consultations: their questions, what people answered, and what is said about them in threads."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "consultations",
        sa.Column("id", sa.Text(), primary_key=True),
        *map(_text, ("community", "stage", "title", "folded", "asker_name", "asker_role")),
        sa.Column("asker", sa.Text()),
        *map(_text, ("why", "used", "questions")),
        sa.Column("opens", NUMBER),
        sa.Column("closes", NUMBER, nullable=False),
        sa.Column("opened", NUMBER),
        sa.Column("closed", NUMBER),
        *map(_text, ("zone", "rooms")),
        *map(_whole, ("least", "spoken")),
        _text("reply"),
        sa.Column("replied", NUMBER),
        _text("created_by"),
        sa.Column("created_at", NUMBER, nullable=False),
        *map(_whole, ("lines", "revision")),
    )
    op.create_index("consultations_stage", "consultations", ["community", "stage", "closes"])
    op.create_table(
        "consultation_responses",
        _of(),
        sa.Column("person", sa.Text(), primary_key=True),
        *map(_text, ("id", "name", "showing", "role", "said", "picked", "heard")),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("consultation_responses_id", "consultation_responses", ["id"], unique=True)
    op.create_index("consultation_responses_person", "consultation_responses", ["person", "consultation"])
    _lines()
    _threads()
    op.create_table("consultation_copies", _of(), _key("room"), _number("batch"), _number("line"))
    op.create_index("consultation_copies_line", "consultation_copies", ["consultation", "line"])
    op.create_table(
        "consultation_gaps",
        _of(),
        _key("thread"),
        sa.Column("since", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("until", NUMBER, nullable=False),
        _text("why"),
    )


def _lines() -> None:
    op.create_table(
        "consultation_lines",
        _of(),
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
    op.create_index("consultation_lines_ref", "consultation_lines", ["ref"], unique=True)
    op.create_index("consultation_lines_person", "consultation_lines", ["person", "consultation"])


def _threads() -> None:
    op.create_table(
        "consultation_threads",
        _of(),
        _key("room"),
        sa.Column("place", sa.Text()),
        *map(_whole, ("cursor", "batch", "pending")),
        sa.Column("posted", NUMBER),
        sa.Column("heard", NUMBER),
        _whole("closed"),
    )
    op.create_index("consultation_threads_place", "consultation_threads", ["place"], unique=True)
    op.create_index("consultation_threads_room", "consultation_threads", ["room", "place"])


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True)


def _of() -> sa.Column[str]:
    of = sa.ForeignKey("consultations.id", ondelete="CASCADE")
    return sa.Column("consultation", sa.Text(), of, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
