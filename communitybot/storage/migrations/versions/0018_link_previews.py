"""What pages told of themselves, kept for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "link_previews",
        sa.Column("address", sa.Text(), primary_key=True),
        sa.Column("told", sa.Text()),
        sa.Column("until", NUMBER, nullable=False),
    )
    op.create_index("link_previews_until", "link_previews", ["until"])
