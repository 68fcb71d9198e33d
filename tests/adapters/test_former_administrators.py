"""Who was shown how to set a space up and runs it no more: refused wherever the platform tells who does."""

import time

import pytest
from twins import loom
from twins.chord.permissions import ADMINISTRATOR

from communitybot.clocks import MovableClock
from tests.adapters.discording import scene
from tests.adapters.slacking import MONDAY, seated

SETTINGS = {"zone": "Denver"}
TYPED = "settings zone: Denver"


async def zone(house):
    [community] = await house.units.read(lambda work: work.communities.every())
    return community.zone


async def greeted(house):
    """Let the word on how to set up go out; nobody answers it."""
    await house.bot.settle()
    await house.bot.advance(10)
    await house.bot.settle()


@pytest.fixture
async def server(tmp_path):
    """A server where somebody who was an administrator, and is there still, was shown how to set up."""
    async with scene(tmp_path) as there:
        runs = there.guild.role("Organisers", ADMINISTRATOR)
        former = there.twin.person("Ida Former")
        there.guild.join(former, runs)
        async with there.bot(MovableClock(MONDAY)) as running:
            await (await former.command(there.events, "events")).answer()
            await greeted(running.house)
            yield there, running.house, former, runs


def welcome(person):
    [card] = [each for each in person.sees(person.direct) if "Three things help" in each.text]
    return card


async def test_on_discord_a_former_administrator_is_refused_in_the_server(server):
    there, house, former, runs = server
    assert welcome(former)
    there.guild.change_role(runs, 0)
    told = await (await former.command(there.events, "community settings", SETTINGS)).answer()

    assert "administrator" in told.text.lower()
    assert await zone(house) == "America/New_York"


async def test_on_discord_who_still_runs_it_may_and_in_private_where_nothing_is_told_too(server):
    """The control: it was their power that was missing, and the first message is answered where it stands."""
    there, house, former, _ = server
    form = await (await former.press(welcome(former), "Set up")).answer()
    await (await former.fill(form, SETTINGS)).acknowledged()
    assert await zone(house) == "America/Denver"
    await (await former.command(there.events, "community settings", {"zone": "Chicago"})).answer()

    assert await zone(house) == "America/Chicago"


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=37) as twin, seated(twin, tmp_path / "bot.db") as seats:
        await (await seats.priya.command(seats.room, "/events")).answer()
        await greeted(seats.house)
        assert "Three things help" in twin.seen(seats.priya, twin.direct(seats.priya))[-1].text
        yield seats


def is_none_any_more(table):
    table.priya.user.admin = False
    table.adapter.floor.people._clock = lambda: time.monotonic() + 61


@pytest.mark.parametrize("private", [False, True])
async def test_on_slack_a_former_administrator_is_refused_everywhere(table, private):
    is_none_any_more(table)
    room = table.twin.direct(table.priya) if private else table.room
    told = await (await table.priya.command(room, "/community", TYPED)).answer()

    assert "administrator" in told.text.lower()
    assert await zone(table.house) == "America/New_York"


async def test_on_slack_neither_does_the_first_message_let_them(table):
    [card] = [
        each
        for each in table.twin.seen(table.priya, table.twin.direct(table.priya))
        if "Three things help" in each.text
    ]
    is_none_any_more(table)
    told = await (await table.priya.press(card, "Set up")).answer()

    assert "administrator" in told.text.lower()


@pytest.mark.parametrize("private", [False, True])
async def test_on_slack_who_still_runs_it_may(table, private):
    """The control."""
    room = table.twin.direct(table.priya) if private else table.room
    told = await (await table.priya.command(room, "/community", TYPED)).answer()

    assert "Saved" in told.text
    assert await zone(table.house) == "America/Denver"
