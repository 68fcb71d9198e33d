"""Two hundred readers who take a long archive and then read nothing keep nobody else waiting."""

import asyncio
import socket
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.livechats.archive.evening import ID, Evening, Units
from tests.livechats.archive.served import serving

READERS = 200
LINES = 5_000
WAITING = 256 * 1024  # bytes for each; the page has several times as many
ASKED = f"GET /archives/{ID} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def long_evening():
    evening = Evening(published=True)
    for number in range(LINES):
        evening.say(
            f"Person {number % 300}",
            f"Answer {number}: {number * 2_654_435_761 % 2**32:x} " * 4,
            1 + number % 3,
        )
    return evening


async def stalled(client, stack):
    """Readers with small buffers, who will read nothing of the answer."""
    loop, where = asyncio.get_running_loop(), urlsplit(str(client.make_url("/")))
    for _ in range(READERS):
        reader = stack.enter_context(socket.socket())
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        reader.setblocking(False)
        await loop.sock_connect(reader, (where.hostname, where.port))
        yield reader


@pytest.mark.promise("R36")
async def test_readers_who_read_nothing_keep_nobody_waiting(long_evening):
    async with serving(Units(long_evening), long_evening.addresses) as client:
        with ExitStack() as stack:
            readers = [each async for each in stalled(client, stack)]
            while len(client.server.handler.connections) < READERS:
                await asyncio.sleep(0.01)
            ends = [each.transport for each in client.server.handler.connections]
            for end in ends:
                end.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
            for reader in readers:
                await asyncio.get_running_loop().sock_sendall(reader, ASKED.encode())
            text, each = await told(client)
            waiting = [end.get_write_buffer_size() for end in ends]

    assert f"Answer {LINES - 1}:" in text
    assert len(text) > 4 * WAITING
    assert min(waiting) > 0  # else they were not slow, and this proves nothing
    assert max(waiting) < WAITING  # of the whole page, a piece
    assert each < 1
    assert long_evening.reads == 1  # it was made once, for all of them


async def told(client):
    """What another reader is told meanwhile, and how many seconds each of twenty visits takes."""
    async with client.get(f"/archives/{ID}") as whole:
        text = await whole.text()
    began = time.perf_counter()
    for _ in range(20):
        async with client.get("/healthz") as well, client.get(f"/archives/{ID}") as page:
            assert (well.status, page.status) == (200, 200)
            await page.read()
    return text, (time.perf_counter() - began) / 20
