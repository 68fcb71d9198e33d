"""A school with a resource of Ana's that others can judge."""

import pytest

from tests.resources.judging.desk import opened


@pytest.fixture
async def school(sqlite_units):
    return await opened(sqlite_units)
