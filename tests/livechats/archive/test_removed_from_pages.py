"""What is taken out of a chat is gone from its pages, files and search with the very next request."""

import asyncio
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer
from canary import CANARY, kept
from hall import START

from adapters.web.server import application
from communitybot.livechats.model.chat import Showing
from communitybot.livechats.views import ChatChanges
from tests.livechats.archive.served import SETTINGS

MINUTE = timedelta(minutes=1)
ENDINGS = ("", ".md", ".html", ".json", ".csv")


@pytest.fixture
async def chat(hall, hana):
    """An archived hour, published, in which Ana and Ben spoke, and Ben quoted her."""
    planned = await hall.planned(hana)
    await hall.until(START + 7 * MINUTE)
    hall.ana, hall.ben = hall.member("Ana Ruiz", "slack"), hall.member("Ben Okri", "discord")
    await hall.ana.says(f"A1: My pupil Tim comes from {CANARY}. https://example.org/{CANARY}")
    await hall.ana.says("A1: I never plan alone.")
    await hall.ben.says(f"> My pupil Tim comes from {CANARY}.\nHow far that is!")
    await hall.chats.show(await hall.ana.caller(), planned.id, Showing.NAME)
    await hall.until(START + timedelta(hours=1, minutes=1))
    await hall.chats.change(await hana.caller(), planned.id, ChatChanges(published=True))
    return planned


@pytest.fixture
async def web(hall):
    async with TestClient(TestServer(application([], SETTINGS, hall.bot))) as client:
        yield client


async def read(hall, web, chat, tags=None):
    """Every form of the archive, as one who has it in the form of these tags is told."""
    path = urlsplit(await hall.chats.archive_of(await hall.ben.caller(), chat.id)).path
    found, new = {}, {}
    for ending in ENDINGS:
        known = {"If-None-Match": tags[ending]} if tags else {}
        async with web.get(path + ending, headers=known) as told:
            found[ending], new[ending] = (told.status, await told.text()), told.headers["ETag"]
    return found, new


def has(found, word):
    return {ending for ending, (_, text) in found.items() if word in text.lower()}


async def search(hall, word=CANARY):
    return await hall.chats.search(await hall.ben.caller(), word)


@pytest.mark.promise("R39")
async def test_every_form_of_the_archive_and_the_search_follow_at_once(hall, hana, chat, web):
    before, tags = await read(hall, web, chat)
    again, _ = await read(hall, web, chat, tags)
    hits = await search(hall)
    person = (await hall.ana.caller()).person
    await hall.chats.remove_person(await hana.caller(), chat.id, person, "It names a student.")
    after, _ = await read(hall, web, chat, tags)

    assert has(before, CANARY) == set(ENDINGS)
    assert {status for status, _ in again.values()} == {304}  # the control: it was kept ready
    assert len(hits) == 2
    assert {status for status, _ in after.values()} == {200}
    assert has(after, CANARY) == has(after, "ana ruiz") == has(after, "names a student") == set()
    assert has(after, "how far that is") == set(ENDINGS)
    assert await search(hall) == []
    assert await kept(hall) == set()


async def test_one_message_goes_with_its_links_and_quotes(hall, hana, chat, web):
    _, tags = await read(hall, web, chat)
    line = next(line for line in await hall.lines(chat, said=True) if CANARY in line.text)
    await hall.chats.remove_line(await hana.caller(), chat.id, line.number)
    after, _ = await read(hall, web, chat, tags)

    assert has(after, CANARY) == set()
    assert has(after, "i never plan alone") == set(ENDINGS)
    assert await search(hall) == []
    assert len(await search(hall, "alone")) == 1


async def test_a_page_that_is_asked_for_while_words_are_removed_is_not_kept_with_them(hall, hana, chat, web):
    person = (await hall.ana.caller()).person
    caller = await hana.caller()
    reading = [asyncio.create_task(read(hall, web, chat)) for _ in range(3)]
    await asyncio.sleep(0.01)
    await hall.chats.remove_person(caller, chat.id, person)
    await asyncio.gather(*reading)

    for _ in range(2):
        after, _ = await read(hall, web, chat)
        assert has(after, CANARY) == set()
