"""Digests of resources, and what was told already."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "resource_digests",
        _key("id"),
        *map(_text, ("community", "person", "name")),
        sa.Column("room", sa.Text()),
        *map(_text, ("tags", "subjects", "grades", "kinds", "cadence")),
        *map(_whole, ("weekday", "hour")),
        sa.Column("made", NUMBER, nullable=False),
        *map(_moment, ("begun", "told")),
        sa.Column("edition", sa.Text()),
        *map(_moment, ("next", "paused")),
        _whole("lost"),
    )
    op.create_index("resource_digests_person", "resource_digests", ["person"])
    op.create_index("resource_digests_room", "resource_digests", ["community", "room"])
    op.create_table("resource_told", _of("digest", "resource_digests"), _of("resource", "resources"))
    op.create_index("resource_told_resource", "resource_told", ["resource"])
    op.create_table(
        "resource_dismissed",
        _of("resource", "resources"),
        _key("person"),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("resource_dismissed_person", "resource_dismissed", ["person"])


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER)


def _of(name: str, table: str) -> sa.Column[str]:
    of = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Text(), of, primary_key=True)
