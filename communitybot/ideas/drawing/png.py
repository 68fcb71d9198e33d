"""Pictures as PNG, for where SVG is not shown: drawn from the same SVG, in a process of their own."""

import asyncio
import json
import sys
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress

from communitybot.errors import Refusal
from communitybot.ideas.drawing import render
from communitybot.ideas.drawing.shapes import Picture
from communitybot.ideas.drawing.svg import svg
from communitybot.logs import Log

log = Log("communitybot.ideas")

KEPT = 16  # pictures; a full one has a megabyte
WITHIN = 30.0  # seconds; a full model takes one
PROGRAM = (sys.executable, "-m", render.__name__)


class Undrawn(Refusal):
    """No picture came of it: the renderer failed, or took too long."""


class Drawer:
    """Draws pictures one call at a time, each in a process that ends with it.

    The renderer is native code that holds everything up while it works, and could fall with all that is
    around it: so neither the bot waits for it, nor falls with it. What was drawn lately is kept.
    """

    def __init__(self, program: Sequence[str] = PROGRAM, within: float = WITHIN) -> None:
        self._program = program
        self._within = within
        self._turn = asyncio.Semaphore(1)
        self._kept: OrderedDict[Picture, bytes] = OrderedDict()

    async def pngs(self, pictures: Sequence[Picture]) -> list[bytes]:
        """Draw pictures; the same ones give the same bytes. `Undrawn` when that does not succeed."""
        async with self._turn:
            new = [each for each in pictures if each not in self._kept]
            if new:
                texts = [svg(each, only_our_letters=True) for each in new]
                self._kept |= dict(zip(new, await self._drawn(texts), strict=True))
            found = [self._kept[each] for each in pictures]
            for each in pictures:
                self._kept.move_to_end(each)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    async def _drawn(self, texts: Sequence[str]) -> list[bytes]:
        try:
            drawn = render.unpacked(await self._answer(json.dumps(texts).encode()))
        except (OSError, TimeoutError, ValueError) as problem:
            log.warning("A picture was not drawn.", action="ideas.drawing", fault=type(problem).__name__)
            drawn = []
        if len(drawn) != len(texts):
            raise Undrawn(
                "I could not draw the picture just now. Nothing is lost; please try again in a moment.",
                example="/idea model",
            )
        return drawn

    async def _answer(self, asked: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *self._program,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            answer, _ = await asyncio.wait_for(process.communicate(asked), self._within)
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        return answer if process.returncode == 0 else b""
