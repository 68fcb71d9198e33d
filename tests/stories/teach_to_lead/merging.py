"""Somebody had nearly the same idea; an author of each agrees, and the two go on as one."""

from tests.stories.teach_to_lead.beginning import TITLE
from tests.stories.teach_to_lead.reading import tells

OTHER = "Watch a colleague teach once a month"


async def similar(hall, people):
    """Dana, on Slack, writes nearly the same and is shown Lucía's idea; she sends hers all the same."""
    preview = await people.dana.asks(
        "idea post",
        title=OTHER,
        need="New teachers leave because they never see how a colleague teaches",
        approach="A principal takes the lesson",
        tags="#observation",
        me="school leader",
    )
    tells(preview, TITLE)
    await people.dana.presses(preview, "Send it")
    await hall.moves(minutes=1)
    await hall.is_told(people.omar, OTHER)
    queue = await people.omar.asks("idea review")
    tells(queue, TITLE)
    await people.omar.presses(queue, "Publish")
    await hall.moves(minutes=1)
    for guest in (people.nora, people.maya):
        theirs = next(card for card in guest.room() if OTHER in card and "Support" in card.labels)
        await guest.presses(theirs, "Support")


async def merged(hall, people):
    """Dana asks Lucía whether they are one; Lucía agrees, and both are credited."""
    pair = await people.dana.asks("idea merge", idea=OTHER, into=TITLE)
    tells(pair, "Two ideas, or one?")
    tells(await people.dana.presses(pair, "Ask its author"), "Asked in private")
    await hall.moves(minutes=1)
    question = await hall.is_told(people.lucia, "could go on as one")
    tells(await people.lucia.presses(question, "Agree"), "One idea now")
    await hall.moves(minutes=1)
    for guest in hall.guests:
        card = guest.opening()
        tells(card, "An idea by Lucía Ortega and Dana Whitfield")
        assert "3 people support" in card, "Maya, who supported both, counts once"
        joined = next(
            each for each in guest.room() if OTHER in each and "View the idea it joined" in each.labels
        )
        assert joined.labels == ("View the idea it joined",)
    tells(
        await people.maya.asks("idea view", idea=OTHER),
        "Merged: it goes on together with another idea",
        TITLE,
    )
