"""Cards whose room is lost: posted once in each place where they belong, when it can be."""

import pytest
from sqlalchemy import text

from communitybot.conversation.inbound import Away, RoomTold
from communitybot.events.delivery.waiting import SHOWN
from communitybot.ports import Undeliverable
from tests import kinds
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH_EVENTS, room

database_url = kinds.on_sqlite_alone

LOUNGE = room(NORTH, "lounge")


def cards(places, place, title="Maths evening"):
    return [each for each in places.said(place) if title in each and "Reminder" not in each]


async def hears(places, place, away=None):
    await places.house.bot.room_changed(RoomTold(room=place, name=place.place, away=away))
    await places.house.bot.settle()


async def planned(places, somebody, title="Maths evening", when="in 3 days at 5pm"):
    await somebody.types(f"/event create {title}, when: {when}")
    said = await somebody.presses("Post it")
    await places.house.bot.settle()
    return said


async def outbox(places, statement):
    async def unit(work):
        await work.connection.execute(text(statement))

    await places.house.units.run(unit)


async def states(places):
    rows = text("SELECT key, state FROM outbox WHERE kind = 'event.card' ORDER BY id")
    found = await places.house.units.read(lambda work: work.connection.execute(rows))
    return [(key.partition(":card:")[2].partition("again:")[2], state) for key, state in found]


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (Away.LEFT, "Type /invite @communitybot there"),
        (Away.CLOSED, "I may not post in"),
        (Away.ARCHIVED, "Once it is unarchived"),
        (Away.DELETED, "Once events have a room"),
    ],
)
async def test_the_planner_is_told_what_stands_in_the_way(places, ada, away, words):
    for place in (NORTH_EVENTS, LOUNGE):
        await hears(places, place, away)
    said = await planned(places, ada)

    assert words in said
    assert "on its way" not in said
    assert cards(places, LOUNGE) == []


async def test_in_a_room_that_can_be_posted_in_they_are_told_where_it_goes(places, ada):
    """The control."""
    await hears(places, NORTH_EVENTS, Away.DELETED)
    said = await planned(places, ada)

    assert "on its way to #lounge" in said
    assert len(cards(places, LOUNGE)) == 1


async def test_what_was_planned_elsewhere_meanwhile_comes_once_to_a_place_that_has_its_room_again(
    places, ada, ben
):
    await places.join(ada, ben)
    await hears(places, NORTH_EVENTS, Away.ARCHIVED)
    await planned(places, ben)
    assert (len(cards(places, SOUTH_EVENTS)), cards(places, NORTH_EVENTS)) == (1, [])
    for _ in range(3):
        await hears(places, NORTH_EVENTS)
        await hears(places, NORTH_EVENTS, Away.ARCHIVED)

    assert [len(cards(places, each)) for each in (SOUTH_EVENTS, NORTH_EVENTS)] == [1, 1]


async def test_of_very_many_the_next_come(places, ada, ben):
    await places.join(ada, ben)
    await hears(places, NORTH_EVENTS, Away.ARCHIVED)
    for number in range(SHOWN + 2):
        await planned(places, ben, f"Evening no {number:02}", f"in {number + 3} days at 5pm")
    await hears(places, NORTH_EVENTS)
    await hears(places, NORTH_EVENTS, Away.ARCHIVED)
    await hears(places, NORTH_EVENTS)
    shown = [len(cards(places, NORTH_EVENTS, f"Evening no {number:02}")) for number in range(SHOWN + 2)]

    assert shown == [1] * SHOWN + [0] * 2


@pytest.fixture
async def waits(places, ada):
    """An event whose card could not be posted anywhere."""
    for place in (NORTH_EVENTS, LOUNGE):
        await hears(places, place, Away.LEFT)
    await planned(places, ada)
    assert await states(places) == [("", "cancelled")]
    return ada


async def test_a_try_that_fails_as_well_is_not_the_last(places, waits, monkeypatch):
    post, refused = places.north.post, []

    async def refuses(place, *words):
        if not refused:
            refused.append(place)
            await places.house.bot.room_changed(RoomTold(room=place, away=Away.LEFT))
            raise Undeliverable("not in the channel", room=True)
        return await post(place, *words)

    monkeypatch.setattr(places.north, "post", refuses)
    await hears(places, LOUNGE)
    assert refused == [LOUNGE]
    assert cards(places, LOUNGE) == []
    await hears(places, LOUNGE)

    assert len(cards(places, LOUNGE)) == 1
    assert await states(places) == [("", "cancelled"), ("1", "cancelled"), ("2", "sent")]


async def test_an_answer_given_while_it_comes_is_on_it(places, waits):
    await places.house.bot.room_changed(RoomTold(room=LOUNGE, name="lounge"))
    await waits.types("/event rsvp Maths evening, answer: going")
    await places.house.bot.settle()
    await places.house.bot.advance(10)
    await places.house.bot.settle()
    [card] = [each for each in places.north.posted if each.place == LOUNGE]

    assert "1 going" in places.words(card.shown)


async def test_what_was_cancelled_meanwhile_does_not_come(places, waits):
    await waits.types("/event cancel Maths evening")
    await waits.presses("Cancel Maths evening")
    await hears(places, LOUNGE)

    assert cards(places, LOUNGE) == []


@pytest.mark.parametrize("became", ["failed", "quarantined", "superseded", "in_doubt"])
async def test_a_card_that_ended_otherwise_than_for_its_room_is_left_as_it_is(places, waits, became):
    await outbox(places, f"UPDATE outbox SET state = '{became}' WHERE kind = 'event.card'")
    await hears(places, LOUNGE)

    assert cards(places, LOUNGE) == []


async def test_an_event_that_was_never_announced_stays_so(places, waits):
    await outbox(places, "DELETE FROM outbox WHERE kind = 'event.card'")
    await hears(places, LOUNGE)

    assert cards(places, LOUNGE) == []
