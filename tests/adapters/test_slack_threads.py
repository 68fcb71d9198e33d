"""What happens in a Slack thread reaches the bot, once, and is acknowledged only when it was kept."""

import asyncio
from datetime import UTC, datetime

import pytest
from twins import loom

from communitybot.conversation.addresses import MessageRef, PersonAddress
from communitybot.conversation.inbound import Posted, Removed, Reworded
from tests.adapters.slack_ears import classroom, until


@pytest.fixture(params=["socket", "http"])
async def room(request):
    async with loom.Twin.open(seed=71) as twin, classroom(twin, http=request.param == "http") as seats:
        yield seats


def tries(room):
    """How often each event was brought."""
    return [len(each) for _, each in room.twin.courier.events]


async def test_each_kind_is_heard_once_and_acknowledged(room):
    said = await room.says(room.priya, "A1 We swap books & maps")
    await room.hears(1)
    await room.priya.rewords(said, "A1 We swap books")
    await room.hears(2)
    await room.dana.reacts(said, "heart")
    await room.hears(3)
    await room.dana.unreacts(said, "heart")
    await room.hears(4)
    await room.priya.deletes(said)
    posted, reworded, reacted, taken_back, removed = await room.hears(5)
    await until(lambda: tries(room)[-1] == 1)
    ref = MessageRef(room.thread, said.ts)

    assert isinstance(posted, Posted)
    assert (posted.ref, posted.text, posted.reply_to) == (ref, "A1 We swap books & maps", None)
    assert posted.who.name == "Priya Raman"
    assert posted.who.account == PersonAddress("slack", room.twin.home_team.id, room.priya.id)
    assert posted.at == datetime.fromtimestamp(int(said.ts[:10]), UTC).replace(microsecond=int(said.ts[11:]))
    assert (reworded.ref, reworded.text) == (ref, "A1 We swap books")
    assert isinstance(reworded, Reworded)
    assert reworded.at > posted.at
    assert (reacted.ref, reacted.mark, reacted.on, reacted.who.name) == (ref, "heart", True, "Dana Whitfield")
    assert (taken_back.mark, taken_back.on) == ("heart", False)
    assert removed == Removed(refs=(ref,))
    assert set(tries(room)) == {1}


async def test_a_private_channel_is_heard_too():
    async with loom.Twin.open(seed=71) as twin, classroom(twin, private=True) as room:
        await room.says(room.priya, "Between us")
        [posted] = await room.hears(1)

    assert posted.text == "Between us"


@pytest.mark.promise("R15")
async def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again(room):
    room.ears.fails = 1
    await room.says(room.priya, "A1 We swap books")
    [posted] = await room.hears(1)
    await until(lambda: tries(room)[-1] == 2)

    assert posted.text == "A1 We swap books"
    assert [each.error is None for each in room.twin.courier.events[-1][1]] == [False, True]


async def test_what_could_be_kept_is_not_brought_again(room):
    """The control of the above: nothing comes again by itself."""
    await room.says(room.priya, "A1 We swap books")
    await room.hears(1)
    await room.idle()

    assert tries(room)[-1] == 1
    assert len(room.ears.heard) == 1


async def test_it_is_acknowledged_only_after_it_was_kept(room, monkeypatch):
    kept, keep = asyncio.Event(), type(room.ears).hear

    async def slowly(heard):
        await kept.wait()
        await keep(room.ears, heard)

    monkeypatch.setattr(room.ears, "hear", slowly)
    await room.says(room.priya, "A1 We swap books")
    await until(lambda: room.ears.asked > 0)
    _, brought = room.twin.courier.events[-1]
    await asyncio.sleep(0.05)
    acknowledged_early = list(brought)
    kept.set()
    await until(lambda: bool(brought))

    assert acknowledged_early == []
    assert brought[0].error is None


async def test_what_is_said_outside_of_the_thread_is_left_alone(room):
    await room.priya.types(room.room, "In the room")
    await room.priya.types(room.room, "Elsewhere", thread=room.twin.seen(room.priya, room.room)[-1].ts)
    await room.dana.reacts(room.twin.seen(room.dana, room.room)[-1], "heart")
    asked = room.twin.requests["users.info"]
    await room.says(room.priya, "In the thread")
    [posted] = await room.hears(1)
    await room.idle()

    assert posted.text == "In the thread"
    assert len(room.ears.heard) == 1
    assert asked == 0  # nobody's name is asked for whom nobody listens to


async def test_what_is_also_sent_to_the_room_and_files_are_heard(room):
    plan = room.priya.file("plan.png", alt_text="The seating plan", kind="image/png")
    notes = room.priya.file("notes.txt", title="My notes")
    await room.says(room.priya, "To all of you", broadcast=True)
    await room.hears(1)
    await room.says(room.priya, "", files=[plan, notes])
    also, files = await room.hears(2)

    assert also.text == "To all of you"
    assert files.shown == ("picture: The seating plan", "file: My notes")


async def test_neither_we_nor_bots_nor_service_messages_are_heard(room):
    from communitybot.conversation.message import message

    team, channel = room.twin.home_team, room.room.id
    await room.adapter.floor.platform.post(room.thread, message("Q1 What do you read?"), "chat:q1")
    about = {"type": "message", "channel": channel, "channel_type": "channel", "thread_ts": room.opening}
    for number, more in enumerate(
        (
            {"subtype": "bot_message", "bot_id": "B0OTHER", "text": "I am a bot"},
            {"user": room.priya.id, "app_id": "A0OTHER", "bot_id": "B0OTHER", "text": "By an app"},
            {"user": room.priya.id, "subtype": "channel_join", "text": "has joined"},
            {"user": room.priya.id, "subtype": "message_replied", "hidden": True},
            {"user": team.bot_user, "text": "Ours"},
            {"user": "not an account", "text": "Whose?"},
            {"text": "Nobody's"},
        )
    ):
        room.twin.happens.tells(about | {"ts": f"1413327600.00000{number}"} | more, team)
    await room.says(room.dana, "A1 The last")
    await room.hears(1)
    await room.idle()

    assert [each.text for each in room.ears.heard] == ["A1 The last"]
    assert {each.error for _, each in room.twin.courier.acks} == {None}


async def test_an_address_that_unfolds_is_no_change_of_words(room):
    await room.says(room.priya, "See https://example.org")
    await room.hears(1)
    record = room.twin.message(room.twin.seen(room.priya, room.room)[-1])
    told = {"user": room.priya.id, "ts": record.ts, "thread_ts": room.opening, "text": record.text}
    about = {"type": "message", "subtype": "message_changed", "channel": room.room.id}
    room.twin.happens.tells(about | {"channel_type": "channel", "message": told}, room.twin.home_team)
    await room.says(room.priya, "Next")
    await room.hears(2)

    assert [type(each) for each in room.ears.heard] == [Posted, Posted]


async def test_the_same_doing_told_under_two_stamps_has_one_effect(room):
    said = await room.says(room.priya, "A1 We swap books")
    await room.hears(1)
    doing = room.twin.message(said).client_msg_id
    again = {"type": "message", "channel": room.room.id, "channel_type": "channel", "user": room.priya.id}
    stamp = room.twin.clock.stamp()
    again |= {"text": said.text, "thread_ts": room.opening, "ts": stamp, "client_msg_id": doing}
    room.twin.happens.tells(again, room.twin.home_team)
    await room.says(room.priya, "A1 We swap books")  # typed a second time: another doing
    await room.hears(2)
    await room.idle()

    assert [each.ref.message for each in room.ears.heard] == [
        each.ts for each in room.twin.seen(room.priya, room.room)[1:]
    ]


async def test_reactions_to_what_stood_there_before_the_start_find_their_thread(room):
    said = await room.says(room.priya, "A1 We swap books")
    await room.hears(1)
    room.adapter.floor.threads._standing._threads.clear()  # as after a restart
    await room.dana.reacts(said, "thumbsup::skin-tone-3")
    await room.dana.reacts(said, "heart")
    await room.hears(3)

    assert {(each.ref, each.mark) for each in room.ears.heard[1:]} == {
        (MessageRef(room.thread, said.ts), "thumbsup"),
        (MessageRef(room.thread, said.ts), "heart"),
    }
    assert room.twin.requests["reactions.get"] <= 2


async def test_when_many_react_to_one_message_at_once_its_thread_is_asked_for_once(room):
    people = [room.twin.person(f"Teacher {number}") for number in range(80)]
    room.room.channel.members |= {each.id for each in people}
    said = await room.says(room.priya, "A1 We swap books")
    await room.hears(1)
    room.adapter.floor.threads._standing._threads.clear()
    for person in people:
        await person.reacts(said, "heart")
    await room.hears(81)

    assert len({each.who.account for each in room.ears.heard[1:]}) == 80
    assert room.twin.requests["reactions.get"] == 1
    assert {each.error for _, each in room.twin.courier.acks} == {None}


async def test_reactions_to_our_own_messages_are_heard_and_nothing_is_asked(room):
    from communitybot.conversation.message import message

    ref = await room.adapter.floor.platform.post(room.thread, message("Ann: A1 Books"), "chat:1:2")
    await room.dana.reacts(room.twin.seen(room.dana, room.room)[-1], "heart")
    [reacted] = await room.hears(1)

    assert reacted.ref == ref
    assert room.twin.requests["reactions.get"] == 0


async def test_an_edit_and_a_deletion_are_told_after_the_chat_is_over(room):
    said = await room.says(room.priya, "A1 We swap books")
    await room.hears(1)
    room.ears.threads.clear()
    await room.priya.rewords(said, "A1 We swap maps")
    await room.hears(2)
    await room.priya.deletes(said)
    _, reworded, removed = await room.hears(3)

    assert isinstance(reworded, Reworded)
    assert removed == Removed(refs=(MessageRef(room.thread, said.ts),))


async def test_more_than_fifty_messages_a_minute_are_all_heard_and_none_is_refused(room):
    people = [room.twin.person(f"Teacher {number}") for number in range(150)]
    room.room.channel.members |= {each.id for each in people}
    for number, person in enumerate(people * 2):
        await person.types(room.room, f"A1 number {number}", thread=room.opening)
        if number % 10 == 9:  # still more than a thousand a minute
            await room.hears(number + 1)
    await until(lambda: len(room.twin.courier.events[-1][1]) > 0)

    assert len({each.ref for each in room.ears.heard}) == 300
    assert {each.who.name for each in room.ears.heard} - {""} == {each.user.name for each in people}
    assert {each.error for _, each in room.twin.courier.acks} == {None}
    assert room.twin.too_fast == 0
