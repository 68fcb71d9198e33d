"""Many messages in doubt at once: one look into a room serves all, and nothing stands there twice."""

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from twins import loom
from twins.loom.faults import DROPS, HOLDS, LOSES, REFUSES, Fault

from adapters.slack import pace
from adapters.slack.history import History
from adapters.slack.pace import Pace
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.outbox import retry
from communitybot.outbox.entry import NewEntry
from communitybot.ports import TryLater, Undeliverable
from tests.adapters.slacking import MONDAY, long_ago, seated

SETTLE = 300_000  # microseconds, in place of 25 s
UNFINISHED = "state IN ('planned', 'claimed', 'sending', 'in_doubt')"


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=17) as twin, seated(twin, tmp_path / "bot.db") as seats:
        unhurried(seats)
        yield seats


def unhurried(table):
    """Posting at any pace, and doubts that settle soon."""
    table.twin.limits.on = False
    relay = table.house.relay
    relay._sending._settle = relay._doubts._settle = SETTLE


def place(table, room=None):
    return PlaceAddress("slack", table.twin.home_team.id, (room or table.room).id)


async def promise(table, rooms, count):
    """Have so many messages sent, one after the other of the rooms."""
    entries = [
        NewEntry(
            key=f"note:{number}",
            community="c1",
            kind="note",
            due=MONDAY,
            destination=str(place(table, rooms[number % len(rooms)])),
            message=message(f"Number {number}"),
        )
        for number in range(count)
    ]
    await table.house.units.run(lambda work: work.outbox.put(entries))
    table.house.relay.wake()


async def all_stand(table, rooms, count, within):
    """How often each message stands, once all do."""
    began = time.monotonic()
    async with asyncio.timeout(within):
        while len(copies(table, rooms)) < count or await unfinished(table):
            await asyncio.sleep(0.05)
    return copies(table, rooms), time.monotonic() - began


def copies(table, rooms):
    return Counter(each.text for room in rooms for each in table.twin.seen(table.dana, room))


async def unfinished(table):
    found = await table.house.units.read(
        lambda work: work.connection.exec_driver_sql(f"SELECT count(*) FROM outbox WHERE {UNFINISHED}")
    )
    return found.scalar()


def lose(table, taken, not_taken):
    table.twin.faults.plan("chat.postMessage", Fault(DROPS), times=taken)
    table.twin.faults.plan("chat.postMessage", Fault(LOSES), times=not_taken)


@pytest.mark.promise("R2")
async def test_a_hundred_doubts_in_one_room_take_a_handful_of_looks(table, monkeypatch):
    monkeypatch.setattr(pace, "BETWEEN", 0.0)
    monkeypatch.setattr(pace, "PATIENCE", 60.0)
    lose(table, 60, 40)
    await promise(table, [table.room], 100)
    stand, _ = await all_stand(table, [table.room], 100, within=20)

    assert set(stand.values()) == {1}
    assert table.twin.requests["conversations.history"] <= 8
    assert table.house.relay.tally.counts["doubts_found_total"] == 60
    assert table.house.relay.tally.counts["doubts_not_found_total"] == 40


async def test_without_looking_together_each_asks_for_itself(table, monkeypatch):
    monkeypatch.setattr(pace, "BETWEEN", 0.0)
    monkeypatch.setattr(pace, "PATIENCE", 60.0)
    monkeypatch.setattr(pace, "A_MINUTE", {})

    async def alone(self, place, key, since):  # the control
        return await shared(History(self._calls, self._workspaces), place, key, since)

    shared = History.find
    monkeypatch.setattr(History, "find", alone)
    lose(table, 30, 10)
    await promise(table, [table.room], 40)
    await all_stand(table, [table.room], 40, within=20)

    assert table.twin.requests["conversations.history"] == 40


async def asked_while_a_page_is_on_its_way(table):
    """What is said of a message that arrived after the page was cut and before it was read."""
    looked = table.twin.requests["conversations.history"]
    table.twin.faults.plan("conversations.history", Fault(HOLDS, seconds=0.4))
    first = asyncio.create_task(table.platform.find(place(table), "key-1", long_ago()))
    async with asyncio.timeout(5):
        while table.twin.requests["conversations.history"] == looked:
            await asyncio.sleep(0.01)
    table.twin.faults.plan("chat.postMessage", Fault(DROPS))
    with pytest.raises(TryLater):
        await table.platform.post(place(table), message("Hello"), "key-2")
    second = await table.platform.find(place(table), "key-2", long_ago())
    return await first, second


@pytest.mark.promise("R2")
async def test_a_page_read_before_a_question_does_not_deny_what_it_asks_for(table):
    first, second = await asked_while_a_page_is_on_its_way(table)

    assert first is None
    assert second is not None


async def test_a_page_that_might_deny_it_would_have_it_posted_twice(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.history._Reading.serves", lambda *_: True)  # the control
    _, second = await asked_while_a_page_is_on_its_way(table)

    assert second is None


async def test_a_look_begun_for_a_late_question_reaches_back_to_the_earliest(table):
    table.twin.faults.plan("chat.postMessage", Fault(DROPS))
    with pytest.raises(TryLater):
        await table.platform.post(place(table), message("Hello"), "key-1")
    await asyncio.sleep(0.05)
    lately = datetime.now(UTC)
    finds = [
        table.platform.find(place(table), "key-2", lately),
        table.platform.find(place(table), "key-1", long_ago()),
    ]
    nothing, found = await asyncio.gather(*finds)

    assert nothing is None
    assert found is not None
    assert table.twin.requests["conversations.history"] == 1


async def test_who_gives_up_waiting_stops_nobody_else(table):
    table.twin.faults.plan("conversations.history", Fault(HOLDS, seconds=0.2))
    hasty = asyncio.create_task(table.platform.find(place(table), "key-1", long_ago()))
    patient = asyncio.create_task(table.platform.find(place(table), "key-2", long_ago()))
    await asyncio.sleep(0.1)
    hasty.cancel()

    assert await patient is None
    assert hasty.cancelled() or hasty.done()


async def test_a_refusal_is_told_to_all_who_asked(table):
    table.twin.faults.plan("conversations.history", Fault(REFUSES, error="channel_not_found"))
    finds = [table.platform.find(place(table), f"key-{number}", long_ago()) for number in range(3)]
    outcomes = await asyncio.gather(*finds, return_exceptions=True)

    assert [type(each) for each in outcomes] == [Undeliverable] * 3
    assert table.platform._history._rooms == {}  # and nothing is kept of it


async def test_a_page_mark_that_slack_has_forgotten_begins_the_look_anew(table):
    table.twin.limits.strict_history = True
    for number in range(20):
        await table.priya.types(table.room, f"Chatter {number}")
    since = long_ago()
    with pytest.raises(TryLater):
        await table.platform.find(place(table), "key-1", since)
    table.twin.limits.strict_history = False
    table.platform._calls._pace._paused.clear()
    table.platform._calls._pace._learned.clear()
    table.twin.faults.plan("conversations.history", Fault(REFUSES, error="invalid_cursor"))
    with pytest.raises(TryLater):
        await table.platform.find(place(table), "key-1", since)

    assert await table.platform.find(place(table), "key-1", since) is None


# Where Slack lets history be read once a minute, fifteen messages at a time (F48)

SCALE = 60.0  # one of Slack's minutes is a second
MINUTES = 25
SPARE = 6  # refusals by a few real milliseconds, each half a second of that minute


@pytest.mark.slow
@pytest.mark.promise("R3")
@pytest.mark.parametrize(
    ("rooms", "chatter"),
    [
        pytest.param(3, 20, id="twenty doubts in three busy rooms"),
        pytest.param(20, 0, id="twenty doubts in twenty rooms"),
    ],
)
async def test_twenty_doubts_are_settled_in_time_at_a_page_a_minute(tmp_path, monkeypatch, rooms, chatter):
    monkeypatch.setattr(pace, "WINDOW", pace.WINDOW / SCALE)
    monkeypatch.setattr(pace, "BETWEEN", 0.0)
    monkeypatch.setattr(retry, "FIRST", retry.FIRST / SCALE)
    monkeypatch.setattr(retry, "LONGEST", retry.LONGEST / SCALE)
    async with loom.Twin.open(seed=17, scale=SCALE) as twin, seated(twin, tmp_path / "bot.db") as table:
        unhurried(table)
        twin.limits.strict_history = True
        places = [twin.channel(f"room{number}", members=[table.dana, table.priya]) for number in range(rooms)]
        lose(table, 14, 6)
        await promise(table, places, 20)
        async with asyncio.timeout(5):
            while sum(copies(table, places).values()) < 14:
                await asyncio.sleep(0.01)
        for number in range(chatter):
            await asyncio.gather(*(table.priya.types(room, f"Chatter {number}") for room in places))
        stand, took = await all_stand(table, places, 20 + chatter, within=2 * MINUTES)
        answered = twin.requests["conversations.history"] - twin.too_fast

        assert took * SCALE <= MINUTES * 60
        assert {text: count for text, count in stand.items() if "Number" in text and count != 1} == {}
        assert answered <= rooms * (4 if chatter else 1)
        assert twin.too_fast < rooms + SPARE  # those that left together, before we knew


def test_after_a_refusal_history_is_read_as_often_as_slack_took_it():
    now = [0.0]
    turns = Pace(clock=lambda: now[0])

    def asked():
        try:
            turns.spend("T1", "conversations.history")
        except TryLater:
            return False
        return True

    assert asked()
    assert asked()
    turns.pause("T1", "conversations.history", timedelta(seconds=60))
    now[0] += 61.0
    taken = []
    for _ in range(600):
        taken += [now[0]] if asked() else []
        now[0] += 1.0
    now[0] += 3_600.0

    gaps = [later - earlier for earlier, later in pairwise(taken)]
    assert min(gaps) >= 60.0
    assert len(taken) >= 9
    assert sum(asked() for _ in range(60)) == 50  # an hour later it is tried as before
