"""A school with an idea that can grow in it, and a team of two: Ana, who wrote it, and Ben."""

import pytest

from tests.ideas.discussing.made import member, opened


@pytest.fixture
async def school(sqlite_units, clock):
    made = await opened(sqlite_units, clock)
    await made.units.run(lambda work: work.ideas.enrol("c1", "0123456789abcd", member()))
    return made
