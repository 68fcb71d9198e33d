"""How long a community keeps the archives of its chats: 24 months, unless it says otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    kept = sa.Column("archive_days", sa.Integer(), nullable=False, server_default="730")
    op.add_column("communities", kept)
