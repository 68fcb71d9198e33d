"""Channels the bot is not in: the core knows of them before anything is promised there."""

import asyncio

import pytest
from twins import loom
from twins.loom.faults import REFUSES, Fault

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Away
from tests.adapters.slacking import seated

READING = "create Reading circle, when: tomorrow 4pm"


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=59) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


async def away(table, room):
    """What keeps us from a room; nothing where it is unknown."""
    [community] = await table.house.units.read(lambda work: work.communities.every())
    known = community.room(PlaceAddress("slack", table.twin.home_team.id, room.id))
    return None if known is None else known.away


async def until_open(table, room):
    async with asyncio.timeout(5):
        while await away(table, room) is not None:
            await asyncio.sleep(0.02)


def channel(table, **more):
    return table.twin.channel("staff", members=[table.priya, table.dana], bot=False, **more)


@pytest.mark.parametrize("private", [False, True])
async def test_a_preview_where_it_was_not_invited_tells_the_core_so(table, private):
    room = channel(table, private=private)
    await (await table.priya.command(room, "/event", READING)).answer()
    await table.settled()
    assert await away(table, room) is Away.LEFT
    table.twin.happens.invites_bot(room, by=table.priya)
    await until_open(table, room)


async def test_what_only_tells_does_not(table):
    """The control: channels in which nobody plans anything are none of our business."""
    room = channel(table)
    await (await table.priya.command(room, "/events")).answer()
    await table.settled()

    assert await away(table, room) is None


async def test_while_slack_cannot_say_the_room_is_left_as_it_was(table):
    room = channel(table)
    refuses = Fault(REFUSES, error="internal_error")
    table.twin.faults.always["conversations.info"] = refuses
    told = await (await table.priya.command(room, "/event", READING)).answer()
    await table.settled()

    assert "Reading circle" in told.text
    assert await away(table, room) is None


async def test_who_is_invited_between_the_look_and_the_word_is_in(table):
    room = channel(table)
    looked = PlaceAddress("slack", table.twin.home_team.id, room.id)
    await table.adapter.floor.rooms.missed(looked)
    assert await away(table, room) is Away.LEFT
    table.twin.happens.invites_bot(room, by=table.priya)
    await until_open(table, room)
    await table.adapter.floor.rooms.missed(looked)  # the word of a look before that

    assert await away(table, room) is None
