"""What Slack tells of rooms, late and in any order, and what its refusals say of them."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from twins import loom
from twins.loom.faults import REFUSES, Fault

from adapters.slack.rooms import A_DAY, ROOM_NEWS
from communitybot.communities.model import Purpose
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Away
from communitybot.conversation.message import message
from communitybot.ports import Unauthorised, Undeliverable
from tests.adapters.slacking import seated


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=29) as twin:
        twin.limits.on = False
        async with seated(twin, tmp_path / "bot.db") as seats:
            yield seats


def place(table, room=None):
    return PlaceAddress("slack", table.twin.home_team.id, (room or table.room).id)


async def known(table, room=None):
    [community] = await table.house.units.read(lambda work: work.communities.every())
    return community.room(place(table, room))


async def until(true, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not await true():
            await asyncio.sleep(0.02)


async def until_away(table, away, room=None):
    async def so():
        found = await known(table, room)
        return found is not None and found.away is away

    await until(so)


@pytest.mark.parametrize("private", [False, True])
async def test_a_room_the_bot_is_removed_from_is_lost_until_it_is_invited_again(table, private):
    room = table.twin.channel("planning", private=private, bot=False)
    table.twin.happens.invites_bot(room, table.priya)
    await until_away(table, None, room)
    table.twin.happens.removes_bot(room)
    await until_away(table, Away.LEFT, room)
    table.twin.happens.invites_bot(room, table.priya)
    await until_away(table, None, room)


@pytest.mark.parametrize("private", [False, True])
async def test_a_room_is_lost_while_it_is_archived_and_for_good_when_deleted(table, private):
    room = table.twin.channel("planning", private=private, bot=False)
    table.twin.happens.invites_bot(room, table.priya)
    await until_away(table, None, room)
    table.twin.happens.archives(room)
    await until_away(table, Away.ARCHIVED, room)
    table.twin.happens.unarchives(room)
    await until_away(table, None, room)
    table.twin.happens.deletes(room)
    await until_away(table, Away.DELETED, room)


async def test_somebody_elses_leaving_loses_no_room(table):
    table.twin.courier.subscribed |= {"member_left_channel"}
    asked = table.twin.requests["conversations.info"]
    table.twin.happens.leaves(table.dana, table.room)
    await (await table.priya.command(table.room, "/events")).answer()

    assert (await known(table)).away is None
    assert table.twin.requests["conversations.info"] == asked


@pytest.mark.promise("R22")
@pytest.mark.parametrize("order", [list, reversed], ids=["in order", "backwards"])
async def test_news_may_come_late_and_in_any_order(table, order):
    """Slack is asked what is so now; what an event says of the past is not believed."""
    async with table.twin.happens.held() as held:
        table.twin.happens.archives(table.room)
        table.twin.happens.renames(table.room, "book-club")
        table.twin.happens.unarchives(table.room)
        table.twin.happens.removes_bot(table.room)
        table.twin.happens.invites_bot(table.room, table.priya)
        await held.release(order)

    room = await known(table)
    assert (room.away, room.name) == (None, "book-club")


@pytest.mark.parametrize("order", [list, reversed], ids=["in order", "backwards"])
async def test_what_is_gone_in_the_end_is_gone_whatever_came_last(table, order):
    async with table.twin.happens.held() as held:
        table.twin.happens.renames(table.room, "book-club")
        table.twin.happens.deletes(table.room)
        await held.release(order)

    assert (await known(table)).away is not None


async def test_a_room_with_another_id_stays_the_events_room(table):
    moved = table.twin.happens.changes_id(table.room)

    async def so():
        [community] = await table.house.units.read(lambda work: work.communities.every())
        return community.rooms_for(Purpose.EVENTS) == (place(table, moved),)

    await until(so)


@pytest.mark.parametrize(
    ("code", "away"),
    [
        ("channel_not_found", Away.LEFT),
        ("not_in_channel", Away.LEFT),
        ("is_archived", Away.ARCHIVED),
        ("restricted_action", Away.CLOSED),
        ("token_revoked", None),
        ("ekm_access_denied", None),
        ("missing_scope", None),
        ("msg_too_long", None),
    ],
)
@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
async def test_a_refusal_tells_of_the_room_only_where_it_means_the_room(table, code, away, method):
    table.twin.faults.plan(method, Fault(REFUSES, error=code))
    platform, hello = table.platform, message("Hello")
    is_edit = method == "chat.update"
    sends = platform.edit(MessageRef(place(table), "1.1"), hello) if is_edit else None
    with pytest.raises((Undeliverable, Unauthorised)) as refused:
        await (sends or platform.post(place(table), hello, "key-1"))

    assert (await known(table)).away is away
    assert refused.value.room is (away is not None)


async def test_a_message_that_is_gone_is_no_lost_room(table):
    with pytest.raises(Undeliverable) as refused:
        await table.platform.edit(MessageRef(place(table), "1.1"), message("Hello"))

    assert (refused.value.gone, refused.value.room) == (True, False)
    assert (await known(table)).away is None


async def test_a_private_place_is_no_room(table):
    direct = place(table, table.twin.direct(table.priya))
    table.twin.faults.plan("chat.postMessage", Fault(REFUSES, error="channel_not_found"))
    with pytest.raises(Undeliverable) as refused:
        await table.platform.post(direct, message("Hello"), "key-1")

    assert not refused.value.room


async def test_a_room_that_refuses_posts_is_tried_again_a_day_later(table):
    """Slack tells nobody when a restriction ends."""
    slept, days = [], asyncio.Event()

    async def sleep(seconds):
        slept.append(seconds)
        await days.wait()

    table.adapter.floor.rooms._sleep = sleep
    table.room.channel.refuses = "restricted_action"
    with pytest.raises(Unauthorised):
        await table.platform.post(place(table), message("Hello"), "key-1")
    assert (await known(table)).away is Away.CLOSED
    days.set()
    await until_away(table, None)

    assert slept == [A_DAY]


async def test_rooms_lost_while_the_bot_was_away_are_lost_when_it_comes_back(tmp_path):
    async with restarted(tmp_path) as (twin, people, again):
        twin.happens.removes_bot(people[2])
        async with again() as table:
            assert (await known(table)).away is Away.LEFT
        people[2].channel.members.add(twin.bot)
        async with again() as table:
            assert (await known(table)).away is None


@asynccontextmanager
async def restarted(folder):
    async with loom.Twin.open(seed=29) as twin:
        twin.limits.on = False
        async with seated(twin, folder / "bot.db") as table:
            people = (table.priya, table.dana, table.room)

        def again():
            return seated(twin, folder / "bot.db", people=people)

        yield twin, people, again


async def test_all_news_of_rooms_is_asked_for_in_the_manifest(table):
    manifest = table.adapter.manifest(table.house.bot.commands, table.house.settings)

    assert set(ROOM_NEWS) <= set(manifest["settings"]["event_subscriptions"]["bot_events"])
