"""Profiles that help people find each other, weekly prompts, and merged ideas."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _merges()
    _what_made_way()
    _profiles()
    _weeks()


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
    op.create_index("idea_merges_proposer", "idea_merges", ["proposer", "state"])
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


def _profiles() -> None:
    """What people tell colleagues of themselves, and whom an idea was brought back to mind."""
    op.create_table(
        "profiles",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("community", "person")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("levels", "subjects", "place", "brings")),
        sa.Column("findable", sa.Integer(), nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
    )
    op.create_index("profiles_findable", "profiles", ["community", "findable", "changed"])
    op.create_table(
        "idea_nudges",
        sa.Column("idea", sa.Text(), _to("ideas.id"), primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("at", NUMBER),
        sa.Column("stopped", sa.Integer(), nullable=False),
    )
    op.create_index("idea_nudges_person", "idea_nudges", ["person"])


def _weeks() -> None:
    """The questions of each week, and what their messages told."""
    op.create_table(
        "idea_prompts",
        sa.Column("community", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("words", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rank", "out")),
    )
    op.create_table(
        "idea_weeks",
        sa.Column("community", sa.Text(), primary_key=True),
        *(sa.Column(name, NUMBER, nullable=False) for name in ("begun", "told")),
        sa.Column("quiet", NUMBER),
        sa.Column("asked", sa.Text()),
    )
    op.create_table(
        "idea_digested",
        sa.Column("idea", sa.Text(), _to("ideas.id"), primary_key=True),
        sa.Column("item", sa.Text(), primary_key=True),
    )


def _to(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, ondelete="CASCADE")
