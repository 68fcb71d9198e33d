"""A platform in a file, which outlives whoever posts on it; `python -m outbox.wall` is a bot that dies.

It dies over an opening and its thread, by a signal nothing can catch.
"""
# ruff: noqa: ARG002 - the signatures are the port's

import asyncio
import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

from fakes import FakeClock, RecordingPlatform

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import message
from communitybot.outbox.entry import Thread
from communitybot.outbox.relay import Relay
from communitybot.storage.engine import create
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork


class Wall(RecordingPlatform):
    """Openings and threads as lines of a file: `["opening", key]`, `["thread", which]`."""

    def __init__(self, file: Path, *, honours_keys_for=timedelta(0), dies: str = "") -> None:
        super().__init__(honours_keys_for=honours_keys_for)
        self._file = file
        self._dies = dies

    def lines(self, kind: str) -> list[str]:
        written = self._file.read_text().splitlines() if self._file.exists() else []
        return [what for said, what in map(json.loads, written) if said == kind]

    async def find(self, place, key, since):
        openings = self.lines("opening")
        return MessageRef(place, str(openings.index(key))) if key in openings else None

    async def open_thread(self, place, title, opening, key, *, first=None, pinned=True):
        self._die("before")
        known = await self.find(place, key, None) if self.honours_keys_for else None
        ref = first or known or self._post(place, key)
        self._die("between")
        if ref.message not in self.lines("thread"):
            self._write("thread", ref.message)
        self._die("after")
        return PlaceAddress(place.platform, place.space, place.place, ref.message)

    def _die(self, moment: str) -> None:
        if self._dies == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def _post(self, place, key) -> MessageRef:
        self._write("opening", key)
        return MessageRef(place, str(len(self.lines("opening")) - 1))

    def _write(self, kind: str, what: str) -> None:
        with self._file.open("a") as file:
            file.write(json.dumps([kind, what]) + "\n")


async def opens(entries, work):
    """A handler: each entry opens a thread."""
    return [Thread("Reading", message("We begin")) for _ in entries]


async def _die_over(url: str, file: str, moment: str) -> None:
    database = create(url)
    relay = Relay(
        units=UnitsOfWork(database),
        ledger=StoredLedger(database),
        clock=FakeClock(),
        platforms={"fake": Wall(Path(file), dies=moment)},
        handlers={"drawn": opens},
    )
    await relay.run_once()


if __name__ == "__main__":
    asyncio.run(_die_over(*sys.argv[1:]))
