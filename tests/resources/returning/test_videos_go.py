"""A video that is hidden or taken back plays in no room any more."""

from dataclasses import replace

from communitybot.resources.delivery.promises import of_showing
from communitybot.resources.delivery.showing import GONE, Showing
from communitybot.resources.model.resource import SHOWN, State
from communitybot.resources.watching import SHOW, Watching
from tests.resources.returning.library import BEN, came
from tests.resources.returning.test_videos import film


async def test_what_was_shown_goes_from_the_room_with_the_video(school, relays, platform):
    await school.has(film("v1", "Fraction film"), film("v2", "Other film", "https://vimeo.com/77"))
    watching, showing = Watching(school.units, school.clock), Showing(school.clock)
    handlers = {SHOW: showing.shows, SHOWN: showing.shown, GONE: showing.goes}
    relay = relays(school.units, {"fake": platform}, handlers)
    for video in ("v1", "v2"):
        await watching.show(BEN, video, alone=False)
    await relay.run_once()
    assert len(came(platform, "resources")) == 2

    async def hidden(work):
        found = await work.resources.get("c1", "v1")
        after = replace(found, state=State.HIDDEN, revision=found.revision + 1)
        await work.resources.save(after)
        await work.outbox.put([of_showing(after, school.clock.now())])

    await school.units.run(hidden)
    for _ in range(3):
        school.later(seconds=5)
        await relay.run_once()
    (left,) = came(platform, "resources")
    assert "Other film" in left
