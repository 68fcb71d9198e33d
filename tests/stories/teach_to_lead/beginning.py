"""An idea is written, read by a moderator, backed, joined and talked over, wherever people are."""

import asyncio

from tests.stories.ce14.first_half import mirrored
from tests.stories.teach_to_lead.reading import tells

TITLE = "An hour to watch a colleague teach"
NEED = "New teachers never see a colleague teach, and half of them leave within five years."


async def written(hall, people):
    """Lucía, on Discord, writes an idea; a preview counts its words, and nobody else sees it."""
    hall.talk = TITLE
    for guest in hall.guests:
        await guest.asks("ideas")  # so that the bot knows who is here
    preview = await people.lucia.asks(
        "idea post",
        title=TITLE,
        need=NEED,
        approach="Once a month a colleague takes over a lesson, so that somebody can watch another one.",
        benefits="New teachers, and those who show what they do.",
        helps="Somebody who knows the timetable.",
        roles="coach, researcher",
        tags="#observation #newteachers",
        me="classroom teacher",
    )
    tells(preview, "45 words of 300")
    tells(preview, "a moderator reads it first")
    sent = await people.lucia.presses(preview, "Send it")
    tells(sent, "Sent: ")
    await hall.rests()
    for guest in (people.omar, people.dana, people.maya, people.grace):
        assert not [card for card in guest.room() if TITLE in card], guest.name


async def published(hall, people):
    """Wei, on Slack, publishes it; Lucía is told, and its thread opens in a room of each platform."""
    await hall.moves(minutes=1)
    told = await hall.is_told(people.wei, "An idea waits to be read")
    queue = await people.wei.presses(told, "Review")
    tells(queue, "From Lucía Ortega")
    tells(await people.wei.presses(queue, "Publish"), "is published")
    await hall.moves(minutes=1)
    await hall.is_told(people.lucia, TITLE)
    for guest in hall.guests:
        opening = guest.opening()
        tells(opening, NEED)
        tells(opening, "An idea by Lucía Ortega")
        assert opening.labels == ("Support", "Join the team", "Follow", "View")


async def backed(hall, people):
    """A double click counts once, on any platform; one's own idea needs no vote."""
    for guest in (people.maya, people.wei):
        card = guest.opening()
        await asyncio.gather(*(guest.presses(card, "Support") for _ in range(2)))
    await people.maya.presses(people.maya.opening(), "Follow")
    tells(await people.lucia.presses(people.lucia.opening(), "Support"), "own")
    await hall.moves(minutes=1)
    for guest in (people.lucia, people.wei, people.grace):
        tells(guest.opening(), "2 people support")


async def joined(hall, people):
    """Nora, in the playground, asks to join as a specialist; Lucía accepts by one press."""
    form = await people.nora.presses(people.nora.opening(), "Join the team")
    asked = await people.nora.fills(form, role="coach or specialist", note="I know the timetable.")
    tells(asked, "You hear from me either way")
    await hall.moves(minutes=1)
    question = await hall.is_told(people.lucia, "I know the timetable.")
    tells(await people.lucia.presses(question, "Accept"), "Nora Castillo")
    await hall.moves(minutes=1)
    await hall.is_told(people.nora, TITLE)
    for guest in (people.omar, people.dana, people.maya):
        tells(guest.opening(), "Nora Castillo")


async def discussed(hall, people):
    """What is said in one thread stands in all of them, with who said it and where."""
    await mirrored(hall, people, people.lucia, await people.lucia.says("Who would show a lesson?"))
    await mirrored(hall, people, people.wei, await people.wei.says("I would, on Thursdays."))
    await mirrored(hall, people, people.maya, await people.maya.says("And I would come and watch."))
