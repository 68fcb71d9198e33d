"""A school with an idea in it."""

import pytest

from tests.ideas.discussing.made import opened


@pytest.fixture
async def school(sqlite_units, clock):
    return await opened(sqlite_units, clock)
