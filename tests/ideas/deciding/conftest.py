"""A bot with Ana's idea in it; Ben works on it too."""

import pytest

from tests.ideas.discussing.made import member
from tests.ideas.labs.bench import IDEA, opened


@pytest.fixture
async def bench(sqlite_url):
    made = await opened(sqlite_url)
    await made.units.run(lambda work: work.ideas.enrol("c1", IDEA, member()))
    await made.units.run(lambda work: work.ideas.follow("c1", IDEA, "dan", on=True, at=made.clock.now()))
    yield made
    await made.house.relay.stop()
    await made.house.close()
