"""A school whose members look for resources, and ask for those that are missing."""

import pytest

from tests.resources.finding.lincoln import opened


@pytest.fixture
async def school(sqlite_units):
    return await opened(sqlite_units)


@pytest.fixture
async def ana(school):
    return await school.somebody("Ana Ruiz")


@pytest.fixture
async def ben(school):
    return await school.somebody("Ben Ito")


@pytest.fixture
async def hana(school):
    """The host."""
    return await school.somebody("Hana Ito")
