"""Videos: found by words, shown in the room one is in once, playing only where their address is known to."""

from dataclasses import replace

import pytest

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import Paragraph, Video, message
from communitybot.conversation.text import Link, Unsayable, say
from communitybot.errors import NotFound
from communitybot.resources.addresses import read_address
from communitybot.resources.cards.watching import video_card
from communitybot.resources.delivery.showing import Showing
from communitybot.resources.model.resource import Kind, State
from communitybot.resources.watching import SHOW, Watching, plays
from tests.resources.returning.library import BEN, caller, came, resource, words

TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def film(name, title, address=TUBE, **given):
    return resource(name, title, address=address, canonical=_known(address), kind=Kind.VIDEO, **given)


def _known(address):
    return read_address(address).canonical if address else ""


@pytest.mark.parametrize(
    ("address", "known"),
    [
        (TUBE, True),
        ("https://youtu.be/abc", True),
        ("https://vimeo.com/1234", True),
        ("https://www.ted.com/talks/x", True),
        ("https://www.khanacademy.org/math/x", True),
        ("https://www.schooltube.com/media/x", True),
        ("https://films.example.org/lesson.MP4", True),
        ("https://www.youtube.com/", False),
        ("https://youtube.com.example.org/watch?v=abc", False),
        ("https://notyoutube.com/watch?v=abc", False),
        ("https://example.org/x?file=a.mp4", False),
        ("", False),
    ],
)
def test_only_addresses_of_known_players_are_shown_as_videos(address, known):
    one = film("v1", "A film", address)
    assert (plays(one) is not None) == known
    assert (video_card(one).video is not None) == known
    assert "A film" in words(video_card(one))


def test_beside_a_video_stands_nothing_that_would_unfold_or_hide_it():
    shown = Video("A film", TUBE)
    for beside in (Paragraph(say(Link("x", "https://example.org"))), Video("B", TUBE)):
        with pytest.raises(Unsayable):
            message(shown, beside)
    for wrong in ("javascript:alert(1)", "https://a b", ""):
        with pytest.raises(Unsayable):
            Video("A film", wrong)
    with pytest.raises(Unsayable):
        Video("A film", TUBE, say(Link("x", "https://example.org")))
    hostile = film("v1", "@everyone <!channel> [x](https://evil.example)" + "x" * 200)
    assert video_card(hostile, by="@everyone").video is not None


async def test_a_video_is_found_by_its_words_its_link_or_as_the_newest(school):
    watching = Watching(school.units, school.clock)
    with pytest.raises(NotFound, match="no video here yet"):
        await watching.sought(BEN, "fractions")
    await school.has(
        film("v1", "Fractions on a line"),
        film("v2", "Fractions of pizza", "https://vimeo.com/2"),
        resource("a1", "Fractions in words"),
        resource("r1", "Recorded talk", kind=Kind.RECORDING, address="https://vimeo.com/3"),
    )
    assert {one.id for one in await watching.sought(BEN, "fractions")} == {"v1", "v2"}
    assert [one.id for one in await watching.sought(BEN, "fractions on a line")] == ["v1"]
    assert [one.id for one in await watching.sought(BEN, TUBE)] == ["v1"]
    assert {one.id for one in await watching.sought(BEN, "")} == {"v1", "v2", "r1"}
    with pytest.raises(NotFound, match="New here: "):
        await watching.sought(BEN, "photosynthesis")
    with pytest.raises(NotFound, match="Nobody has shared that link"):
        await watching.sought(BEN, "https://vimeo.com/99")


async def test_it_is_shown_once_where_one_is_and_only_to_oneself_where_nothing_can_be_posted(
    school, relays, platform
):
    watching = Watching(school.units, school.clock)
    await school.has(film("v1", "Fractions on a line"), film("v2", "Hidden meanwhile", "https://vimeo.com/2"))
    said = [(await watching.show(BEN, "v1", alone=False)).said for _ in range(2)]
    assert said == ["I show it here.", "It was shown here a moment ago."]
    await watching.show(BEN, "v2", alone=False)
    await school.units.run(
        lambda work: work.resources.save(film("v2", "Hidden", "https://vimeo.com/2", state=State.HIDDEN))
    )
    assert not (await watching.show(BEN, "v1", alone=True)).posted
    private = replace(BEN, place=PlaceAddress("fake", "school", "dm-ben"))
    assert (await watching.show(private, "v1", alone=False)).said.startswith("I can post nothing here")
    with pytest.raises(NotFound):
        await watching.show(caller(community="c2"), "v1", alone=True)

    relay = relays(school.units, {"fake": platform}, {SHOW: Showing(school.clock).shows})
    await relay.run_once()
    (shown,) = came(platform, "resources")
    assert shown.startswith("Fractions on a line")
    assert TUBE in shown
    assert "Shown by Ben. Shared by Ana." in shown
