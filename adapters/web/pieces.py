"""The pieces of a long page: those that show what they showed before are neither drawn nor packed again."""

import zlib
from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import Protocol

from adapters.web.templates import filled, raw

RUN = 7  # bits of a line's number: about 128 lines are one piece of 45 kilobytes
LONG = 4_096  # characters; a shorter piece is packed together with its neighbours
LEVEL = 5  # of gzip: a third of the time of its best, for a tenth more bytes
# What RFC 1952 wants around a stream: no name, no time, no system. An empty last block ends the stream.
_BEFORE = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST = b"\x03\x00"


class Numbered(Protocol):
    """What can be drawn in runs: frozen, with a number of its own."""

    @property
    def number(self) -> int: ...


class Pieces:
    """What one page was made of the last time."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, tuple[Sequence[Numbered], str]] = {}
        self._drawing: dict[Hashable, tuple[Sequence[Numbered], str]] = {}
        self._packed: dict[bytes, bytes] = {}

    def runs(self, page: str, numbered: Iterable[Numbered]) -> Iterable[str]:
        """Things as `page` draws them, many at once; a run that shows the same as before is taken from there.

        A run is all that follows one another within the same numbers, so that one more or less changes one.
        """
        for _, some in groupby(numbered, lambda one: one.number >> RUN):
            run = tuple(some)
            name = (page, run[0].number)
            known = self._drawn.get(name)
            if known is None or known[0] != run:
                known = (run, raw(filled(page, run=run)))
            self._drawing[name] = known
            yield known[1]

    def joined(self, texts: Iterable[str]) -> tuple[bytes, bytes]:
        """The whole page, plain and packed; from now on its pieces are the ones that are kept."""
        self._drawing = {}
        plain = [text.encode() for text in _gathered(texts)]
        self._drawn, self._drawing = self._drawing, {}
        known, self._packed = self._packed, {}
        for piece in plain:
            self._packed[piece] = known.get(piece) or _packed(piece)
        body = b"".join(plain)
        size = len(body) & 0xFFFFFFFF
        after = zlib.crc32(body).to_bytes(4, "little") + size.to_bytes(4, "little")
        return body, b"".join((_BEFORE, *map(self._packed.__getitem__, plain), _LAST, after))


def _gathered(texts: Iterable[str]) -> Iterable[str]:
    """Long texts as they are, the short ones between them as one."""
    short: list[str] = []
    for text in texts:
        if len(text) < LONG:
            short.append(text)
            continue
        if short:
            yield "".join(short)
            short = []
        yield text
    if short:
        yield "".join(short)


def _packed(piece: bytes) -> bytes:
    """A piece that can be unpacked wherever it stands: it refers to nothing before it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
