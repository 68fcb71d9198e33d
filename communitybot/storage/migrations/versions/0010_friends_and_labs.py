"""Critical friends, local labs and what was promised there."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _friends()
    _labs()
    _commitments()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=null)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _of_idea() -> sa.ForeignKey:
    return sa.ForeignKey("ideas.id", ondelete="CASCADE")


def _friends() -> None:
    op.create_table(
        "idea_friends",
        sa.Column("idea", sa.Text(), _of_idea(), primary_key=True),
        _key("person"),
        *map(_text, ("name", "standing")),
        _whole("round"),
        _moment("asked"),
        _moment("answered", null=True),
        _text("notes", null=True),
        _moment("noted", null=True),
    )
    op.create_index("idea_friends_person", "idea_friends", ["person"])
    op.create_table(
        "idea_willing", _key("community"), _key("person"), _moment("since"), _moment("asked", null=True)
    )


def _labs() -> None:
    op.create_table(
        "idea_labs",
        sa.Column("idea", sa.Text(), _of_idea(), primary_key=True),
        *map(_text, ("event", "original", "zone")),
        *map(_moment, ("start", "finish")),
        *map(_text, ("place", "stakeholders", "decides", "host", "host_name")),
        *map(_whole, ("cancelled", "revision")),
    )
    op.create_index("idea_labs_event", "idea_labs", ["event"])
    op.create_index("idea_labs_host", "idea_labs", ["host"])


def _commitments() -> None:
    op.create_table(
        "idea_commitments",
        _key("id"),
        sa.Column("idea", sa.Text(), _of_idea(), nullable=False),
        _text("what"),
        _text("owner", null=True),
        *map(_text, ("name", "by", "state", "word")),
        _whole("moves"),
        _text("noted_by"),
        _moment("at"),
        _moment("closed", null=True),
    )
    op.create_index("idea_commitments_idea", "idea_commitments", ["idea", "by"])
    op.create_index("idea_commitments_owner", "idea_commitments", ["owner"])
    op.create_index("idea_commitments_noted_by", "idea_commitments", ["noted_by"])
