"""The process that goes to pages and reads them: small, bounded by the system, and no loss if it ends."""

import asyncio
import os
import resource
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from adapters.links.asking import Asking
from adapters.links.frames import framed, unframed
from adapters.links.reading import read_page
from adapters.links.refused import Refused
from adapters.links.vetting import Vetting
from adapters.links.visiting import GONE, Visiting

ROOM = 96 * 1024 * 1024  # bytes of address space beyond what it has at its start
PROCESSOR = 4  # seconds for each page, at the most
YIELDS = 10  # of 19: where processors are scarce, the bot's own work has nine parts of ten
STACK = 1024 * 1024  # bytes for each look-up of a name; the usual eight would fill the room
NAMES = 4  # looked up at once


def main() -> None:
    """What `python -m adapters.links.child AGENT` does, told by its standard input, until that ends."""
    vetting = Vetting()
    serve(Visiting(vetting, Asking(vetting, sys.argv[1])))


def serve(visiting: Visiting) -> None:
    """Answer what comes in until nothing comes any more."""
    limit()
    asyncio.run(_serve(visiting))


def limit() -> None:
    """Limits of the system for this process: memory, files, no file that grows, and the bot comes first."""
    os.nice(YIELDS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if _on_linux() else 0
    if pages:
        _at_most(resource.RLIMIT_AS, pages * resource.getpagesize() + ROOM)
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_FSIZE, 0)
    _at_most(resource.RLIMIT_NOFILE, 64)


def _on_linux() -> bool:
    return sys.platform == "linux"


def _at_most(which: int, limit: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard in {resource.RLIM_INFINITY, -1} or limit <= hard:
        resource.setrlimit(which, (limit, hard))


def _some_more_processor() -> None:
    """The system ends the process if what comes next takes longer than a page may."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _at_most(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + PROCESSOR)


async def _serve(visiting: Visiting) -> None:
    loop = asyncio.get_running_loop()
    threading.stack_size(STACK)
    loop.set_default_executor(ThreadPoolExecutor(NAMES, "names"))
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    under_way: set[asyncio.Task[None]] = set()
    while True:
        try:
            asked = await unframed(reader)
        except EOFError:
            os._exit(0)  # a look-up of a name that still waits keeps nobody waiting
        task = asyncio.create_task(_answer(visiting, asked))
        under_way.add(task)
        task.add_done_callback(under_way.discard)


async def _answer(visiting: Visiting, asked: dict[str, Any]) -> None:
    _some_more_processor()
    told = await _told(visiting, asked["do"], asked["address"])
    content = framed({"id": asked["id"], **told})
    while content:  # the bot reads all the time, so this waits for nobody
        content = content[os.write(sys.stdout.fileno(), content) :]


async def _told(visiting: Visiting, do: str, address: str) -> dict[str, Any]:
    try:
        if do == "alive":
            status = await visiting.answers(address)
            return {"alive": "gone" if status in GONE else "yes" if 200 <= status < 300 else "unsure"}
        where, answer = await visiting.page(address)
        return {"preview": read_page(where, answer)}
    except Refused as refused:
        return {"refused": refused.reason, "gone": refused.gone}
    except (MemoryError, RecursionError):
        return {"refused": "the page is too much to read"}
    except Exception as fault:  # noqa: BLE001 - whatever a page did, the next one is looked at
        return {"refused": "the page could not be read", "fault": type(fault).__name__}


if __name__ == "__main__":
    main()
