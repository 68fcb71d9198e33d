"""A teacher has a digest, looks at what is new for them, and shows a video: in a whole bot."""

from dataclasses import replace

import pytest

from communitybot.conversation.replies import Ask
from communitybot.resources.model.resource import Kind
from tests.ideas.discussing.keyboards import Somebody, delivered, opened, read
from tests.ideas.discussing.made import ROOM, labels, words
from tests.resources.returning.library import resource

TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
async def house(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.relay.stop()
    await made.close()


async def test_from_a_digest_to_a_suggestion_and_a_video_everybody_sees(house):
    ben, cleo = Somebody(house, "Ben Okri"), Somebody(house, "Cleo Diaz", administers=True)

    # Nothing is there yet; a form makes a digest, which begins only when Ben says so.
    none = await ben.types("/resource digest")
    assert "You have none." in read(none)
    form = await ben.presses(none, "New digest")
    assert isinstance(form, Ask)
    wrong = await ben.sends(form, tags="fractions", day="someday")
    assert "which is no day of the week" in wrong.reasons["day"]
    proposal = await ben.sends(form, tags="fractions", day="friday", every="weekly", hour="4 pm")
    assert "It comes weekly, on Friday at 4:00 PM." in read(proposal)
    assert labels(proposal.message) == ["Begin", "Change", "Never mind"]
    begun = await ben.presses(proposal, "Begin")
    assert "Next: Fri 4 Dec, 4:00 PM EST" in read(begun)
    assert "It comes already." in read(await ben.presses(proposal, "Begin"))

    # Two resources later it comes, says why, and is changed, paused and stopped from where it stands.
    await delivered(house, hours=1)
    await _share(house, resource("0000000000000a", "Fraction strips", tags=("fractions",)))
    film = resource(  # a video with the address of a known player
        "0000000000000b",
        "Fraction film",
        tags=("fractions",),
        kind=Kind.VIDEO,
        person="someone",
        address=TUBE,
    )
    await _share(house, film)
    await delivered(house, days=4)
    (digest,) = ben.told()
    assert words(digest).startswith("New: tags fractions\n- Fraction film")
    assert "(tag fractions)" in words(digest)
    assert labels(digest) == ["Look at one of them", "Pause", "Change", "Stop"]
    change = await ben.presses(digest, "Change")
    assert "daily at 4:00 PM" in read(await ben.sends(change, every="daily"))
    assert "It rests" in read(await ben.presses(digest, "Pause"))
    assert "I know no such digest" in read(await cleo.presses(digest, "Pause"))
    assert "comes no more" in read(await ben.presses(digest, "Stop"))

    # What is new for him: others' use at first, then his own profile; a no is kept, and taken back.
    assert "What colleagues use here" in read(await ben.types("/resource new"))
    await ben.types("/my profile subjects: fractions")
    other = resource("0000000000000c", "Pizza fractions", subjects=("fractions",))
    await _share(house, other)
    new = await ben.types("/resource new")
    assert "- Pizza fractions: Words (fractions" in read(new)
    without = await ben.presses(new, "Not for me", other.id)
    assert "“Pizza fractions” is not shown here again." in read(without)
    assert "- Pizza fractions" in read(await ben.presses(without, "Undo"))

    # The video: only to himself, then to the room, once.
    assert TUBE in read(await ben.types("/resource video fraction film, alone: yes"))
    assert "I show it here." in read(await ben.types("/resource video fraction film"))
    assert "a moment ago" in read(await ben.types("/resource video fraction film"))
    assert "I know no video on" in read(await ben.types("/resource video photosynthesis"))
    assert any("Fraction film" in each for each in await ben.offered("resource video", "video", "frac"))
    await delivered(house, minutes=1)
    shown = [each.shown for each in house.platforms["fake"].visible() if each.place == ROOM]
    (video,) = [each for each in shown if each.video is not None]
    assert "Shown by Ben Okri." in words(video)

    # A room's digest is its hosts'.
    assert "Only hosts and administrators" in read(await ben.types(f"/resource digest room: {ROOM}"))
    room = await cleo.types(f"/resource digest room: {ROOM}, every: daily, hour: 3 pm")
    await cleo.presses(room, "Begin")
    await _share(house, resource("0000000000000d", "For all"))
    await delivered(house, days=1)
    last = [each.shown for each in house.platforms["fake"].visible() if each.place == ROOM][-1]
    assert "- For all" in words(last)
    assert "Only hosts and administrators" in read(await ben.presses(last, "Stop"))


async def _share(house, one):
    now = house.clock.now()
    await house.units.run(lambda work: work.resources.add(replace(one, added=now, shared=now)))
