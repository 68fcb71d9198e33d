"""Who does not want to be asked about links they said."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "resource_unasked",
        sa.Column("community", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
    )
    op.create_index("resource_unasked_person", "resource_unasked", ["person"])
