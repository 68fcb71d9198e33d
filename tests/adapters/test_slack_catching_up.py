"""What was said in a Slack thread while nothing was heard is read from its history, or told as missed."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from twins import loom
from twins.loom.faults import REFUSES, Fault

from adapters.slack import catching_up, socket_mode
from adapters.slack.spoken import moment
from tests.adapters.slack_ears import classroom, until


@pytest.fixture
async def room(monkeypatch):
    async with seated(monkeypatch, 1.0) as seats:
        yield seats


@pytest.fixture
async def fast(monkeypatch):
    """Slack's three seconds are over before a black hole is found out."""
    async with seated(monkeypatch, 30.0) as seats:
        yield seats


@asynccontextmanager
async def seated(monkeypatch, scale):
    monkeypatch.setattr(socket_mode, "PING", 0.3)
    monkeypatch.setattr(catching_up, "FIRST_WAIT", 0.1)
    async with loom.Twin.open(seed=73, scale=scale) as twin:
        twin.courier.retries = False  # Slack gives up in the end
        async with classroom(twin) as seats:
            yield seats


async def away(room):
    """The connection turns into a black hole; it is found out and replaced after what is said meanwhile."""
    room.twin.sockets.go_silent(wholly=True)
    connected = room.twin.sockets.connected

    async def back():
        await until(lambda: room.twin.sockets.connected > connected)
        await asyncio.wait_for(room.adapter.floor.socket.connected.wait(), 5)

    return back


async def lose_twenty(room):
    """What is said before and while the connection is a black hole, and not told again."""
    said = [await room.says(room.priya, "A1 before")]
    await room.hears(1)
    back = await away(room)
    said += [await room.says(room.dana, f"A1 lost {number}") for number in range(20)]
    await back()
    return said


@pytest.mark.promise("R17")
async def test_what_was_said_while_the_connection_was_a_black_hole_is_heard_afterwards(fast):
    said = await lose_twenty(fast)
    await until(lambda: bool(fast.ears.retold))
    [told] = fast.ears.retold

    assert len(fast.ears.heard) == 1
    assert told.thread == fast.thread
    assert [(each.ref.message, each.text) for each in told.posts] == [(each.ts, each.text) for each in said]
    assert {each.who.name for each in told.posts} == {"Priya Raman", "Dana Whitfield"}
    assert fast.ears.missed == []


async def test_without_reading_history_it_would_be_lost(fast):
    """The control: a thread that nobody names as one to read is heard, but what a black hole took is gone."""
    fast.ears.tells = False
    said = await lose_twenty(fast)
    await asyncio.sleep(0.5)

    assert fast.ears.told() == {said[0].ts: "A1 before"}


async def test_what_was_said_before_the_start_is_heard_at_the_start(room):
    await room.says(room.priya, "A1 before")
    await room.hears(1)
    await room.adapter.floor.stop()
    room.adapter.floor = None
    said = await room.says(room.dana, "A1 while it was off")
    room.ears.since = moment(said.ts)
    await room.adapter.start(room.ears)
    await until(lambda: said.ts in room.ears.told())

    assert [each.text for each in room.ears.retold[-1].posts] == ["A1 while it was off"]
    assert room.ears.retold[-1].since == moment(said.ts)


async def test_a_connection_that_is_replaced_in_good_time_loses_nothing_and_asks_nothing(room):
    await until(lambda: room.twin.requests["conversations.replies"] == 0 and bool(room.ears.threads))
    connected = room.twin.sockets.connected
    await room.twin.sockets.disconnect("refresh_requested")
    for number in range(5):
        await room.says(room.priya, f"A1 number {number}")
    await until(lambda: room.twin.sockets.connected > connected)
    await room.hears(5)
    await room.idle()

    assert room.twin.requests["conversations.replies"] == 0


@pytest.mark.promise("R17")
async def test_what_slack_left_out_is_read_at_once_and_when_its_minute_is_over(room, monkeypatch):
    monkeypatch.setattr("adapters.slack.hearing._left_of_minute", lambda _: 0.5)
    async with room.twin.happens.dropped():
        early = await room.says(room.priya, "A1 left out")
        await room.twin.happens.limits_events(room.twin.home_team)
        await until(lambda: early.ts in room.ears.told())
        late = await room.says(room.priya, "A1 left out after the notice")
    await until(lambda: late.ts in room.ears.told())


async def test_what_was_changed_or_deleted_meanwhile_is_told_as_it_stands(room):
    kept, changed, deleted = [await room.says(room.priya, f"A1 {word}") for word in ("one", "two", "three")]
    await room.hears(3)
    back = await away(room)
    await room.priya.rewords(changed, "A1 better")
    await room.priya.deletes(deleted)
    await back()
    await until(lambda: bool(room.ears.retold))
    [told] = room.ears.retold

    assert {each.ref.message: each.text for each in told.posts} == {
        kept.ts: "A1 one",
        changed.ts: "A1 better",
    }
    assert told.since <= moment(kept.ts)
    assert told.until >= moment(changed.ts)


async def test_neither_we_nor_bots_are_retold(room):
    from communitybot.conversation.message import message

    await room.adapter.floor.platform.post(room.thread, message("Q1"), "chat:q1")
    said = await room.says(room.priya, "A1")
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.retold))

    assert [each.ref.message for each in room.ears.retold[-1].posts] == [said.ts]


async def test_many_pages_are_one_story_in_order(room, monkeypatch):
    monkeypatch.setattr(catching_up, "PAGE", 7)
    said = [await room.says(room.priya, f"A1 number {number}") for number in range(50)]
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.retold))

    assert [each.ref.message for each in room.ears.retold[-1].posts] == [each.ts for each in said]
    assert room.twin.requests["conversations.replies"] == 8


async def test_a_long_story_is_told_in_spans_that_meet_and_leave_nobody_out(room, monkeypatch):
    monkeypatch.setattr(catching_up, "SPAN", 7)
    said = [await room.says(room.priya, f"A1 number {number}") for number in range(21)]
    await room.hears(21)
    room.adapter.floor.catching_up.begin()
    await until(lambda: len(room.ears.retold) == 3)
    told = room.ears.retold

    assert [each.since for each in told[1:]] == [each.until for each in told[:-1]]
    assert told[0].since == room.ears.since
    assert told[-1].until >= moment(said[-1].ts)
    for each in told:
        within = [one.ts for one in said if each.since <= moment(one.ts) <= each.until]
        assert [one.ref.message for one in each.posts] == within


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=365)])
async def test_what_is_said_while_a_page_is_being_read_is_not_taken_for_deleted(room, monkeypatch, ahead):
    """Whatever our clock says: a machine's may be wrong by any span."""
    now = room.ears.now
    monkeypatch.setattr(room.adapter.floor.catching_up, "_now", lambda: now() + ahead)
    await room.says(room.priya, "A1 before")
    await room.hears(1)
    meet = room.adapter.floor.threads.meet
    began, goes_on = asyncio.Event(), asyncio.Event()

    async def slowly(thread, messages):
        began.set()
        await goes_on.wait()
        await meet(thread, messages)

    monkeypatch.setattr(room.adapter.floor.threads, "meet", slowly)
    room.adapter.floor.catching_up.begin()
    await began.wait()
    said = await room.says(room.priya, "A1 meanwhile")
    await room.hears(2)
    goes_on.set()
    await until(lambda: bool(room.ears.retold))

    assert room.ears.retold[-1].until < moment(said.ts)


async def test_while_history_is_told_what_is_said_waits_for_its_turn(room, monkeypatch):
    keep, goes_on, began = room.ears.retell, asyncio.Event(), asyncio.Event()

    async def slowly(retold):
        began.set()
        await goes_on.wait()
        await keep(retold)

    monkeypatch.setattr(room.ears, "retell", slowly)
    room.adapter.floor.catching_up.begin()
    await began.wait()
    await room.says(room.priya, "A1 meanwhile")
    await asyncio.sleep(0.2)
    assert room.ears.heard == []
    goes_on.set()
    await room.hears(1)

    assert len(room.ears.retold) == 1


@pytest.mark.parametrize("code", ["missing_scope", "channel_not_found", "thread_not_found", "not_in_channel"])
async def test_a_history_that_cannot_be_read_is_a_gap(room, code):
    room.twin.faults.always["conversations.replies"] = Fault(REFUSES, error=code)
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.missed))
    [missed] = room.ears.missed

    assert missed.thread == room.thread
    assert missed.since == room.ears.since < missed.until
    assert missed.why
    assert room.ears.retold == []


async def test_while_slack_cannot_tell_it_is_asked_again(room):
    said = await room.says(room.priya, "A1")
    await room.hears(1)
    room.twin.faults.plan("conversations.replies", Fault(REFUSES, error="internal_error"), 2)
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.retold))

    assert [each.ref.message for each in room.ears.retold[-1].posts] == [said.ts]
    assert room.ears.missed == []


async def test_what_the_bot_could_not_keep_is_told_again(room, monkeypatch):
    told, keep = [], room.ears.retell

    async def fails_once(retold):
        told.append(retold)
        if len(told) == 1:
            raise RuntimeError("the database is away")
        await keep(retold)

    monkeypatch.setattr(room.ears, "retell", fails_once)
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.retold))

    assert len(told) == 2


async def test_where_slack_gives_fifteen_a_minute_it_tells_the_gap_rather_than_wait_for_hours(
    room, monkeypatch
):
    monkeypatch.setattr(catching_up, "PATIENCE", 0.3)
    room.twin.limits.strict_history = True
    said = [await room.says(room.priya, f"A1 number {number}") for number in range(40)]
    room.adapter.floor.catching_up._sleep = lambda seconds: asyncio.sleep(min(seconds, 0.05))
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.missed))
    [retold], [missed] = room.ears.retold, room.ears.missed

    assert [each.ref.message for each in retold.posts] == [each.ts for each in said[:15]]
    assert retold.until == missed.since == moment(said[14].ts)
    assert missed.until - moment(said[-1].ts) < timedelta(minutes=1)
    assert "Slack" in missed.why


async def test_a_gap_found_while_reading_is_read_once_more(room):
    for _ in range(5):
        room.adapter.floor.catching_up.begin()
    await until(lambda: len(room.ears.retold) == 1)
    room.adapter.floor.catching_up.begin()
    await until(lambda: len(room.ears.retold) == 2)
