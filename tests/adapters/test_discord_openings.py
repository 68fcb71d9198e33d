"""A thread's opening is pinned in its room while the thread is open, where the bot may."""

import asyncio

import pytest
from twins.chord import permissions
from twins.chord.faults import Broken

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.message import message
from tests.adapters.discord_listening import listening_scene

PIN = "PUT /channels/{channel_id}/messages/pins/{message_id}"
UNPIN = "DELETE /channels/{channel_id}/messages/pins/{message_id}"
OPENING = message("A chat with the Secretary")


@pytest.fixture
async def there():
    async with listening_scene() as scene:
        yield scene


def pinned(there):
    return list(there.guild["events"].channel.pins)


async def test_the_opening_is_pinned_and_its_thread_rests_only_after_a_week(there):
    async with there.bot() as platform:
        thread = await platform.open_thread(there.place.room, "#ce14", OPENING, "opens")
        await platform.open_thread(there.place.room, "#ce14", OPENING, "opens")

        assert pinned(there) == [thread.thread]
        made = there.twin.core.world.channels[thread.thread]
        assert (made.name, made.quiet, made.parent_id) == ("#ce14", 10_080, there.place.place)
        await platform.close(thread)
        assert pinned(there) == []
        assert (made.archived, made.locked) == (True, True)
        await platform.close(thread)


async def test_an_opening_that_stands_already_only_gets_its_thread(there):
    async with there.bot() as platform:
        first = await platform.post(there.place.room, OPENING, "opens")
        thread = await platform.open_thread(there.place.room, "#ce14", OPENING, "another", first=first)

    assert first == MessageRef(there.place.room, thread.thread)
    assert [each.thread_id for each in there.priya.sees(there.guild["events"])] == [first.message]
    assert pinned(there) == [first.message]


async def test_without_the_permission_to_pin_an_opening_costs_one_request(there):
    there.guild.deny(there.guild["events"], permissions.PIN_MESSAGES)
    async with there.bot() as platform:
        for number in range(3):
            thread = await platform.open_thread(there.place.room, f"#ce{number}", OPENING, f"opens {number}")
            await platform.close(thread)

    assert pinned(there) == []
    assert (there.twin.counts.requests[PIN], there.twin.counts.requests[UNPIN]) == (3, 0)
    assert there.twin.counts.invalid[403] == 3


async def test_a_full_list_of_pins_is_no_error(there):
    channel = there.guild["events"].channel
    channel.pins.update({str(number): "2014-10-14" for number in range(250)})
    async with there.bot() as platform:
        await platform.open_thread(there.place.room, "#ce14", OPENING, "opens")

    assert there.twin.counts.answers[PIN, 400] == 1
    assert len(pinned(there)) == 250


async def test_that_something_was_pinned_is_not_heard_as_anybodys_words(there):
    async with there.bot() as platform:
        await platform.open_thread(there.place.room, "#ce14", OPENING, "opens")
        await asyncio.sleep(0.2)

    assert not there.door.heard


async def test_an_opening_that_could_not_be_pinned_for_a_while_opens_its_thread_all_the_same(there):
    there.twin.faults.always(PIN, Broken(403))
    async with there.bot() as platform:
        thread = await platform.open_thread(there.place.room, "#ce14", OPENING, "opens")

    assert thread.thread in there.twin.core.world.channels


@pytest.mark.parametrize("strict", [False, True])
async def test_a_thread_that_went_to_rest_opens_when_the_bot_writes(there, strict):
    there.twin.core.strict_threads = strict
    async with there.bot() as platform:
        thread = await platform.open_thread(there.place.room, "#ce14", OPENING, "opens")
        there.guild.archive(thread.thread)
        await platform.post(thread, message("Q2"), "question 2")

        assert [each.text for each in there.priya.sees(thread.thread)] == ["Q2"]
        assert not there.twin.core.world.channels[thread.thread].archived
