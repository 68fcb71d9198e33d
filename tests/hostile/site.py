"""A site that answers in every hostile way, by the number of its path; a process that prints its port."""

import asyncio
import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.lists import of
from hostile.servers import answer, serving

MEGABYTE = 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
FURTHER = {  # of our own, beside the list
    "nested": "<div>" * 100_000,
    "comments": "<title>a</title>" + "<!--" * 100_000,
    "scripts": "<script " * 60_000,
    "openings": "<script>" * 60_000,
    "json": f'<title>a</title><script type="application/ld+json">{"[" * 100_000}</script>',
    "graph": '<title>a</title><script type="application/ld+json">' + '{"@graph":[' * 9_000 + "</script>",
    "attributes": f"<title>a</title><p {'a=1 ' * 100_000}>",
    "entities": f"<title>{'&amp;' * 90_000}</title>",
    "charset": "<meta charset=idna><title>a</title>" + "ä" * 200_000,
}
WORDS = {each.number: each.text for each in of("answers")}


def bomb() -> bytes:
    """A megabyte of packed bytes that become a gigabyte: blocks that know nothing of one another."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packing.compress(bytes(MEGABYTE)) + packing.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + block * 1024


async def answering(path: str, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        await _answered(path.strip("/"), writer)


async def _answered(path: str, writer: asyncio.StreamWriter) -> None:  # noqa: PLR0912 - a table of answers
    match path:
        case "robots.txt":
            writer.write(answer(status="404 Not Found"))
        case "64":
            writer.write(HEAD + b"Content-Encoding: gzip\r\n\r\n" + bomb())
        case "65" | "66":
            writer.write(
                HEAD + b"Content-Encoding: " + WORDS[int(path)].encode() + b"\r\n\r\n" + bytes(16_384)
            )
        case "68":
            await _ever(
                writer, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"a" * 4096 + b"\r\n"
            )
        case "69":
            await _ever(writer, HEAD + b"\r\n<title>", b"a", pause=1)
        case "69-head":
            await _ever(writer, b"HTTP/1.1 200 OK\r\n", b"a", pause=1)
        case "silent":
            await asyncio.sleep(60)
        case "70":
            await _ever(
                writer, HEAD + b"Content-Length: 10\r\n\r\n<title>abc", b"a" * 65_536, most=100 * MEGABYTE
            )
        case "71":
            await _ever(writer, HEAD + b"X: 1\r\n" * 10_000 + b"\r\n", b"a", most=1)
        case "71-long":
            await _ever(writer, HEAD + b"X: " + b"a" * MEGABYTE + b"\r\n\r\n", b"a", most=1)
        case "73":
            writer.write(answer("<svg><script>alert(1)</script></svg>", kind="image/svg+xml"))
        case "74" | "75" | "78" | "79":
            writer.write(answer(f"{WORDS[int(path)]}<title>Page</title>"))
        case _:
            writer.write(answer(FURTHER.get(path, "<title>A plain page</title>")))


async def _ever(writer, head: bytes, piece: bytes, *, pause: float = 0, most: float = float("inf")) -> None:
    writer.write(head)
    said = 0
    while said < most:
        writer.write(piece)
        said += len(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def main() -> None:
    async with serving(answering) as site:
        print(site.port, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    os.nice(15)  # it is elsewhere, where it takes no processor from anybody here
    asyncio.run(main())
