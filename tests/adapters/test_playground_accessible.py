"""No serious fault of accessibility in a thread, as axe sees it: light and dark, wide and on a phone."""

import pytest
from axe_playwright_python.async_playwright import Axe

from adapters.playground.cast import room_address
from communitybot.conversation.message import message
from tests.adapters import looking

pytestmark = looking.IN_A_BROWSER
browser = looking.browser
opened = looking.opened


async def serious(page):
    found = await Axe().run(page)
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found.response["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


async def a_talk(opened, page):
    """A thread with a reply, an edited answer and a mark, its menu open."""
    chats = room_address("chats")
    thread = await opened.platform.open_thread(chats, "#ce14", message("Welcome to #ce14"), "opening")
    place = f"chats/{thread.thread}"

    async def post(what, **body):
        response = await page.request.post(f"{opened.address}api/{what}", data=body)
        assert response.ok
        return (await response.json())["messages"][0]["id"]

    first = await post("say", person="host", place=place, text="A1 Aksing.")
    await post("reword", person="host", message=first, text="A1 Asking.")
    await post("say", person="teacher", place=place, text="And listening.", reply_to=first)
    await post("react", person="teacher", message=first, mark="agree")
    await post("react", person="host", message=first, mark="thanks")
    await page.get_by_role("link", name="Pinned: #ce14").click()
    last = page.locator("#thread .message", has_text="And listening.")
    await last.locator(".more").click()
    return thread


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
async def test_a_thread_has_no_serious_fault(opened, width, scheme):
    page = await opened.page(place="chats", width=width, height=844, color_scheme=scheme)
    thread = await a_talk(opened, page)

    assert await serious(page) == []
    await page.get_by_role("button", name="Reply", exact=True).click()
    assert await serious(page) == []
    await page.keyboard.press("Escape")
    await opened.platform.close(thread)
    await page.get_by_text("It takes no more words").wait_for()
    assert await serious(page) == []


async def test_the_check_sees_a_fault_where_there_is_one(opened):
    page = await opened.page()
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input>')")  # its own it redraws

    assert "label" in {name for name, _ in await serious(page)}
