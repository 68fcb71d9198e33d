"""Two communities on two platforms, on each database."""

import pytest

from communitybot.bootstrap import build
from communitybot.clocks import MovableClock
from communitybot.settings import load
from tests.communities.two_places import NORTH, SOUTH, TwoPlaces
from tests.fakes import START


@pytest.fixture
async def house(database_url):
    settings = load({"COMMUNITYBOT_DATABASE_URL": database_url, "COMMUNITYBOT_SECRET_KEY": "k" * 40})
    built = await build(settings, MovableClock(START))
    yield built
    await built.stop()
    await built.close()


@pytest.fixture
async def places(house):
    """Oak Hill on north, Elm Street on south, each with an administrator of its own."""
    found = TwoPlaces(house)
    await found.arrive(NORTH, "Oak Hill")
    await found.arrive(SOUTH, "Elm Street")
    await house.start()
    return found


@pytest.fixture
def ada(places):
    """Runs Oak Hill."""
    return places.somebody(NORTH, "Ada", runs_it=True)


@pytest.fixture
def ben(places):
    """Runs Elm Street."""
    return places.somebody(SOUTH, "Ben", runs_it=True)
