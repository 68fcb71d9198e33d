"""Who tried and saved a resource, collections, reports, and links that are asked."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Nothing yet."""
