"""When Discord refuses: told honestly, never asked too often, and never at all with a dead token."""

import asyncio
from datetime import timedelta

import pytest
from twins.chord import permissions
from twins.chord.faults import Banned, Limited

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import TryLater, Unauthorised, Undeliverable
from tests.adapters.discording import scene

POST = "POST /channels/{channel_id}/messages"
KEY = "0123456789abcdef01234567"


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


def texts(there, person=None):
    return [each.text for each in (person or there.teacher).sees(there.events)]


async def test_a_long_rate_limit_is_handed_back(there):
    async with there.bot() as running:
        there.twin.faults.next(POST, Limited(retry_after=90.0))
        with pytest.raises(TryLater) as later:
            await running.platform.post(there.room, message("Once"), KEY)

    assert later.value.after >= timedelta(seconds=89)
    assert not later.value.unsure


async def test_after_the_ban_page_nothing_is_asked(there):
    async with there.bot() as running:
        there.twin.faults.always("*", Banned())
        before = there.twin.counts.requests.total()
        for number in range(20):
            with pytest.raises(TryLater):
                await running.platform.post(there.room, message("x"), f"key {number}")

        assert there.twin.counts.requests.total() - before <= 3


@pytest.mark.promise("R19")
async def test_a_forbidden_channel_is_asked_once(there):
    async with there.bot() as running:
        there.guild.deny(there.events, permissions.SEND_MESSAGES)
        await asyncio.sleep(0.1)
        before = there.twin.counts.requests[POST]
        for number in range(5):
            with pytest.raises(Unauthorised, match="Send Messages"):
                await running.platform.post(there.room, message("x"), f"key {number}")
        assert there.twin.counts.requests[POST] - before == 1

        there.guild.allow(there.events)
        await asyncio.sleep(0.2)
        await running.platform.post(there.room, message("Welcome back"), KEY)
    assert texts(there) == ["Welcome back"]


@pytest.mark.promise("R19")
async def test_hundreds_of_forbidden_channels_cost_one_call_each(there):
    there.twin.core.limits.enforced = False
    rooms = [there.guild.add_room(f"room-{number}") for number in range(200)]
    for room in rooms:
        room.channel.overwrites[there.twin.core.bot.id] = (0, permissions.SEND_MESSAGES)
    async with there.bot() as running:
        places = [PlaceAddress("discord", there.guild.id, room.id) for room in rooms]
        for turn in range(3):
            posts = (running.platform.post(place, message("x"), f"{turn} {place}") for place in places)
            told = await asyncio.gather(*posts, return_exceptions=True)
            assert {type(each) for each in told} == {Unauthorised}

        assert there.twin.counts.invalid.total() == 200


@pytest.mark.promise("R20")
async def test_a_burst_is_slowed_down_and_never_refused(there):
    there.twin.core.limits.sizes = {POST: (5, 0.4)}
    async with there.bot() as running:
        posts = [
            running.platform.post(there.place(name), message(f"{number}"), f"{name} {number}")
            for number in range(40)
            for name in ("events", "general")
        ]
        await asyncio.gather(*posts)

        assert there.twin.counts.invalid.total() == 0
    assert len(texts(there)) == 40


async def test_a_hidden_channel_needs_view_channel(there):
    async with there.bot() as running:
        there.guild.deny(there.events, permissions.VIEW_CHANNEL)
        await asyncio.sleep(0.1)
        with pytest.raises(Unauthorised, match="View Channel"):
            await running.platform.post(there.room, message("x"), KEY)


async def test_a_deleted_channel_is_gone(there):
    async with there.bot() as running:
        room = there.room
        there.guild.remove(there.events)
        with pytest.raises(Undeliverable) as never:
            await running.platform.post(room, message("x"), KEY)
        assert never.value.gone


async def test_closed_private_messages_are_undeliverable_and_not_tried_again_and_again(there):
    there.teacher.close_dms()
    async with there.bot() as running:
        place = await running.platform.direct(there.address(there.teacher))
        before = there.twin.counts.requests[POST]
        for number in range(3):
            with pytest.raises(Undeliverable, match="private messages"):
                await running.platform.post(place, message("x"), f"key {number}")

        assert there.twin.counts.requests[POST] - before == 1


@pytest.mark.promise("R21")
async def test_a_token_that_dies_is_used_at_most_three_times_more(there, capsys):
    async with there.bot() as running:
        there.twin.revoke()
        before = there.twin.counts.requests.total()
        for number in range(10):
            with pytest.raises((Unauthorised, TryLater)):
                await running.platform.post(there.room, message("x"), f"key {number}")
        await asyncio.sleep(1.5)

        assert there.twin.counts.requests.total() - before <= 3
    assert capsys.readouterr().out.count("does not accept the bot token") == 1
