"""Servers on this machine for tests of what goes to pages: a site that answers as told, and a canary."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Answering = Callable[[str, asyncio.StreamWriter], Awaitable[None]]
"""Answers a request for a path on the wire itself, so that it can answer in any way."""


@dataclass
class Server:
    """A server, and what came to it."""

    port: int
    host: str = "127.0.0.1"
    connections: int = 0
    requests: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)


@asynccontextmanager
async def serving(
    answering: Answering, *, host: str = "127.0.0.1", port: int = 0, tls=None
) -> AsyncIterator[Server]:
    met = Server(port, host)
    writers: set[asyncio.StreamWriter] = set()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.connections += 1
        writers.add(writer)
        with suppress(OSError, EOFError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            met.heads.append(head)
            met.requests.append(head.split(" ", 2)[1])
            await answering(met.requests[-1], writer)
            await writer.drain()
        writers.discard(writer)
        writer.close()

    server = await asyncio.start_server(meet, host, port, ssl=tls)
    met.port = server.sockets[0].getsockname()[1]
    try:
        yield met
    finally:
        server.close()
        for writer in tuple(writers):
            writer.transport.abort()


def answer(
    body: bytes | str = "",
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=to)


def pages(known: Mapping[str, bytes]) -> Answering:
    """A site of these answers, by path; what it does not know is not there."""

    async def answering(path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(known.get(path) or answer("nothing here", status="404 Not Found"))

    return answering


def names(known: Mapping[str, Sequence[Sequence[str]]]):
    """A resolver: each name with its answers, one after the other, the last of them from then on."""
    asked: dict[str, int] = {}

    async def resolve(host: str, _port: int) -> Sequence[str]:
        answers = known.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        asked[host] = asked.get(host, -1) + 1
        return answers[min(asked[host], len(answers) - 1)]

    return resolve
