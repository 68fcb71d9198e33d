"""A school whose members write ideas."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "events"))  # reading_cards


@pytest.fixture
async def lincoln(sqlite_units):
    from ink import school

    return await school(sqlite_units)


@pytest.fixture
async def ana(lincoln):
    return await lincoln.somebody("Ana Ruiz")


@pytest.fixture
async def hana(lincoln):
    """The host."""
    return await lincoln.somebody("Hana Ito")


@pytest.fixture
def talk(monkeypatch):
    """What is asked to be said about ideas, in order: what, and in which words; nothing is said."""
    from communitybot.ideas.delivery import talking

    asked = []

    def recorder(name):
        async def record(_work, _idea, _now, words=""):
            asked.append((name, words))

        return record

    for name in ("published", "changed", "news", "closed"):
        monkeypatch.setattr(talking, name, recorder(name))
    return asked
