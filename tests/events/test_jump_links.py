"""Whoever hears of an event in private is led to its card, in a room of their own space and nowhere else."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

import pytest
from fakes import RecordingPlatform
from house import SPACE, House

from communitybot.conversation import limits
from communitybot.conversation.addresses import MessageRef, SpaceAddress
from communitybot.conversation.message import Message, Small
from communitybot.conversation.text import Link
from communitybot.events.delivery.handlers import handlers
from communitybot.events.home import Home
from communitybot.events.model import Answer, Scope
from communitybot.events.posted import Posted
from communitybot.events.service import Changes, Events
from communitybot.storage.events_wire import WireRows
from tests import kinds

database_url = kinds.on_sqlite_alone

TUESDAY = datetime(2026, 12, 8, 19, 0)
FIRST = "https://fake.example/events/"
SOON = timedelta(seconds=10)


def led(message: Message) -> list[str]:
    """The addresses in a message's small print."""
    small = [block for block in message.blocks if isinstance(block, Small)]
    return [span.url for block in small for span in block.text.spans if isinstance(span, Link)]


class World(House):
    """A house whose promises are delivered, and whose platform can lead to what it posted."""

    @property
    def events(self) -> Events:
        return Events(self.units, self.clock, posted=self.posted_at)

    async def until(self, moment):
        """Move the clock on, stopping wherever something is due."""
        while True:
            await self.relay.run_once()
            due = min((row["due"] for row in await self.promises()), default=None)
            if due is None or due > moment:
                break
            self.clock.set(max(due, self.clock.now()))
        self.clock.set(moment)
        await self.relay.run_once()

    def shown(self, place):
        return [each.shown for each in self.platform.visible() if each.place.place == place]

    async def leads(self, key, space=SPACE, community="c1"):
        found = await self.units.read(lambda work: self.posted_at.leads(work, [(community, key)]))
        return found.to(community, key, space)


@pytest.fixture
async def world(units, clock, relays):
    made = await World(units, clock).open("Hana", "Tom", "Ada")
    made.platform = RecordingPlatform()
    made.posted_at = Posted(made.platform.link)
    table = handlers(clock, made.posted_at)
    made.relay = relays(units, {"fake": made.platform}, table, settle=timedelta(milliseconds=20))
    return made


async def test_a_reminder_in_private_leads_to_the_card_and_one_in_its_room_does_not(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(one.start)
    card, *reminders = world.shown("events")

    assert led(card) == []
    assert len(reminders) == 5
    assert [led(each) for each in reminders] == [[]] * 5
    assert [led(each) for each in world.shown("dm-tom")] == [[FIRST + "1"]] * 5


async def test_what_moved_what_is_new_and_what_is_cancelled_lead_there_too(world):
    one = await world.posted(TUESDAY)
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(world.clock.now() + SOON)
    await world.events.edit(world.caller("Hana"), one.key, Changes(place="The gym"), Scope.ALL)
    await world.until(world.clock.now() + SOON)
    await world.events.cancel(world.caller("Hana"), one.key, Scope.ALL, "Snow")
    await world.until(world.clock.now() + SOON)

    assert [led(each) for each in world.shown("dm-tom")] == [[FIRST + "1"], [FIRST + "1"]]


async def test_a_card_that_was_posted_anew_is_led_to_in_place_of_the_deleted_one(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()
    was = await world.leads(one.event.id)
    world.platform.posted[0].gone = True
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(world.clock.now() + SOON)

    assert was == FIRST + "1"
    assert await world.leads(one.event.id) == FIRST + "2"


async def test_nobody_is_led_into_another_space_or_community(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()

    assert await world.leads(one.event.id, SpaceAddress("fake", "elsewhere")) is None
    assert await world.leads(one.event.id, SpaceAddress("slack", "school")) is None
    assert await world.leads(one.event.id, community="c2") is None


async def test_whoever_looks_an_event_up_can_open_its_card(world):
    one, other = await world.posted(TUESDAY), await world.posted(TUESDAY, title="Another")
    await world.relay.run_once()
    found = await world.events.leads(world.caller("Tom"), [one.event.id, other.event.id, "unknown"])

    assert sorted(found) == sorted([one.event.id, other.event.id])
    assert len(set(found.values())) == 2


async def test_where_no_address_can_be_made_nothing_is_said_of_one(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()
    world.posted_at = Posted(lambda _: None)

    assert await world.leads(one.event.id) is None
    assert await world.events.leads(world.caller("Tom"), [one.event.id]) == {}


async def test_the_cards_of_a_whole_batch_are_found_in_one_read(world, monkeypatch):
    reads = []

    async def counted(self, subjects):
        reads.append(list(subjects))
        return await standing(self, subjects)

    standing = WireRows.standing
    dates = [await world.posted(TUESDAY, title=f"Circle {number}") for number in range(4)]
    for one in dates:
        for name in ("Tom", "Ada", "Hana"):
            await world.events.rsvp(world.caller(name), one.key, Answer.GOING)
    await world.until(dates[0].start - timedelta(minutes=61))
    told = len(world.shown("dm-tom"))
    monkeypatch.setattr(WireRows, "standing", counted)
    await world.until(dates[0].start - timedelta(minutes=59))

    assert len(world.shown("dm-tom")) == told + 4
    assert [len(subjects) for subjects in reads] == [4]


async def test_a_card_is_known_by_its_messages_however_often_it_was_edited(world):
    one = await world.posted(TUESDAY)
    await world.relay.run_once()
    for answer in (Answer.GOING, Answer.MAYBE, Answer.CANT) * 3:
        await world.events.rsvp(world.caller("Tom"), one.key, answer)
        await world.until(world.clock.now() + SOON)
    subject = ("c1", f"event-card:{one.event.id}")
    found = await world.units.read(lambda work: work.events.standing([subject, ("c1", "event-card:none")]))

    assert {key: [str(ref) for ref in refs] for key, refs in found.items()} == {
        subject: [str(MessageRef.parse("fake:school/events#1"))]
    }


async def test_who_looks_in_can_open_each_card_once(world):
    one, _ = await world.posted(TUESDAY), await world.posted(TUESDAY, title="Another")
    await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(world.clock.now() + SOON)
    home = await Home(world.events, world.clock).of(world.caller("Tom"))

    assert sorted(led(home)) == [FIRST + "1", FIRST + "2"]


async def test_however_long_titles_and_addresses_are_who_looks_in_sees_them(world):
    world.posted_at = Posted(lambda ref: f"https://fake.example/{'long/' * 90}{ref.message}")
    for number in range(8):
        one = await world.posted(TUESDAY, title=f"{number}" + " Ünter *den* <Linden>" * 5)
        if number < 4:
            await world.events.rsvp(world.caller("Tom"), one.key, Answer.GOING)
    await world.until(world.clock.now() + SOON)
    home = await Home(world.events, world.clock).of(world.caller("Tom"))

    assert 0 <= len(led(home)) < 8
    assert home.weight <= limits.MESSAGE_TEXT
