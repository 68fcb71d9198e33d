"""Reminders follow settings, also those planned already."""

from datetime import timedelta

import pytest
from databases import migrated_file

from communitybot.bootstrap import build
from communitybot.clocks import MovableClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Invoked, Who
from communitybot.conversation.plain import plain
from communitybot.settings import load
from tests.fakes import START, RecordingPlatform

SPACE = SpaceAddress("fake", "school")
EVENTS, NEWS = PlaceAddress("fake", "school", "events"), PlaceAddress("fake", "school", "news")
ADA = Who(
    account=PersonAddress("fake", "school", "ada"),
    name="Ada",
    zone="America/New_York",
    roles=frozenset({ADMINISTRATOR}),
)


class Played:
    """The whole bot, wired as it runs, on a platform that records."""

    def __init__(self, house, platform):
        self.house = house
        self.platform = platform
        self.count = 0

    async def says(self, text):
        self.count += 1
        name, _, rest = text.removeprefix("/").partition(" ")
        return await self.house.bot.invoke(
            Invoked(id=str(self.count), who=ADA, place=EVENTS, command=name, typed=rest)
        )

    async def posts(self, text):
        reply = await self.says(text)
        post = next(c.action for c in reply.message.controls if c.label == "Post it")
        self.count += 1
        from communitybot.conversation.inbound import Pressed

        await self.house.bot.press(Pressed(id=str(self.count), who=ADA, place=EVENTS, action=post))
        await self.house.bot.settle()

    def said(self, place):
        return [
            plain(each.shown, zone="America/New_York", now=self.house.clock.now())
            for each in self.platform.posted
            if each.place == place
        ]


@pytest.fixture
async def played(tmp_path):
    house = await build(
        load({"COMMUNITYBOT_DATABASE_URL": migrated_file(tmp_path / "bot.db")}), MovableClock(START)
    )
    platform = RecordingPlatform()
    house.platforms["fake"] = platform
    await house.bot.arrived(
        Arrived(space=SPACE, name="School", by=ADA, rooms=((EVENTS, "events"), (NEWS, "news")))
    )
    await house.start()
    yield Played(house, platform)
    await house.stop()
    await house.close()


async def test_a_community_that_wants_other_reminders_gets_those_and_not_the_old_ones(played):
    await played.posts("/event create Reading circle, when: in 3 days")
    await played.says("/community settings reminders: 2 days")
    await played.house.bot.settle()

    await played.house.bot.advance(timedelta(days=4).total_seconds())

    reminders = [words for words in played.said(EVENTS) if "Reminder, " in words]
    assert len(reminders) == 1
    assert "Reminder, 2 days before" in reminders[0]


async def test_another_events_room_is_reminded_instead(played):
    await played.posts("/event create Reading circle, when: in 3 days")
    await played.says("/community settings room: news")
    await played.house.bot.settle()

    await played.house.bot.advance(timedelta(days=4).total_seconds())

    assert [words for words in played.said(NEWS) if "Reminder, 1 day before" in words]
    assert not [words for words in played.said(EVENTS) if "Reminder, " in words]


async def test_ones_own_reminders_follow_ones_own_setting(played):
    await played.posts("/event create Reading circle, when: in 3 days")
    await played.says("/event rsvp Reading circle, answer: going")
    await played.says("/my settings reminders: 30 minutes")
    await played.house.bot.settle()

    await played.house.bot.advance(timedelta(days=4).total_seconds())

    mine = [
        plain(each.shown, zone="UTC", now=START)
        for each in played.platform.posted
        if each.place not in {EVENTS, NEWS}
    ]
    mine = [words for words in mine if "Three things help" not in words]  # what a first day begins with
    assert len(mine) == 1, mine
    assert "30 minutes before" in mine[0]
