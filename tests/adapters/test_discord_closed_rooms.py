"""What Discord tells with each interaction of what the bot may do there, and what comes of it."""

import asyncio

import pytest
from twins.chord import permissions

from adapters.discord.arrivals import closed_room
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Away
from tests.adapters.discord_happenings import GUILD, ROOM, THREAD, happened
from tests.adapters.discording import scene

VIEW, SEND, ADMINISTRATOR = 1 << 10, 1 << 11, 1 << 3
HERE = PlaceAddress("discord", GUILD, ROOM)


def told(held, **more):
    return closed_room(happened(2, {}, app_permissions=held, **more))


@pytest.mark.parametrize("held", [0, VIEW, SEND])
def test_where_it_may_not_see_or_not_write_the_room_is_closed(held):
    assert told(str(held)) == HERE


@pytest.mark.parametrize("held", [VIEW | SEND, ADMINISTRATOR])
def test_where_it_may_both_it_is_not(held):
    assert told(str(held)) is None


@pytest.mark.parametrize(
    "more",
    [
        {"channel": {"id": THREAD, "type": 11, "parent_id": ROOM}},
        {"guild_id": None},
        {"channel": {}},
    ],
)
def test_of_threads_and_private_channels_nothing_is_concluded(more):
    assert told("0", **more) is None


@pytest.mark.parametrize("held", [None, "", "many", 0])
def test_what_is_no_number_tells_nothing(held):
    assert told(held) is None


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def known(running, there, name):
    [community] = await running.house.units.read(lambda work: work.communities.every())
    return community.room(there.place(name))


async def test_a_closed_room_is_known_as_one_from_the_first_thing_done_there(there):
    staff = there.guild.add_room("staff")
    there.guild.deny(staff, permissions.SEND_MESSAGES)
    async with there.bot() as running:
        assert await known(running, there, "staff") is None
        await (await there.principal.command(staff, "events")).answer()
        async with asyncio.timeout(5):
            while await known(running, there, "staff") is None:
                await asyncio.sleep(0.02)
        assert (await known(running, there, "staff")).away is Away.CLOSED
        there.guild.allow(staff)
        async with asyncio.timeout(5):
            while (await known(running, there, "staff")).away is not None:
                await asyncio.sleep(0.02)


async def test_an_open_room_stays_as_it_was(there):
    """The control."""
    async with there.bot() as running:
        before = await known(running, there, "general")
        await (await there.principal.command(there.guild["general"], "events")).answer()
        await running.house.bot.settle()

        assert await known(running, there, "general") == before
