"""A message is saved from its menu in a real browser: by keyboard alone, and on a phone."""

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.forms import FieldKind
from tests.adapters import looking

pytestmark = looking.IN_A_BROWSER
browser = looking.browser
opened = looking.opened

WHICH = Parameter(name="message", kind=FieldKind.MESSAGE, label="Message", description="Which", required=True)
SAVE = CommandSpec(name="resource keep", description="Save it", parameters=(WHICH,), title="Save as resource")
LINK = "See https://tiles.example.org/fractions"


async def test_a_message_is_saved_by_keyboard_and_on_a_phone(opened):
    opened.bot.commands = (*opened.bot.commands, SAVE)
    opened.store.say(place="chats", at=opened.bot.now(), author="teacher", words=LINK)
    phone = {"width": 390, "height": 800, "has_touch": True}
    for number, how in enumerate(({}, phone), start=1):
        page = await opened.page("host", "chats", **how)
        row = page.locator(".message", has_text=LINK).first
        more, save = row.locator(".more"), row.get_by_role("button", name="Save as resource", exact=True)
        await (more.tap() if how else more.press("Enter"))
        if how:
            box = await save.bounding_box()
            assert box["height"] >= 24
            assert box["x"] + box["width"] <= phone["width"]
        await (save.tap() if how else save.press("Enter"))
        await page.locator(".message.private").nth(number - 1).wait_for()

    chosen = [call.values["message"] for call in opened.bot.calls if getattr(call, "values", None)]
    assert [(each.text, each.name) for each in chosen] == [(LINK, "Maya Torres")] * 2
