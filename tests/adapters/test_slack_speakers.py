"""What those who speak in Slack are called: never at the price of their words, and hardly ever asked."""

import asyncio

import pytest
from twins import loom
from twins.loom.faults import HOLDS, REFUSES, Fault

from adapters.slack import unnamed
from communitybot.conversation.inbound import Posted
from tests.adapters.slack_ears import classroom, until


@pytest.fixture
async def room():
    async with loom.Twin.open(seed=101) as twin, classroom(twin) as seats:
        yield seats


def names(room):
    return [each.who.name for each in room.ears.heard if isinstance(each, Posted)]


async def test_who_speaks_often_is_asked_for_once(room):
    for number in range(10):
        await room.says(room.priya, f"A1 number {number}")
    await room.hears(10)

    assert names(room) == ["Priya Raman"] * 10
    assert room.twin.requests["users.info"] == 1


async def test_who_speaks_has_no_power_by_it(room):
    """Whoever runs the workspace may do so no more an hour later, when their name still holds."""
    await room.says(room.priya, "A1")
    [posted] = await room.hears(1)

    assert posted.who.roles == frozenset()
    assert not posted.who.rights_told


async def test_the_name_in_the_event_is_enough(room):
    told = {"type": "message", "channel": room.room.id, "channel_type": "channel", "user": room.dana.id}
    told |= {"text": "A1", "thread_ts": room.opening, "ts": room.twin.clock.stamp()}
    told["user_profile"] = {"display_name": "Dana W.", "real_name": "Dana Whitfield", "name": "dana"}
    room.twin.happens.tells(told, room.twin.home_team)
    await room.hears(1)

    assert names(room) == ["Dana W."]
    assert room.twin.requests["users.info"] == 0


@pytest.mark.parametrize("profile", [{}, {"display_name": ""}, "no profile", None, {"real_name": 5}])
async def test_a_profile_without_a_name_is_no_name(room, profile):
    told = {"type": "message", "channel": room.room.id, "channel_type": "channel", "user": room.dana.id}
    told |= {"text": "A1", "thread_ts": room.opening, "ts": room.twin.clock.stamp(), "user_profile": profile}
    room.twin.happens.tells(told, room.twin.home_team)
    await room.hears(1)

    assert names(room) == ["Dana Whitfield"]


async def test_when_more_come_than_may_be_asked_for_the_list_of_all_is_read_once(room, monkeypatch):
    monkeypatch.setattr(unnamed, "WAITS", (1.0, 1.0, 1.0))  # who is not named within the moment there is
    people = [room.twin.person(f"Teacher {number}") for number in range(140)]
    room.room.channel.members |= {each.id for each in people}
    for person in people:
        await person.types(room.room, "Hello", thread=room.opening)
    await room.hears(140)
    everybody = {each.user.name for each in people}
    await until(lambda: set(names(room)) - {""} == everybody)

    assert len({each.ref for each in room.ears.heard}) == 140
    assert room.twin.requests["users.info"] <= 100
    assert room.twin.requests["users.list"] == 1
    assert room.twin.too_fast == 0


async def test_somebody_who_cannot_be_named_is_heard_at_once_and_named_later(room, monkeypatch):
    monkeypatch.setattr(unnamed, "WAITS", (0.2, 0.2, 0.2))
    refuses = Fault(REFUSES, error="internal_error")
    room.twin.faults.always["users.info"] = room.twin.faults.always["users.list"] = refuses
    said = await room.says(room.priya, "A1 We swap books")
    await room.hears(1)
    room.twin.faults.always.clear()
    first, again = await room.hears(2)

    assert (first.who.name, again.who.name) == ("", "Priya Raman")
    assert (first.ref, first.text) == (again.ref, again.text)
    assert first.ref.message == said.ts


async def test_while_slack_is_slow_to_name_people_nothing_waits_three_seconds(room):
    room.twin.faults.always["users.info"] = room.twin.faults.always["users.list"] = Fault(HOLDS, seconds=5)
    await room.says(room.priya, f"{room.dana.mention} what do you say in <#C0000009|>?")
    [posted] = await room.hears(1)
    await until(lambda: room.twin.courier.events[-1][1])

    assert posted.text == "@somebody what do you say in #a-room?"
    assert room.twin.courier.events[-1][1][0].error is None
    assert room.twin.courier.events[-1][1][0].seconds < 3.0


async def test_people_and_rooms_are_named_in_words(room):
    library = room.twin.channel("library", members=[room.priya])
    secret = room.twin.channel("principals", members=[room.priya], private=True)
    words = f"Ask {room.dana.mention} in <#{library.id}> or <#{secret.id}>"
    await room.says(room.priya, words)
    await room.hears(1)
    await room.says(room.priya, words)
    posted, _ = await room.hears(2)

    assert posted.text == "Ask @Dana Whitfield in #library or #a-room"
    assert room.twin.requests["conversations.info"] == 2


async def test_somebody_unknown_does_not_keep_stopping_it(room):
    """An account that Slack knows nothing of is heard without a name."""
    told = {"type": "message", "channel": room.room.id, "channel_type": "channel", "user": "U0NOBODY"}
    told |= {"text": "A1", "thread_ts": room.opening, "ts": room.twin.clock.stamp()}
    room.twin.happens.tells(told, room.twin.home_team)
    await room.hears(1)
    await asyncio.sleep(0.1)

    assert names(room) == [""]
