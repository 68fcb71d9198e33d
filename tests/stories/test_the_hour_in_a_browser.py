"""The sample's chat in a real browser: from its thread to its archive, on screen and phone, light and dark.

The pictures of the documentation are taken here.
"""

import os
import re
import socket
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from tests.browsing import FLAGS, there
from tests.stories.visiting import house

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SCREEN, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
pytestmark = pytest.mark.browser


@pytest.fixture
def hour(tmp_path):
    """The demo at an address of its own: pages link to where they are."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with house(tmp_path, "demo", COMMUNITYBOT_HTTP_PORT=str(port)) as running:
        yield running


@pytest.fixture
async def browser():
    async with async_playwright() as play:
        started = await play.chromium.launch(executable_path=there(), args=FLAGS)
        yield started
        await started.close()


@pytest.fixture
def outside():
    """What pages complained of, and asked for elsewhere."""
    return []


async def enter(browser, hour, person, outside, **how):
    """Open the room of live chats as somebody."""
    page = await browser.new_page(**how)
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda problem: outside.append(str(problem)))
    page.on("request", lambda asked: asked.url.startswith(hour.address) or outside.append(asked.url))
    await page.goto(f"{hour.address}#person={person}&place=chats")
    return page


async def open_thread(page):
    await page.get_by_role("link", name="Pinned: #ce14").click()
    await page.locator("#thread").get_by_text("Please introduce yourself").wait_for()


async def say(page, words):
    await page.locator("#thread textarea").fill(words)
    await page.locator("#thread textarea").press("Enter")
    await page.locator("#thread .message", has_text=words).wait_for()


async def answer(page, words):
    await page.locator("#thread").get_by_role("button", name="Answer", exact=True).last.click()
    form = page.get_by_role("dialog", name="Your answer")
    await form.locator("textarea").fill(words)
    await form.get_by_role("button", name=re.compile("Answer|Send")).last.click()
    await expect(form).to_be_hidden()


async def appear(page, choice):
    """Choose in private how one appears in the archive."""
    await page.locator("#thread").get_by_role("button", name="How I appear").last.click()
    card = page.locator("#thread .message.private", has_text="How you appear").last
    await card.get_by_role("button", name=choice).click()
    await expect(card).to_contain_text("Done.")


async def in_sight(page, shown):
    """Whether the beginning of something is where one looks."""
    box = await shown.bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"] - 100


async def keep(page, name, folder):
    await page.wait_for_timeout(400)  # it has come to rest
    await page.screenshot(path=folder / name)
    if os.environ.get("COMMUNITYBOT_KEEP_PICTURE"):
        (PICTURES / name).write_bytes((folder / name).read_bytes())
    assert (PICTURES / name).exists(), f"the picture {name} of the documentation is missing"


@pytest.mark.slow
async def test_the_hour_from_its_thread_to_its_archive(hour, browser, outside, tmp_path):
    maya = await enter(browser, hour, "teacher", outside, viewport=SCREEN)
    await maya.get_by_role("button", name="+ 1 day").click()
    for _ in range(10):  # to seven in the evening
        before = await maya.locator("#now").inner_text()
        await maya.get_by_role("button", name="+ 1 hour").click()
        await expect(maya.locator("#now")).not_to_have_text(before)
    await open_thread(maya)
    marcus = await enter(browser, hour, "principal", outside, viewport=SCREEN)
    dana = await enter(browser, hour, "host", outside, viewport=PHONE, color_scheme="dark")
    for page in (marcus, dana):
        await open_thread(page)
    await say(maya, "Maya, second grade, Newark. My first chat!")
    await say(dana, "Dana, Chicago, and your host. Welcome!")

    hour.advance(5 * 60 + 30)
    question = maya.locator("#thread .message", has_text="Q1 of 6")
    await expect(question.first).to_contain_text("What does connected learning mean to you?")
    await say(marcus, "A1: Nobody in my building plans alone any more.")
    await answer(maya, "My students asked a class in Oslo about snow.")
    await expect(marcus.locator("#thread")).to_contain_text("My students asked a class in Oslo about snow.")
    await keep(marcus, "live-chat.png", tmp_path)
    await appear(maya, "My name")
    await appear(marcus, "My initials")

    opening = dana.locator("#thread .message", has_text="Live chat: #ce14").first
    await opening.get_by_role("button", name="Host cockpit").click()
    cockpit = dana.locator("#thread .message.private", has_text="Cockpit of #ce14")
    await expect(cockpit).to_contain_text("Only you can see this")
    assert await in_sight(dana, cockpit)
    await cockpit.get_by_role("button", name="Next: Q2").click()
    await expect(maya.locator("#thread")).to_contain_text("How has being connected changed")
    await say(maya, "They ask other classes before they ask me.")
    await say(marcus, "A2: They publish what they find: https://oak-ridge.example/snow")

    hour.advance(3600)
    ready = maya.locator("#thread .message", has_text="The archive of #ce14 is ready")
    address = await ready.get_by_role("link", name="Read the archive").get_attribute("href")
    assert address.startswith(hour.address)
    await maya.close()

    for view, scheme in ((SCREEN, "light"), (SCREEN, "dark"), (PHONE, "light"), (PHONE, "dark")):
        page = await browser.new_page(viewport=view, color_scheme=scheme)
        page.on("request", lambda asked: asked.url.startswith(hour.address) or outside.append(asked.url))
        await page.goto(address)
        await expect(page.locator("h1")).to_contain_text("Connected learning and Future Ready")
        await expect(page.get_by_role("heading", name=re.compile("^Q1"))).to_be_visible()
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= view["width"], "nothing is to be scrolled sideways"
        for shown in ("Maya Torres", "M. B.", "an educator"):
            await expect(page.locator("main").get_by_text(shown, exact=True).first).to_be_visible()
        assert "Marcus" not in await page.locator("body").inner_text()
        if (view, scheme) == (SCREEN, "light"):
            introductions = page.get_by_role("heading", name="Introductions")
            await introductions.evaluate("head => head.scrollIntoView({ block: 'start' })")
            await keep(page, "archive.png", tmp_path)
        await page.close()

    assert outside == []
