"""What is said while the page is still reading a thread is shown as well, however slow the reading is."""

import asyncio
from contextlib import asynccontextmanager

from playwright.async_api import expect

from adapters.playground.cast import room_address
from communitybot.conversation.message import message
from tests.adapters import looking

pytestmark = looking.IN_A_BROWSER
browser = looking.browser
opened = looking.opened


@asynccontextmanager
async def slow_reading(page):
    """Until the block ends, what the page asks for is read at once and arrives only then."""
    arrive, read = asyncio.Event(), asyncio.Event()

    async def hold(route):
        answer = await route.fetch()
        read.set()
        await arrive.wait()
        await route.fulfill(response=answer)

    await page.route("**/api/page/messages*", hold)
    yield read
    arrive.set()


async def say(page, words):
    await page.locator("#thread textarea").fill(words)
    await page.locator("#thread textarea").press("Enter")


def said(page, words):
    return page.locator("#thread .message", has_text=words)


async def two_in_a_thread(opened):
    await opened.platform.open_thread(room_address("chats"), "#ce14", message("Welcome to #ce14"), "opening")
    mine, theirs = await opened.page("teacher", "chats"), await opened.page("host", "chats")
    await theirs.get_by_role("link", name="Pinned: #ce14").click()
    await said(theirs, "Welcome to #ce14").wait_for()
    return mine, theirs


async def test_words_said_while_a_thread_opens_stand_in_it(opened):
    mine, theirs = await two_in_a_thread(opened)
    async with slow_reading(mine) as read:
        await mine.get_by_role("link", name="Pinned: #ce14").click()
        await read.wait()
        await say(theirs, "A1 Said in between.")
        await said(theirs, "Said in between.").wait_for()
        await mine.wait_for_timeout(300)  # the news has come
    await expect(said(mine, "Said in between.")).to_be_visible()


async def test_my_own_words_stay_when_an_older_reading_arrives_after_them(opened):
    mine, _ = await two_in_a_thread(opened)
    await mine.get_by_role("link", name="Pinned: #ce14").click()
    await said(mine, "Welcome to #ce14").wait_for()
    async with slow_reading(mine) as read:
        await mine.get_by_role("link", name="Pinned: #ce14").click()
        await read.wait()
        await say(mine, "A1 Mine.")
        await said(mine, "A1 Mine.").wait_for()
    await mine.wait_for_timeout(300)  # the older reading has come
    await expect(said(mine, "A1 Mine.")).to_be_visible()


async def test_words_taken_back_meanwhile_stay_away(opened):
    mine, theirs = await two_in_a_thread(opened)
    await say(theirs, "A1 Never mind.")
    await said(theirs, "Never mind.").wait_for()
    async with slow_reading(mine) as read:
        await mine.get_by_role("link", name="Pinned: #ce14").click()
        await read.wait()
        row = said(theirs, "Never mind.")
        await row.locator(".more").press("Enter")
        await row.locator(".more-menu").get_by_role("button", name="Delete", exact=True).press("Enter")
        await theirs.get_by_role("button", name="Delete for everybody").press("Enter")
        await expect(said(theirs, "Never mind.")).to_have_count(0)
        await mine.wait_for_timeout(300)  # the news has come
    await said(mine, "Welcome to #ce14").wait_for()
    await expect(said(mine, "Never mind.")).to_have_count(0)


async def test_without_what_is_heard_meanwhile_the_words_would_be_missing(opened):
    mine, theirs = await two_in_a_thread(opened)

    async def deaf(route):
        answer = await route.fetch()
        script = await answer.text()
        assert "meanwhile.push(" in script
        deafened = script.replace("meanwhile.push(", "void (")
        await route.fulfill(body=deafened, content_type="text/javascript")

    await mine.route("**/playground/app.js", deaf)
    await mine.reload()
    await mine.get_by_role("link", name="Pinned: #ce14").wait_for()
    async with slow_reading(mine) as read:
        await mine.get_by_role("link", name="Pinned: #ce14").click()
        await read.wait()
        await say(theirs, "A1 Said in between.")
        await said(theirs, "Said in between.").wait_for()
        await mine.wait_for_timeout(300)  # the news has come
    await said(mine, "Welcome to #ce14").wait_for()
    await expect(said(mine, "Said in between.")).to_have_count(0)


async def test_a_thread_opened_before_the_line_stands_is_pinned_once_it_does(opened):
    page = await opened.page("teacher", "chats")
    dials, stands = asyncio.Event(), asyncio.Event()

    async def hold(route):
        dials.set()
        await stands.wait()
        await route.continue_()

    await page.route("**/api/stream*", hold)
    await page.reload()
    await dials.wait()  # by now the page has read what there is
    await page.locator("#room .room-name", has_text="#").wait_for()
    await opened.platform.open_thread(room_address("chats"), "#ce14", message("Welcome to #ce14"), "opening")
    stands.set()

    await expect(page.get_by_role("link", name="Pinned: #ce14")).to_be_visible()
