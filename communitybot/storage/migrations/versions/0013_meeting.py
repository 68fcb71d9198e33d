"""Profiles that help people find each other, weekly prompts, and merged ideas."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _merges()
    _what_made_way()


def _merges() -> None:
    """Which ideas became one; and on what moved with it, whence it came."""
    op.create_table(
        "idea_merges",
        sa.Column("id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), _to("ideas.id"), nullable=False) for name in ("one", "other")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "proposer")),
        sa.Column("asked", NUMBER, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("agreed_one", "agreed_other")),
        sa.Column("done", NUMBER),
        sa.Column("ended_by", sa.Text()),
        sa.Column("undone", NUMBER),
        sa.Column("stage", sa.Text()),
        sa.Column("moved", NUMBER),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tags", "roles")),
        sa.Column("hidden", sa.Integer(), nullable=False),
    )
    op.create_index("idea_merges_one", "idea_merges", ["one", "other"])
    op.create_index("idea_merges_other", "idea_merges", ["other", "state"])
    for table in ("idea_members", "idea_votes", "idea_follows"):
        op.add_column(table, sa.Column("via", sa.Text()))


def _what_made_way() -> None:
    """Authors who came with a merge, and places in the team that made way for those who did."""
    told = ("name", "role", "joining", "note")
    for table, texts, moments in (("idea_merge_authors", (), ()), ("idea_merge_places", told, ("at",))):
        op.create_table(
            table,
            sa.Column("merge", sa.Text(), _to("idea_merges.id"), primary_key=True),
            sa.Column("person", sa.Text(), primary_key=True),
            *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
            *(sa.Column(name, NUMBER, nullable=False) for name in moments),
        )
        op.create_index(f"{table}_person", table, ["person"])


def _to(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, ondelete="CASCADE")
