"""Letters: what platforms told us, kept until it has been acted on."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("happening", sa.Text(), primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("text", sa.Text()),
    )
    unfinished = sa.text("text IS NOT NULL")
    op.create_index(
        "letters_unfinished",
        "letters",
        ["platform", "at"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )
    op.create_index("letters_at", "letters", ["at"])
