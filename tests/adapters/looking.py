"""Opens the playground in a real browser, and watches every page for mistakes and for requests outside."""

import pytest
import pytest_asyncio

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.cast import room_address
from adapters.web.adapter import WebAdapter
from tests.adapters.little_bot import LittleBot, card
from tests.adapters.playing import SETTINGS
from tests.browsing import FLAGS, there

IN_A_BROWSER = [
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all of them: starting it is what takes long
    pytest.mark.browser,
]


class Open:
    """A served playground and a browser; `page()` is one more page, watched for mistakes."""

    def __init__(self, address, browser, bot, store):
        self.address = address
        self.browser = browser
        self.bot = bot
        self.platform = bot.platform
        self.store = store
        self.mistakes = []
        self.outside = []

    async def page(self, person="teacher", place="events", width=1280, height=800, **context):
        seen = await self.browser.new_context(viewport={"width": width, "height": height}, **context)
        page = await seen.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda told: told.type == "error" and self.mistakes.append(told.text))
        page.on("pageerror", lambda problem: self.mistakes.append(str(problem)))
        page.on("request", lambda asked: asked.url.startswith(self.address) or self.outside.append(asked.url))
        await page.goto(f"{self.address}#person={person}&place={place}")
        await page.locator("#room .room-name", has_text="#").wait_for()
        return page


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser():
    from playwright.async_api import async_playwright

    async with async_playwright() as play:
        started = await play.chromium.launch(executable_path=there(), args=FLAGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def opened(tmp_path, browser):
    bot = LittleBot()
    playground, server = PlaygroundAdapter(tmp_path / "playground.db"), WebAdapter()
    address = await server.serve(playground.routes(bot), SETTINGS, bot)
    bot.platform = await playground.start(bot)
    await bot.platform.post(room_address("events"), card("A chat with Secretary Duncan"), "card")
    scene = Open(address, browser, bot, playground._laid(bot).store)
    yield scene
    for context in browser.contexts:
        await context.close()
    await server.stop()
    await playground.stop()
    assert scene.mistakes == []
    assert scene.outside == []
