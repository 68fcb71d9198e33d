"""Digests of resources, and what was told already."""

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Nothing yet."""
