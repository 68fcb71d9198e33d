"""A school that discusses ideas on three platforms."""

import pytest

from tests.ideas.threads.room import opened


@pytest.fixture
async def school(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


@pytest.fixture
async def ana(school):
    """Who wrote the idea, on Slack."""
    return school.member("Ana Ruiz", "slack")


@pytest.fixture
def ben(school):
    return school.member("Ben Okri", "discord")
