"""How long 10,000 bookmarks take from the file until they are told as done, and back, and what waits."""

import asyncio
import gc
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks import postgres
from benchmarks.measure import Row, at_most, scaled
from benchmarks.sending import Counting, folder, fresh, relay
from communitybot.clocks import SystemClock
from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.conversation.message import File
from communitybot.library import library
from communitybot.people.model import Person
from communitybot.resources.keeping.importing import Importing, ImportWish
from communitybot.resources.model.importing import ImportState
from communitybot.storage.engine import Database
from communitybot.storage.work import UnitsOfWork, Work
from tests.databases import NoPostgres

LINKS = scaled(10_000)
FOLDERS = 60
WANTED = 30.0  # seconds
MEMORY = 128.0  # MiB more than before
HELD = 250.0  # milliseconds in which nothing else runs
PROBE = 0.005  # seconds between two looks at the clock
NAMED = (
    "fractions volcano reading circle poem map harbour lesson seeds water story number line strips history "
    "budget planet debate source garden music rhythm angle cell market letter journey river light energy"
)
WORDS = NAMED.split()
HOW = f"A bookmarks file of {LINKS:,} links in {FOLDERS} folders: read, seen, taken in parts, told as done."


def bookmarks() -> bytes:
    """Links with titles, tags, dates and descriptions, in folders, as a browser writes them."""
    chance = random.Random(7)
    lines = ["<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<DL><p>"]
    for number in range(LINKS):
        if number % (LINKS // FOLDERS + 1) == 0:
            lines += ["</DL><p>"] if number else []
            lines += [f"<DT><H3>{chance.choice(WORDS)} {number}</H3>", "<DL><p>"]
        title = " ".join(chance.choices(WORDS, k=6))
        tags = ",".join(chance.sample(WORDS, 3))
        about = " ".join(chance.choices(WORDS, k=20))
        address = f"https://s{number % 997}.example.org/{title.replace(' ', '-')}-{number}?utm_source=x"
        date = 1_400_000_000 + number * 1_000
        lines.append(f'<DT><A HREF="{address}" ADD_DATE="{date}" TAGS="{tags}">{title}</A>')
        lines.append(f"<DD>{about}")
    return "\n".join([*lines, "</DL><p>", "</DL><p>"]).encode()


def resident() -> float:
    """The memory this process has now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass
class Held:
    """The longest time in which nothing else could run, in seconds, and the most memory, in MiB."""

    most: float = 0.0
    memory: float = 0.0

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        async def watch() -> None:
            while True:
                before = time.perf_counter()
                await asyncio.sleep(PROBE)
                self.most = max(self.most, time.perf_counter() - before - PROBE)
                self.memory = max(self.memory, resident())

        watcher = asyncio.create_task(watch())
        try:
            yield
        finally:
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher


@dataclass
class Taken:
    """Seconds for all of it and for taking it back, the longest hold of each, the memory more at its peak."""

    seconds: float
    held: float
    grown: float
    back: float = 0.0
    held_back: float = 0.0


async def taken(database: Database, content: bytes) -> Taken:
    """Import all of it, and take all of it back."""
    units, clock, held = UnitsOfWork(database), SystemClock(), Held()
    await units.run(_school)
    importing = Importing(units, clock)
    whole = library(
        units, clock, base_url="https://bot.example.org", key=b"k" * 32, hears=lambda _platform: True
    )
    sender = relay(database, Counting(), dict(whole.handlers))
    gc.collect()
    before, began = resident(), time.perf_counter()
    async with held.watching():
        seen = await importing.preview(HOST, File("bookmarks.html", "text/html", content), ImportWish())
        made = await importing.take(HOST, seen.id)
        while made.state is ImportState.TAKING:
            await sender.run_once()
            made = await importing.find(HOST, made.id)
    told = Taken(time.perf_counter() - began, held.most, held.memory - before)
    if made.kept != LINKS:
        raise RuntimeError(f"{made.kept:,} of {LINKS:,} links were kept")
    held, began = Held(), time.perf_counter()
    async with held.watching():
        made = await importing.undo(HOST, made.id)
        while made.state is ImportState.UNDOING:
            await sender.run_once()
            made = await importing.find(HOST, made.id)
    told.back, told.held_back = time.perf_counter() - began, held.most
    await sender.stop()
    if made.gone != LINKS:
        raise RuntimeError(f"{made.gone:,} of {LINKS:,} links were taken back")
    return told


async def _school(work: Work) -> None:
    account = PersonAddress("bench", "school", "grace")
    house = Community(
        id="c1",
        name="School",
        slug="school",
        zone="America/New_York",
        spaces=(SpaceAddress("bench", "school"),),
    )
    await work.communities.add(house)
    await work.people.save(Person(id="grace", community="c1", name="Grace", accounts=(account,)))


HOST = Caller(
    person="grace",
    name="Grace",
    community="c1",
    account=PersonAddress("bench", "school", "grace"),
    space=SpaceAddress("bench", "school"),
    place=PlaceAddress("bench", "school", "resources"),
    zone="America/New_York",
    roles=frozenset({ADMINISTRATOR}),
)


async def measured(url: str, content: bytes) -> Taken:
    async with fresh(url) as database:
        return await taken(database, content)


def rows(name: str, url: str, content: bytes) -> list[Row]:
    told = asyncio.run(measured(url, content))
    longest, back = f"longest hold of everything else, {name}", f"taking {LINKS:,} bookmarks back, {name}"
    return [
        at_most(f"import of {LINKS:,} bookmarks, {name}", told.seconds, WANTED, unit="s", how=HOW),
        at_most(longest, told.held * 1000, HELD, unit="ms", how="While it is imported."),
        at_most(
            f"memory more at its peak, {name}", told.grown, MEMORY, unit="MiB", how="Of the whole process."
        ),
        at_most(back, told.back, WANTED, unit="s", how="From the press to the word that it is undone."),
        at_most(f"{longest}, on the way back", told.held_back * 1000, HELD, unit="ms", how="While undone."),
    ]


def run() -> list[Row]:
    content = bookmarks()
    with folder() as place:
        found = rows("SQLite", f"sqlite:///{place / 'bench.db'}", content)
    try:
        with postgres.server() as server, server.migrated() as url:
            found += rows("PostgreSQL", url, content)
    except NoPostgres as why:
        found.append({"work": "import of bookmarks, PostgreSQL", "ours": None, "unit": "", "how": str(why)})
    return found
