"""Critical friends, local labs and what was promised there."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    pass
