"""Archives in a real browser: on a phone and on a desk, light and dark, on paper, and for everybody."""

import os
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe

from tests.browsing import FLAGS, there
from tests.livechats.archive.evening import ID, Units
from tests.livechats.archive.served import ce14, serving

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all of them: starting it is what takes long
    pytest.mark.browser,
]
PICTURES = os.environ.get("COMMUNITYBOT_PICTURES")  # a folder, for whoever wants to look
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
GRAVE = {"serious", "critical"}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser():
    from playwright.async_api import async_playwright

    async with async_playwright() as play:
        started = await play.chromium.launch(executable_path=there(), args=FLAGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def address():
    evening = ce14(published=True)
    async with serving(Units(evening), evening.addresses) as client:
        yield str(client.make_url("")).rstrip("/")


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser, address):
    """Open a page without script, watched for requests to anybody else."""
    outside, contexts = [], []

    async def opened(path=f"/archives/{ID}", *, size="desk", scheme="light", script=False):
        width, height = SIZES[size]
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=script,  # only for axe, which is put into the page
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("request", lambda asked: asked.url.startswith(address) or outside.append(asked.url))
        await page.goto(address + path)
        if PICTURES:
            name = f"{path.strip('/').replace('/', '-')}-{size}-{scheme}.png"
            await page.screenshot(path=Path(PICTURES) / name, full_page=True)
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert outside == []


@pytest.mark.parametrize("path", [f"/archives/{ID}", "/community/cem/archives"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_keeps_anybody_from_reading(visit, size, scheme, path):
    page = await visit(path, size=size, scheme=scheme, script=True)
    told = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]

    found = [(each["id"], each["nodes"][0]["html"]) for each in told if each["impact"] in GRAVE]
    assert found == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_axe_would_find_what_keeps_people_from_reading(visit):
    page = await visit(script=True)
    await page.evaluate("document.querySelector('.lead').style.color = '#ddd'; document.title = ''")
    told = (await Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]

    assert {"color-contrast", "document-title"} <= {each["id"] for each in told}


async def test_a_heading_is_found_from_the_contents_and_has_a_link_of_its_own(visit):
    page = await visit(size="phone")
    await page.get_by_role("navigation", name="Contents").get_by_role("link", name="Q2").click()

    assert page.url.endswith("#q2")
    assert await page.get_by_role("heading", name="Q2").get_by_role("link").is_visible()


async def test_what_can_be_pressed_is_large_enough_for_a_thumb(visit):
    page = await visit(size="phone")
    for link in await page.locator(".contents a, .take-along a").all():
        box = await link.bounding_box()
        assert box["height"] >= 44


async def test_on_paper_there_is_nothing_to_press(visit):
    page = await visit(scheme="dark")
    await page.emulate_media(media="print", color_scheme="dark")

    assert not await page.locator(".take-along").is_visible()
    assert await page.locator("#line-4").is_visible()
    if PICTURES:
        await page.pdf(path=Path(PICTURES) / "archive.pdf")


async def test_a_file_is_saved_under_its_own_name(visit):
    page = await visit()
    async with page.expect_download() as told:
        await page.get_by_role("link", name="Web page").click()
    download = await told.value

    assert download.suggested_filename == f"chat-archive-2014-10-14-{ID}.html"


async def test_a_saved_page_stands_alone(browser, address, tmp_path):
    context = await browser.new_context()
    page = await context.new_page()
    asked, mistakes = [], []
    text = await (await page.request.get(f"{address}/archives/{ID}.html")).text()
    file = tmp_path / "saved.html"
    file.write_text(text, encoding="utf-8")
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda told: told.type == "error" and mistakes.append(told.text))
    await page.goto(file.as_uri())
    serif = await page.locator("h1").evaluate("each => getComputedStyle(each).fontFamily")
    await context.close()

    assert asked == [file.as_uri()]
    assert mistakes == []
    assert "Charter" in serif  # the style came with it
