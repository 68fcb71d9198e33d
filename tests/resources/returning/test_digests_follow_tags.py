"""A digest goes on following what it follows when hosts let one tag become another."""

from dataclasses import replace

import pytest

from communitybot.resources.delivery.retagging import RETAG, Retagging
from communitybot.resources.tagging import Tagging
from tests.resources.returning.library import CLEO, DAILY, HOST, came


@pytest.mark.parametrize("first", [True, False])
async def test_what_has_the_new_tag_comes_in_the_digest_of_the_old_one(school, relays, platform, first):
    tags = ("fracs", "fractions") if first else ("fractions", "fracs")
    ben = await school.begun(replace(DAILY, tags=("fracs",)))
    cleo = await school.begun(replace(DAILY, tags=tags), who=CLEO)
    await school.shares("r1", title="Older strips", tags=("fracs",))
    handlers = school.handlers() | {RETAG: Retagging(school.clock).retags}
    relay = relays(school.units, {"fake": platform}, handlers)

    await Tagging(school.units, school.clock).rename(HOST, "fracs", "fractions")
    await relay.run_once()
    await school.shares("r2", title="Newer strips", tags=("fractions",))
    await school.days_pass(relay)

    assert (await school.digest(ben)).wanted.tags == ("fractions",)
    assert (await school.digest(cleo)).wanted.tags == ("fractions",)
    (told,) = came(platform)
    assert "Older strips" in told
    assert "Newer strips" in told
