"""The opening of a thread in Slack: posted once, pinned where the bot may, unpinned when it closes."""

import pytest
from twins import loom
from twins.loom.faults import DROPS, REFUSES, Fault

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import TryLater, Undeliverable
from tests.adapters.slack_ears import classroom, opened

WELCOME = message("Welcome to #ce14")


@pytest.fixture
async def room():
    async with loom.Twin.open(seed=83) as twin, classroom(twin) as seats:
        yield seats


def pinned(room):
    return [each.pinned for each in room.twin.seen(room.dana, room.room)]


async def test_the_opening_is_pinned_and_unpinned_when_the_thread_closes(room):
    platform = room.adapter.floor.platform
    assert pinned(room) == [True]
    await platform.close(room.thread)
    assert pinned(room) == [False]
    await platform.close(room.thread)  # again, as after a lost answer
    assert pinned(room) == [False]


async def test_opened_again_with_the_same_key_it_stands_there_once(room):
    again = await opened(room.adapter.floor.platform, room.twin, room.room)

    assert again == room.thread
    assert pinned(room) == [True]


async def test_an_opening_that_stands_already_only_begins_its_thread(room):
    platform, elsewhere = room.adapter.floor.platform, room.twin.channel("staff", members=[room.dana])
    place = PlaceAddress("slack", room.twin.home_team.id, elsewhere.id)
    first = await platform.post(place, WELCOME, "chat:2")
    looked = room.twin.requests["conversations.history"]
    thread = await platform.open_thread(place, "#ce14", WELCOME, "chat:2", first=first)

    assert thread == PlaceAddress(place.platform, place.space, place.place, first.message)
    assert [each.pinned for each in room.twin.seen(room.dana, elsewhere)] == [True]
    assert room.twin.requests["conversations.history"] == looked


FAILURES = [
    Fault(REFUSES, error="already_pinned"),
    Fault(REFUSES, error="permission_denied"),
    Fault(REFUSES, error="missing_scope"),
    Fault(REFUSES, error="internal_error"),
    Fault(DROPS),
]


@pytest.mark.parametrize("fault", FAILURES, ids=[each.error or "dropped" for each in FAILURES])
async def test_a_thread_opens_and_closes_without_its_pin(room, fault):
    room.twin.faults.always["pins.add"] = room.twin.faults.always["pins.remove"] = fault
    platform, elsewhere = room.adapter.floor.platform, room.twin.channel("staff", members=[room.dana])
    place = PlaceAddress("slack", room.twin.home_team.id, elsewhere.id)
    thread = await platform.open_thread(place, "#ce14", WELCOME, "chat:2")
    await platform.post(thread, message("Q1 What do you read?"), "chat:2:q1")
    await platform.close(thread)

    said = [(each.text, each.thread) for each in room.twin.seen(room.dana, elsewhere)]
    assert said == [("Welcome to #ce14", None), ("Q1 What do you read?", thread.thread)]


async def test_what_keeps_the_opening_from_being_posted_is_told(room):
    room.twin.faults.plan("chat.postMessage", Fault(REFUSES, error="service_unavailable"))
    elsewhere = room.twin.channel("staff", members=[room.dana])
    place = PlaceAddress("slack", room.twin.home_team.id, elsewhere.id)
    with pytest.raises(TryLater):
        await room.adapter.floor.platform.open_thread(place, "#ce14", WELCOME, "chat:2")
    with pytest.raises(Undeliverable):
        await room.adapter.floor.platform.open_thread(room.thread, "#ce14", WELCOME, "chat:3")


async def test_closing_a_room_that_is_no_thread_does_nothing(room):
    await room.adapter.floor.platform.close(room.thread.room)

    assert room.twin.requests["pins.remove"] == 0


async def test_the_thread_of_a_message_that_somebody_deleted_can_be_closed(room):
    await room.adapter.floor.platform.remove(MessageRef(room.thread.room, room.opening))
    await room.adapter.floor.platform.close(room.thread)
