"""Ideas: their words, who stands behind them, and how a community wants them."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    pass
