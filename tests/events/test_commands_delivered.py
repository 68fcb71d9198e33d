"""What a press promises is delivered by the real relay: cards, redrawn cards, reminders, shared lists."""

from datetime import UTC, datetime, timedelta

import pytest
from reading_cards import labels, said

from communitybot.conversation.addresses import PersonAddress


def in_room(platform, room: str) -> list[str]:
    return [
        said(posted.shown) for posted in platform.visible() if str(posted.place) == f"playground:demo/{room}"
    ]


@pytest.fixture
async def circle(ana, platform):
    await ana.types("/event create Reading circle, when: friday 5pm")
    await ana.presses("Post it")
    await platform.deliver()


async def test_a_posted_card_carries_its_buttons_and_follows_the_answers(world, ben, platform, circle):
    (card,) = platform.visible()
    assert str(card.place) == "playground:demo/events"
    assert labels(card.shown) == ["Going", "Maybe", "Can't", "Details"]
    assert "0 going" in said(card.shown)
    await ben.sends(next(each.action for each in card.shown.controls if each.label == "Going"))
    await platform.deliver(world.clock.now() + timedelta(minutes=1))
    (card,) = platform.visible()
    assert "1 going" in said(card.shown)
    assert "Edited." in said(card.shown)


async def test_a_reminder_comes_to_the_room_and_to_those_who_are_coming(ben, platform, circle):
    await ben.types("/event rsvp Reading circle, answer: going")
    await platform.deliver(datetime(2014, 10, 16, 21, tzinfo=UTC))
    room = in_room(platform, "events")
    assert any(words.startswith("Reading circle is on [2014-10-17 21:00].") for words in room)
    direct = await platform.direct(PersonAddress("playground", "demo", "benokafor"))
    mine = [said(posted.shown) for posted in platform.visible() if posted.place == direct]
    assert any("You said you are going." in words for words in mine)


async def test_presence_can_be_said_from_the_last_reminder(ana, ben, platform, circle):
    await platform.deliver(datetime(2014, 10, 17, 20, 45, tzinfo=UTC))
    last = platform.visible()[-1].shown
    await ben.sends(next(each.action for each in last.controls if each.label == "I'm here"))
    assert "Ben Okafor: there" in await ana.types("/event attendance Reading circle")


async def test_a_cancelled_event_is_struck_through_in_the_room(world, ana, platform, circle):
    await ana.types("/event cancel Reading circle, reason: Snow day")
    await ana.presses("Cancel Reading circle")
    await platform.deliver(world.clock.now() + timedelta(minutes=1))
    words = in_room(platform, "events")[0]
    assert words.startswith("Cancelled\n~Reading circle~")
    assert "Reason: Snow day" in words


async def test_a_shared_list_appears_in_the_room_without_anybodys_answers(ben, platform, circle):
    await ben.types("/event rsvp Reading circle, answer: maybe")
    await ben.types("/events")
    await ben.presses("Show it in this room")
    await platform.deliver()
    (shared,) = in_room(platform, "lounge")
    assert "Reading circle" in shared
    assert "maybe going" not in shared


async def test_followers_are_told_once_of_a_new_event(ana, ben, platform):
    await ben.types("/event follow #ce14")
    await ana.types("/event create Chat, when: friday 5pm, hashtag: #CE14")
    await ana.presses("Post it")
    await platform.deliver(datetime(2014, 10, 13, 16, tzinfo=UTC))
    direct = await platform.direct(PersonAddress("playground", "demo", "benokafor"))
    told = [said(posted.shown) for posted in platform.visible() if posted.place == direct]
    assert len(told) == 1
    assert told[0].startswith("New: Chat, [2014-10-17 21:00].")


@pytest.mark.parametrize("world", [False], indirect=True, ids=["no events room"])
async def test_a_card_in_another_room_is_kept_up_to_date_too(world, ana, ben, platform, circle):
    assert "0 going" in in_room(platform, "lounge")[0]
    await ben.types("/event rsvp Reading circle, answer: going")
    await platform.deliver(world.clock.now() + timedelta(minutes=1))
    assert "1 going" in in_room(platform, "lounge")[0]
