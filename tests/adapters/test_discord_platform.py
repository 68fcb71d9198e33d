"""Deliveries on Discord when things go wrong: posted once, told honestly, never asked too often."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from twins.chord import permissions
from twins.chord.faults import AnswerError, Banned, Broken, DeleteThenDrop, Denied, DropAnswer, Limited

from adapters.discord import platform as platform_module
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, File, Message, message
from communitybot.ports import TryLater, Unauthorised, Undeliverable
from tests.adapters.discording import scene

POST = "POST /channels/{channel_id}/messages"
KEY = "0123456789abcdef01234567"
A_WHILE_AGO = timedelta(minutes=5)


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


def texts(there, person=None):
    return [each.text for each in (person or there.teacher).sees(there.events)]


def since() -> datetime:
    return datetime.now(UTC) - A_WHILE_AGO


@pytest.mark.parametrize("fault", [DropAnswer, AnswerError])
async def test_a_lost_answer_leaves_one_message_when_the_key_is_sent_again(there, fault):
    async with there.bot() as running:
        there.twin.faults.next(POST, fault())
        with contextlib.suppress(TryLater):  # the library itself sends some of them again
            await running.platform.post(there.room, message("Once"), KEY)
        ref = await running.platform.post(there.room, message("Once"), KEY)

        assert texts(there) == ["Once"]
        assert await running.platform.find(there.room, KEY, since()) == ref


async def test_without_its_nonce_it_would_be_there_twice(there, monkeypatch):
    calls = iter("abcdefgh")
    monkeypatch.setattr(platform_module, "nonce_of", lambda key: key[:20] + next(calls))
    async with there.bot() as running:
        there.twin.faults.next(POST, DropAnswer())
        with pytest.raises(TryLater):
            await running.platform.post(there.room, message("Once"), KEY)
        await running.platform.post(there.room, message("Once"), KEY)

    assert texts(there) == ["Once", "Once"]


async def test_a_message_deleted_meanwhile_is_posted_anew_under_its_key(there):
    async with there.bot() as running:
        there.twin.faults.next(POST, DeleteThenDrop())
        with pytest.raises(TryLater):
            await running.platform.post(there.room, message("Once"), KEY)
        ref = await running.platform.post(there.room, message("Once"), KEY)

        assert texts(there) == ["Once"]
        assert await running.platform.find(there.room, KEY, since()) == ref


async def test_what_was_never_taken_is_not_found(there):
    async with there.bot() as running:
        await running.platform.post(there.room, message("Another"), "another key")
        assert await running.platform.find(there.room, KEY, since()) is None


async def test_it_is_found_behind_hundreds_of_later_messages(there):
    there.twin.core.limits.enforced = False
    async with there.bot() as running:
        ref = await running.platform.post(there.room, message("Once"), KEY)
        for number in range(230):
            await there.principal.types(there.events, f"word {number}")

        assert await running.platform.find(there.room, KEY, since()) == ref


async def test_what_was_posted_before_the_time_in_question_is_not_it(there):
    async with there.bot() as running:
        before = datetime.now(UTC) + timedelta(minutes=1)
        await running.platform.post(there.room, message("Once"), KEY)

        assert await running.platform.find(there.room, KEY, before) is None


async def test_where_history_cannot_be_read_it_says_so(there):
    async with there.bot() as running:
        there.guild.deny(there.events, permissions.READ_MESSAGE_HISTORY)
        await asyncio.sleep(0.1)
        with pytest.raises(Unauthorised, match="Read Message History"):
            await running.platform.find(there.room, KEY, since())


async def test_a_slow_post_goes_on_and_is_not_made_twice(there, monkeypatch):
    monkeypatch.setattr("adapters.discord.rest.PATIENCE", 0.2)
    async with there.bot() as running:
        there.twin.faults.next(POST, Broken(502))  # the library tries again by itself after a second
        with pytest.raises(TryLater) as later:
            await running.platform.post(there.room, message("Once"), KEY)
        assert later.value.unsure
        with pytest.raises(TryLater):
            await running.platform.find(there.room, KEY, since())

        monkeypatch.setattr("adapters.discord.rest.PATIENCE", 15.0)
        ref = await running.platform.post(there.room, message("Once"), KEY)
        assert texts(there) == ["Once"]
        assert await running.platform.find(there.room, KEY, since()) == ref


async def test_a_sender_that_is_cancelled_holds_up_nobody(there):
    async with there.bot() as running:
        there.twin.faults.next(POST, Limited(retry_after=1.5, scope="global"))
        sending = asyncio.create_task(running.platform.post(there.room, message("First"), KEY))
        await asyncio.sleep(0.3)
        sending.cancel()
        async with asyncio.timeout(5):
            await running.platform.post(there.place("general"), message("Second"), "second")
            await there.twin.until(lambda: texts(there) == ["First"])


async def test_a_long_rate_limit_is_handed_back(there):
    async with there.bot() as running:
        there.twin.faults.next(POST, Limited(retry_after=90.0))
        with pytest.raises(TryLater) as later:
            await running.platform.post(there.room, message("Once"), KEY)

    assert later.value.after >= timedelta(seconds=89)
    assert not later.value.unsure


async def test_after_the_ban_page_nothing_is_asked(there):
    async with there.bot() as running:
        there.twin.faults.always("*", Banned())
        before = there.twin.counts.requests.total()
        for number in range(20):
            with pytest.raises(TryLater):
                await running.platform.post(there.room, message("x"), f"key {number}")

        assert there.twin.counts.requests.total() - before <= 3


@pytest.mark.promise("R19")
async def test_a_forbidden_channel_is_asked_once(there):
    async with there.bot() as running:
        there.guild.deny(there.events, permissions.SEND_MESSAGES)
        await asyncio.sleep(0.1)
        before = there.twin.counts.requests[POST]
        for number in range(5):
            with pytest.raises(Unauthorised, match="Send Messages"):
                await running.platform.post(there.room, message("x"), f"key {number}")
        assert there.twin.counts.requests[POST] - before == 1

        there.guild.allow(there.events)
        await asyncio.sleep(0.2)
        await running.platform.post(there.room, message("Welcome back"), KEY)
    assert texts(there) == ["Welcome back"]


@pytest.mark.promise("R19")
async def test_hundreds_of_forbidden_channels_cost_one_call_each(there):
    there.twin.core.limits.enforced = False
    rooms = [there.guild.add_room(f"room-{number}") for number in range(200)]
    for room in rooms:
        room.channel.overwrites[there.twin.core.bot.id] = (0, permissions.SEND_MESSAGES)
    async with there.bot() as running:
        places = [PlaceAddress("discord", there.guild.id, room.id) for room in rooms]
        for turn in range(3):
            posts = (running.platform.post(place, message("x"), f"{turn} {place}") for place in places)
            told = await asyncio.gather(*posts, return_exceptions=True)
            assert {type(each) for each in told} == {Unauthorised}

        assert there.twin.counts.invalid.total() == 200


@pytest.mark.promise("R20")
async def test_a_burst_is_slowed_down_and_never_refused(there):
    there.twin.core.limits.sizes = {POST: (5, 0.4)}
    async with there.bot() as running:
        posts = [
            running.platform.post(there.place(name), message(f"{number}"), f"{name} {number}")
            for number in range(40)
            for name in ("events", "general")
        ]
        await asyncio.gather(*posts)

        assert there.twin.counts.invalid.total() == 0
    assert len(texts(there)) == 40


async def test_a_hidden_channel_needs_view_channel(there):
    async with there.bot() as running:
        there.guild.deny(there.events, permissions.VIEW_CHANNEL)
        await asyncio.sleep(0.1)
        with pytest.raises(Unauthorised, match="View Channel"):
            await running.platform.post(there.room, message("x"), KEY)


async def test_a_deleted_channel_is_gone(there):
    async with there.bot() as running:
        room = there.room
        there.guild.remove(there.events)
        with pytest.raises(Undeliverable) as never:
            await running.platform.post(room, message("x"), KEY)
        assert never.value.gone


async def test_closed_private_messages_are_undeliverable_and_not_tried_again_and_again(there):
    there.teacher.close_dms()
    async with there.bot() as running:
        place = await running.platform.direct(there.address(there.teacher))
        before = there.twin.counts.requests[POST]
        for number in range(3):
            with pytest.raises(Undeliverable, match="private messages"):
                await running.platform.post(place, message("x"), f"key {number}")

        assert there.twin.counts.requests[POST] - before == 1


async def test_a_private_button_knows_its_server_and_answers_in_place(there):
    async with there.bot():
        given = await there.principal.command(
            there.events, "event create", {"title": "Reading circle", "when": "in 3 days"}
        )
        await (await there.principal.press(await given.answer(), "Post it")).answer()
        card = await there.twin.see(there.teacher, there.events, "Reading circle")
        token = card.control("Going").custom_id
    async with there.bot() as running:
        place = await running.platform.direct(there.address(there.teacher))
        assert PlaceAddress.parse(str(place)) == place
        assert place.space == there.guild.id
        await running.platform.post(place, with_button("Going", token), KEY)
        told = there.teacher.sees(there.teacher.direct)[-1]
        await (await there.teacher.press(told, "Going")).acknowledged()
        await running.house.bot.settle()

        after = await there.twin.see(there.principal, there.events, "1 going")
        assert after.id == card.id


async def test_a_form_in_private_keeps_the_names_of_its_fields(there):
    async with there.bot() as running:
        place = await running.platform.direct(there.address(there.teacher))
        words = message("Change", Controls((Button("Open", Action("command.form", ("my+settings",))),)))
        await running.platform.post(place, words, KEY)
        told = there.teacher.sees(there.teacher.direct)[-1]
        modal = await (await there.teacher.press(told, "Open")).answer()
        await (await there.teacher.fill(modal, {"zone": "Chicago"})).acknowledged()
        shown = await (await there.teacher.command(there.events, "my settings")).answer()

    assert "Chicago" in shown.text or "Central" in shown.text


def with_button(label: str, token: str) -> Message:
    return message("Are you coming?", Controls((Button(label, Action.parse(token)),)))


async def test_an_archived_thread_is_woken_to_be_spoken_in(there):
    there.twin.core.strict_threads = True
    async with there.bot() as running:
        thread = await running.platform.open_thread(there.room, "Reading", message("We begin"), KEY)
        there.guild.archive(thread.thread)
        await running.platform.post(thread, message("Still here"), "second")

    assert [each.text for each in there.teacher.sees(thread.thread)][-1] == "Still here"


async def test_a_thread_is_opened_once_though_its_answer_is_lost(there):
    route = POST + "/{message_id}/threads"
    async with there.bot() as running:
        there.twin.faults.next(route, DropAnswer())
        with contextlib.suppress(TryLater):
            await running.platform.open_thread(there.room, "Reading", message("We begin"), KEY)
        thread = await running.platform.open_thread(there.room, "Reading", message("We begin"), KEY)

        threads = [each for each in there.twin.core.world.channels.values() if each.is_thread]
        assert [each.id for each in threads] == [thread.thread]
        assert texts(there) == ["We begin"]


async def test_closing_without_the_right_to_lock_still_archives(there):
    async with there.bot() as running:
        thread = await running.platform.open_thread(there.room, "Reading", message("We begin"), KEY)
        there.twin.faults.next("PATCH /channels/{channel_id}", Denied(50013))
        await running.platform.close(thread)

    assert there.twin.core.world.channels[thread.thread].archived


async def test_files_travel_with_a_message_and_are_replaced_by_an_edit(there):
    async with there.bot() as running:
        note = File("my note.txt", "text/plain", b"hello")
        ref = await running.platform.post(there.room, message("With a file", files=(note,)), KEY)
        assert there.teacher.sees(there.events)[-1].files == ("my_note.txt",)
        await running.platform.edit(ref, message("Without"))

    assert there.teacher.sees(there.events)[-1].files == ()


async def test_a_message_has_an_address_on_the_web(there):
    async with there.bot() as running:
        ref = await running.platform.post(there.room, message("Here"), KEY)
        place = await running.platform.direct(there.address(there.teacher))
        private = await running.platform.post(place, message("Here"), KEY)

        link = running.platform.link(ref)
        assert link == f"https://discord.com/channels/{there.guild.id}/{there.events.id}/{ref.message}"
        assert running.platform.link(private).startswith("https://discord.com/channels/@me/")


@pytest.mark.promise("R21")
async def test_a_token_that_dies_is_used_at_most_three_times_more(there, capsys):
    async with there.bot() as running:
        there.twin.revoke()
        before = there.twin.counts.requests.total()
        for number in range(10):
            with pytest.raises((Unauthorised, TryLater)):
                await running.platform.post(there.room, message("x"), f"key {number}")
        await asyncio.sleep(1.5)

        assert there.twin.counts.requests.total() - before <= 3
    assert capsys.readouterr().out.count("does not accept the bot token") == 1
