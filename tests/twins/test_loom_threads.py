"""Threads at the Slack twin: said, changed, deleted and reacted to, as unmodified slack-bolt hears it."""

import asyncio

import pytest
from twins import loom
from twins.loom.asking import connected, error_of, until
from twins.loom.refusals import TooFast


@pytest.fixture
def heard(app):
    events = []

    async def hears(event, ack):
        events.append(event)
        await ack()

    for kind in ("message", "reaction_added", "reaction_removed"):
        app.event(kind)(hears)
    return events


@pytest.fixture
async def thread(twin, client):
    """Somebody, a room, and the stamp of what begins a thread in it."""
    priya = twin.person("Priya Raman")
    room = twin.channel("chat", members=[priya])
    return priya, room, (await client.chat_postMessage(channel=room.id, text="Welcome"))["ts"]


async def test_what_is_said_changed_and_deleted_in_a_thread_carries_the_thread(twin, app, heard, thread):
    priya, room, opening = thread
    async with connected(twin, app):
        await priya.types(room, "A1 books & <maps>", thread=opening)
        said = twin.seen(priya, room)[-1]
        await until(lambda: len(heard) == 1)
        await priya.rewords(said, "A1 atlases")
        await until(lambda: len(heard) == 2)
        await priya.deletes(said)
        await until(lambda: len(heard) == 3)

    posted, changed, deleted = heard
    assert (posted["text"], posted["thread_ts"]) == ("A1 books &amp; &lt;maps&gt;", opening)
    assert (changed["subtype"], changed["message"]["thread_ts"]) == ("message_changed", opening)
    assert changed["message"]["edited"]["user"] == priya.id
    assert (deleted["deleted_ts"], deleted["previous_message"]["thread_ts"]) == (said.ts, opening)


async def test_a_reaction_names_its_message_and_no_thread(twin, app, heard, thread):
    priya, room, opening = thread
    async with connected(twin, app):
        await priya.types(room, "A1 books", thread=opening)
        said = twin.seen(priya, room)[-1]
        await until(lambda: len(heard) == 1)
        await priya.reacts(said, "heart")
        await until(lambda: len(heard) == 2)
        await priya.unreacts(said, "heart")
        await until(lambda: len(heard) == 3)

    assert [each["type"] for each in heard[1:]] == ["reaction_added", "reaction_removed"]
    assert heard[1]["item"] == {"type": "message", "channel": room.id, "ts": said.ts}
    assert "thread_ts" not in heard[1]


async def test_replies_come_in_pages_and_what_begins_the_thread_comes_first(twin, client, thread):
    priya, room, opening = thread
    for number in range(5):
        await priya.types(room, f"number {number}", thread=opening)
    third = twin.seen(priya, room)[3].ts
    first = await client.conversations_replies(channel=room.id, ts=opening, oldest=third, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    more = await client.conversations_replies(
        channel=room.id, ts=opening, oldest=third, limit=2, cursor=cursor or "0"
    )

    assert [each["text"] for each in first["messages"]] == ["Welcome", "number 3", "number 4"]
    assert not first["has_more"]
    assert more["messages"][0]["text"] == "number 3"


async def test_who_shares_a_channel_hears_of_one_message_twice(twin, app, heard):
    other = twin.workspace("Elm Street", installed=True)
    priya = twin.person("Priya Raman")
    room = twin.channel("shared", members=[priya], shared_with=[other])
    async with connected(twin, app):
        await priya.types(room, "Hello")
        await until(lambda: len(heard) == 2)

    assert {each["ts"] for each in heard} == {twin.seen(priya, room)[0].ts}
    payloads = [payload for payload, _ in twin.courier.events]
    assert {each["team_id"] for each in payloads} == {twin.home_team.id, other.id}
    assert all(each["is_ext_shared_channel"] for each in payloads)


async def test_where_the_app_is_not_it_hears_nothing(twin, app, heard):
    priya = twin.person("Priya Raman")
    room = twin.channel("staff", members=[priya], bot=False)
    async with connected(twin, app):
        await priya.types(room, "Only us")
        await priya.reacts(twin.seen(priya, room)[0], "heart")
        await asyncio.sleep(0.1)

    assert heard == []


async def test_what_is_dropped_is_not_heard_later(twin, app, heard, thread):
    priya, room, opening = thread
    async with connected(twin, app):
        async with twin.happens.dropped():
            await priya.types(room, "Too much", thread=opening)
        await priya.types(room, "Again", thread=opening)
        await until(lambda: bool(heard))

    assert [each["text"] for each in heard] == ["Again"]


async def test_a_message_is_pinned_once_and_unpinned_once(twin, client, thread):
    priya, room, opening = thread
    await client.pins_add(channel=room.id, timestamp=opening)
    assert twin.seen(priya, room)[0].pinned
    assert await error_of(client.pins_add(channel=room.id, timestamp=opening)) == "already_pinned"
    await client.pins_remove(channel=room.id, timestamp=opening)
    assert await error_of(client.pins_remove(channel=room.id, timestamp=opening)) == "no_pin"

    assert not twin.seen(priya, room)[0].pinned


async def test_a_file_shown_in_a_thread_says_what_it_is(twin, app, heard, thread):
    priya, room, opening = thread
    plan = priya.file("plan.png", alt_text="The seating plan", kind="image/png")
    async with connected(twin, app):
        await priya.types(room, "", thread=opening, files=[plan])
        await until(lambda: bool(heard))

    assert heard[0]["subtype"] == "file_share"
    assert [(each["mimetype"], each["alt_txt"]) for each in heard[0]["files"]] == [
        ("image/png", "The seating plan")
    ]


async def test_a_faster_pace_divides_the_second_between_posts_and_what_it_asks_to_wait():
    async with loom.Twin.open(pace=10.0) as twin:
        twin.limits.post("C1")
        with pytest.raises(TooFast) as refused:
            twin.limits.post("C1")
        await asyncio.sleep(0.11)
        twin.limits.post("C1")

    assert 0.0 < refused.value.seconds <= 0.1


async def test_at_a_faster_pace_stamps_run_ahead_and_the_app_has_its_three_seconds():
    async with loom.Twin.open(pace=10.0) as twin:
        began = twin.clock.now()
        await asyncio.sleep(0.2)

        assert twin.clock.now() - began >= 2.0
        assert twin.clock.waited(began) < 1.0
        assert twin.clock.patience(3.0) == 3.0
