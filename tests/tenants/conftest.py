"""Two communities, of which one has something of everything."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
async def two(sqlite_url):
    from two_communities import opened, planted

    made = await opened(sqlite_url)
    await planted(made)
    yield made
    await made.house.relay.stop()
    await made.house.close()


@pytest.fixture
async def thinking(sqlite_url):
    """Two communities, of which one thinks up ideas and asks its people."""
    from ideas_of_oak import planted
    from two_communities import opened

    made = await opened(sqlite_url)
    await planted(made)
    yield made
    await made.house.relay.stop()
    await made.house.close()


@pytest.fixture
async def lending(sqlite_url):
    """Two communities, of which one has a library."""
    from library_of_oak import planted
    from two_communities import opened

    made = await opened(sqlite_url)
    await planted(made)
    yield made
    await made.house.relay.stop()
    await made.house.close()
