"""Requests for resources."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _requests()
    _needs()
    _replies()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _whole(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _moment(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=null)


def _of(table: str, name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True)


def _requests() -> None:
    op.create_table(
        "resource_requests",
        sa.Column("id", sa.Text(), primary_key=True),
        *map(_text, ("community", "stage", "words", "grades")),
        _text("kind", null=True),
        _whole("login", null=True),
        *map(_text, ("person", "name")),
        _text("room", null=True),
        _moment("added"),
        _moment("opened", null=True),
        _moment("closed", null=True),
        _text("ending", null=True),
        _whole("revision"),
    )
    op.create_index("resource_requests_stage", "resource_requests", ["community", "stage", "opened"])
    op.create_index("resource_requests_person", "resource_requests", ["person"])


def _needs() -> None:
    op.create_table(
        "resource_needs",
        _of("resource_requests", "request"),
        sa.Column("person", sa.Text(), primary_key=True),
        _text("name"),
        _moment("at"),
    )
    op.create_index("resource_needs_person", "resource_needs", ["person"])


def _replies() -> None:
    op.create_table(
        "resource_replies",
        _of("resource_requests", "request"),
        _of("resources", "resource"),
        *map(_text, ("person", "name")),
        _moment("at"),
        *map(_whole, ("offered", "helped")),
    )
    op.create_index("resource_replies_resource", "resource_replies", ["resource"])
    op.create_index("resource_replies_person", "resource_replies", ["person"])
