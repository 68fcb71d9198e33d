"""A teacher finds nothing, asks the room, and finds what a colleague had: as people do it."""

import pytest

from communitybot.conversation.controls import Select
from communitybot.conversation.replies import Answer, Correct
from tests.ideas.discussing.keyboards import Somebody, delivered, opened, read
from tests.ideas.discussing.made import ROOM
from tests.resources.finding.lincoln import said

LINK = "https://labs.example.org/density"


@pytest.fixture
async def house(sqlite_url):
    built = await opened(sqlite_url)
    yield built
    await built.relay.stop()
    await built.close()


def in_room(house):
    """The bot's messages in the room as they are now."""
    return [each.shown for each in house.platforms["fake"].visible() if each.place == ROOM]


async def test_from_nothing_found_to_a_thank_you(house):
    ana, ben, hana = (Somebody(house, name) for name in ("Ana Ruiz", "Ben Ito", "Hana Lind"))
    nothing = await ana.types("/resources density lab, grade: 6")
    assert "Nothing is shared here yet." in read(nothing)
    form = await ana.presses(nothing, "Ask the room")
    preview = await ana.sends(form, login="no")
    assert "density lab" in read(preview)
    assert "Grade 6, no log-in needed." in read(preview)
    for _ in range(2):  # a double press asks once
        sent = await ana.presses(preview, "Ask the room")
        assert "I have asked: density lab." in read(sent)
    await delivered(house, seconds=20)
    (card,) = in_room(house)

    assert "Density" not in read(await hana.types("/resource requests mine"))
    assert "Noted." in read(await hana.presses(card, "I need this too"))
    asked = await ben.presses(card, "I have one")
    unknown = await ben.sends(asked, resource="wombat games")
    assert isinstance(unknown, Correct)
    assert "I know no resource named" in unknown.reasons["resource"]
    untitled = await ben.sends(asked, resource=LINK)
    assert untitled.reasons == {"title": "Its page did not tell me its title. What is it called?"}
    shown = await ben.sends(asked, resource=LINK, title="Density columns", about="Six liquids.")
    assert "This is what others will see." in read(shown)
    for _ in range(2):
        thanked = await ben.presses(shown, "Share it as my answer")
    assert "That was an answer to this already." in read(thanked)
    await delivered(house, seconds=30)

    request, resource = in_room(house)
    assert "Density columns, from Ben Ito." in said(request)
    assert "Density columns" in said(resource)
    assert len(hana.told()) == 1
    (told,) = ana.told()
    closed = await ana.presses(told, "That helped")
    assert "I thank whoever answered" in read(closed)
    await delivered(house, seconds=30)
    assert "A resource was asked for" in said(in_room(house)[0])
    assert "It helped Ana Ruiz" in said(ben.told()[-1])
    gone = await ben.presses(card, "I have one")  # the card somebody still looks at
    refused = await ben.sends(gone, resource=LINK)
    assert "This request is closed" in read(refused)

    found = await hana.types("/resources densty")
    assert "I read density for densty." in read(found)
    (options,) = (each.options for each in found.message.controls if isinstance(each, Select))
    looked = await hana.presses(found, "Look at one of them", options[0].value)
    assert isinstance(looked, Answer)
    assert "Six liquids." in read(looked)
    assert await hana.offered("resources", "words", "dens") == ["Density columns"]
    assert "density lab" in read(await hana.types("/resource requests mine"))
    assert "no open request to answer" in read(await ben.types("/resource answer"))
