"""One question to one server, on a connection of its own: what comes back is bounded in every direction."""

import asyncio
import re
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cached_property

from adapters.links.refused import Refused
from adapters.links.vetting import PRIVATE, Target, Vetting

HEAD = 16 * 1024  # bytes of headers
MOST_HEADERS = 100
DECODED = 512 * 1024  # bytes of a page, unpacked; the rest is left
ON_WIRE = 1024 * 1024  # bytes of a page as it comes; only packing that hides something needs as many
RATIO = 100  # times as much as came: what unpacks to more is no page
FREE = 64 * 1024  # bytes that may unpack from anything
CONNECT = 3.0  # seconds for each of a name's addresses
_PIECE = 16 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})(?: [^\r\n]*)?")
_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;[^\r\n]{0,900})?\r\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; names of headers in small letters. `whole` is false where the page was cut."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    whole: bool = True


class Asking:
    """Asks servers, each at an address that was vetted, and again once the connection stands."""

    def __init__(self, vetting: Vetting, agent: str, tls: ssl.SSLContext | None = None) -> None:
        self._vetting = vetting
        self._agent = agent
        self._given = tls

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """The certificates of this machine; read once, at the first page that needs them."""
        return self._given or ssl.create_default_context()

    async def ask(
        self, target: Target, method: str = "GET", *, most: int = DECODED, ranged: bool = False
    ) -> Answer:
        """The answer to one request; of its body at most `most` bytes, and only if that may be words.

        Raises:
            Refused: when there is none that keeps to the rules.
        """
        try:
            async with self._connected(target) as (reader, writer):
                writer.write(self._request(target, method, ranged=ranged))
                await writer.drain()
                answer = await _head(reader)
                if method == "HEAD" or not most or not _worded(answer):
                    return answer
                return await _with_body(reader, answer, most)
        except ssl.SSLError:
            raise Refused("its certificate is not in order") from None
        except (OSError, EOFError, asyncio.LimitOverrunError):  # EOFError: it ended in the middle
            raise Refused("its server does not answer") from None

    def _request(self, target: Target, method: str, *, ranged: bool) -> bytes:
        lines = [
            f"{method} {target.asked} HTTP/1.1",
            f"Host: {target.site}",
            f"User-Agent: {self._agent}",
            "Accept: text/html, application/xhtml+xml, */*;q=0.1",
            "Accept-Encoding: identity, gzip",
            "Connection: close",
            *(["Range: bytes=0-1023"] if ranged else []),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    @asynccontextmanager
    async def _connected(
        self, target: Target
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        wire = await self._wire(target)
        try:
            tls = self._tls if target.scheme == "https" else None
            name = target.host if tls else None
            reader, writer = await asyncio.open_connection(
                sock=wire, ssl=tls, server_hostname=name, limit=HEAD
            )
        except BaseException:
            wire.close()
            raise
        try:
            yield reader, writer
        finally:
            writer.transport.abort()  # nobody waits for a server's good-bye

    async def _wire(self, target: Target) -> socket.socket:
        """A connection to one of the vetted addresses, to the number itself: no name is looked up again."""
        refused: OSError | None = None
        for address in (await self._vetting.addresses(target))[:4]:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            wire = socket.socket(family, socket.SOCK_STREAM)
            wire.settimeout(0)
            try:
                async with asyncio.timeout(CONNECT):
                    await asyncio.get_running_loop().sock_connect(wire, (address, target.port))
                self._look_again(wire, target.port)
            except OSError as problem:  # a timeout is one, too
                wire.close()
                refused = problem
            except BaseException:
                wire.close()
                raise
            else:
                return wire
        raise refused or OSError

    def _look_again(self, wire: socket.socket, port: int) -> None:
        """The last gate: whom the system says we are connected to."""
        peer = wire.getpeername()
        if not self._vetting.may_reach(peer[0], port) or peer[1] != port:
            raise Refused(PRIVATE)


async def _head(reader: asyncio.StreamReader) -> Answer:
    for _ in range(4):  # hints that come before the answer
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head[:-4].split(b"\r\n")
        status = _STATUS.fullmatch(first)
        if status is None or len(lines) > MOST_HEADERS:
            break
        if not 100 <= int(status[1]) < 200:
            return Answer(int(status[1]), _headers(lines))
    raise Refused("its server does not speak as the web does")


def _headers(lines: list[bytes]) -> dict[str, str]:
    """Headers by name; of one that is there twice the first."""
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if colon and name and not name[:1].isspace():
            found.setdefault(name.decode("latin-1").strip().lower(), value.decode("latin-1").strip())
    return found


def _worded(answer: Answer) -> bool:
    """Whether there are words to read: pages, and the plain text of robots.txt."""
    return kind_of(answer) in {"", "text/html", "application/xhtml+xml", "text/plain"}


def kind_of(answer: Answer) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _with_body(reader: asyncio.StreamReader, answer: Answer, most: int) -> Answer:
    packing = answer.headers.get("content-encoding", "").lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise Refused("its page is packed in a way nobody asked for")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    body, came = bytearray(), 0
    async for piece in _pieces(reader, answer.headers):
        room = most - len(body) + 1
        try:
            body += unpack.decompress(piece, room) if unpack else piece[:room]
        except zlib.error:
            raise Refused("its page is packed badly") from None
        came += len(piece) - (len(unpack.unconsumed_tail) if unpack else 0)
        if unpack and len(body) > FREE and len(body) > RATIO * came:
            raise Refused("its page unpacks to far too much")
        if len(body) > most or came > ON_WIRE:
            return Answer(answer.status, answer.headers, bytes(body[:most]), whole=False)
        if unpack and unpack.eof:
            break
    return Answer(answer.status, answer.headers, bytes(body))


async def _pieces(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        async for piece in _chunks(reader):
            yield piece
        return
    length = headers.get("content-length", "")
    left = int(length) if re.fullmatch("[0-9]{1,15}", length) else None
    while left != 0:
        piece = await reader.read(_PIECE if left is None else min(left, _PIECE))
        if not piece:
            return  # a page that ends early is read as far as it goes
        left = None if left is None else left - len(piece)
        yield piece


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    with suppress(asyncio.IncompleteReadError):
        while True:
            size = _SIZE.fullmatch(await reader.readuntil(b"\r\n"))
            if size is None:
                raise Refused("its server does not speak as the web does")
            left = int(size[1], 16)
            if not left:
                return
            while left:
                piece = await reader.read(min(left, _PIECE))
                if not piece:
                    return
                left -= len(piece)
                yield piece
            await reader.readuntil(b"\r\n")
