"""Consultations: their questions, and what people answered."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    pass
