"""The library in a real browser: on a phone and on a desk, light and dark, for everybody; and on paper."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp.test_utils import TestClient, TestServer
from axe_playwright_python.async_playwright import Axe

from adapters.web.server import application
from communitybot.resources.model.grades import OF_LEVEL, Grade
from communitybot.resources.model.resource import Kind, Licence, ResourceSettings
from communitybot.resources.pages.service import ResourcePages
from tests.browsing import FLAGS, there
from tests.resources.keeping.shelf import ADDRESSES, resource

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("COMMUNITYBOT_PICTURES")  # a folder, for whoever wants to look
SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")
SEEN = ((390, 844, "light"), (1280, 900, "dark"))
PATH = "/library/lincoln-school"


async def full(shelf):
    everything = tuple(Grade)
    await shelf.has(
        resource(
            "r1",
            "Fraction strips to print and cut",
            about="Strips from a half to a twelfth. Two lessons, and what to say when they do not line up. "
            * 3,
            tags=("fractions", "manipulatives", "printable"),
            subjects=("mathematics",),
            grades=(Grade.THIRD, Grade.FOURTH),
            kind=Kind.LESSON,
            licence=Licence.CC_BY_SA,
            login=False,
        ),
        resource(
            "r2", "A" * 140, tags=("long" * 7,), subjects=("x" * 40,), about="B" * 300, grades=everything
        ),
        resource(
            "r3", "How we begin the day", address="", canonical="", text="Greet each by name.\nSit down."
        ),
        resource(
            "r4", "\u05e9\u05d1\u05e8\u05d9\u05dd", kind=Kind.VIDEO, tags=("\u05e9\u05d1\u05e8",), login=True
        ),
        *(
            resource(f"s{n}", f"Lesson {n}", tags=(f"tag-{n}",), grades=next(iter(OF_LEVEL.values())))
            for n in range(30)
        ),
    )
    await shelf.units.run(lambda work: work.resources.set("c1", ResourceSettings(public=True)))


async def test_nothing_keeps_anybody_from_reading_and_narrowing_it(shelf):
    from playwright.async_api import async_playwright

    await full(shelf)
    pages = ResourcePages(shelf.units, shelf.clock, ADDRESSES)
    app = application([], SETTINGS, SimpleNamespace(pages=SimpleNamespace(library=pages)))
    async with TestClient(TestServer(app)) as client, async_playwright() as play:
        browser = await play.chromium.launch(executable_path=there(), args=FLAGS)
        address = str(client.make_url("")).rstrip("/")
        for width, height, scheme in SEEN:
            page = await browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
            )
            outside = []
            page.on(
                "request", lambda asked, to=outside: asked.url.startswith(address) or to.append(asked.url)
            )
            await page.goto(address + PATH + "?page=2")
            if PICTURES:
                await page.screenshot(path=Path(PICTURES) / f"library-{width}-{scheme}.png", full_page=True)
            told = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]
            grave = [each["id"] for each in told if each["impact"] in {"serious", "critical"}]
            assert (scheme, grave, outside) == (scheme, [], [])
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

        # Without any script: the form is an address, and what it asked for stands in it.
        await page.get_by_label("Words").fill("fraction")
        await page.get_by_label("Grade").select_option("3")
        await page.get_by_label("No log-in needed").check()
        await page.get_by_role("button", name="Find").click()
        assert "q=fraction&grade=3" in page.url
        assert await page.get_by_role("heading", level=3).all_inner_texts() == [
            "Fraction strips to print and cut"
        ]
        assert await page.get_by_label("No log-in needed").is_checked()
        await page.emulate_media(media="print")
        assert not await page.get_by_label("Words").is_visible()
        await browser.close()
