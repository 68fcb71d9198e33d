"""A picture in the playground is seen on every width, and said to whoever cannot see it."""

from adapters.playground.cast import room_address
from communitybot.conversation.message import File, message
from communitybot.ideas.drawing.layout import WIDE, picture
from communitybot.ideas.drawing.render import render
from communitybot.ideas.drawing.saying import in_words
from communitybot.ideas.drawing.svg import svg
from tests.adapters import looking
from tests.ideas.growing.models import model

pytestmark = looking.IN_A_BROWSER
browser = looking.browser
opened = looking.opened


async def test_a_picture_fits_the_page_and_has_its_words(opened):
    drawn = picture("Mentor hours", model(), WIDE)
    words = in_words("Mentor hours", model())
    files = (
        File("logic-model.png", "image/png", render(svg(drawn)), words),
        File("logic-model.svg", "image/svg+xml", svg(drawn).encode()),
    )
    await opened.platform.post(room_address("events"), message("The logic model", files=files), "model")
    for width in (1280, 390):
        page = await opened.page(width=width)
        shown = page.get_by_role("img", name=words)
        await shown.wait_for()
        await page.wait_for_function("[...document.images].every((each) => each.complete)")
        assert await shown.evaluate("(image) => image.naturalWidth") == WIDE.width
        box = await shown.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert abs(box["width"] / box["height"] - drawn.width / drawn.height) < 0.1
        assert box["y"] + box["height"] <= 800  # the newest message is in sight, picture and all
        assert await page.get_by_role("link", name="Save logic-model.svg").count() == 1
        assert await page.locator(".message img").count() == 1
