"""Events through the real relay: cards, reminders, notices and corrections, as people see them."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

import asyncio
from datetime import datetime, time, timedelta

import pytest
from fakes import RecordingPlatform
from house import HOUSE, House

from communitybot.conversation.plain import plain
from communitybot.events.delivery.handlers import handlers
from communitybot.events.model import Answer, FollowKind, Scope
from communitybot.events.service import Changes
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every
from communitybot.people.model import Quiet
from communitybot.ports import TryLater

TUESDAY = datetime(2026, 12, 8, 19, 0)
HOUR = timedelta(hours=1)
ROOM = "fake:school/events"


class World(House):
    """A house whose promises are delivered."""

    async def open(self, *names):
        await super().open(*names)
        self.platform = RecordingPlatform()
        return self

    def deliver_with(self, relays):
        self.relay = relays(
            self.units, {"fake": self.platform}, handlers(self.clock), settle=timedelta(milliseconds=20)
        )

    async def until(self, moment):
        """Move the clock on, stopping wherever something is due."""
        while True:
            await self.relay.run_once()
            rows = await self.promises()
            due = min((row["due"] for row in rows), default=None)
            if due is None or due > moment:
                break
            self.clock.set(max(due, self.clock.now()))
        self.clock.set(moment)
        await self.relay.run_once()

    def said(self, place=ROOM):
        return [
            plain(posted.shown, zone="America/New_York", now=self.clock.now())
            for posted in self.platform.visible()
            if str(posted.place) == place
        ]

    def told(self, name):
        return self.said(f"fake:school/dm-{name}")


@pytest.fixture
async def world(units, clock, relays):
    made = await World(units, clock).open("Hana", "Tom", "Ada")
    made.deliver_with(relays)
    return made


async def test_the_card_is_posted_once_and_edited_in_place(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.GOING)
    await world.until(world.clock.now() + timedelta(seconds=10))

    assert len(world.said()) == 1
    assert "2 going" in world.said()[0]
    edits = len(world.platform.posted[0].edits)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.MAYBE)
    await world.until(world.clock.now() + timedelta(seconds=10))
    assert len(world.platform.posted[0].edits) == edits + 1
    assert "1 going" in world.said()[0]


async def test_a_deleted_card_becomes_one_new_card(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()
    world.platform.posted[0].gone = True
    for name in ("Tom", "Ada"):
        await world.events.rsvp(world.caller(name), one.key, Answer.GOING)
        await world.until(world.clock.now() + timedelta(seconds=10))

    assert len(world.said()) == 1
    assert "2 going" in world.said()[0]


async def test_reminders_reach_the_room_and_those_who_answered(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.CANT)
    await world.until(one.start)

    assert len(world.said()) == 1 + 5
    assert len(world.told("tom")) == 5
    assert world.told("ada") == []
    assert not any("Late" in text for text in [*world.said(), *world.told("tom")])


async def test_own_offsets_are_the_only_ones_a_person_hears(world):
    await world.change("Ada", offsets=(timedelta(minutes=30),))
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.MAYBE)
    await world.events.remind(world.caller("Tom"), one.key, (timedelta(hours=2),))
    await world.until(one.start)

    assert len(world.told("tom")) == 1
    assert len(world.told("ada")) == 1


async def test_whoever_joins_late_hears_only_what_is_still_to_come(world):
    one = await world.posted(TUESDAY)
    await world.until(one.start - timedelta(minutes=5))
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(one.start)

    assert len(world.told("tom")) == 1


async def test_a_moved_event_says_only_its_new_time(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.relay.run_once()
    moved = await world.events.edit(
        world.caller("Hana"), one.key, Changes(starts=TUESDAY + timedelta(hours=2)), Scope.ALL
    )
    await world.until(moved.after.start)

    assert len(world.told("tom")) == 1 + 5  # told of the move once, then reminded
    assert "has moved" in world.told("tom")[0]
    assert "9:00-10:00 PM" in world.told("tom")[0].replace("–", "-")
    assert not any("7:00-8:00 PM" in text.replace("–", "-") for text in world.said())


async def test_a_cancelled_event_tells_those_who_answered_once_and_reminds_nobody(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.CANT)
    await world.relay.run_once()
    await world.events.cancel(world.caller("Hana"), one.key, Scope.ALL, "snow")
    await world.until(one.start + HOUR)

    assert len(world.told("tom")) == 1
    assert "snow" in world.told("tom")[0]
    assert world.told("ada") == []
    assert len(world.said()) == 1
    assert "Cancelled" in world.said()[0]


async def test_cancelling_a_series_tells_each_person_once(world):
    one = await world.posted(TUESDAY, repeat=Repeat(every=Every.WEEK))
    for weeks in range(3):
        key = f"{one.event.id}@{TUESDAY + timedelta(weeks=weeks):%Y-%m-%dT%H.%M}"
        await world.events.rsvp(world.caller("Tom"), key, Answer.GOING)
    await world.events.cancel(world.caller("Hana"), one.key, Scope.ALL, "no time")
    await world.relay.run_once()

    assert len(world.told("tom")) == 1


async def test_several_reminders_for_a_room_at_one_moment_are_one_message(world):
    await world.posted(TUESDAY, title="Reading circle")
    two = await world.posted(TUESDAY, title="Maths evening")
    await world.until(two.start - timedelta(days=7))

    assert len(world.said()) == 2 + 1
    assert "Reading circle" in world.said()[2]
    assert "Maths evening" in world.said()[2]


async def test_after_an_outage_only_the_nearest_useful_reminder_goes_out_marked_late(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.relay.run_once()
    world.clock.set(one.start - timedelta(minutes=50))
    await world.relay.run_once()

    assert len(world.said()) == 1 + 1
    assert "Late" in world.said()[1]
    assert len(world.told("tom")) == 1
    skipped = [row for row in await world.promises("skipped") if "room" in row["key"]]
    assert [row["reason"] for row in skipped] == ["late: a nearer reminder goes out instead"] * 2
    assert world.told("hana") == []


async def test_what_is_too_late_is_skipped_and_its_planner_is_told_once(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()
    world.clock.set(one.start + timedelta(minutes=16))
    await world.relay.run_once()

    assert len(world.said()) == 1
    assert len(world.told("hana")) == 1
    assert "late: too late to be useful" in {row["reason"] for row in await world.promises("skipped")}


async def test_quiet_hours_hold_what_i_follow_and_not_what_i_said_yes_to(world):
    await world.change("Tom", quiet=Quiet(start=time(0), end=time(23)))
    await world.change("Ada", quiet=Quiet(start=time(0), end=time(23), holds_attending=True))
    one = await world.posted(TUESDAY, hashtag="ce14")
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.GOING)
    await world.relay.run_once()
    await world.events.follow(world.caller("Tom"), FollowKind.HASHTAG, "#ce14")
    await world.posted(TUESDAY + HOUR * 5, title="Second", hashtag="ce14")
    await world.relay.run_once()
    assert world.told("tom") == []
    await world.until(one.start - timedelta(days=7))
    assert [("Second" in text) for text in world.told("tom")] == [False]
    await world.until(one.start - timedelta(days=6, hours=12))

    assert any("Second" in text and "#ce14" in text for text in world.told("tom"))
    assert len(world.told("ada")) == 1  # a week before came at eleven in the evening
    assert len(world.told("tom")) == 2


async def test_followers_are_told_once_whatever_they_follow(world):
    await world.events.follow(world.caller("Tom"), FollowKind.HASHTAG, "ce14")
    await world.events.follow(world.caller("Tom"), FollowKind.TOPIC, "reading")
    await world.events.follow(world.caller("Tom"), FollowKind.HOST, "hana")
    await world.events.follow(world.caller("Hana"), FollowKind.HASHTAG, "ce14")
    from communitybot.events.model import Host

    await world.posted(TUESDAY, hashtag="ce14", topics=("Reading",), hosts=(Host("Hana", "hana"),))
    await world.relay.run_once()

    assert len(world.told("tom")) == 1
    assert world.told("hana") == []


async def test_a_series_goes_on_being_planned_and_its_card_goes_on(world):
    one = await world.posted(TUESDAY, repeat=Repeat(every=Every.WEEK))
    await world.until(one.start + timedelta(weeks=5, minutes=1))

    starts = [row for row in await world.promises("sent", "event.remind.room") if ":0s:" in row["key"]]
    assert len(starts) == 6
    near = {row["subject"] for row in await world.promises(kind="event.remind.room")}
    assert 2 <= len(near) <= 4
    assert "12 Jan" in world.said()[0]


async def test_a_reminder_on_the_wire_is_corrected_when_its_event_moves(world):
    one = await world.posted(TUESDAY)
    await world.posted(TUESDAY, title="Maths evening")
    await world.until(one.start - timedelta(days=1) - HOUR)
    world.clock.set(one.start - timedelta(days=1))
    moving = Changes(starts=TUESDAY + timedelta(hours=2))

    def lost(verb, key):
        if verb == "post":
            world.platform.after = lambda _verb, _key: None
            raise TryLater(timedelta(milliseconds=10), unsure=True)

    world.platform.after = lost  # it arrived, and nobody knows
    await world.relay.run_once()
    await world.events.edit(world.caller("Hana"), one.key, moving, Scope.ALL)
    for _ in range(50):
        await asyncio.sleep(0.05)  # a doubt settles in real time
        await world.relay.run_once()
        if not await world.promises("in_doubt"):
            break
    await world.until(world.clock.now() + timedelta(seconds=60))

    last = world.said()[-1].replace("–", "-")
    assert "Reading circle has moved" in last
    assert "9:00-10:00 PM" in last
    assert "Maths evening is on" in last  # what stood beside it stays


async def test_a_freed_place_is_told_to_the_first_who_waits(world):
    one = await world.posted(TUESDAY, capacity=1)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Tom"), one.key, None)
    await world.relay.run_once()

    assert len(world.told("ada")) == 1
    assert "A place is free" in world.told("ada")[0]


async def test_changed_settings_reach_what_is_planned(world):
    from communitybot.events.delivery.handlers import WISHES
    from communitybot.outbox.entry import NewEntry

    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.GOING)
    await world.change("Ada", offsets=(timedelta(minutes=45),))
    entry = NewEntry(key="w1", community="c1", kind=WISHES, due=world.clock.now(), args={"person": "ada"})
    await world.units.run(lambda work: work.outbox.put([entry]))
    await world.until(one.start)

    assert len(world.told("ada")) == 1
    assert HOUSE.settings.offsets.count(timedelta(minutes=45)) == 0


async def test_a_reminder_that_quiet_hours_held_too_long_is_nobody_elses_business(world):
    await world.change("Tom", quiet=Quiet(start=time(0), end=time(23), holds_attending=True))
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(one.start + timedelta(hours=6))

    assert "held by quiet hours until it was of no use" in {
        row["reason"] for row in await world.promises("skipped")
    }
    assert world.told("hana") == []


async def test_a_private_reminder_says_why_it_comes(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.MAYBE)
    await world.events.remind(world.caller("Hana"), one.key, (timedelta(days=7),))
    await world.until(one.start - timedelta(days=7))

    assert "You said you are going." in world.told("tom")[0]
    assert "You said maybe." in world.told("ada")[0]
    assert "You asked me to remind you." in world.told("hana")[0]
    assert "You said" not in world.told("hana")[0]


async def test_a_card_names_who_planned_it_though_somebody_else_hosts(world):
    from communitybot.events.model import Host

    one = await world.posted(TUESDAY, hosts=(Host("Tom", "tom"),))
    await world.relay.run_once()

    assert "Hosted by Tom" in world.said()[0]
    assert "Planned by Hana." in world.said()[0]
    assert (await world.events.show(world.caller("Ada"), one.key)).maker == "Hana"
