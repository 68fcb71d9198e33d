"""Notes of adapters: forms half filled in, private channels that are closed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", NUMBER, nullable=False),
    )
    op.create_index("notes_until", "notes", ["until"])
