"""The playground as a platform: what it promises to whoever delivers."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.playground.cast import MEMBERS, SPACE, arrival, room_address
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.message import File, message
from communitybot.ports import Undeliverable
from tests.adapters.little_bot import card
from tests.adapters.playing import playing

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
EVENTS = room_address("events")


async def test_the_same_key_gives_the_first_message_back(table):
    first = await table.platform.post(EVENTS, message("Once"), "key")
    again = await table.platform.post(EVENTS, message("Twice"), "key")

    assert again == first
    assert [each["plain"] for each in await table.messages()] == ["Once"]


async def test_one_key_may_be_used_in_two_rooms(table):
    await table.platform.post(EVENTS, message("Here"), "key")
    await table.platform.post(room_address("general"), message("There"), "key")

    assert [each["plain"] for each in await table.messages(place="general")] == ["There"]


async def test_keys_are_honoured_for_years_and_over_restarts(tmp_path):
    file = tmp_path / "playground.db"
    async with playing(file) as table:
        first = await table.platform.post(EVENTS, message("Once"), "key")
        assert table.platform.honours_keys_for > timedelta(days=3650)

    async with playing(file) as table:
        assert await table.platform.post(EVENTS, message("Twice"), "key") == first
        assert await table.platform.find(EVENTS, "key", LONG_AGO) == first


async def test_a_message_that_was_never_posted_is_not_found(table):
    await table.platform.post(EVENTS, message("Here"), "key")

    assert await table.platform.find(EVENTS, "another", LONG_AGO) is None
    assert await table.platform.find(room_address("general"), "key", LONG_AGO) is None


async def test_an_edit_replaces_the_words_in_place(table):
    ref = await table.platform.post(EVENTS, message("Before"), "key")
    await table.platform.edit(ref, message("After"))

    (shown,) = await table.messages()
    assert shown["plain"] == "After"
    assert shown["edited"] == "2014-10-13T13:00:00Z"


async def test_the_same_words_again_are_no_edit(table):
    ref = await table.platform.post(EVENTS, message("The same"), "key")
    await table.platform.edit(ref, message("The same"))

    assert (await table.messages())[0]["edited"] is None


async def test_an_edit_brings_its_own_files(table):
    ref = await table.platform.post(EVENTS, message("One", files=(File("a.txt", "text/plain", b"a"),)), "key")
    old = (await table.messages())[0]["files"][0]["url"]
    await table.platform.edit(ref, message("Two", files=(File("b.txt", "text/plain", b"b"),)))

    assert [each["name"] for each in (await table.messages())[0]["files"]] == ["b.txt"]
    assert (await table.get(old))[0] == 404


async def test_what_was_removed_can_neither_be_edited_nor_found_and_removing_is_repeatable(table):
    ref = await table.platform.post(EVENTS, message("Gone soon"), "key")
    await table.platform.remove(ref)
    await table.platform.remove(ref)

    assert await table.platform.find(EVENTS, "key", LONG_AGO) is None
    with pytest.raises(Undeliverable) as refusal:
        await table.platform.edit(ref, message("Back"))
    assert refusal.value.gone


@pytest.mark.parametrize("number", ["999", "x", "9" * 40])
async def test_a_message_that_never_was_is_gone(table, number):
    with pytest.raises(Undeliverable) as refusal:
        await table.platform.edit(MessageRef(EVENTS, number), message("Words"))
    assert refusal.value.gone


async def test_peoples_own_words_are_not_the_bots_to_change(table):
    said = (await table.say("My words"))["messages"][0]

    with pytest.raises(Undeliverable):
        await table.platform.edit(MessageRef(EVENTS, said["id"]), message("Your words"))
    assert (await table.messages())[0]["plain"] == "My words"


@pytest.mark.parametrize(
    "place",
    [room_address("nowhere"), PlaceAddress("discord", SPACE.space, "events"), room_address("direct-nobody")],
)
async def test_a_place_that_is_not_there_cannot_be_posted_to(table, place):
    with pytest.raises(Undeliverable) as refusal:
        await table.platform.post(place, message("Hello"), "key")
    assert refusal.value.gone


async def test_opening_a_thread_twice_opens_one(table):
    first = await table.platform.open_thread(EVENTS, "Questions", message("Ask here"), "key")
    again = await table.platform.open_thread(EVENTS, "Questions", message("Ask here"), "key")

    assert again == first
    assert len(await table.messages()) == 1
    await table.platform.post(first, message("An answer"), "answer")
    assert await table.messages(place=f"events/{first.thread}")


async def test_a_closed_thread_takes_nothing_more(table):
    thread = await table.platform.open_thread(EVENTS, "Questions", message("Ask here"), "key")
    await table.platform.close(thread)
    await table.platform.close(thread)

    with pytest.raises(Undeliverable):
        await table.platform.post(thread, message("Late"), "late")


async def test_everybody_has_a_direct_place_and_is_known_by_name_and_zone(table):
    for member in MEMBERS:
        assert await table.platform.direct(member.address) == member.direct
        assert (await table.platform.look_up(member.address)).zone == member.zone
    stranger = PersonAddress("playground", SPACE.space, "stranger")
    assert await table.platform.look_up(stranger) is None
    with pytest.raises(Undeliverable):
        await table.platform.direct(stranger)


async def test_the_bot_is_told_of_the_rooms_at_every_start(table):
    assert table.bot.calls[0] == arrival()
    assert [name for _, name in arrival().rooms] == [
        "events",
        "staff room",
        "live chats",
        "ideas",
        "resources",
    ]


async def test_a_card_comes_back_as_it_was_posted_with_every_control(table):
    await table.platform.post(EVENTS, card("A chat"), "key")

    (shown,) = await table.messages()
    assert [each["kind"] for each in shown["controls"]] == ["button"] * 4 + ["link"]
    assert len({each["id"] for each in shown["controls"]}) == 5
    assert "event.rsvp" not in str(shown)
