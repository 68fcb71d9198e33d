"""Profiles that help people find each other, weekly prompts, and merged ideas."""

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    pass
