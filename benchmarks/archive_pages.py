"""How long the archive of a chat with 5,000 messages takes over HTTP, beside a file of the same bytes."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from adapters.web.server import Server, application
from benchmarks.measure import Row, at_most, scaled, share
from benchmarks.sending import folder
from communitybot.bootstrap import House, build
from communitybot.clocks import SystemClock
from communitybot.communities.model import Community
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.livechats.archive.addresses import ArchiveAddresses
from communitybot.livechats.model.chat import Archiving, Chat, Host, Question, Showing, Stage
from communitybot.livechats.model.log import Kind
from communitybot.settings import load, secret_key
from communitybot.threads.log import Line

LINES = scaled(5_000)
PEOPLE = scaled(1_000)
CALLS = scaled(400)
WARMING = 5
WANTED = 200.0  # milliseconds
PROCESSOR = 120.0  # milliseconds of processor time
START = datetime(2014, 10, 14, 23, tzinfo=UTC)
CHAT, COMMUNITY = "0j8mzv3k5n7pqr", "bench"
CHANGES = ("an edit", "a deletion", "a move", "a late answer", "a reaction", "another choice")
THREAD = PlaceAddress("bench", "month", "chats", "1")
CHOICES = (Showing.NAME, Showing.NAME, Showing.INITIALS, None, None, None, Showing.EDUCATOR)
BESIDE = "a file of the same bytes"
HOW = (
    f"GET over HTTP, one at a time, gzip, {LINES:,} messages of {PEOPLE:,} people, one in fifty left out. "
    f"Made anew: before each, in turn, {', '.join(CHANGES)}."
)
WORDS = (
    "we begin each week with short stories that families send and ask what they leave out my students read "
    "to younger children on Fridays which changed how they listen our principal came once said nothing then "
    "opened her door nobody needs another tool but everybody wants time for planning together quiet ones"
)
Ask = Callable[[], Awaitable[None]]
Taken = list[tuple[float, float]]


def chat() -> Chat:
    minutes = timedelta(minutes=1)
    asked = [START + (6 + 8 * number) * minutes for number in range(6)]
    return Chat(
        id=CHAT,
        community=COMMUNITY,
        event="e",
        original=START.replace(tzinfo=None),
        title="Connected educators",
        hashtag="ce14",
        zone="America/New_York",
        start=START,
        end=START + 60 * minutes,
        hosts=(Host("Teacher0 Surname", "p0"),),
        questions=tuple(
            Question(text="What will you try on Monday, and with whom?", asked=at) for at in asked
        ),
        archiving=Archiving.ON,
        stage=Stage.OVER,
        ended=START + 60 * minutes,
        created_at=START,
    )


def line(number: int) -> Line:
    """One message of 4 to 40 words; one in four is a reply, one in ten has a link, one in ten a name."""
    person, question = number * 7 % PEOPLE, 1 + number * 6 // (LINES + 1)
    chance = random.Random(number)
    words = [f"A{question}", *chance.choices(WORDS.split(), k=chance.randint(3, 39))]
    if number % 10 == 1:
        words.append(f"https://example.org/lists/{number % 50}")
    if number % 10 == 2:
        words.append(f"@Teacher{chance.randrange(PEOPLE)} Surname")
    return Line(
        talk=CHAT,
        number=number,
        kind=Kind.SAID,
        at=START + timedelta(hours=1) * number / LINES,
        question=question,
        person=f"p{person}",
        name=f"Teacher{person} Surname",
        platform="bench",
        thread=THREAD,
        ref=MessageRef(THREAD, f"{number}"),
        text=" ".join(words),
        answers=number - 3 if number % 4 == 0 and number > 3 else None,
    )


async def fill(house: House, left_out: int) -> None:
    now = datetime.now(UTC)
    lines = [line(number) for number in range(1, LINES + 1)]

    async def unit(work: Any) -> None:
        chats, communities = work.chats, work.communities
        await communities.save(Community(id=COMMUNITY, name="Month", slug="month", zone="America/New_York"))
        await chats.add(chat())
        for begin in range(0, LINES, 1_000):
            await chats.append(COMMUNITY, CHAT, lines[begin : begin + 1_000])
        for number in range(PEOPLE):
            choice = Showing.LEFT_OUT if 0 < number <= left_out else CHOICES[number % len(CHOICES)]
            if choice is not None:
                await chats.show(COMMUNITY, CHAT, f"p{number}", choice, now)
        for number in range(1, LINES, 2):
            await chats.react(COMMUNITY, CHAT, number, f"p{number * 3 % PEOPLE}", "heart", on=True, at=now)

    await house.units.run(unit)


async def change(house: House, number: int) -> None:
    """Something happens to an archive that is there already: each kind of change in its turn."""
    chance = random.Random(number)
    at, somebody = chance.randint(1, LINES), f"p{chance.randrange(PEOPLE)}"
    late = replace(
        line(at), answers=None, late=True, label=1, ref=MessageRef(THREAD, f"late{number % 1_000_000}")
    )

    async def unit(work: Any) -> None:
        chats = work.chats
        now = datetime.now(UTC)
        there = await chats.line(COMMUNITY, CHAT, at)
        match number % len(CHANGES):
            case 0:
                changed = replace(there, text=f"{there.text} corrected {number} times", edited=START)
                await chats.reword(COMMUNITY, changed)
            case 1:
                await chats.reword(COMMUNITY, replace(there, text="", shown=(), removed=True))
            case 2:
                await chats.reword(COMMUNITY, replace(there, question=chance.randint(1, 6), moved=True))
            case 3:
                await chats.append(COMMUNITY, CHAT, [late])
            case 4:
                await chats.react(COMMUNITY, CHAT, at, f"new{number}", "heart", on=True, at=now)
            case _:
                await chats.show(COMMUNITY, CHAT, somebody, chance.choice(list(Showing)), now)

    await house.units.run(unit)


async def timed(
    calls: int,
    ask: Ask,
    before: Callable[[int], Awaitable[None]] | None = None,
    *,
    warming: int = WARMING,
) -> Taken:
    """Milliseconds of each call, one after the other, and those of the processor."""
    taken: Taken = []
    for number in range(warming + calls):
        if before is not None:
            await before(number)
        busy, began = time.process_time(), time.perf_counter()
        await ask()
        taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000))
    return taken[warming:]


async def held_up(work: Awaitable[object]) -> float:
    """The longest time in milliseconds for which nothing else could go on while something was done."""
    worst, task = 0.0, asyncio.ensure_future(work)
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, (time.perf_counter() - began) * 1000 - 1)
    await task
    return worst


async def measure(place: Path) -> dict[str, Taken]:
    settings = load({}, database_url=f"sqlite:///{place / 'archive.db'}")
    house = await build(settings, SystemClock())
    app = application([], settings, house.bot)
    app.router.add_get("/beside.html", lambda _: _file(place / "beside.html"))
    server = await Server.listen(app, "127.0.0.1", 0)
    proof = ArchiveAddresses("", secret_key(settings).encode()).proof(CHAT)
    page = f"{server.address}archives/{CHAT}/{proof}"
    try:
        async with ClientSession(auto_decompress=False) as browser:

            async def get(address: str) -> bytes:
                async with browser.get(address) as response:
                    assert response.status == 200, response.status
                    return await response.read()

            async def ask() -> None:
                await get(page)

            async def beside() -> None:
                await get(f"{server.address}beside.html")

            async def anew(number: int) -> None:
                await change(house, number)

            await fill(house, PEOPLE // 50)
            first = await timed(1, ask, warming=0)
            (place / "beside.html").write_bytes(await get(page))
            taken = {
                "asked again": await timed(CALLS, ask),
                "made anew": await timed(CALLS // 4, ask, anew),
                BESIDE: await timed(CALLS, beside),
                "first": first,
                "held up": [],
            }
            for number in range(12):
                await change(house, CALLS + number)
                taken["held up"].append((await held_up(ask()), 0.0))
            return taken
    finally:
        await server.close()
        await house.close()


async def _file(path: Path) -> web.FileResponse:
    return web.FileResponse(path)


def run() -> list[Row]:
    with folder() as place:
        taken = asyncio.run(measure(place))
    walls = {label: [wall for wall, _ in times] for label, times in taken.items()}
    rows = []
    for label in ("asked again", "made anew"):
        for name, part in (("p50", 0.5), ("p95", 0.95)):
            row = at_most(
                f"archive page, {label}, {name}",
                share(walls[label], part),
                WANTED,
                unit="ms",
                how=f"{HOW} {len(walls[label]):,} calls. Beside it the packed page as a file.",
            )
            peer = share(walls[BESIDE], part)
            rows.append(
                row | {"peer": round(peer, 3), "peer_name": "ms, aiohttp's file", "ratio": row["ours"] / peer}
            )
    busy = share([each for _, each in taken["made anew"]], 0.95)
    how = f"{HOW} Of the whole process, the one who asks included; a busy machine changes it little."
    rows.append(at_most("archive page, made anew, p95 of the processor", busy, PROCESSOR, unit="ms", how=how))
    how = (
        "Once: nothing is kept of the page, and its template was never used. Wall time; nothing is promised."
    )
    first = {"work": "archive page, asked for the first time", "ours": round(walls["first"][0], 3)}
    rows.append(first | {"wanted": "", "met": None, "unit": "ms", "how": how})
    how = "The longest time the event loop stood still while a page was made anew; the worst of twelve."
    rows.append(at_most("archive page, others held up for", max(walls["held up"]), 100.0, unit="ms", how=how))
    return rows
