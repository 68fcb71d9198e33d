"""Workspaces that have added the bot, and installs that were begun."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("team", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bot_user", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("refresh_token", sa.Text()),
        sa.Column("expires", NUMBER),
        sa.Column("installed_by", sa.Text()),
        sa.Column("installed_at", NUMBER, nullable=False),
        sa.Column("renewing_until", NUMBER),
    )
    op.create_table(
        "installs_begun",
        sa.Column("state", sa.Text(), primary_key=True),
        sa.Column("until", NUMBER, nullable=False),
    )
