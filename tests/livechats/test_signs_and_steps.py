"""A sign of a host and a step of the chat at one time: neither undoes the other, in whatever process."""

import asyncio
from datetime import timedelta

import pytest
from hall import START, opened

from communitybot.storage.chats_store import ChatRows

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def hall(postgres_url):
    made = await opened(postgres_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


@pytest.mark.postgres
async def test_a_host_who_presses_does_not_take_the_chat_back_a_question(hall, hana, monkeypatch):
    """On PostgreSQL, where writers do not wait for each other unless they hold the chat."""
    chat = await hall.planned(hana)
    await hall.until(START + 6 * MINUTE)
    caller, read = await hana.caller(), asyncio.Event()
    get = ChatRows.get

    async def slowly(self, community, name, *, hold=False):
        found = await get(self, community, name, hold=hold)
        if not read.is_set():
            read.set()
            await asyncio.sleep(0.5)  # the other goes on meanwhile, if nothing holds it
        return found

    monkeypatch.setattr(ChatRows, "get", slowly)
    hall.clock.set(hall.clock.now() + MINUTE)
    coming = asyncio.create_task(hall.chats.come(caller, chat.id))
    await read.wait()
    await asyncio.gather(coming, hall.chats.go_on(caller, chat.id))
    assert (await hall.chat(chat)).run.question == 2
