"""A school whose members share what they use."""

import pytest

from tests.resources.sharing.school import opened


@pytest.fixture
async def school(sqlite_units):
    return await opened(sqlite_units)


@pytest.fixture
async def ana(school):
    return await school.somebody("Ana Ruiz")


@pytest.fixture
async def ben(school):
    return await school.somebody("Ben Ito")
