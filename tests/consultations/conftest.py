"""A town that is asked something."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "livechats"))  # hall
sys.path.insert(0, str(HERE.parent / "events"))  # reading_cards


@pytest.fixture
async def town(sqlite_url):
    from town import built

    made = await built(sqlite_url)
    yield made
    await made.hall.house.relay.stop()
    await made.hall.house.close()
