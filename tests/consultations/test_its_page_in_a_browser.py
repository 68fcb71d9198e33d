"""The page of a consultation in a real browser: on a phone and on a desk, light and dark, for everybody."""

import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp.test_utils import TestClient, TestServer
from asked import consultation, response
from axe_playwright_python.async_playwright import Axe

from adapters.web.server import application
from communitybot.consultations.model.consultation import Stage
from communitybot.consultations.model.response import Showing
from communitybot.consultations.pages.building import build
from tests.browsing import FLAGS, there

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("COMMUNITYBOT_PICTURES")  # a folder, for whoever wants to look
SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")
SEEN = ((390, 844, "light"), (1280, 900, "dark"))
PATH = "/consultations/0000000000day1/" + "p" * 32
WORDS = (
    "I would sleep, and so would they. First period is half empty in winter.",
    "Buses run twice then; who pays?\nAsk the drivers first.",
    "A" * 60,
)


class Pages:
    """One full page, whoever asks."""

    async def page(self, _one, _proof):
        some = [
            response(f"p{number}", "123"[number % 3], "12345"[number % 5], WORDS[number % 3])
            for number in range(12)
        ]
        some += [response("rosa", "1", "5", WORDS[0], showing=Showing.ROLE)]
        one = consultation(
            stage=Stage.CLOSED,
            closed=datetime(2026, 12, 15, 12, tzinfo=UTC),
            reply="From August on the day starts at 8:30.\nBuses are paid until 2028.",
            replied=datetime(2027, 3, 2, 15, tzinfo=UTC),
        )
        return build(one, some, "Lincoln School")


async def test_nothing_keeps_anybody_from_reading_it():
    from playwright.async_api import async_playwright

    app = application([], SETTINGS, SimpleNamespace(pages=SimpleNamespace(consultations=Pages())))
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
            await page.goto(address + PATH)
            if PICTURES:
                await page.screenshot(
                    path=Path(PICTURES) / f"consultation-{width}-{scheme}.png", full_page=True
                )
            told = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]

            grave = [each["id"] for each in told if each["impact"] in {"serious", "critical"}]
            assert (scheme, grave, outside) == (scheme, [], [])
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await browser.close()
