"""Slack tells of a message and of its changes in any order: what stands at the end is what stands there."""

import asyncio

import pytest
from twins import loom

from communitybot.conversation.inbound import Posted, Removed, Reworded
from tests.adapters.slack_ears import classroom, until


@pytest.fixture
async def room():
    async with loom.Twin.open(seed=103) as twin, classroom(twin) as seats:
        yield seats


def stands(room):
    """What one who takes each telling as it comes has at the end."""
    words = {}
    for each in room.ears.heard:
        match each:
            case Posted(ref=ref, text=text) | Reworded(ref=ref, text=text):
                words[ref.message] = text
            case Removed(refs=refs):
                for ref in refs:
                    words.pop(ref.message, None)
    return list(words.values())


async def test_a_deletion_told_before_the_words_leaves_nothing(room):
    async with room.twin.happens.held() as held:
        said = await room.says(room.priya, "A1 Too private")
        await room.priya.deletes(said)
        await held.release(lambda events: events[::-1])

    assert stands(room) == []


async def test_a_change_told_before_the_words_is_what_stands(room):
    async with room.twin.happens.held() as held:
        said = await room.says(room.priya, "A1 We swap boks")
        await room.priya.rewords(said, "A1 We swap books")
        await held.release(lambda events: events[::-1])

    assert stands(room) == ["A1 We swap books"]


async def test_told_in_order_it_is_the_same(room):
    """The control: what comes in its order is told as it comes."""
    async with room.twin.happens.held() as held:
        said = await room.says(room.priya, "A1 We swap boks")
        await room.priya.rewords(said, "A1 We swap books")
        await held.release()

    assert [each.text for each in room.ears.heard] == ["A1 We swap boks", "A1 We swap books"]


async def test_a_change_waits_for_words_that_are_still_being_kept(room, monkeypatch):
    keep, kept = type(room.ears).hear, asyncio.Event()

    async def slowly(heard):
        if isinstance(heard, Posted):
            await kept.wait()
        await keep(room.ears, heard)

    monkeypatch.setattr(room.ears, "hear", slowly)
    said = await room.says(room.priya, "A1 We swap boks")
    await until(lambda: room.ears.asked > 0)
    await room.priya.rewords(said, "A1 We swap books")
    await asyncio.sleep(0.2)
    assert room.ears.heard == []
    kept.set()
    await room.hears(2)

    assert [type(each) for each in room.ears.heard] == [Posted, Reworded]


async def test_what_was_deleted_while_history_was_read_is_not_retold(room, monkeypatch):
    gone, changed = [await room.says(room.priya, f"A1 {word}") for word in ("gone", "changed")]
    await room.hears(2)
    threads = room.adapter.floor.threads
    read, began, done = threads.read, asyncio.Event(), asyncio.Event()

    async def slowly(message, thread):
        posted = await read(message, thread)
        began.set()
        await done.wait()
        return posted

    monkeypatch.setattr(threads, "read", slowly)
    room.adapter.floor.catching_up.begin()
    await began.wait()
    monkeypatch.setattr(threads, "read", read)  # what is heard live is not held up
    await room.priya.deletes(gone)
    await room.priya.rewords(changed, "A1 better")
    await room.hears(4)
    done.set()
    await until(lambda: bool(room.ears.retold))

    assert [each.text for each in room.ears.retold[-1].posts] == ["A1 better"]


async def test_a_change_that_was_missed_is_newer_than_one_that_was_heard(room):
    said = await room.says(room.priya, "A1 one")
    await room.hears(1)
    await room.priya.rewords(said, "A1 two")
    await room.hears(2)
    async with room.twin.happens.dropped():
        await room.priya.rewords(said, "A1 three")
    room.adapter.floor.catching_up.begin()
    await until(lambda: bool(room.ears.retold))

    assert [each.text for each in room.ears.retold[-1].posts] == ["A1 three"]


async def test_of_threads_nobody_listens_to_no_word_is_remembered(room):
    await room.priya.types(room.room, "In the room")
    start = room.twin.seen(room.priya, room.room)[-1]
    await room.priya.types(room.room, "Canary", thread=start.ts)
    await room.priya.rewords(room.twin.seen(room.priya, room.room)[-1], "Canary again")
    await room.hears(1)  # a change is told of any thread: what was kept before may be meant
    threads = room.adapter.floor.threads

    assert "Canary" not in str(threads._latest._changed)
    assert set(threads._standing._threads.values()) == {None}  # our own opening is all it knows of


async def test_a_file_taken_out_is_a_change(room):
    plan = room.priya.file("plan.png", alt_text="The plan", kind="image/png")
    said = await room.says(room.priya, "A1 See", files=[plan])
    await room.hears(1)
    record = room.twin.message(said)
    before = {"user": room.priya.id, "ts": record.ts, "thread_ts": room.opening, "text": record.text}
    event = {"type": "message", "subtype": "message_changed", "channel": room.room.id}
    event |= {"channel_type": "channel", "message": before}
    event["previous_message"] = before | {"files": [{"mimetype": "image/png", "alt_txt": "The plan"}]}
    room.twin.happens.tells(event, room.twin.home_team)
    _, reworded = await room.hears(2)

    assert (reworded.text, reworded.shown) == ("A1 See", ())
