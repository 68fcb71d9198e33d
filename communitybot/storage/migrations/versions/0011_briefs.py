"""Briefs to those who decide, voices, replies and outcomes."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    pass
