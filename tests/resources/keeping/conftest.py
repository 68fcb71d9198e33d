"""A school with a library."""

import pytest

from tests.resources.keeping.shelf import opened


@pytest.fixture
async def shelf(sqlite_units, clock):
    return await opened(sqlite_units, clock)
