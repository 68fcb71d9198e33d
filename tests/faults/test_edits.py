"""What changes while planned, claimed, carried or on the wire leaves nobody with what no longer holds."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest
from events.house import House
from fakes import FakeClock
from faults.checker import unmatched
from faults.drills import Nursery, delivery, finished_within, put, rows, states, within
from faults.remote import RemotePlatform
from faults.worker import Orders

from communitybot.conversation.frozen import thaw
from communitybot.conversation.plain import plain
from communitybot.events.model import Scope
from communitybot.events.service import Changes
from communitybot.outbox.relay import Relay
from communitybot.storage.outbox_ledger import StoredLedger

STARTS = datetime(2026, 12, 8, 19, 0)


@pytest.mark.promise("R11")
@pytest.mark.parametrize("ending", ["superseded", "cancelled"])
def test_what_was_carried_survives_the_end_of_its_carrier(database_url, nursery: Nursery, platform, ending):
    """Two reminders became one message that was put back; then the first of them is overtaken."""
    recorder = platform(hold="words of first")
    due = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=2)
    later = due + timedelta(minutes=1)
    put(
        database_url,
        [
            delivery("first:1", due=due),
            delivery("first:2", due=due),
            delivery("one:a-carrier", due=later, merge=True, subject="event:1"),
            delivery("one:carried", due=later, merge=True, subject="event:2"),
        ],
    )
    orders = Orders(
        database=database_url, socket=recorder.path, honours=60.0, in_flight=2, timeout=20.0, tend=0.5
    )
    worker = nursery.born(orders)
    within(10, lambda: recorder.ask("count")["arrived"] == 2, "nothing was sent")
    joined = "SELECT count(*) FROM outbox WHERE joined IS NOT NULL"
    within(10, lambda: rows(database_url, joined)[0][0] == 1, "nothing was joined")
    nursery.kill(worker, 15)
    time.sleep(0.5)  # it takes back what waits before it waits for what is on the wire
    recorder.ask("let_go")
    assert nursery.ended_within(worker, 8) == 0

    end(database_url, "event:1", ending)
    nursery.born(orders)
    finished_within(5, database_url)

    assert states(database_url) == {"sent": 3, ending: 1}
    assert recorder.copies() == {"first:1": 1, "first:2": 1, "one:carried": 1}
    assert unmatched(database_url, recorder) == []


def end(url, subject, how):
    from communitybot.storage.engine import create
    from communitybot.storage.work import UnitsOfWork

    async def unit(work):
        if how == "superseded":
            return await work.outbox.supersede("c", subject, revision=1)
        return await work.outbox.cancel("c", subject, reason="called off")

    async def run():
        database = create(url)
        try:
            return await UnitsOfWork(database).run(unit)
        finally:
            await database.close()

    assert asyncio.run(run()) == 1


@pytest.mark.slow
@pytest.mark.promise("R11")
async def test_a_reminder_on_the_wire_when_its_event_moves_is_corrected(sqlite_units, platform):
    recorder = platform(keys=True, hold="Reminder")
    clock = FakeClock()
    house = await House(sqlite_units, clock).open("Hana")
    one = await house.posted(STARTS)
    remote, relay = relaying(sqlite_units, clock, recorder.path)
    running = asyncio.ensure_future(relay.run())
    await relay.settled()  # its card stands
    recorder.behave(hold="Reading circle")
    clock.set(one.start - timedelta(days=1))
    relay.wake()
    while recorder.ask("count")["arrived"] < 2:
        await asyncio.sleep(0.02)

    await house.events.edit(
        house.caller("Hana"), one.key, Changes(starts=STARTS + timedelta(hours=2)), Scope.ALL
    )
    moved_at = int(datetime.now(UTC).timestamp() * 1e6)
    recorder.ask("let_go")
    recorder.behave(hold="")
    await asyncio.wait_for(relay.settled(), 20)
    for _ in range(70):  # what is corrected is corrected within a minute
        clock.advance(1)
        relay.wake()
        await asyncio.wait_for(relay.settled(), 20)
    await relay.stop()
    await running
    await remote.end()

    shown = [
        plain(thaw(last_words(each)), zone="America/New_York", now=clock.now()) for each in recorder.seen()
    ]
    assert len(shown) >= 2
    assert [text for text in shown if "7:00" in text] == []
    after = [
        plain(thaw(words), zone="America/New_York", now=clock.now())
        for at, _, words in recorder.arrived()
        if at > moved_at
    ]
    assert [text for text in after if "7:00" in text] == []


def last_words(seen) -> str:
    return seen["edits"][-1][1] if seen["edits"] else seen["words"]


def relaying(units, clock, path):
    from communitybot.events.delivery.handlers import handlers

    remote = RemotePlatform(path, honours_keys_for=timedelta(seconds=60), timeout=20)
    relay = Relay(
        units=units,
        ledger=StoredLedger(units.database),
        clock=clock,
        platforms={"fake": remote},
        handlers=handlers(clock),
        settle=timedelta(milliseconds=50),
    )
    return remote, relay


@pytest.mark.slow
@pytest.mark.promise("R12")
@pytest.mark.parametrize(
    ("hours_left", "expected"),
    [
        # (offset in hours: may go until a twelfth of it is left); the nearest useful one goes, once an event
        (23.0, 24.0),
        (1.99, None),  # too late for "a day before", too soon for "an hour before"
        (0.5, 1.0),
        (0.05, 0.25),
        (-0.2, 0.0),
        (-0.3, None),
    ],
)
async def test_after_a_long_stop_one_useful_reminder_an_event_goes_out(
    sqlite_units, platform, hours_left, expected
):
    recorder = platform(keys=True)
    clock = FakeClock()
    house = await House(sqlite_units, clock).open("Hana")
    events = [await house.posted(STARTS, title=f"Circle {n}") for n in range(8)]
    remote, relay = relaying(sqlite_units, clock, recorder.path)
    await relay.run_once()
    before = recorder.ask("count")["seen"]
    await relay.stop()

    clock.set(events[0].start - timedelta(hours=hours_left))
    again, relay = relaying(sqlite_units, clock, recorder.path)
    await relay.run_once()
    await relay.stop()
    await remote.end()
    await again.end()

    told = " ".join(
        plain(thaw(last_words(each)), zone="America/New_York", now=clock.now())
        for each in recorder.seen()[before:]
        if each["place"].endswith("events")
    )
    ended = await house.promises("any", kind="event.remind.room")
    ends = {}
    for row in ended:
        offset = (events[0].start - row["due"]) / timedelta(hours=1)
        ends.setdefault(offset, []).append((row["state"], row["reason"]))
    useful = {offset for offset, found in ends.items() if {state for state, _ in found} == {"sent"}}
    assert useful == (set() if expected is None else {expected})
    assert all(reason for found in ends.values() for state, reason in found if state == "skipped")
    for event in events:
        assert told.count(event.details.title) == (expected is not None)
