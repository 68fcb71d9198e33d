"""Where the picture of a page is, and what it shows."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    for name in ("picture", "shows"):
        op.add_column("resources", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
