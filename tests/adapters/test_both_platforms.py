"""One community in a Discord server and a Slack workspace: what is done on one side shows on the other."""

import asyncio
import re
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from twins import chord, loom

from adapters.discord.adapter import DiscordAdapter
from adapters.slack.adapter import SlackAdapter
from communitybot.bootstrap import build
from communitybot.clocks import SystemClock
from communitybot.settings import load
from tests.adapters.discording import scene
from tests.adapters.slacking import environment, people_of

POSTS = "POST /channels/{channel_id}/messages"
WITHIN = 2.0  # seconds until the other side shows it


@dataclass
class Both:
    """One bot, two platforms; Priya has an account on each."""

    house: Any
    scene: Any
    slack: loom.Twin
    people: Any

    async def in_discord(self, person, command, **values):
        given = await person.command(self.scene.events, command, values)
        return await given.answer()

    async def in_slack(self, person, word, typed=""):
        return await (await person.command(self.room, word, typed)).answer()

    @property
    def room(self):
        return self.people[2]

    def discord_cards(self):
        seen = self.scene.principal.sees(self.scene.events)
        return [each for each in seen if "Going" in each.labels and not each.ephemeral]

    def slack_cards(self):
        seen = self.slack.seen(self.people[1], self.room)
        return [each for each in seen if "Going" in each.buttons and not each.ephemeral]

    async def linked(self):
        """The administrator of the workspace joins it to the server's community."""
        offer = await self.in_discord(self.scene.principal, "community link")
        code = re.search(r"code: (\S+)", offer.text)[1].strip("`.")
        preview = await self.in_slack(self.people[0], "/community", f"link code: {code}")
        await (await self.people[0].press(preview, "Join")).answer()

    async def planned(self, title="Reading circle"):
        preview = await self.in_discord(
            self.scene.principal, "event create", title=title, when="in 3 days at 5pm"
        )
        await (await self.scene.principal.press(preview, "Post it")).acknowledged()


async def soon(true) -> float:
    """Wait until something is true; how many seconds it took. Fails after `WITHIN`."""
    began = time.monotonic()
    async with asyncio.timeout(WITHIN):
        while not true():
            await asyncio.sleep(0.01)
    return time.monotonic() - began


@asynccontextmanager
async def opened(folder):
    async with AsyncExitStack() as stack:
        discord_scene = await stack.enter_async_context(scene(folder))
        slack = await stack.enter_async_context(loom.Twin.open(seed=7))
        people = people_of(slack)
        settings = load({**discord_scene.environment, **environment(slack)})
        house = await build(settings, SystemClock())
        stack.push_async_callback(house.close)
        for adapter in (DiscordAdapter(), SlackAdapter()):
            assert adapter.wanted(settings)
            stack.push_async_callback(adapter.stop)
            platform = await adapter.start(house.bot)
            house.platforms[platform.name] = platform
        await house.start()
        stack.push_async_callback(house.stop)
        await asyncio.wait_for(adapter.floor.socket.connected.wait(), 10)
        yield Both(house, discord_scene, slack, people)


@pytest.fixture
async def both(tmp_path):
    async with opened(tmp_path) as house:
        yield house


async def test_before_they_are_joined_each_side_has_its_own_events(both):
    await both.planned()
    await soon(lambda: len(both.discord_cards()) == 1)
    await both.house.bot.settle()

    assert both.slack_cards() == []


async def test_an_event_planned_on_one_side_is_announced_on_both(both):
    await both.linked()
    await both.planned()

    await soon(lambda: len(both.discord_cards()) == 1 and len(both.slack_cards()) == 1)


async def test_an_answer_on_one_side_shows_on_the_other_within_two_seconds(both):
    await both.linked()
    await both.planned()
    await soon(lambda: len(both.discord_cards()) == 1 and len(both.slack_cards()) == 1)

    await (await both.people[1].press(both.slack_cards()[0], "Going")).ack()
    await soon(lambda: "1 going" in both.discord_cards()[0].text)
    await (await both.scene.teacher.press(both.discord_cards()[0], "Going")).acknowledged()
    await soon(lambda: "2 going" in both.slack_cards()[0].text)


async def test_two_accounts_of_one_person_count_once(both):
    await both.linked()
    await both.planned()
    await soon(lambda: len(both.discord_cards()) == 1 and len(both.slack_cards()) == 1)
    await (await both.people[1].press(both.slack_cards()[0], "Going")).ack()
    await (await both.scene.teacher.press(both.discord_cards()[0], "Going")).acknowledged()
    await soon(lambda: "2 going" in both.slack_cards()[0].text)

    offer = await both.in_discord(both.scene.teacher, "my link")
    code = re.search(r"code: (\S+)", offer.text)[1].strip("`.")
    preview = await both.in_slack(both.people[1], "/my", f"link code: {code}")
    await (await both.people[1].press(preview, "Both are mine")).answer()

    await soon(lambda: "1 going" in both.slack_cards()[0].text)
    await soon(lambda: "1 going" in both.discord_cards()[0].text)


async def test_one_platform_that_is_down_does_not_hold_up_the_other(both):
    await both.linked()
    faults = both.scene.twin.faults
    faults.always(POSTS, chord.faults.Broken(503))
    await both.planned()

    await soon(lambda: len(both.slack_cards()) == 1)
    assert both.discord_cards() == []

    faults.always(POSTS, None)
    async with asyncio.timeout(30):
        while not both.discord_cards():
            await asyncio.sleep(0.05)
    assert len(both.discord_cards()) == 1
    assert len(both.slack_cards()) == 1
