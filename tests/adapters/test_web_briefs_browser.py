"""Briefs and outcomes in a real browser: on a phone and on a desk, light and dark, and on paper."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe

from tests.browsing import FLAGS, there
from tests.ideas.deciding.served import PROOF, Briefs, serving
from tests.ideas.deciding.sheets import ID

PICTURES = os.environ.get("COMMUNITYBOT_PICTURES")  # a folder, for whoever wants to look
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
PATHS = {"brief": f"/briefs/{ID}/{PROOF}", "outcomes": "/outcomes/cem"}


@pytest.mark.browser
async def test_nothing_keeps_anybody_from_reading_and_nothing_is_asked_of_others():
    from playwright.async_api import async_playwright

    outside = []
    async with serving(Briefs()) as client, async_playwright() as play:
        address = str(client.make_url("")).rstrip("/")
        browser = await play.chromium.launch(executable_path=there(), args=FLAGS)
        for (size, (width, height)), scheme in (
            (each, way) for each in SIZES.items() for way in ("light", "dark")
        ):
            context = await browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
            )
            page = await context.new_page()
            page.on("request", lambda asked: asked.url.startswith(address) or outside.append(asked.url))
            for name, path in PATHS.items():
                await page.goto(address + path)
                await _looked_at(page, f"{name}-{size}-{scheme}")
            await context.close()
        await browser.close()

    assert outside == []


async def _looked_at(page, name):
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    told = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in told] == [], name
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    for link in await page.locator(".take-along a, .outcome .button").all():
        assert (await link.bounding_box())["height"] >= 44, name
    if name == "brief-desk-dark":
        await page.emulate_media(media="print", color_scheme="dark")
        assert not await page.locator(".take-along").is_visible()
        assert await page.locator("#ask").is_visible()
        await page.evaluate(
            "document.querySelector('h1').style.color = '#eee'"
        )  # the control: it would be found
        await page.emulate_media(media="screen", color_scheme="light")
        told = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]
        assert "color-contrast" in {each["id"] for each in told}
