"""What is said about ideas, in the threads of every platform."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pass
