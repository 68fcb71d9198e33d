"""A school with two ideas that say the same, by two people."""

import pytest

from tests.ideas.discussing.made import opened
from tests.ideas.merging.twins import Twins


@pytest.fixture
async def twins(sqlite_units, clock):
    return await Twins.of(await opened(sqlite_units, clock))
