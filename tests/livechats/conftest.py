"""A hall to hold live chats in."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "events"))  # reading_cards


@pytest.fixture
async def hall(sqlite_url):
    from hall import opened

    made = await opened(sqlite_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


@pytest.fixture
async def hana(hall):
    """The host, who runs the place, on Discord."""
    return hall.member("Hana Ito", "discord", administers=True)
