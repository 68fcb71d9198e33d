"""What is kept of a chat: nothing of one not archived, of who is left out, or once its time is over."""

from datetime import timedelta

import pytest
from canary import CANARY, kept
from hall import START

from communitybot.communities.service import Changes, Communities
from communitybot.livechats.model.chat import Archiving, Showing
from communitybot.livechats.views import ChatChanges

END = START + timedelta(hours=1)


@pytest.fixture
def ana(hall):
    return hall.member("Ana Ruiz", "slack")


async def held(chat, ana):
    """A chat from its start to a quarter of an hour after its end, in which Ana says one word."""
    hall = ana.hall
    await hall.until(START + timedelta(minutes=6))
    await ana.says(f"A1: The teachers of {CANARY}.")
    await hall.until(END + timedelta(minutes=15))
    return await hall.chat(chat)


async def keep(hall, admin, *, days):
    await Communities(hall.units).change(await admin.caller(), Changes(keeps_archives=timedelta(days=days)))


async def test_nothing_that_was_said_in_a_chat_without_archive_stays_anywhere(hall, hana, ana):
    chat = await hall.planned(hana, archive=False)
    await hall.until(START + timedelta(minutes=6))
    await ana.says(f"A1: The teachers of {CANARY}.")
    during = await kept(hall)
    await hall.until(END + timedelta(minutes=15))

    assert during
    assert CANARY in hall.read("discord")
    assert await kept(hall) == set()
    assert await hall.chat(chat) is not None


async def test_what_is_archived_stays_in_the_log_and_the_search_alone(hall, hana, ana):
    """The control of the tests here: the word is looked for where it would be."""
    await held(await hall.planned(hana), ana)

    assert {table for table in await kept(hall) if not table.startswith("chat")} == set()
    assert "chat_lines" in await kept(hall)


async def test_who_is_left_out_afterwards_is_found_nowhere(hall, hana, ana):
    chat = await held(await hall.planned(hana), ana)
    await hall.chats.show(await ana.caller(), chat.id, Showing.LEFT_OUT)

    assert await kept(hall) == set()


async def test_an_archive_that_is_turned_off_again_keeps_no_words(hall, hana, ana):
    chat = await held(await hall.planned(hana), ana)
    off = await hall.chats.change(await hana.caller(), chat.id, ChatChanges(archive=False))
    await hall.later(minutes=1)

    assert off.archiving is Archiving.OFF
    assert await kept(hall) == set()


@pytest.mark.parametrize("archive", [True, False])
async def test_a_chat_is_forgotten_when_its_time_is_over_and_not_before(hall, hana, ana, archive):
    await keep(hall, hana, days=30)
    chat = await held(await hall.planned(hana, archive=archive), ana)
    await hall.until(END + timedelta(days=29, hours=23))
    before = await hall.chat(chat)
    await hall.until(END + timedelta(days=30))

    assert before is not None
    assert await hall.chat(chat) is None
    assert await kept(hall) == set()


@pytest.mark.parametrize(("days", "there"), [(30, False), (365, True)])
async def test_another_choice_counts_for_archives_there_are_within_a_day(hall, hana, ana, days, there):
    chat = await held(await hall.planned(hana), ana)
    await hall.until(END + timedelta(days=40))
    await keep(hall, hana, days=days)
    await hall.later(days=1)

    assert (await hall.chat(chat) is not None) is there
