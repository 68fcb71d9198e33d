"""Pages that are long to draw, drawn once and kept while what they show has not changed."""

import asyncio
import gc
import hashlib
import io
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from aiohttp import ETag, web

from adapters.web.pieces import Pieces

MOST_KEPT = 6  # ours: a page of 5,000 messages takes about three megabytes
PACKED_AT = 1_024  # bytes; a shorter page fits one packet as it is
MOST_IN_PIECES = 2  # ours: pages whose pieces are kept for the next change, about as big again

Draw = Callable[[Pieces], Iterable[str]]
"""Draws a page, piece by piece."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is sent, plain and packed, with a tag that changes with it."""

    body: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, body: bytes, packed: bytes) -> "Drawn":
        return cls(body, packed if len(body) >= PACKED_AT else b"", hashlib.sha256(body).hexdigest()[:32])

    def answer(self, request: web.Request, content_type: str) -> web.Response:
        """The answer to a request: packed for whoever can unpack it, 304 for whoever has it already."""
        known = request.if_none_match
        unchanged = known is not None and any(each.value in {self.tag, "*"} for each in known)
        packed = bool(self.packed) and "gzip" in request.headers.get("Accept-Encoding", "").lower()
        body = self.packed if packed else self.body
        response = web.Response(
            status=304 if unchanged else 200,
            # as a file it leaves piece by piece: of a reader who reads nothing, only a piece waits in memory
            body=None if unchanged else io.BytesIO(body),
            headers={"Vary": "Accept-Encoding"},
        )
        if not unchanged:
            response.content_type, response.charset = content_type, "utf-8"
            if packed:
                response.headers["Content-Encoding"] = "gzip"
        response.etag = ETag(value=self.tag, is_weak=True)
        return response


class Drawings:
    """The last pages drawn, each for as long as it shows the same object.

    They are drawn in a thread, one at a time, so that a long page keeps nobody else waiting.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[object, Drawn]] = OrderedDict()
        self._pieces: OrderedDict[Hashable, Pieces] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, name: Hashable, shown: object, draw: Draw, *, like: Hashable = None) -> Drawn:
        """The page of that name, drawn by `draw` unless the same object was drawn last.

        Pages that are `like` one another have pieces in common, and with how they were before.
        """
        known = self._kept.get(name)
        if known is None or known[0] is not shown:
            async with self._turn:
                known = self._kept.get(name)
                if known is None or known[0] is not shown:
                    known = (shown, await asyncio.to_thread(self._drawn, draw, like))
                    self._kept[name] = known
        self._kept.move_to_end(name)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return known[1]

    def _drawn(self, draw: Draw, like: Hashable) -> Drawn:
        """Draw in a thread; if that fails, so does nothing but this page."""
        pieces = self._pieces.pop(like, None) or Pieces()
        looks = gc.isenabled()
        gc.disable()  # there is no garbage in it, and to look for some would hold everybody up
        try:
            drawn = Drawn.of(*pieces.joined(draw(pieces)))
        finally:
            if looks:
                gc.enable()
        if like is not None:
            self._pieces[like] = pieces
        while len(self._pieces) > MOST_IN_PIECES:
            self._pieces.popitem(last=False)
        return drawn
