"""Resources: what they are, how they are found, and notes on them."""

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Nothing yet."""
