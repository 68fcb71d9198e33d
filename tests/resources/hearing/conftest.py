"""A community on three platforms whose members post links."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "events"))  # reading_cards


@pytest.fixture
async def school(sqlite_url):
    from rooms import opened

    built = await opened(sqlite_url)
    yield built
    await built.house.stop()
    await built.house.close()


@pytest.fixture
def grace(school):
    """The administrator."""
    return school.member("Grace Lindqvist", "discord", administers=True)


@pytest.fixture
def ana(school):
    return school.member("Ana Ruiz", "discord")
