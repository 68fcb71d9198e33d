"""Rooms that vanish, on each platform: reminders still reach people, and one word is said of it."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from twins import loom
from twins.chord import permissions

from communitybot.clocks import MovableClock
from communitybot.communities.model import Purpose
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from tests.adapters.discording import scene
from tests.adapters.slacking import people_of, seated

MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)  # 10:00 in New York
DAY, HOUR = 86_400, 3_600


@dataclass
class Platform:
    """A bot on one platform, in a space with the rooms events and general; Priya or Omar runs it."""

    house: Any
    space: SpaceAddress
    shown: Any  # room name -> texts that everybody sees there
    direct: Any  # texts its administrator sees privately
    types: Any  # the administrator gives a command and reads the answer
    presses: Any
    rooms: dict[str, Any]
    does: Any  # what moderators do
    posts: Any  # how often a post was asked for
    known: dict[str, PlaceAddress] = field(default_factory=dict)

    async def planned(self):
        await self.types("event create", "Reading circle", "in 3 days at 5pm", "weekly")
        await self.presses("Post it")
        await self.house.bot.settle()

    async def later(self, seconds):
        await self.house.bot.settle()
        await self.house.bot.advance(seconds)
        await self.house.bot.settle()

    async def community(self):
        return await self.house.units.read(lambda work: work.communities.by_space(self.space))

    async def events_rooms(self):
        community = await self.community()
        return [community.room(each).name for each in community.rooms_for(Purpose.EVENTS)]

    async def until_events_go_to(self, *names):
        async with asyncio.timeout(10):
            while await self.events_rooms() != list(names):
                await asyncio.sleep(0.02)

    def reminders(self, room):
        return [each for each in self.shown(room) if "Reminder" in each]

    def notices(self):
        return [each for each in self.direct() if "cannot post events there" in each]

    async def ended(self, kind):
        rows = text("SELECT DISTINCT reason FROM outbox WHERE kind = :kind AND reason IS NOT NULL")
        return set(await self.house.units.read(lambda work: _all(work, rows, kind)))


async def _all(work, rows, kind):
    return (await work.connection.execute(rows, {"kind": kind})).scalars().all()


class Discord:
    """What a moderator of a Discord server does."""

    def __init__(self, there):
        self.there = there

    def deletes(self, name, *, unheard=False):
        self.there.guild.remove(self.there.guild[name], unheard=unheard)

    def closes(self, name):
        self.there.guild.deny(self.there.guild[name], permissions.SEND_MESSAGES)

    def opens(self, name):
        self.there.guild.allow(self.there.guild[name])

    def renames(self, name, new):
        self.there.guild.rename(self.there.guild[name], new)


class Slack:
    """What members of a Slack workspace do."""

    def __init__(self, twin, rooms):
        self.twin, self.rooms = twin, rooms

    def deletes(self, name, *, unheard=False):
        if unheard:
            self.rooms[name].channel.deleted = True
        else:
            self.twin.happens.deletes(self.rooms[name])

    def closes(self, name):
        self.twin.happens.archives(self.rooms[name])

    def opens(self, name):
        self.twin.happens.unarchives(self.rooms[name])

    def renames(self, name, new):
        self.twin.happens.renames(self.rooms[name], new)


@asynccontextmanager
async def on_discord(folder):
    async with scene(folder) as there:
        rooms = {name: there.guild[name] for name in ("events", "general")}
        runs_it = there.principal

        async def types(command, *words):
            names = ("title", "when", "repeat")
            values = dict(zip(names, words, strict=False)) if len(words) > 1 else {}
            platform.last = await (await runs_it.command(rooms["general"], command, values)).answer()
            return platform.last.text

        async def presses(label):
            await (await runs_it.press(platform.last, label)).acknowledged()

        def shown(name):
            return [each.text for each in there.teacher.sees(rooms[name]) if not each.ephemeral]

        async with there.bot(MovableClock(MONDAY)) as running:
            await there.twin.ready()
            platform = _Last(
                house=running.house,
                space=SpaceAddress("discord", there.guild.id),
                shown=shown,
                direct=lambda: [each.text for each in runs_it.sees(runs_it.direct)],
                types=types,
                presses=presses,
                rooms=rooms,
                does=Discord(there),
                posts=lambda: there.twin.counts.requests["POST /channels/{channel_id}/messages"],
            )
            yield platform


@asynccontextmanager
async def on_slack(folder):
    async with loom.Twin.open(seed=23) as twin:
        priya, dana, events = people_of(twin)
        rooms = {"events": events, "general": twin.channel("general", members=[priya, dana])}

        async def types(command, *words):
            word, _, rest = command.partition(" ")
            given = [rest] if rest else []
            if len(words) > 1:
                given.append(f"{words[0]}, when: {words[1]}, repeat: {words[2]}")
            asked = await priya.command(rooms["general"], f"/{word}", " ".join(given))
            platform.last = await asked.answer()
            return platform.last.text

        async def presses(label):
            await (await priya.press(platform.last, label)).ack()

        def shown(name):
            return [each.text for each in twin.seen(dana, rooms[name]) if not each.ephemeral]

        async with seated(twin, folder / "bot.db", people=(priya, dana, events)) as table:
            platform = _Last(
                house=table.house,
                space=SpaceAddress("slack", twin.home_team.id),
                shown=shown,
                direct=lambda: [each.text for each in twin.seen(priya, twin.direct(priya))],
                types=types,
                presses=presses,
                rooms=rooms,
                does=Slack(twin, rooms),
                posts=lambda: twin.requests["chat.postMessage"],
            )
            yield platform


@dataclass
class _Last(Platform):
    """Remembers the last answer, to press its buttons."""

    last: Any = None


@pytest.fixture(params=[on_discord, on_slack], ids=["discord", "slack"])
async def platform(request, tmp_path):
    async with request.param(tmp_path) as opened:
        await opened.types("community settings")  # whoever runs it is known from here on
        await opened.later(10)  # and greeted
        await opened.planned()
        yield opened


async def test_a_rooms_new_name_is_shown(platform):
    platform.does.renames("events", "what-is-on")

    await platform.until_events_go_to("what-is-on")


async def test_the_room_of_a_series_is_deleted_and_the_next_reminder_reaches_people(platform):
    platform.does.deletes("events")
    await platform.until_events_go_to("general")
    await platform.later(2 * DAY + 12 * HOUR)

    assert len(platform.reminders("general")) == 1
    assert len(platform.notices()) == 1
    assert "was deleted" in platform.notices()[0]
    assert "was deleted" in await platform.types("community settings")


async def test_without_the_loss_it_stays_where_it_was(platform):
    """The negative control."""
    await platform.later(2 * DAY + 12 * HOUR)

    assert (len(platform.reminders("events")), platform.reminders("general")) == (1, [])
    assert platform.notices() == []


@pytest.mark.promise("R19")
async def test_a_loss_nobody_was_told_of_is_found_by_one_post_and_the_reminder_is_said_elsewhere(platform):
    platform.does.deletes("events", unheard=True)
    before = platform.posts()
    await platform.later(2 * DAY + 12 * HOUR)

    assert len(platform.reminders("general")) == 1
    assert len(platform.notices()) == 1
    assert platform.posts() - before == 3  # the one that was refused, the reminder, the word to who runs it


@pytest.mark.slow
async def test_every_later_reminder_of_the_series_goes_there_once(platform):
    platform.does.deletes("events")
    await platform.until_events_go_to("general")
    await platform.later(17 * DAY)
    said = platform.reminders("general")

    assert len(said) == len(set(said)) >= 8
    assert len(platform.notices()) == 1


async def test_a_room_that_is_closed_and_opened_again_is_posted_in_again(platform):
    platform.does.closes("events")
    await platform.until_events_go_to("general")
    platform.does.opens("events")
    await platform.until_events_go_to("events")
    await platform.later(2 * DAY + 12 * HOUR)

    assert (len(platform.reminders("events")), platform.reminders("general")) == (1, [])
    assert platform.notices() == []


async def test_a_room_that_stays_closed_is_asked_for_nothing_and_told_of_once(platform):
    platform.does.closes("events")
    await platform.until_events_go_to("general")
    before = platform.posts()
    await platform.later(2 * DAY + 12 * HOUR)

    assert len(platform.reminders("general")) == 1
    assert len(platform.notices()) == 1
    assert platform.posts() - before == 2


async def test_losing_the_room_that_stands_in_as_well_ends_reminders_with_a_reason(platform):
    platform.does.deletes("events")
    await platform.until_events_go_to("general")
    platform.does.deletes("general")
    await platform.until_events_go_to()
    await platform.later(2 * DAY + 12 * HOUR)

    assert "the room is lost: no other room is for it" in await platform.ended("event.remind.room")
