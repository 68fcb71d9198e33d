"""A platform in a process of its own: it keeps the truth of what users see, whatever befalls the bot."""

import asyncio
import json
import os
import random
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Manner:
    """How it behaves. Times are seconds, the others chances from 0 to 1."""

    keys: bool = True  # a repeated key gives the first message back; otherwise there is only a history
    quick: tuple[float, float] = (0.02, 0.08)  # an answer takes so long; accepted half-way
    late: float = 0.0  # accepted late, perhaps long after whoever asked has gone
    late_by: tuple[float, float] = (0.2, 1.2)
    lose: float = 0.0  # accepted, and the answer is lost
    hold: str = ""  # requests whose words contain this wait until they are let go
    refuse: str = ""  # the first request whose words contain this is held, then told "later": not accepted


@dataclass
class Seen:
    """One message users see; `at` and the times of edits are microseconds since 1970."""

    place: str
    key: str
    words: str
    ref: str
    at: int
    edits: list[tuple[int, str]] = field(default_factory=list)
    gone: bool = False


class Recorder:
    """Everything that was accepted, in order, and everything that ever arrived."""

    def __init__(self, seed: int, manner: Json) -> None:
        self.manner = Manner(**manner)
        self.seen: list[Seen] = []
        self.arrived: list[tuple[int, str, str]] = []
        self._random = random.Random(seed)
        self._by_key: dict[str, Seen] = {}
        self._gate = asyncio.Event()
        self._refused = False

    async def do(self, asked: Json) -> Json | None:
        """Answer one request; None when the answer is lost."""
        return await getattr(self, f"_{asked.pop('do')}")(**asked)

    async def _post(self, place: str, key: str, words: str) -> Json | None:
        manner, chance = self.manner, self._random
        self.arrived.append((now(), key, words))
        whole = chance.uniform(*manner.quick)
        late = chance.random() < manner.late
        lost = chance.random() < manner.lose
        if manner.refuse and manner.refuse in words and not self._refused:
            self._refused = True
            await self._gate.wait()
            return {"later": 0.0}
        if manner.hold and manner.hold in words:
            await self._gate.wait()
        await asyncio.sleep(chance.uniform(*manner.late_by) if late else whole / 2)
        seen = self._by_key.get(key) if manner.keys else None
        if seen is None:
            seen = Seen(place, key, words, f"{place}#{len(self.seen) + 1}", now())
            self.seen.append(seen)
            self._by_key[key] = seen
        if lost:
            return None
        await asyncio.sleep(whole / 2)
        return {"ref": seen.ref}

    async def _find(self, place: str, key: str, since: int) -> Json:
        await asyncio.sleep(self.manner.quick[0])
        found = (s for s in self.seen if s.key == key and s.place == place and s.at >= since and not s.gone)
        return {"ref": next((seen.ref for seen in found), None)}

    async def _edit(self, ref: str, words: str) -> Json:
        seen = next((s for s in self.seen if s.ref == ref and not s.gone), None)
        if seen is None:
            return {"gone": True}
        await asyncio.sleep(self.manner.quick[0] / 2)
        seen.edits.append((now(), words))
        return {}

    async def _ledger(self) -> Json:
        return {"seen": [asdict(seen) for seen in self.seen], "arrived": self.arrived}

    async def _count(self) -> Json:
        return {"seen": len(self.seen), "arrived": len(self.arrived)}

    async def _behave(self, **manner: Any) -> Json:
        self.manner = Manner(**(asdict(self.manner) | manner))
        self._gate.clear()
        self._refused = False
        return {}

    async def _let_go(self) -> Json:
        self._gate.set()
        return {}


async def serve(path: str, seed: int, manner: Json) -> None:
    recorder = Recorder(seed, manner)
    tasks: set[asyncio.Task[None]] = set()

    async def answer(line: bytes, writer: asyncio.StreamWriter) -> None:
        asked = json.loads(line)
        number = asked.pop("id")
        answered = await recorder.do(asked)
        if answered is not None and not writer.is_closing():
            writer.write(json.dumps({"id": number, **answered}).encode() + b"\n")

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async for line in reader:
                # a task of its own: whoever asked may die, what was asked goes on
                task = asyncio.create_task(answer(line, writer))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_unix_server(connected, path, limit=2**24)
    print("ready", flush=True)
    async with server:
        # its parent's end is its own; whoever is still connected is not waited for
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        os._exit(0)


def now() -> int:
    return time.time_ns() // 1_000


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])))
