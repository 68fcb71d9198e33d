"""Two chats are live at once, and two relays draw for both: neither waits for the other for good."""

import asyncio
from datetime import timedelta

import pytest
from hall import START, opened

from communitybot.livechats.delivery import promises
from communitybot.outbox.entry import Entry
from communitybot.storage.chats_store import ChatRows
from communitybot.threads.promises import under

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def hall(postgres_url):
    made = await opened(postgres_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


async def entries(hall, chats, kind):
    """An entry of each chat, as a relay has claimed them: their order is that of their turns."""
    found = []
    for number, chat in enumerate(chats):
        thread = (await hall.units.read(lambda work, of=chat: work.chats.threads("c1", of.id)))[0]
        about = {"chat": chat.id, "room": str(thread.room), "batch": thread.batch}
        subject = f"{under(chat, thread.room)}/{kind}"
        found.append(Entry(number, "k", "c1", kind, hall.clock.now(), None, subject, about, 0, 1, 1))
    return found


@pytest.mark.postgres
@pytest.mark.parametrize("kind", [promises.POST, promises.REDRAW, promises.CARD, promises.OPENED])
async def test_two_relays_that_draw_both_in_different_orders_come_to_an_end(hall, hana, monkeypatch, kind):
    chats = [await hall.planned(hana) for _ in range(2)]
    await hall.until(START + 6 * MINUTE)
    get = ChatRows.get

    async def slowly(self, community, name, *, hold=False):
        found = await get(self, community, name, hold=hold)
        await asyncio.sleep(0.05)  # so that both have held their first
        return found

    monkeypatch.setattr(ChatRows, "get", slowly)
    handler = hall.house.chats.handlers[kind]
    there, back = await entries(hall, chats, kind), await entries(hall, chats[::-1], kind)
    drawn = await asyncio.gather(
        hall.units.run(lambda work: handler(there, work)), hall.units.run(lambda work: handler(back, work))
    )
    assert [len(outcomes) for outcomes in drawn] == [2, 2]
