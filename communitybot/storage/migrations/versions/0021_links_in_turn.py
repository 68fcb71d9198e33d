"""When each link is to be asked, so that a night's are read from an index."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EVERY = 2_376_000_000_000  # microseconds: 27 days and 12 hours
AGAIN = 561_600_000_000  # 6 days and 12 hours, for one that does not answer
INDEXES = (
    ("resources_due", ["community", "due", "id"], "state = 'shared' AND address <> ''"),
    ("resources_broken", ["community", "broken", "id"], "broken IS NOT NULL"),
)


def upgrade() -> None:
    op.add_column("resources", sa.Column("due", NUMBER, nullable=False, server_default=sa.text("0")))
    asked = "FROM resource_links AS l WHERE l.resource = resources.id AND l.address = resources.address"
    op.execute(
        f"UPDATE resources SET due = (SELECT l.at + CASE WHEN l.failing IS NULL THEN {EVERY} ELSE {AGAIN} END"
        f" {asked}) WHERE EXISTS (SELECT 1 {asked})"
    )
    for name, columns, where in INDEXES:
        op.create_index(
            name, "resources", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
