"""A message whose answer was lost is a doubt, and is found by its key, or is not there."""

from datetime import timedelta

import pytest
from twins import loom
from twins.loom.faults import BREAKS, DROPS, LOSES, Fault

from communitybot.conversation.message import message
from communitybot.ports import TryLater, Unauthorised
from tests.adapters.slacking import long_ago, room_of, seated, words


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=7) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


@pytest.mark.parametrize("fault", [DROPS, BREAKS])
async def test_a_lost_answer_is_a_doubt_and_the_message_is_found_by_its_key(table, fault):
    table.twin.faults.plan("chat.postMessage", Fault(fault))
    with pytest.raises(TryLater) as lost:
        await table.platform.post(room_of(table), message("Hello"), "key-1")

    assert lost.value.unsure
    found = await table.platform.find(room_of(table), "key-1", long_ago())
    assert found is not None
    assert words(table) == ["Hello"]  # and no library has sent it again
    assert table.twin.requests["chat.postMessage"] == 1


async def test_what_was_not_taken_is_not_found(table):
    table.twin.faults.plan("chat.postMessage", Fault(LOSES))
    with pytest.raises(TryLater) as lost:
        await table.platform.post(room_of(table), message("Hello"), "key-1")

    assert lost.value.unsure
    assert await table.platform.find(room_of(table), "key-1", long_ago()) is None


async def test_a_key_of_somebody_elses_message_is_not_ours(table):
    await table.platform.post(room_of(table), message("Hello"), "key-1")
    seen = table.twin.message(table.shared()[0])
    table.platform._history.forget()
    seen.author = table.priya.id

    assert await table.platform.find(room_of(table), "key-1", long_ago()) is None


async def test_a_lost_answer_in_a_thread_is_found_there(table):
    thread = await table.platform.open_thread(room_of(table), "Reading", message("We begin"), "key-1")
    table.twin.faults.plan("chat.postMessage", Fault(DROPS))
    with pytest.raises(TryLater):
        await table.platform.post(thread, message("In the thread"), "key-2")

    assert (await table.platform.find(thread, "key-2", long_ago())).place == thread


async def test_it_is_found_behind_many_pages(table):
    table.twin.limits.on = False
    table.twin.faults.plan("chat.postMessage", Fault(DROPS))
    with pytest.raises(TryLater):
        await table.platform.post(room_of(table), message("Hello"), "key-1")
    for number in range(40):
        await table.priya.types(table.room, f"Chatter {number}")

    assert await table.platform.find(room_of(table), "key-1", long_ago()) is not None


async def test_a_look_cut_short_by_a_limit_goes_on_where_it_ended(table):
    table.twin.limits.on = False
    table.twin.faults.plan("chat.postMessage", Fault(DROPS))
    with pytest.raises(TryLater):
        await table.platform.post(room_of(table), message("Hello"), "key-1")
    for number in range(20):
        await table.priya.types(table.room, f"Chatter {number}")
    table.twin.limits.strict_history = True

    with pytest.raises(TryLater) as later:
        await table.platform.find(room_of(table), "key-1", long_ago())
    assert later.value.after > timedelta(seconds=30)
    table.twin.clock.advance(61)
    table.platform._calls._pace._paused.clear()  # as after a minute
    table.platform._calls._pace._calls.clear()
    before = table.twin.requests["conversations.history"]
    assert await table.platform.find(room_of(table), "key-1", long_ago()) is not None
    assert table.twin.requests["conversations.history"] == before + 1


async def test_history_that_may_not_be_read_says_so(table):
    table.twin.scopes("chat:write")

    with pytest.raises(Unauthorised, match="history"):
        await table.platform.find(room_of(table), "key-1", long_ago())


async def test_the_marker_tells_nothing(table):
    await table.platform.post(room_of(table), message("Hello"), "0f3a")

    [seen] = table.shared()
    assert seen.metadata == {"event_type": "communitybot", "event_payload": {"key": "0f3a"}}


async def test_an_edit_keeps_the_key(table):
    ref = await table.platform.post(room_of(table), message("Before"), "key-1")
    await table.platform.edit(ref, message("After"))
    table.platform._history.forget()

    assert await table.platform.find(room_of(table), "key-1", long_ago()) == ref
