"""Readers of pages for tests: the real process, told what it may reach."""

import json
import sys
from collections.abc import Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from hostile.servers import Server

from adapters.links.previews import Previews
from adapters.links.process import Reader

CHILD = Path(__file__).with_name("child.py")
SITE = "public.example.org"


@asynccontextmanager
async def reader(servers: Iterable[Server], *, answers_within: float = 9.5, retires: int = 300, **told: Any):
    known = {"names": {SITE: [["127.0.0.1"]]}, "allowed": [(each.host, each.port) for each in servers]} | told
    made = Reader(
        (sys.executable, str(CHILD), json.dumps(known)), answers_within=answers_within, retires=retires
    )
    try:
        yield made
    finally:
        await made.end()


@asynccontextmanager
async def previews(*servers: Server, **more: Any):
    """Previews, and the reader behind them."""
    async with reader(servers, **more) as made:
        yield Previews(made), made


def at(server: Server, path: str = "/") -> str:
    return f"http://{SITE}:{server.port}{path}"


def memory(pid: int, name: str = "VmRSS") -> int:
    """Bytes of memory of a process: now (`VmRSS`), or at the most so far (`VmHWM`)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])
