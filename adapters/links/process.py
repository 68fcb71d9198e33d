"""The process beside the bot that looks at pages: begun when first needed, watched, and begun anew."""

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from adapters.links.frames import framed, unframed
from communitybot.logs import Log

ANSWERS_WITHIN = 9.5  # seconds; the process itself gives up after eight
RETIRES = 300  # pages; a parser that leaks is gone before it matters
RESTS = 300.0  # seconds without a question, after which its memory is given back
WAITING = 40  # questions at once; more are not taken
AT_ONCE = 8  # pages looked at; all of them may be slow
# What a process that goes to strangers' pages may know of the bot's environment: no token, no database.
_KNOWN = (
    "PATH",
    "PYTHONPATH",
    "LANG",
    "LC_ALL",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "RES_OPTIONS",
    "COVERAGE_PROCESS_START",
)
log = Log("adapters.links")


class Unanswered(Exception):
    """The process ended, or did not answer: `reason` says why. `others`: it was busy with others, too.

    `passing`: it was not even asked.
    """

    def __init__(self, reason: str, *, others: bool = False, passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.others = others
        self.passing = passing


class Running:
    """One process from its beginning to its end, and what it was asked."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._meant = False  # its end
        self.pages = 0
        self.hearing = asyncio.create_task(self._hear(), name="links")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def over(self) -> bool:
        return self._meant or self._process.returncode is not None or self.hearing.done()

    @property
    def idle(self) -> bool:
        return not self._asked

    async def ask(self, do: str, address: str, within: float) -> dict[str, Any]:
        self.pages += 1
        number = self.pages
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            async with asyncio.timeout(within):
                await self._send(framed({"id": number, "do": do, "address": address}))
                return await answer
        except TimeoutError:
            self.end()  # whatever it is busy with, it does not end by itself
            raise Unanswered("it took too long") from None
        finally:
            self._asked.pop(number, None)

    def end(self) -> None:
        """End it; whoever waits for it is told, and `hearing` is done once it is gone."""
        self._meant = True
        with suppress(ProcessLookupError):
            self._process.kill()

    async def _send(self, content: bytes) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # it has ended; whoever waits hears of that
                self._process.stdin.write(content)
                await self._process.stdin.drain()

    async def _hear(self) -> None:
        reader = self._process.stdout
        with suppress(EOFError, OSError):
            while reader is not None:
                told = await unframed(reader)
                answer = self._asked.get(told.get("id", 0))
                if answer is not None and not answer.done():
                    answer.set_result(told)
                if fault := told.get("fault"):
                    log.warning("A page could not be read.", action="links", fault=str(fault)[:60])
        ended = self._meant  # by us: for another page, or for good
        if not ended:
            log.warning(
                "The process that looks at pages ended; the next page begins it anew.", action="links"
            )
        self.end()
        await self._process.wait()
        waiting = [answer for answer in self._asked.values() if not answer.done()]
        for answer in waiting:
            others = ended or len(waiting) > 1
            answer.set_exception(Unanswered("the page was too much to read", others=others))


class Reader:
    """Asks the process, and begins it when it is needed. `command` is what it runs."""

    def __init__(
        self, command: Sequence[str], *, answers_within: float = ANSWERS_WITHIN, retires: int = RETIRES
    ) -> None:
        self._command = command
        self._within = answers_within
        self._retires = retires
        self._running: Running | None = None
        self._starting = asyncio.Lock()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._rest: asyncio.TimerHandle | None = None
        self._over = False

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self._running.pid if self._running and not self._running.over else None

    async def ask(self, do: str, address: str) -> dict[str, Any]:
        """What the process answers; asked once more where it may have ended by another's page.

        Raises:
            Unanswered: when it does not.
        """
        if self._waiting >= WAITING:
            raise Unanswered("too many pages are looked at just now", passing=True)
        self._waiting += 1
        try:
            async with self._room:
                try:
                    return await (await self._begun()).ask(do, address, self._within)
                except Unanswered as unanswered:
                    if not unanswered.others:
                        raise
                return await (await self._begun()).ask(do, address, self._within)
        finally:
            self._waiting -= 1
            self._rest_soon()

    async def end(self) -> None:
        """End the process for good, if there is one; whoever waits for it is told."""
        self._over = True
        if self._rest is not None:
            self._rest.cancel()
        running, self._running = self._running, None
        if running is not None:
            running.end()
            await asyncio.wait({running.hearing})

    async def _begun(self) -> Running:
        async with self._starting:
            if self._over:
                raise Unanswered("the bot is about to end", passing=True)
            running = self._running
            if running is not None and running.pages >= self._retires and running.idle:
                running.end()
            if running is None or running.over:
                if running is not None:
                    await asyncio.wait({running.hearing})
                running = self._running = await self._begin()
            return running

    async def _begin(self) -> Running:
        known = {name: os.environ[name] for name in _KNOWN if name in os.environ}
        try:
            return Running(
                await asyncio.create_subprocess_exec(
                    *self._command,
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.DEVNULL,  # what pages make it say is for no log
                    env={**known, "MALLOC_ARENA_MAX": "1", "PYTHONSAFEPATH": "1"},
                    start_new_session=True,  # Ctrl-C is for the bot, which then ends it
                )
            )
        except OSError as problem:
            raise Unanswered("it could not be begun", passing=True) from problem

    def _rest_soon(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(RESTS, self._go_to_rest)

    def _go_to_rest(self) -> None:
        """Give its memory back."""
        if self._running is not None and self._running.idle:
            self._running.end()


def command(agent: str) -> tuple[str, ...]:
    """How the process is begun that looks at pages under a name."""
    return (sys.executable, "-m", "adapters.links.child", agent)
