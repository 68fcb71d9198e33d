"""What is shared in three places stands in one library: chosen in a menu, said in a room, typed in a line."""

from tests.adapters.chats_on_both import within
from tests.adapters.test_resource_messages_on_both_platforms import WITHIN, marked, post, save
from tests.stories.shared_shelf.reading import cards, tells
from tests.stories.shared_shelf.site import STRIPS, WALKS

TITLE, WALK = "Fraction strips", "A number line to walk on"


async def saved(hall, people, web):
    """Dana, on Slack, saves what Wei said there; its page tells the title, and one press shares it."""
    said = await post(hall, people.wei, f"For tomorrow: {web.at(STRIPS, '/strips')}")
    preview = tells(await save(people.dana, said), "Nobody else has seen it yet", TITLE, "Said by Wei Chen.")
    assert cards(people.wei, TITLE) == []
    form = await people.dana.presses(preview, "Change it")
    preview = await people.dana.fills(form, grade="3-5", tags="#fractions", subject="maths")
    tells(await people.dana.presses(preview, "Share it"), "Thank you! Shared")
    await hall.moves(minutes=1)
    [card] = cards(people.wei, TITLE)
    tells(card, "Grades 3 to 5", "#fractions", "Shared by Dana Whitfield")


async def heard(hall, people, web):
    """Omar opens Discord's room for links; Lucía is asked in private about hers, and one press shares it."""
    tells(await people.omar.asks("resource settings", add=hall.server["events"]), "Please tell")
    await post(hall, people.lucia, f"We walk fractions: {web.at(WALKS, '/walk')}")
    await within(WITHIN, lambda: marked(hall) == 1)
    await hall.moves(minutes=16)
    asked = await hall.is_told(people.lucia, "for the library?")
    assert cards(people.lucia, WALK) == []
    preview = tells(await people.lucia.presses(asked, "Keep it"), "Nobody else has seen it yet", WALK)
    tells(await people.lucia.presses(preview, "Share it"), "Thank you! Shared")
    await hall.moves(minutes=1)
    [card] = cards(people.omar, WALK)
    tells(card, "Shared by Lucía Ortega")
    assert not [told for told in people.omar.told() if "for the library?" in told]


async def known(hall, people, web):
    """Maya, in the playground, shares Lucía's link with trackers: it is known, and takes her note."""
    link = f"{web.at(WALKS, '/walk')}?utm_source=mail&fbclid=abc123"
    shown = tells(await people.maya.asks("resource share", link=link), "Already shared by Lucía Ortega", WALK)
    form = await people.maya.presses(shown, "Add your note")
    tells(await people.maya.fills(form, note="We hop from half to half."), "Your note stands")
    await hall.moves(minutes=1)
    [card] = cards(people.omar, WALK)
    tells(card, "We hop from half to half.", "Maya Torres")
    assert "utm_source" not in repr(card.raw)
