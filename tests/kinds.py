"""Which kinds of database a test runs on, where it need not be both."""

import pytest


@pytest.fixture
def on_sqlite_alone(sqlite_url: str) -> str:
    """For paths of people: what the store does for them is tested on both kinds by itself."""
    return sqlite_url
