"""A bench to try friends, labs and commitments at."""

import pytest

from tests.ideas.labs.bench import opened


@pytest.fixture
async def bench(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()
