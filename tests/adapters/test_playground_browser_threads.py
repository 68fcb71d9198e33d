"""Talking in a thread in a real browser: by keyboard, live, on a phone, and with five thousand messages."""

import pytest

from adapters.playground.cast import room_address
from communitybot.conversation.inbound import Posted, Reacted, Removed, Reworded
from communitybot.conversation.message import message
from tests.adapters import looking
from tests.adapters.little_bot import card

pytestmark = looking.IN_A_BROWSER
browser = looking.browser
opened = looking.opened

CHATS = room_address("chats")


async def start(opened):
    return await opened.platform.open_thread(CHATS, "#ce14", message("Welcome to #ce14"), "opening")


async def enter(opened, person="teacher", **how):
    page = await opened.page(person, "chats", **how)
    await page.get_by_role("link", name="Pinned: #ce14").click()
    await page.locator("#thread").get_by_text("Welcome to #ce14").wait_for()
    return page


def said(page, words):
    return page.locator("#thread .message", has_text=words)


async def say(page, words):
    await page.locator("#thread textarea").fill(words)
    await page.locator("#thread textarea").press("Enter")
    await said(page, words).wait_for()


async def choose(page, words, label):
    """Open the menu of a message and take one of its choices, by keyboard alone."""
    await said(page, words).locator(".more").press("Enter")
    await said(page, words).locator(".more-menu").get_by_role("button", name=label, exact=True).press("Enter")


async def focused(page):
    return await page.evaluate("document.activeElement.getAttribute('aria-label') || ''")


async def test_a_reply_is_written_by_keyboard_and_everybody_sees_whom_it_answers(opened):
    await start(opened)
    mine, theirs = await enter(opened), await enter(opened, "host")
    await say(theirs, "A1 Asking out loud.")
    await said(mine, "A1 Asking").wait_for()

    await choose(mine, "A1 Asking", "Reply")
    assert await focused(mine) == "Write in #ce14"
    described = await mine.locator("#thread textarea").get_attribute("aria-describedby")
    assert await mine.locator(f"#{described}").inner_text() == "In reply to Dana Whitfield"
    await say(mine, "And listening.")

    await (
        said(theirs, "in reply to Dana Whitfield")
        .get_by_role("button", name="Dana Whitfield", exact=True)
        .press("Enter")
    )
    assert (await focused(theirs)).startswith("Dana Whitfield")
    assert not await mine.locator("#thread .mode").is_visible()
    assert opened.bot.heard[-1].reply_to == opened.bot.heard[0].ref


async def test_escape_gives_up_a_reply_and_leaves_the_thread_open(opened):
    await start(opened)
    page = await enter(opened)
    await say(page, "A1 Asking.")
    await page.locator("#thread textarea").fill("A draft")

    await choose(page, "A1 Asking.", "Edit")
    assert await page.locator("#thread textarea").input_value() == "A1 Asking."
    await page.keyboard.press("Escape")

    assert await page.locator("#thread textarea").input_value() == "A draft"
    assert (await focused(page)).startswith("More: Maya Torres")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    assert (await focused(page)).startswith("More: Maya Torres")
    assert await page.locator("#thread").is_visible()


async def test_own_words_are_changed_and_marked_as_edited_for_everybody(opened):
    await start(opened)
    mine, theirs = await enter(opened), await enter(opened, "host")
    await say(mine, "A1 Aksing.")

    await choose(mine, "A1 Aksing.", "Edit")
    await mine.get_by_role("button", name="Save").wait_for()
    await mine.locator("#thread textarea").fill("A1 Asking.")
    await mine.keyboard.press("Enter")

    await said(theirs, "A1 Asking.").get_by_text("edited").wait_for()
    assert await said(theirs, "A1 Aksing.").count() == 0
    await mine.locator("#news", has_text="Your words were changed.").wait_for(state="attached")
    assert (await focused(mine)).startswith("More: Maya Torres")
    assert [type(each) for each in opened.bot.heard] == [Posted, Reworded]


async def test_deleting_asks_first_and_then_the_words_are_gone_for_everybody(opened):
    await start(opened)
    mine, theirs = await enter(opened), await enter(opened, "host")
    await say(mine, "Something I regret.")
    await said(theirs, "Something I regret.").wait_for()

    await choose(mine, "Something I regret.", "Delete")
    await mine.get_by_role("button", name="Keep it").press("Enter")
    assert await said(mine, "Something I regret.").count() == 1
    await choose(mine, "Something I regret.", "Delete")
    await mine.get_by_role("button", name="Delete for everybody").press("Enter")

    await said(theirs, "Something I regret.").wait_for(state="detached")
    await said(mine, "Something I regret.").wait_for(state="detached")
    await mine.locator("#news", has_text="Your words were deleted.").wait_for(state="attached")
    assert await focused(mine) == "Write in #ce14"
    assert isinstance(opened.bot.heard[-1], Removed)


async def test_web_addresses_in_words_lead_exactly_where_they_say(opened):
    await start(opened)
    page = await enter(opened)
    await say(page, "See (https://example.org/a?b=1&c=2), or [https://our.site](http://evil.example/x).")

    links = page.locator("#thread a")
    assert await links.all_inner_texts() == [
        "https://example.org/a?b=1&c=2",
        "https://our.site",
        "http://evil.example/x",
    ]
    assert [await each.get_attribute("href") for each in await links.all()] == await links.all_inner_texts()
    assert {await each.get_attribute("rel") for each in await links.all()} == {"noopener noreferrer"}


async def test_only_ones_own_words_offer_to_be_changed(opened):
    await start(opened)
    mine, theirs = await enter(opened), await enter(opened, "host")
    await say(theirs, "A1 Asking.")

    await said(mine, "A1 Asking.").locator(".more").press("Enter")
    choices = await said(mine, "A1 Asking.").locator(".more-menu button").all_inner_texts()

    words = [" ".join(each.split()) for each in choices]
    assert words[0] == "Reply"
    assert [each.split()[-1] for each in words[1:]] == ["agree", "thanks", "question", "applause"]


async def test_marks_have_words_counts_and_names_and_are_taken_back(opened):
    await start(opened)
    mine, theirs = await enter(opened), await enter(opened, "host")
    await say(theirs, "A1 Asking.")
    await choose(theirs, "A1 Asking.", "agree")
    await choose(mine, "A1 Asking.", "agree")

    mark = said(mine, "A1 Asking.").get_by_role("button", name="agree, 2: Dana Whitfield, you")
    await mark.wait_for()
    assert await mark.get_attribute("aria-pressed") == "true"
    assert (await mark.inner_text()).split()[-2:] == ["agree", "2"]
    assert (await focused(mine)).startswith("More: Dana Whitfield")
    await mark.press("Enter")
    back = said(mine, "A1 Asking.").get_by_role("button", name="agree, 1: Dana Whitfield")
    await back.wait_for()
    assert await back.get_attribute("aria-pressed") == "false"
    assert await focused(mine) == "agree, 1: Dana Whitfield"
    assert [each.on for each in opened.bot.heard if isinstance(each, Reacted)] == [True, True, False]


async def test_a_thread_that_is_closed_is_unpinned_and_says_so_on_open_pages(opened):
    thread = await start(opened)
    page = await enter(opened)
    await say(page, "A1 Asking.")

    await opened.platform.close(thread)

    await page.locator("#thread").get_by_text("This thread is closed. It takes no more words.").wait_for()
    assert await page.get_by_role("link", name="Pinned: #ce14").count() == 0
    assert not await page.locator("#thread textarea").is_visible()
    assert await page.locator("#rooms button", has_text="#ce14").count() == 0
    await choose(page, "A1 Asking.", "Edit")
    await page.locator("#thread textarea").fill("A1 Asking twice.")
    await page.keyboard.press("Enter")
    await said(page, "A1 Asking twice.").wait_for()
    assert not await page.locator("#thread textarea").is_visible()


async def test_a_button_of_the_opening_is_answered_in_the_thread_it_was_pressed_in(opened):
    await opened.platform.open_thread(CHATS, "#ce14", card("Welcome to #ce14"), "opening")
    page = await enter(opened, width=390, height=844)

    await page.locator("#thread").get_by_role("button", name="Can't").press("Enter")
    await page.locator("#thread").get_by_role("button", name="More", exact=True).press("Enter")

    await page.locator("#thread .message.private").get_by_text("You pressed event.more").wait_for()
    assert await page.locator("#room .message.private").count() == 0


async def test_a_thread_opened_meanwhile_is_pinned_on_open_pages(opened):
    page = await opened.page(place="chats")

    await start(opened)

    await page.get_by_role("link", name="Pinned: #ce14").wait_for()


async def test_an_address_of_a_thread_opens_it(opened):
    thread = await start(opened)
    seen = await opened.browser.new_context()
    page = await seen.new_page()

    await page.goto(f"{opened.address}#person=host&place=chats/{thread.thread}")

    await page.get_by_role("heading", name="#ce14").wait_for()


async def test_five_thousand_messages_are_read_backwards_and_live_ones_keep_arriving(opened):
    thread = await start(opened)
    place = f"chats/{thread.thread}"
    first, _ = opened.store.say(place=place, at=opened.bot.now(), author="host", words="Answer 0")
    for number in range(1, 5_000):
        opened.store.say(place=place, at=opened.bot.now(), author="host", words=f"Answer {number}")
    page = await opened.page(place="chats")
    await page.get_by_role("link", name="Pinned: #ce14").click()
    await page.locator("#thread").get_by_text("Answer 4999", exact=True).wait_for()
    rows = page.locator("#thread .message")
    assert await rows.count() == 200

    earlier = page.get_by_role("button", name="Show earlier messages")
    await earlier.press("Enter")
    await page.locator("#thread").get_by_text("Answer 4600", exact=True).wait_for()
    await page.locator("#news", has_text="200 earlier messages are shown.").wait_for(state="attached")
    assert await rows.count() == 400
    assert await page.evaluate("document.querySelector('#thread .messages').scrollTop") > 0

    await page.locator("#thread .messages").press("End")
    for number in range(5):
        await say(page, f"Live {number}")
    assert await rows.count() <= 400
    body = {"person": "host", "place": place, "text": "To the first", "reply_to": str(first.id)}
    assert (await page.request.post(f"{opened.address}api/say", data=body)).ok
    await said(page, "To the first").get_by_role("button", name="Dana Whitfield", exact=True).press("Enter")
    await page.locator("#thread .message:focus").get_by_text("Answer 0", exact=True).wait_for()
    assert await rows.count() >= 5_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_a_thread_fits_and_everything_in_it_can_be_touched(opened, scheme):
    await start(opened)
    page = await enter(opened, width=390, height=844, color_scheme=scheme)
    long = "https://example.org/" + "a-very-long-address/" * 12
    await say(page, f"A1 {long}")
    await choose(page, "A1 https", "agree")
    await choose(page, "A1 https", "Reply")
    await say(page, "And more.")
    await said(page, "And more.").locator(".more").click()

    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.evaluate(
        "[...document.querySelectorAll('#thread .messages')].every((e) => e.scrollWidth <= e.clientWidth)"
    )
    small = await page.evaluate(
        """[...document.querySelectorAll("button, select, textarea, a.button, .pins a")]
            .filter((each) => each.checkVisibility())
            .map((each) => [each.textContent.trim().slice(0, 20), each.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([words, box]) => [words, box.width, box.height])"""
    )
    assert small == []


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)> </textarea><script>alert(1)</script>",
        "[x](javascript:alert(1)) <!channel>",
    ],
)
async def test_hostile_words_stay_words_when_they_are_answered_and_edited(opened, words):
    await opened.platform.open_thread(CHATS, f"#ce14 {words}"[:60], message("Welcome to #ce14"), "opening")
    page = await enter(opened)
    await say(page, words)
    await choose(page, words, "Edit")
    assert await page.locator("#thread textarea").input_value() == words
    await page.locator("#thread textarea").fill(f"{words}!")
    await page.keyboard.press("Enter")
    await said(page, f"{words}!").wait_for()

    assert await page.locator("#thread img, #thread script, #room img, #room script, .pins img").count() == 0
    assert await page.locator("#thread a").count() == 0
