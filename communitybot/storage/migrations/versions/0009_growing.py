"""How ideas grow: their steps, and what is written into their logic models."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _of_an_idea() -> tuple[sa.Column[str], sa.Column[int]]:
    of = sa.ForeignKey("ideas.id", ondelete="CASCADE")
    return (
        sa.Column("idea", sa.Text(), of, primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
    )


def upgrade() -> None:
    op.create_table(
        "idea_moves",
        *_of_an_idea(),
        *map(_text, ("came_from", "came_to", "person", "name")),
        sa.Column("at", NUMBER, nullable=False),
        _text("reason"),
        sa.Column("moderating", sa.Integer(), nullable=False),
    )
    op.create_index("idea_moves_person", "idea_moves", ["person"])
    op.create_table(
        "idea_model_writings",
        *_of_an_idea(),
        *map(_text, ("part", "lines", "person", "name")),
        sa.Column("at", NUMBER, nullable=False),
        _text("state"),
    )
    part = ["idea", "part", "state", "number"]
    op.create_index("idea_model_writings_part", "idea_model_writings", part)
    op.create_index("idea_model_writings_person", "idea_model_writings", ["person"])
