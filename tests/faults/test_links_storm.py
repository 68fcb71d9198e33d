"""While hostile pages are looked at, the bot's own loop goes on as if nothing were."""

import asyncio
import contextlib
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile import site as hostile_site
from hostile.reading import SITE, at, previews
from hostile.servers import Server, names

from adapters.links import asking, reading
from adapters.links.asking import Asking
from adapters.links.refused import Refused
from adapters.links.vetting import Vetting
from communitybot.ports import NoPreview

PATHS = ("64", "66", "68", "70", "71", "74", *hostile_site.FURTHER)
STEP = 0.005
LATE = 0.05  # seconds that nobody would notice


@pytest.fixture
def site():
    with subprocess.Popen(
        [sys.executable, str(Path(hostile_site.__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as served:
        yield Server(int(served.stdout.readline()))
        served.stdin.close()


async def felt_while(storm) -> tuple[list[float], list[float]]:
    """What this loop feels while something else goes on, each sorted, in seconds: late, busy at a stretch.

    How late a short sleep ends depends on all this machine does; how long the loop worked meanwhile does not.
    """
    task = asyncio.create_task(storm)
    late, busy = [], []
    while not task.done():
        began, worked = time.perf_counter(), time.thread_time()
        await asyncio.sleep(STEP)
        late.append(time.perf_counter() - began - STEP)
        busy.append(time.thread_time() - worked)
    await task
    return sorted(late), sorted(busy)


def p99(late: list[float]) -> float:
    return late[len(late) * 99 // 100]


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.promise("R35")
async def test_a_storm_of_hostile_pages_makes_nothing_late(site):
    async with previews(site) as (door, _):

        async def look(path: str) -> None:
            with contextlib.suppress(NoPreview):
                await door.look(at(site, f"/{path}"))

        async def storm() -> None:
            until = time.monotonic() + 1.5
            while time.monotonic() < until:
                await asyncio.gather(*(look(path) for path in PATHS))

        await look("plain")
        quiet, _ = await felt_while(asyncio.sleep(1))
        loud, busy = await felt_while(storm())

    print(f"late by {p99(quiet) * 1e3:.1f} ms in peace, {p99(loud) * 1e3:.1f} ms in the storm (p99);")
    print(f"busy for {busy[-1] * 1e3:.1f} ms at the most")
    assert len(loud) > 50, "the storm was over before it could be felt"
    assert busy[-1] <= LATE / 2
    assert p99(loud) <= p99(quiet) + LATE


@pytest.mark.alone
@pytest.mark.slow
async def test_in_the_bots_own_process_and_without_limits_a_page_would_be_felt(site, monkeypatch):
    much = 100 * 1024 * 1024
    for name in ("DECODED", "ON_WIRE", "FREE", "RATIO"):
        monkeypatch.setattr(asking, name, much)
    vetting = Vetting(names({SITE: [["127.0.0.1"]]}), allowed=frozenset({("127.0.0.1", site.port)}))

    async def look() -> None:
        answer = await Asking(vetting, "tests").ask(vetting.target(at(site, "/64")), most=much)
        with contextlib.suppress(Refused):
            reading.read_page(at(site, "/64"), answer)

    _, busy = await felt_while(look())
    assert busy[-1] > LATE
