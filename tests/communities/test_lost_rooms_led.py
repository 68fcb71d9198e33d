"""Nobody is led to what stands in a lost room."""

import pytest

from communitybot.conversation.inbound import Away, RoomTold
from communitybot.conversation.message import Small
from communitybot.conversation.text import Link
from tests.communities.two_places import NORTH_EVENTS

DAY, HOUR = 86_400, 3_600
CARD = "https://north.example/events/"


def led(message):
    small = [block for block in message.blocks if isinstance(block, Small)]
    return [span.url for block in small for span in block.text.spans if isinstance(span, Link)]


@pytest.mark.parametrize("away", [None, *Away])
async def test_a_private_reminder_leads_to_the_card_while_its_room_can_be_opened(places, ada, away):
    await ada.types("/event create Maths evening, when: in 3 days at 5pm")
    await ada.presses("Post it")
    await places.house.bot.settle()
    await ada.types("/event rsvp Maths evening, answer: going")
    if away is not None:
        await places.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, away=away))
    await places.house.bot.advance(2 * DAY + 12 * HOUR)
    private = [each.shown for each in places.north.posted if each.place.place == "dm-ada"]
    found = [url for shown in private for url in led(shown) if "Reminder" in places.words(shown)]

    assert [url.startswith(CARD) for url in found] == ([True] if away is None else [])
