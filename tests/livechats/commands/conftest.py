"""People at their keyboards."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def ana(hall):
    """A member on Slack."""
    from speaking import speaker

    return speaker(hall.member("Ana Ruiz", "slack"))


@pytest.fixture
def host(hana):
    """The host, who administers, on Discord."""
    from speaking import speaker

    return speaker(hana)
