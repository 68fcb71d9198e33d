"""Somebody with several digests, or a room with several, is told of each resource by one of them."""

import pytest

from communitybot.resources.digest_views import DigestWish
from communitybot.resources.model.digest import Cadence
from communitybot.resources.model.grades import Grade
from tests.resources.returning.library import CLEO, DAILY, HOST, ROOM, came

OF_FOUR = DigestWish(grades=(Grade.FOURTH,), cadence=Cadence.DAILY, hour=16)


@pytest.mark.parametrize(("who", "room", "place"), [(CLEO, None, "dm-cleo"), (HOST, ROOM, "resources")])
async def test_what_one_has_told_no_other_tells(school, relays, platform, who, room, place):
    await school.begun(DAILY, who=who, room=room)
    await school.begun(OF_FOUR, who=who, room=room)
    await school.begun(DAILY)  # Ben's own is told all the same
    await school.shares("r1", title="Strips for four", grades=(Grade.FOURTH,))
    relay = relays(school.units, {"fake": platform}, school.handlers())
    await school.days_pass(relay, 2)

    assert sum("Strips for four" in each for each in came(platform, place)) == 1
    assert sum("Strips for four" in each for each in came(platform)) == 1
