"""Spaces that join one community, accounts that become one person, and a first day once for each space."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "link_codes",
        sa.Column("hashed", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("expires_at", NUMBER, nullable=False),
        sa.Column("used_at", NUMBER),
    )
    op.create_index("link_codes_expires", "link_codes", ["expires_at"])
    op.create_index("link_codes_community", "link_codes", ["community"])
    op.create_table(
        "former_slugs",
        sa.Column("slug", sa.Text(), primary_key=True),
        sa.Column(
            "community", sa.Text(), sa.ForeignKey("communities.id", ondelete="CASCADE"), nullable=False
        ),
    )
    op.create_index("former_slugs_community", "former_slugs", ["community"])
    op.add_column("people", sa.Column("reach", sa.Text()))
    for column in (
        sa.Column("greeted_at", NUMBER),
        sa.Column("greeted", sa.Text()),
        sa.Column("settled_at", NUMBER),
    ):
        op.add_column("spaces", column)
    # whoever used the bot before has set it up: nobody is greeted for that
    op.execute("UPDATE spaces SET greeted_at = 0, settled_at = 0")
