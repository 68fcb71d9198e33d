"""Rooms, threads and servers Discord takes from the bot: told by an event, by a refusal, or not at all."""

import asyncio
from types import SimpleNamespace

import pytest
from twins.chord import permissions
from twins.chord.faults import Broken, Denied

from adapters.discord import arrivals
from communitybot.clocks import MovableClock
from communitybot.communities.model import Purpose
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Away
from communitybot.conversation.message import message
from communitybot.ports import TryLater, Unauthorised, Undeliverable
from tests.adapters.discording import scene
from tests.fakes import START

POST = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
SERVER = "GET /guilds/{guild_id}"
DAY, HOUR = 86_400, 3_600


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def community(running, there, guild=None):
    space = SpaceAddress("discord", (guild or there.guild).id)
    return await running.house.units.read(lambda work: work.communities.by_space(space))


async def away(running, there, room=None):
    found = await community(running, there)
    return found.room(room or there.room).away


async def until(true, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not await true():
            await asyncio.sleep(0.02)


async def until_away(running, there, expected, room=None):
    async def so():
        return await away(running, there, room) is expected

    await until(so)


# Rooms


@pytest.mark.parametrize("bit", [permissions.VIEW_CHANNEL, permissions.SEND_MESSAGES])
async def test_a_permission_taken_away_loses_the_room_and_given_back_finds_it(there, bit):
    async with there.bot() as running:
        there.guild.deny(there.events, bit)
        await until_away(running, there, Away.CLOSED)
        there.guild.allow(there.events)
        await until_away(running, there, None)


async def test_a_role_that_is_changed_counts_like_a_channel(there):
    everybody, ours = there.guild.guild.roles[there.guild.id], there.guild.bot_role
    async with there.bot() as running:
        there.guild.change_role(everybody, permissions.VIEW_CHANNEL)
        there.guild.change_role(ours, permissions.VIEW_CHANNEL)
        await until_away(running, there, Away.CLOSED)
        there.guild.change_role(ours, permissions.BOT)
        await until_away(running, there, None)


async def test_a_deleted_room_is_lost_and_the_others_are_not(there):
    room = there.room
    async with there.bot() as running:
        there.guild.remove(there.events)
        await until_away(running, there, Away.DELETED, room)

        assert await away(running, there, there.place("general")) is None


@pytest.mark.promise("R19")
@pytest.mark.parametrize(
    ("code", "expected"),
    [(10003, Away.DELETED), (10004, Away.LEFT), (50001, Away.CLOSED), (50013, Away.CLOSED)],
)
@pytest.mark.parametrize("route", [POST, EDIT])
async def test_one_refusal_tells_of_the_room_and_the_reminder_is_said_elsewhere(there, route, code, expected):
    """Each code, at a post and at an edit: one call, one word of it, and nobody misses anything."""
    async with there.bot(MovableClock(START)) as running:
        await planned(there, running)
        there.twin.faults.next(route, Denied(code))
        if route is EDIT:
            (card,) = [each for each in there.teacher.sees(there.events) if "Going" in each.labels]
            await (await there.teacher.press(card, "Going")).acknowledged()
            await running.house.bot.settle()
        await running.house.bot.advance(2 * DAY + 12 * HOUR)
        await running.house.bot.settle()

        assert await away(running, there) is expected
        assert len(reminders(there, "general")) == 1
        assert reminders(there, "events") == []
        assert len(notices(there)) == 1
        answers = there.twin.counts.answers.items()
        assert sum(count for (_, status), count in answers if status >= 400) == 1


async def test_a_missing_right_to_attach_files_is_no_lost_room(there):
    from communitybot.conversation.message import File

    note = File("note.txt", "text/plain", b"x")
    async with there.bot() as running:
        there.guild.deny(there.events, permissions.ATTACH_FILES)
        await asyncio.sleep(0.1)
        with pytest.raises(Unauthorised) as refused:
            await running.platform.post(there.room, message("Here", files=(note,)), "key-1")

        assert not refused.value.room
        assert await away(running, there) is None


async def test_closed_private_messages_are_no_lost_room(there):
    there.teacher.close_dms()
    async with there.bot() as running:
        place = await running.platform.direct(there.address(there.teacher))
        with pytest.raises(Undeliverable) as refused:
            await running.platform.post(place, message("x"), "key-1")

        assert not refused.value.room


async def test_what_is_refused_against_all_permissions_is_tried_again_after_a_day(there, monkeypatch):
    monkeypatch.setattr(arrivals, "PROBE", 0.3)  # a day
    async with there.bot() as running:
        there.twin.faults.next(POST, Denied(50013))
        with pytest.raises(Unauthorised):
            await running.platform.post(there.room, message("x"), "key-1")
        assert await away(running, there) is Away.CLOSED
        await until_away(running, there, None)
        await running.platform.post(there.room, message("Welcome back"), "key-2")


async def test_a_thread_that_is_deleted_gives_way_to_its_room(there):
    thread = there.guild.thread(there.events, "Reading", there.teacher)
    place = PlaceAddress("discord", there.guild.id, there.events.id, thread.id)
    async with there.bot() as running:
        there.guild.remove(thread)

        async def lost():
            return (await community(running, there)).is_lost(place)

        await until(lost)
        found = await community(running, there)

    assert found.instead_of(place) == (there.room,)
    assert found.rooms_for(Purpose.EVENTS) == (there.room,)


def test_rooms_of_another_kind_are_told_beside_those_one_can_choose():
    """A voice channel has a chat of its own: none is offered there, and what is said there goes on."""

    text = (Channel(1, writes=True), Channel(2, writes=False))
    voice = (Channel(3, writes=True), Channel(4, writes=False))
    guild = SimpleNamespace(id=9, text_channels=text, channels=(*voice, *text))
    rooms, others, closed = arrivals.rooms_of(guild)

    assert rooms == ((PlaceAddress("discord", "9", "1"), "c1"),)
    assert others == (PlaceAddress("discord", "9", "3"),)
    assert closed == (PlaceAddress("discord", "9", "2"), PlaceAddress("discord", "9", "4"))


class Channel:
    """As much of the library's channel as is looked at."""

    def __init__(self, number, *, writes):
        self.id, self.name = number, f"c{number}"
        self.guild = SimpleNamespace(me=None)
        self._may = SimpleNamespace(view_channel=True, send_messages=writes)

    def permissions_for(self, _member):
        return self._may


# Servers


@pytest.mark.promise("R22")
@pytest.mark.parametrize("code", [10003, 10004, 50001, 50013])
async def test_what_is_refused_during_an_outage_waits_for_its_end(there, code):
    async with there.bot() as running:
        there.guild.outage()
        await asyncio.sleep(0.2)
        there.twin.faults.next(POST, Denied(code))
        with pytest.raises(TryLater):
            await running.platform.post(there.room, message("x"), "key-1")
        assert await away(running, there) is None
        there.guild.back()
        await asyncio.sleep(0.2)
        await running.platform.post(there.room, message("Back again"), "key-1")
        assert await away(running, there) is None


async def test_a_server_that_removed_the_bot_while_it_was_away_is_left(there):
    other = there.twin.guild("Elm Street", owner=there.principal)
    async with there.bot():
        pass
    other.remove_bot()
    async with there.bot() as running:

        async def gone():
            return bool((await community(running, there, other)).left)

        await until(gone)
        assert not (await community(running, there)).left
        assert there.twin.counts.requests[SERVER] == 1


@pytest.mark.promise("R22")
async def test_a_server_with_an_outage_at_the_start_is_not_left(there):
    async with there.bot() as running:
        before = await community(running, there)
    there.guild.outage()
    async with there.bot() as running:
        await there.twin.ready()
        await asyncio.sleep(0.3)

        assert await community(running, there) == before
        assert there.twin.counts.requests[SERVER] == 0


@pytest.mark.promise("R22")
@pytest.mark.parametrize("fault", [Broken(503), Denied(40001)])
async def test_a_server_that_is_only_missing_from_the_list_is_not_left(there, fault):
    """Lists have been wrong before: only Discord's word about this server is a goodbye."""
    async with there.bot() as running:
        before = await community(running, there)
    there.guild.guild.bot_is_in = False  # so that it is not listed
    there.twin.faults.always(SERVER, fault)
    async with there.bot() as running:
        await there.twin.ready()
        await asyncio.sleep(0.3)
        after = await community(running, there)
        there.guild.guild.bot_is_in = True

    assert there.twin.counts.requests[SERVER] >= 1
    assert after == before


async def test_a_server_of_another_shard_is_none_of_our_business(there):
    there.twin.core.shards = 2
    ours = (int(there.guild.id) >> 22) % 2
    async with there.bot():
        pass
    async with there.bot(DISCORD_SHARD_IDS=str(1 - ours), DISCORD_SHARD_COUNT="2") as running:
        await there.twin.ready()
        await asyncio.sleep(0.2)

        assert not (await community(running, there)).left
        assert there.twin.counts.requests[SERVER] == 0


async def planned(there, running):
    """A series in the events room, and an administrator who was greeted."""
    runs_it, general = there.principal, there.guild["general"]
    await (await runs_it.command(general, "events")).answer()
    await running.house.bot.settle()
    await running.house.bot.advance(10)
    values = {"title": "Reading circle", "when": "in 3 days at 5pm", "repeat": "weekly"}
    preview = await (await runs_it.command(general, "event create", values)).answer()
    await (await runs_it.press(preview, "Post it")).acknowledged()
    await running.house.bot.settle()


def reminders(there, name):
    seen = there.teacher.sees(there.guild[name])
    return [each.text for each in seen if "Reminder" in each.text]


def notices(there):
    seen = there.principal.sees(there.principal.direct)
    return [each.text for each in seen if "cannot post events there" in each.text]
