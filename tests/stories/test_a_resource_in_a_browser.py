"""The demo's library as a newcomer plays it, at the width of a desk and of a phone."""

import re

import pytest
from playwright.async_api import async_playwright, expect

from tests.browsing import FLAGS, there

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STRIPS = "https://lessons.example.org/fraction-strips"


async def say(page, text):
    await page.locator("#write").fill(text)
    await page.locator("#write").press("Enter")


def private(page, words):
    return page.locator(".message.private.bot", has_text=words).last


async def fits(page):
    """Nothing stands beyond the edge of the window."""
    return await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_what_colleagues_shared_is_found_tried_and_asked_for(demo):
    mistakes, outside = [], []
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=there(), args=FLAGS)

        async def opened(person, width, height):
            page = await browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(20_000)
            page.on("console", lambda told: told.type == "error" and mistakes.append(told.text))
            page.on("pageerror", lambda problem: mistakes.append(str(problem)))
            page.on("request", lambda asked: asked.url.startswith(demo.address) or outside.append(asked.url))
            await page.goto(f"{demo.address}#person={person}&place=resources")
            await page.locator("#room .room-name", has_text="resources").wait_for()
            return page

        maya = await opened("teacher", 1280, 860)
        await say(maya, "/resources fractions")
        found = private(maya, "Resources about")
        await expect(found).to_contain_text("tried by 2, 2 would again; new this week")
        which = found.locator("select").first
        strips = which.locator("option", has_text="Fraction strips to cut and fold")
        await which.select_option(await strips.get_attribute("value"))
        await found.get_by_role("button", name="Choose").first.click()
        await expect(private(maya, "Only you see this view")).to_contain_text("two quarters are a half")
        await say(maya, f"/resource share {STRIPS}?utm_source=mail")
        await expect(private(maya, "Already shared by Nora Castillo")).to_be_visible()
        assert await fits(maya)

        # At a phone: what nobody has said stays open in a form, and what was chosen is kept.
        dana = await opened("host", 390, 844)
        for needs, told in ((None, "Grade 6."), ("No", "Grade 6, no log-in needed.")):
            await say(dana, "/resource ask")
            form = dana.get_by_role("dialog")
            await form.get_by_label("What do you look for?").fill("density columns for grade 6")
            if needs is not None:
                await form.get_by_label("May it need a log-in?").select_option(label=needs)
            await form.get_by_role("button", name="Preview").click()
            preview = private(dana, "This is how the room will read it")
            await expect(preview.get_by_text(told, exact=True)).to_be_visible()
        await preview.get_by_role("button", name="Ask the room").click()
        asked = dana.locator(".message.bot:not(.private)", has_text="density columns")
        await expect(asked).to_contain_text("Dana Whitfield asked")
        assert await fits(dana)

        # Tried at the one, counted at the other.
        await say(dana, "/resource tried Three questions for any website, again: yes, grade: 7")
        await expect(private(dana, "Thank you! Colleagues see")).to_be_visible()
        card = maya.locator(".message.bot:not(.private)", has_text="Who made it, what for")
        await expect(card).to_contain_text(re.compile("1 person tried it, 1 would again, in grade 7"))
        await say(dana, "/resource check")
        await expect(private(dana, "No resource waits")).to_be_visible()
        await browser.close()

    assert mistakes == []
    assert outside == []
