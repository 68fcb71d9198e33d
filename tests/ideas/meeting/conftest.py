"""A school with Ana's idea in it, and colleagues with profiles."""

import pytest

from tests.ideas.discussing.made import opened


@pytest.fixture
async def school(sqlite_units, clock):
    return await opened(sqlite_units, clock)
