"""Briefs to those who decide, voices, replies and outcomes."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _briefs()
    _voices()
    _signings()
    _answers()
    _outcomes()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=nullable)


def _idea(*, primary_key: bool = False) -> sa.Column[str]:
    link = sa.ForeignKey("ideas.id", ondelete="CASCADE")
    return sa.Column("idea", sa.Text(), link, primary_key=primary_key, nullable=False)


def _briefs() -> None:
    op.create_table(
        "idea_briefs",
        _key("id"),
        _idea(),
        *map(_text, ("to_name", "to_role", "need", "evidence", "ask", "reply_by", "zone", "created_by")),
        _moment("created"),
        _moment("shared", nullable=True),
        _whole("published"),
        _moment("silent", nullable=True),
        _whole("revision"),
    )
    op.create_index("idea_briefs_idea", "idea_briefs", ["idea"])


def _voices() -> None:
    op.create_table(
        "idea_voices",
        _key("id"),
        _idea(),
        *map(_text, ("person", "name", "words", "showing", "role", "place")),
        _moment("at"),
        _moment("agreed", nullable=True),
        _whole("left_out"),
    )
    op.create_index("idea_voices_idea", "idea_voices", ["idea", "person"])
    op.create_index("idea_voices_person", "idea_voices", ["person"])


def _signings() -> None:
    op.create_table("idea_signings", _idea(primary_key=True), _key("person"), _text("showing"), _moment("at"))
    op.create_index("idea_signings_person", "idea_signings", ["person"])


def _answers() -> None:
    brief = sa.ForeignKey("idea_briefs.id", ondelete="CASCADE")
    op.create_table(
        "idea_answers",
        _key("id"),
        sa.Column("brief", sa.Text(), brief, nullable=False),
        *map(_text, ("kind", "by", "on", "words", "link", "recorded_by")),
        _moment("at"),
    )
    op.create_index("idea_answers_brief", "idea_answers", ["brief"])


def _outcomes() -> None:
    op.create_table(
        "idea_outcomes",
        _idea(primary_key=True),
        *map(_text, ("changed", "measured", "again", "why", "number", "before", "after")),
        _whole("listed"),
        _text("by"),
        _moment("at"),
    )
