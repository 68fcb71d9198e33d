"""Rooms, people and powers in a workspace, as Slack tells them now."""

import asyncio
from types import SimpleNamespace

import pytest
from twins import loom
from twins.loom.faults import LOSES, REFUSES, Fault

from adapters.slack.people import People, who_is
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR
from communitybot.ports import TryLater
from tests.adapters.slacking import environment, housed, people_of, seated


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=19) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


async def rooms(table):
    [community] = await table.house.units.read(lambda work: work.communities.every())
    return {room.name for room in community.rooms}


async def until(true, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not await true():
            await asyncio.sleep(0.02)


async def test_at_the_start_the_bot_tells_of_the_rooms_it_is_in(tmp_path):
    async with loom.Twin.open(seed=19) as twin:
        people = people_of(twin)
        twin.channel("staff-room", bot=False)
        twin.channel("private-plans", private=True)
        for number in range(220):  # more than one page
            twin.channel(f"class-{number}")
        async with seated(twin, tmp_path / "bot.db", people=people) as table:
            found = await rooms(table)

    assert {"events", "private-plans", "class-0", "class-219"} <= found
    assert "staff-room" not in found


async def test_a_room_it_is_invited_to_becomes_known(table):
    library = table.twin.channel("library", bot=False)
    table.twin.happens.invites_bot(library, table.priya)

    async def known():
        return "library" in await rooms(table)

    await until(known)


async def test_somebody_elses_coming_makes_no_room_known(table):
    library = table.twin.channel("library", bot=False)
    table.twin.happens.joins(table.dana, library)
    await (await table.priya.command(table.room, "/events")).answer()

    assert "library" not in await rooms(table)


async def test_a_renamed_room_goes_by_its_new_name(table):
    table.twin.happens.renames(table.room, "book-club")

    async def renamed():
        return await rooms(table) == {"book-club"}

    await until(renamed)


async def test_a_room_that_is_gone_or_archived_breaks_nothing(table):
    table.twin.happens.archives(table.room)
    table.twin.happens.deletes(table.twin.channel("old"))
    other = table.twin.channel("other", members=[table.priya])
    shown = await (await table.priya.command(other, "/events")).answer()

    assert "/event create" in shown.text


async def test_the_bot_starts_though_slack_answers_late(tmp_path):
    async with loom.Twin.open(seed=19) as twin:
        people = people_of(twin)
        twin.faults.plan("auth.test", Fault(LOSES))
        twin.faults.plan("users.conversations", Fault(REFUSES, error="internal_error"))
        async with seated(twin, tmp_path / "bot.db", people=people) as table:
            assert await rooms(table) == {"events"}


# People


def user(**more):
    return {"team_id": "T1", "profile": {"display_name": "Priya"}, "tz": "America/New_York"} | more


ME = PersonAddress("slack", "T1", "U1")


@pytest.mark.parametrize("role", ["is_admin", "is_owner", "is_primary_owner"])
def test_who_runs_the_workspace_is_an_administrator(role):
    assert ADMINISTRATOR in who_is(ME, user(**{role: True})).roles


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"is_admin": False},
        {"is_admin": "true"},
        {"is_admin": True, "is_restricted": True},
        {"is_admin": True, "is_ultra_restricted": True},
        {"is_owner": True, "is_stranger": True},
        {"is_owner": True, "team_id": "T2"},  # an administrator elsewhere, met in a shared channel
    ],
)
def test_nobody_else_is(told):
    assert who_is(ME, user(**told)).roles == frozenset()


def test_the_name_people_chose_is_shown():
    assert who_is(ME, user()).name == "Priya"
    assert who_is(ME, user(profile={"display_name": " ", "real_name": "Priya Raman"})).name == "Priya Raman"
    assert who_is(ME, {"name": "praman"}).name == "praman"
    assert who_is(ME, {}).name == "Somebody"


class Slack:
    """Answers users.info from what stands here, and counts."""

    def __init__(self):
        self.asked, self.answer = 0, {"user": user(is_admin=True)}

    async def call(self, *_, **__):
        self.asked += 1
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def test_somebody_is_asked_for_once_a_minute_however_many_ask():
    slack, now = Slack(), SimpleNamespace(time=0.0)
    people = People(slack, clock=lambda: now.time)
    await asyncio.gather(*(people.who("T1", "U1") for _ in range(20)))
    now.time = 59.0
    await people.who("T1", "U1")
    assert slack.asked == 1
    now.time = 61.0
    await people.who("T1", "U1")

    assert slack.asked == 2


async def test_power_is_not_remembered_when_slack_cannot_be_asked():
    slack, now = Slack(), SimpleNamespace(time=0.0)
    people = People(slack, clock=lambda: now.time)
    before = await people.who("T1", "U1")
    slack.answer, now.time = TryLater(), 61.0
    after = await people.who("T1", "U1")

    assert ADMINISTRATOR in before.roles
    assert (after.name, after.zone, after.roles) == ("Priya", "America/New_York", frozenset())


async def test_who_cannot_be_asked_about_keeps_the_name_they_had(table):
    await (await table.dana.command(table.room, "/events")).answer()
    table.adapter.floor.people._known.clear()
    table.twin.faults.always["users.info"] = Fault(LOSES)
    shown = await (
        await table.dana.command(table.room, "/event", "create Reading circle, when: friday 5pm")
    ).answer()

    assert "Hosted by Dana Whitfield" in shown.text


@pytest.mark.parametrize(
    ("code", "stays"), [("account_inactive", False), ("token_revoked", False), ("invalid_auth", True)]
)
async def test_a_dead_token_of_our_own_at_the_start_is_a_goodbye_only_if_the_app_was_removed(
    tmp_path, code, stays
):
    async with loom.Twin.open(seed=19) as twin:
        twin.limits.on = False
        people = people_of(twin)
        async with seated(twin, tmp_path / "bot.db", people=people) as table:
            [before] = await table.house.units.read(lambda work: work.communities.every())
        twin.world.tokens[twin.bot_token].refused = code
        told = environment(twin)
        async with housed(told, tmp_path / "bot.db") as (house, adapter, _):
            await adapter.floor.tasks.idle()
            [after] = await house.units.read(lambda work: work.communities.every())
        twin.world.tokens[twin.bot_token].refused = None
        async with housed(told, tmp_path / "bot.db") as (house, adapter, _):
            await adapter.floor.tasks.idle()
            [mended] = await house.units.read(lambda work: work.communities.every())

    assert bool(after.spaces) is stays  # with a wrong token somebody may yet mend it
    assert after.rooms == before.rooms
    assert mended == before


async def test_times_are_the_readers_own(table):
    answer = await (
        await table.dana.command(table.room, "/event", "create Reading circle, when: friday 5pm")
    ).answer()

    assert "5:00-6:00 PM CST" in answer.text


async def test_only_who_runs_the_workspace_changes_its_settings(table):
    theirs = await (await table.dana.command(table.room, "/community", "settings zone: Denver")).answer()
    ours = await (await table.priya.command(table.room, "/community", "settings zone: Denver")).answer()

    assert "administrator" in theirs.text.lower()
    assert "Saved" in ours.text


async def test_a_direct_message_is_a_place_of_its_own(table):
    direct = table.twin.direct(table.priya)
    shown = await (await table.priya.command(direct, "/events")).answer()

    assert "/event create" in shown.text


async def test_messages_go_to_threads(table):
    place = PlaceAddress("slack", table.twin.home_team.id, table.room.id)
    from communitybot.conversation.message import message

    thread = await table.platform.open_thread(place, "Reading", message("We begin"), "key-1")
    await table.platform.post(thread, message("First words"), "key-2")

    assert [each.thread for each in table.shared()] == [None, thread.thread]
