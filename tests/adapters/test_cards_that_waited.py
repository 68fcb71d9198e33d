"""An event planned where the bot cannot post: said plainly, and its card comes once, when it can."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text
from twins import loom
from twins.chord import permissions

from communitybot.clocks import MovableClock
from communitybot.conversation.inbound import Away
from tests.adapters.discording import scene
from tests.adapters.slacking import MONDAY, seated

TITLE = "Kumquat salon"
HOUR, DAY = 3_600, 86_400


@dataclass
class Platform:
    """A bot on one platform; nothing can be posted in staff, and no room is for events."""

    house: Any
    types: Any  # somebody gives a command in staff and reads the answer
    presses: Any
    shown: Any  # room name -> what everybody sees there
    opens: Any  # lets the bot post in staff
    closes: Any
    chooses: Any  # a room for events
    what_to_do: str
    idle: Any
    posts: Any  # how often a post was asked for
    last: Any = None

    async def settled(self):
        await self.house.bot.settle()
        await self.idle()
        await self.house.bot.settle()

    async def planned(self, title=TITLE, *, noticed=True):
        """Plan an event in staff; returns what is answered when it is posted."""
        await self.types(f"{title}", "in 3 days at 5pm")
        if noticed:
            await self.until_staff_is(closed=True)
        answer = await self.presses("Post it")
        await self.settled()
        return answer

    async def until_staff_is(self, *, closed):
        async with asyncio.timeout(10):
            while await self.is_closed() is not closed:
                await asyncio.sleep(0.02)
        await self.settled()

    async def is_closed(self):
        every = await self.house.units.read(lambda work: work.communities.every())
        return any(room.away in {Away.LEFT, Away.CLOSED} for each in every for room in each.rooms)

    async def opened(self):
        await self.opens()
        await self.until_staff_is(closed=False)

    async def closed(self):
        await self.closes()
        await self.until_staff_is(closed=True)

    def cards(self, room="staff", title=TITLE):
        return [each for each in self.shown(room) if title in each and "Reminder" not in each]

    async def ended(self):
        rows = text("SELECT state FROM outbox WHERE kind = 'event.card' ORDER BY id")
        return list((await self.house.units.read(lambda work: work.connection.execute(rows))).scalars())


def plainly(words):
    return words.replace("`", "").replace("*", "")


@asynccontextmanager
async def on_discord(folder):
    async with scene(folder) as there:
        elm = there.twin.guild("Elm", owner=there.principal, channels=["staff", "lounge"])
        elm.join(there.teacher)
        elm.deny(elm["staff"], permissions.SEND_MESSAGES)
        omar = there.principal

        async def types(*words):
            values = dict(zip(("title", "when"), words, strict=True))
            given = await omar.command(elm["staff"], "event create", values)
            platform.last = await given.answer()
            return platform.last.text

        async def presses(label):
            return (await (await omar.press(platform.last, label)).answer()).text

        async def opens():
            elm.allow(elm["staff"])

        async def closes():
            elm.deny(elm["staff"], permissions.SEND_MESSAGES)

        async def chooses(name):
            await (await omar.command(elm["lounge"], "community settings", {"room": elm[name]})).answer()

        def shown(name):
            return [each.text for each in there.teacher.sees(elm[name]) if not each.ephemeral]

        async def idle():
            pass

        async with there.bot(MovableClock(MONDAY)) as running:
            await there.twin.ready()
            counts = there.twin.counts.requests
            platform = Platform(
                running.house, types, presses, shown, opens, closes, chooses, "I may not post in", idle,
                lambda: counts["POST /channels/{channel_id}/messages"],
            )  # fmt: skip
            yield platform


@asynccontextmanager
async def on_slack(folder):
    async with loom.Twin.open(seed=53) as twin:
        twin.limits.on = False
        priya, dana = twin.person("Priya Raman", admin=True), twin.person("Dana Whitfield")
        rooms = {
            "staff": twin.channel("staff", members=[priya, dana], bot=False),
            "lounge": twin.channel("lounge", members=[priya, dana]),
        }

        async def types(title, when):
            asked = await priya.command(rooms["staff"], "/event", f"create {title}, when: {when}")
            platform.last = await asked.answer()
            return platform.last.text

        async def presses(label):
            return (await (await priya.press(platform.last, label)).answer()).text

        async def opens():
            twin.happens.invites_bot(rooms["staff"], by=priya)

        async def closes():
            twin.happens.removes_bot(rooms["staff"])

        async def chooses(name):
            asked = await priya.command(rooms["lounge"], "/community", f"settings room: {name}")
            await asked.answer()

        def shown(name):
            return [each.text for each in twin.seen(dana, rooms[name]) if not each.ephemeral]

        async with seated(twin, folder / "bot.db", people=(priya, dana, rooms["lounge"])) as table:
            await (await priya.command(rooms["lounge"], "/events")).answer()
            await table.house.bot.advance(10)  # and she is greeted
            await table.settled()
            platform = Platform(
                table.house, types, presses, shown, opens, closes, chooses, "Type /invite @communitybot",
                table.adapter.floor.tasks.idle, lambda: twin.requests["chat.postMessage"],
            )  # fmt: skip
            yield platform


@pytest.fixture(params=[on_discord, on_slack], ids=["discord", "slack"])
async def platform(request, tmp_path):
    async with request.param(tmp_path) as opened:
        yield opened


async def test_where_nothing_can_be_posted_the_answer_says_so_and_what_to_do(platform):
    before = platform.posts()
    answer = await platform.planned()

    assert plainly(answer).startswith("Planned: Kumquat salon")
    assert platform.what_to_do in plainly(answer)
    assert "on its way" not in answer
    assert platform.posts() == before  # nor is it tried


async def test_where_it_can_be_the_answer_says_where_it_goes_and_so_it_does(platform):
    """The control."""
    await platform.opens()
    answer = await platform.planned(noticed=False)

    assert "is on its way to" in answer
    assert platform.what_to_do not in plainly(answer)
    assert len(platform.cards()) == 1


async def test_the_card_is_posted_once_when_the_room_can_be_posted_in(platform):
    await platform.planned()
    assert platform.cards() == []
    await platform.opened()
    assert len(platform.cards()) == 1
    for _ in range(2):
        await platform.closed()
        await platform.opened()

    assert len(platform.cards()) == 1


async def test_while_it_stays_closed_no_card_is_posted_anywhere(platform):
    """The control: it is the room's coming back that posts it."""
    await platform.planned()
    await platform.house.bot.advance(DAY + HOUR)
    await platform.settled()

    assert platform.cards() + platform.cards("lounge") == []
    assert await platform.ended() == ["cancelled"]


async def test_each_that_waited_comes_and_none_that_is_over(platform):
    await platform.planned("First salon")
    await platform.planned("Second salon")
    assert "is planned already" in await platform.presses("Post it")
    await platform.house.bot.advance(4 * DAY)
    await platform.planned("Third salon")
    await platform.planned("Fourth salon")
    await platform.opened()

    assert [
        len(platform.cards(title=f"{each} salon")) for each in ("First", "Second", "Third", "Fourth")
    ] == [
        0,
        0,
        1,
        1,
    ]


async def test_a_card_that_stands_is_not_posted_again(platform):
    await platform.opens()
    await platform.planned(noticed=False)
    await platform.closed()
    await platform.opened()

    assert len(platform.cards()) == 1
    assert await platform.ended() == ["sent"]


async def test_where_another_room_is_chosen_meanwhile_it_is_posted_there_and_only_there(platform):
    await platform.planned()
    await platform.chooses("lounge")
    await platform.settled()
    assert len(platform.cards("lounge")) == 1
    await platform.opened()

    assert (len(platform.cards("lounge")), platform.cards()) == (1, [])
