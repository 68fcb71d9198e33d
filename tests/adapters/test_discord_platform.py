"""Deliveries on Discord when things go wrong: posted once, told honestly, never asked too often."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from twins.chord import permissions
from twins.chord.faults import AnswerError, Broken, DeleteThenDrop, Denied, DropAnswer, LateAccept, Limited

from adapters.discord import platform as platform_module
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, File, Message, message
from communitybot.ports import TryLater, Unauthorised
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


async def test_a_post_that_arrives_after_we_hung_up_is_there_once(there, monkeypatch):
    monkeypatch.setattr("adapters.discord.client.ONE_TRY", aiohttp.ClientTimeout(total=0.3))
    async with there.bot() as running:
        there.twin.faults.next(POST, LateAccept(0.8))
        with pytest.raises(TryLater) as later:
            await running.platform.post(there.room, message("Once"), KEY)
        assert later.value.unsure
        await running.platform.post(there.room, message("Once"), KEY)
        await asyncio.sleep(1)

    assert texts(there) == ["Once"]


async def test_a_sender_that_is_cancelled_holds_up_nobody(there):
    async with there.bot() as running:
        there.twin.faults.next(POST, Limited(retry_after=1.5, scope="global"))
        sending = asyncio.create_task(running.platform.post(there.room, message("First"), KEY))
        await asyncio.sleep(0.3)
        sending.cancel()
        async with asyncio.timeout(5):
            await running.platform.post(there.place("general"), message("Second"), "second")
            await there.twin.until(lambda: texts(there) == ["First"])


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
