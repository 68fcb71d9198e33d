"""The process beside the bot: begun when needed, begun anew when it ends, and told no secrets."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile.lists import of
from hostile.reading import at, previews
from hostile.servers import answer, moved, pages, serving

from adapters.links import process
from communitybot.ports import Alive, NoPreview

PAGE = answer("<title>Exit tickets</title><meta name=description content='Two minutes at the end'>")


async def test_a_page_is_looked_at_with_its_robots_txt_and_nothing_tells_who_asks():
    async with serving(pages({"/lesson?id=5": PAGE})) as site, previews(site) as (door, reader):
        assert reader.pid is None  # nothing runs before it is needed

        told = await door.look(at(site, "/lesson?id=5#top"))

        assert (told.title, told.description) == ("Exit tickets", "Two minutes at the end")
        assert told.address == at(site, "/lesson?id=5")
        assert site.requests == ["/robots.txt", "/lesson?id=5"]
        asked = site.heads[-1].lower()
        assert "user-agent: tests\r\n" in asked
        assert "accept-encoding: identity, gzip\r\n" in asked
        assert not any(name in asked for name in ("cookie", "referer", "authorization", "from:"))


async def test_what_cannot_be_looked_at_says_why():
    chain = next(each for each in of("redirects") if each.number == 42)
    known = {
        chain.text: moved(chain.text),
        "/login": answer("", status="403 Forbidden"),
        "/robots.txt": answer("User-agent: *\nDisallow: /closed", kind="text/plain"),
        "/closed": PAGE,
        "/empty": answer("<p>Words without a title</p>"),
        "/https": moved("ftp://public.example.org/"),
        "/document": moved("/ServiceLogin?continue=document"),
        "/ServiceLogin?continue=document": answer("<title>Sign in</title>"),
    }
    async with serving(pages(known)) as site, previews(site) as (door, _):
        for path, why in {
            chain.text: "it leads on and on",
            "/login": "its server does not show it",
            "/closed": "its site asks programs not to read it",
            "/nowhere": "the page is not there",
            "/empty": "the page does not say what it is",
            "/https": "it is no plain web address",
            "/document": "it needs a log-in",
        }.items():
            with pytest.raises(NoPreview) as nothing:
                await door.look(at(site, path))
            assert nothing.value.reason == why
        assert site.requests.count(chain.text) == 4  # three redirects are followed
        assert "/closed" not in site.requests
        with pytest.raises(NoPreview, match="there is no such server"):
            await door.look("http://nowhere.example.org/")


async def test_whether_links_still_lead_anywhere():
    known = {
        "/here": PAGE,
        "/moved": moved("/here"),
        "/odd": answer("", status="500 Oh"),
        "/gone": answer("", status="410 Gone"),
    }
    async with serving(pages(known)) as site, previews(site) as (door, _):
        found = {
            path: await door.alive(at(site, path))
            for path in ("/here", "/moved", "/gone", "/nowhere", "/odd")
        }
        nowhere = await door.alive("http://nowhere.example.org/")
        private = await door.alive("http://127.0.0.1/")

    assert found == {
        "/here": Alive.YES,
        "/moved": Alive.YES,
        "/gone": Alive.GONE,
        "/nowhere": Alive.GONE,
        "/odd": Alive.UNSURE,
    }
    assert (nowhere, private) == (Alive.GONE, Alive.UNSURE)
    assert site.heads[1].startswith("HEAD /here ")  # the page itself stays where it is
    assert "range: bytes=0-1023" in site.heads[-1].lower()  # asked again, and for its beginning alone


class Gated:
    """A site whose pages under /slow come when the gate is opened; those under /never do not come."""

    def __init__(self):
        self.gate = asyncio.Event()

    async def __call__(self, path, writer):
        if path == "/never":
            await asyncio.sleep(60)
        if path == "/slow":
            await self.gate.wait()
        writer.write(PAGE)


async def came(site, path, times):
    async with asyncio.timeout(10):
        while site.requests.count(path) < times:
            await asyncio.sleep(0.01)


async def test_a_process_that_dies_is_begun_anew_and_others_pages_are_looked_at_again():
    gated = Gated()
    async with serving(gated) as site, previews(site) as (door, reader):
        await door.look(at(site))
        first = reader.pid
        both = [asyncio.create_task(door.look(at(site, "/slow"))) for _ in range(2)]
        await came(site, "/slow", 2)
        os.kill(first, signal.SIGKILL)
        gated.gate.set()

        assert [each.title for each in await asyncio.gather(*both)] == ["Exit tickets"] * 2
        assert reader.pid not in {None, first}

        gated.gate.clear()
        alone = asyncio.create_task(door.look(at(site, "/slow")))
        await came(site, "/slow", 5)
        os.kill(reader.pid, signal.SIGKILL)
        with pytest.raises(NoPreview, match="too much to read"):
            await alone  # it was this page, for all we know
        assert (await door.look(at(site))).title == "Exit tickets"


async def test_a_process_that_does_not_answer_is_ended():
    async with serving(pages({"/": PAGE})) as site, previews(site, answers_within=0.5) as (door, reader):
        with pytest.raises(NoPreview):
            await asyncio.wait_for(never_beginning(reader, door, site), 5)
        assert reader.pid is None


async def never_beginning(reader, door, site):
    running = await reader._begun()
    os.kill(running.pid, signal.SIGSTOP)
    await door.look(at(site))


async def test_a_look_that_never_ends_costs_others_nothing_and_a_door_that_is_closed_begins_nothing():
    gated = Gated()
    async with serving(gated) as site, previews(site, within=30) as (door, reader):
        await door.look(at(site))
        first, patience = reader.pid, reader._within
        reader._within = 0.5
        never = asyncio.create_task(door.look(at(site, "/never")))
        await asyncio.sleep(0)
        reader._within = patience
        slow = asyncio.create_task(door.look(at(site, "/slow")))

        with pytest.raises(NoPreview, match="too long"):
            await never
        gated.gate.set()
        assert (await slow).title == "Exit tickets"
        assert reader.pid != first

        gated.gate.clear()
        met = site.requests.count("/slow")
        slow = asyncio.create_task(door.look(at(site, "/slow")))
        await came(site, "/slow", met + 1)
        await reader.end()
        with pytest.raises(NoPreview) as nothing:
            await slow
        assert nothing.value.passing  # it says nothing about the page
        assert reader.pid is None


async def test_the_process_ends_when_the_bot_is_killed():
    async with serving(pages({"/": PAGE})) as site:
        bot = subprocess.Popen(
            [sys.executable, str(Path(__file__).parents[1] / "hostile" / "killed.py"), str(site.port)],
            stdout=subprocess.PIPE,
        )
        beside = int(await asyncio.to_thread(bot.stdout.readline))
        assert Path(f"/proc/{beside}").exists()
        bot.kill()
        bot.wait()
        bot.stdout.close()

    until = time.monotonic() + 5
    while _lives(beside) and time.monotonic() < until:
        await asyncio.sleep(0.02)
    assert not _lives(beside)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_process_retires_after_so_many_pages_and_rests_when_nobody_asks(monkeypatch):
    monkeypatch.setattr(process, "RESTS", 0.2)
    async with serving(pages({"/": PAGE})) as site, previews(site, retires=2) as (door, reader):
        ran = []
        for _ in range(3):
            await door.look(at(site))
            ran.append(reader.pid)
        assert ran[0] == ran[1] != ran[2]

        until = time.monotonic() + 5
        while reader.pid is not None and time.monotonic() < until:
            await asyncio.sleep(0.05)
        assert reader.pid is None
        assert (await door.look(at(site))).title == "Exit tickets"


async def test_the_process_knows_nothing_of_the_bots_secrets(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("COMMUNITYBOT_SECRET_KEY", "secret")
    async with serving(pages({"/": PAGE})) as site, previews(site) as (door, reader):
        await door.look(at(site))
        with open(f"/proc/{reader.pid}/environ", "rb") as told:  # noqa: PTH123 - a file of the system
            environment = told.read()

    assert b"PATH=" in environment
    assert b"secret" not in environment


async def test_the_system_holds_the_process_to_its_limits():
    async with serving(pages({"/": PAGE})) as site, previews(site) as (door, reader):
        await door.look(at(site))
        told = Path(f"/proc/{reader.pid}/limits").read_text(encoding="ascii")

    soft = {line[:26].strip(): line[26:].split()[0] for line in told.splitlines()}
    assert int(soft["Max cpu time"]) < 10
    assert int(soft["Max address space"]) < 256 * 1024 * 1024
    assert (soft["Max file size"], soft["Max core file size"]) == ("0", "0")
    assert int(soft["Max open files"]) <= 64


async def test_forty_pages_at_once_are_enough():
    async def slowly(_path, writer):
        await asyncio.sleep(0.05)
        writer.write(PAGE)

    async with serving(slowly) as site, previews(site) as (door, _):
        looks = [door.look(at(site, f"/{number}")) for number in range(60)]
        found = await asyncio.gather(*looks, return_exceptions=True)

    refused = [each for each in found if isinstance(each, NoPreview)]
    assert len(refused) == 20
    assert all(each.passing for each in refused)
