"""The main job in a real browser, as a newcomer plays it; the last look is the README's picture."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from tests.browsing import FLAGS, there

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "playground.png"
pytestmark = pytest.mark.browser


async def say(page, text):
    await page.locator("#write").fill(text)
    await page.locator("#write").press("Enter")


@pytest.mark.slow
async def test_a_newcomer_plans_an_event_answers_it_and_is_reminded(demo, tmp_path):
    mistakes, outside = [], []
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=there(), args=FLAGS)
        page = await browser.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(20_000)
        page.on("console", lambda told: told.type == "error" and mistakes.append(told.text))
        page.on("pageerror", lambda problem: mistakes.append(str(problem)))
        page.on("request", lambda asked: asked.url.startswith(demo.address) or outside.append(asked.url))
        await page.goto(f"{demo.address}#person=teacher&place=events")

        await say(page, "/events")
        listed = page.locator(".message.private.bot", has_text="Coming up")
        await expect(listed).to_contain_text("Connected learning and Future Ready")
        await expect(listed).to_contain_text("Only you can see this")

        await say(page, "/event create Reading circle, when: thursday 4pm, kind: book club, place: Room 12")
        preview = page.locator(".message.private.bot", has_text="Reading circle").last
        await expect(preview).to_contain_text("Thu 16 Oct, 4:00-5:00 PM EDT")
        await preview.get_by_role("button", name="Post it").click()

        card = page.locator(".message.bot:not(.private)", has_text="Reading circle")
        await card.get_by_role("button", name=re.compile("^Going")).first.click()
        await expect(card.first).to_contain_text("1 going")

        direct = page.get_by_role("button", name=re.compile("Community Bot"))
        for _ in range(2):  # past the live chat of Tuesday and all it does at its time
            async with page.expect_response("**/api/clock"):
                await page.get_by_role("button", name="+ 1 day").click()
        for _ in range(40):
            async with page.expect_response("**/api/clock"):
                await page.get_by_role("button", name="Next reminder").click()
            await page.wait_for_timeout(100)
            reminded = await page.evaluate(
                """async () => {
                    const seen = await fetch("/api/messages?person=teacher&place=direct-teacher")
                    return (await seen.json()).some((each) => each.plain.includes("Reading circle"))
                }"""
            )
            if reminded:
                break
        await direct.first.click()
        await expect(page.locator("#room")).to_contain_text("Reading circle is")

        await page.locator("#rooms button", has_text="events").click()
        await expect(card.first).to_contain_text("1 going")
        await page.wait_for_timeout(500)  # the room is drawn, and has come to rest
        await card.first.scroll_into_view_if_needed()
        await page.screenshot(path=tmp_path / "playground.png")
        if os.environ.get("COMMUNITYBOT_KEEP_PICTURE"):
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            PICTURE.write_bytes((tmp_path / "playground.png").read_bytes())
        await browser.close()

    assert mistakes == []
    assert outside == []
    assert PICTURE.exists(), "the README's picture is missing"
