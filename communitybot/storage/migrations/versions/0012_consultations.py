"""Consultations: their questions, and what people answered."""

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
        sa.Column("least", sa.Integer(), nullable=False),
        _text("reply"),
        sa.Column("replied", NUMBER),
        _text("created_by"),
        sa.Column("created_at", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_index("consultations_stage", "consultations", ["community", "stage", "closes"])
    of = sa.ForeignKey("consultations.id", ondelete="CASCADE")
    op.create_table(
        "consultation_responses",
        sa.Column("consultation", sa.Text(), of, primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
        *map(_text, ("id", "name", "showing", "role", "said", "picked")),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("consultation_responses_id", "consultation_responses", ["id"], unique=True)
    op.create_index("consultation_responses_person", "consultation_responses", ["person", "consultation"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
