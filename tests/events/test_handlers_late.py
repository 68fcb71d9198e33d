"""Who hears of an event through the real relay, and what is held, late or skipped."""

from datetime import time, timedelta

import pytest
from delivered import HOUR, TUESDAY, delivering

from communitybot.events.model import Answer, FollowKind
from communitybot.people.model import Quiet
from tests import kinds

database_url = kinds.on_sqlite_alone


@pytest.fixture
async def world(units, clock, relays):
    return await delivering(units, clock, relays)


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


async def test_a_freed_place_is_told_to_the_first_who_waits(world):
    one = await world.posted(TUESDAY, capacity=1)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Ada"), one.key, Answer.GOING)
    await world.events.rsvp(world.caller("Tom"), one.key, None)
    await world.relay.run_once()

    assert len(world.told("ada")) == 1
    assert "A place is free" in world.told("ada")[0]


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
