"""Events through the real relay: cards, reminders, notices and corrections, as people see them."""

import asyncio
from datetime import timedelta

import pytest
from delivered import HOUR, TUESDAY, delivering
from house import HOUSE

from communitybot.events.model import Answer, Scope
from communitybot.events.service import Changes
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every
from communitybot.ports import TryLater
from tests import kinds

database_url = kinds.on_sqlite_alone


@pytest.fixture
async def world(units, clock, relays):
    return await delivering(units, clock, relays)


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


async def test_a_card_names_who_planned_it_though_somebody_else_hosts(world):
    from communitybot.events.model import Host

    one = await world.posted(TUESDAY, hosts=(Host("Tom", "tom"),))
    await world.relay.run_once()

    assert "Hosted by Tom" in world.said()[0]
    assert "Planned by Hana." in world.said()[0]
    assert (await world.events.show(world.caller("Ada"), one.key)).maker == "Hana"
