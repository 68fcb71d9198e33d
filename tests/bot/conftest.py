"""The door of a bot in one place, known to one person."""

from datetime import UTC, datetime

import pytest
from bot.knocking import ANA, ROOM, SPACE, Door

from communitybot.conversation.inbound import Arrived


@pytest.fixture
async def door(sqlite_units, clock):
    clock.set(datetime(2014, 10, 13, 13, 0, tzinfo=UTC))
    door = Door(sqlite_units, clock)
    await door.bot.arrived(Arrived(space=SPACE, name="School", by=ANA, rooms=((ROOM, "general"),)))
    return door
