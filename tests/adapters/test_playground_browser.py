"""The page in a real browser: by keyboard, on a phone, live, and with nothing from outside."""

import pytest

from adapters.playground.cast import room_address
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, Divider, message, paragraph
from communitybot.conversation.text import Strong
from tests.adapters import looking

pytestmark = looking.IN_A_BROWSER


browser = looking.browser
opened = looking.opened


async def test_a_command_is_completed_sent_and_answered_by_keyboard_alone(opened):
    page = await opened.page()
    write = page.locator("#write")

    await write.press_sequentially("/ev")
    options = page.locator("#room-choices [role=option]")
    await options.first.wait_for()
    assert await write.get_attribute("aria-expanded") == "true"
    await write.press("ArrowDown")
    assert await write.get_attribute("aria-activedescendant") == "room-choices-0"
    await write.press("Tab")
    assert await write.input_value() == "/events "
    await write.press("Enter")

    answer = page.locator(".message.private.bot")
    await answer.get_by_text("Coming up").wait_for()
    assert await answer.locator(".only-you").inner_text() == "Only you can see this"
    assert await page.evaluate("document.activeElement.id") == "write"


async def test_parameters_are_named_and_their_choices_offered(opened):
    page = await opened.page()
    write = page.locator("#write")

    await write.press_sequentially("/event create Reading circle, le")
    await page.locator("#room-choices [role=option]", has_text="level:").wait_for()
    await write.press("Tab")
    await page.locator("#room-choices [role=option]", has_text="Elementary").wait_for()
    assert await page.locator("#room .part.current").inner_text() == "level"
    await write.press("Escape")
    assert not await page.locator("#room-choices").is_visible()
    assert await write.input_value() == "/event create Reading circle, level: "


async def test_a_form_keeps_the_focus_says_what_was_wrong_and_gives_the_focus_back(opened):
    page = await opened.page()
    await page.locator("#write").press_sequentially("/event create Reading circle")
    await page.locator("#write").press("Enter")

    dialog = page.get_by_role("dialog", name="Plan an event")
    await dialog.wait_for()
    when = dialog.get_by_label("When")
    assert await page.evaluate("document.activeElement.id") == "field-when"
    await when.fill("fri 25:00")
    await when.press("Enter")
    await dialog.get_by_text("no day has an hour 25").wait_for()
    assert await when.get_attribute("aria-invalid") == "true"
    await page.keyboard.press("Escape")
    await dialog.wait_for(state="hidden")
    assert await page.evaluate("document.activeElement.id") == "write"


async def test_a_pressed_button_changes_the_card_in_place_and_keeps_the_focus(opened):
    from playwright.async_api import expect

    page = await opened.page()

    await page.get_by_role("button", name="I'm going").press("Enter")
    again = page.get_by_role("button", name="Going ✓")
    await again.wait_for()
    assert await page.locator("[data-id]").count() == 1
    await expect(again).to_be_focused()


async def test_what_others_say_arrives_by_itself_and_is_counted_in_other_rooms(opened):
    mine = await opened.page("teacher")
    theirs = await opened.page("host", "general")

    await mine.locator("#write").fill("Good morning, <b>everybody</b>")
    await mine.locator("#write").press("Enter")
    await theirs.locator("#rooms .new", has_text="1 new").wait_for()
    await theirs.locator("#rooms button", has_text="events").click()
    await theirs.get_by_text("Good morning, <b>everybody</b>").wait_for()
    assert await theirs.locator("#rooms .new").count() == 0


async def test_moving_the_clock_brings_the_reminder(opened):
    page = await opened.page()

    await page.get_by_role("button", name="Next reminder").click()
    await page.get_by_text("is tomorrow").wait_for()
    assert "7:30 PM EDT" in await page.locator("#now").inner_text()


async def test_another_person_reads_the_same_in_their_own_zone(opened):
    page = await opened.page()
    assert "4:00 PM for you" not in await page.locator(".messages").first.inner_text()

    await page.get_by_label("You are").select_option("principal")
    await page.get_by_text("4:00 PM for you").wait_for()
    assert "6:00 AM PDT" in await page.locator("#now").inner_text()


async def test_a_thread_opens_beside_the_room_and_closes_with_escape(opened):
    room = room_address("chats")
    thread = await opened.platform.open_thread(room, "Q1", message("Q1: why?"), "q1")
    await opened.platform.post(thread, message("A1: because."), "a1")
    page = await opened.page(place="chats")

    await page.get_by_role("button", name="Open the thread").click()
    await page.locator("#thread").get_by_text("A1: because.").wait_for()
    await page.keyboard.press("Escape")
    await page.locator("#thread").wait_for(state="hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_everything_fits_and_can_be_touched(opened, scheme):
    page = await opened.page(width=390, height=844, color_scheme=scheme)

    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    small = await page.evaluate(
        """[...document.querySelectorAll("button, select, textarea, a.button")]
            .filter((each) => each.checkVisibility())
            .map((each) => [each.textContent.trim().slice(0, 20), each.getBoundingClientRect().height])
            .filter(([, height]) => height < 44)"""
    )
    assert small == []
    await page.get_by_role("button", name="Rooms").click()
    await page.locator("#rooms").get_by_text("staff room").click()
    await page.locator("#room .room-name", has_text="staff room").wait_for()
    assert not await page.locator("#rooms").is_visible()


async def test_hostile_words_stay_words(opened):
    page = await opened.page()
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) </textarea><script>alert(1)</script>"

    await page.locator("#write").fill(hostile)
    await page.locator("#write").press("Enter")
    await page.get_by_text(hostile).wait_for()
    assert await page.locator("#room img, #room script").count() == 0


async def test_buttons_of_joined_messages_say_which_part_they_belong_to(opened):
    parts = [
        (
            paragraph(Strong(title), " is on Friday."),
            Controls((Button("Going", Action("event.going", (title[0],))),)),
        )
        for title in ("Book club", "Maths evening")
    ]
    joined = message(*parts[0], Divider(), *parts[1])
    await opened.platform.post(room_address("events"), joined, "joined")
    page = await opened.page()

    await page.get_by_role("button", name="Going: Book club").wait_for()
    await page.get_by_role("button", name="Going: Maths evening").wait_for()
