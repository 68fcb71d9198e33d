"""A school with a library."""

import pytest

from tests.resources.returning.library import opened


@pytest.fixture
async def school(sqlite_units, clock):
    return await opened(sqlite_units, clock)
