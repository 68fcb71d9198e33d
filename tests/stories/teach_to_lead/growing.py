"""The idea grows: a team, two critical friends, a logic model, a local lab, and what was promised there."""

from tests.stories.teach_to_lead.beginning import TITLE
from tests.stories.teach_to_lead.reading import tells

NOTES = {
    "What I heard you say": "You would open doors that were always closed.",
    "The questions I would ask": "Who takes the lesson when two watch at once?",
    "One next step": "Try it with two pairs.",
}
MODEL = {
    "Inputs, activities": ("Two hours a month", "Pairs watch one another teach"),
    "Outcomes": ("New teachers ask for help", "New teachers stay"),
    "Assumptions, measures": ("The principal takes the lesson", "Who stays, counted each August"),
}


async def advances(hall, guest, stage):
    """Take the idea on through its gate, in whose way nothing stands any more."""
    gate = await guest.asks("idea advance", idea=TITLE)
    tells(gate, "Nothing is missing")
    tells(await guest.presses(gate, f"On to {stage}"), f"On to {stage}")
    await hall.moves(minutes=1)
    for other in hall.guests:
        assert stage.capitalize() in other.opening(), other.opening().words


async def gathers(hall, people):
    """A seed becomes a developing idea with a team; what is missing next is said."""
    await advances(hall, people.lucia, "developing")
    await advances(hall, people.dana, "team formed")
    gate = await people.nora.asks("idea advance", idea=TITLE)
    tells(gate, "Missing: ")
    tells(gate, "/idea friends")


async def befriended(hall, people):
    """Two from outside the team are asked, agree, and leave notes that only the team reads."""
    await people.lucia.asks("idea friends", idea=TITLE, people="Maya Torres, Wei Chen")
    await hall.moves(minutes=1)
    for friend in (people.maya, people.wei):
        question = await hall.is_told(friend, "Would you be a critical friend")
        tells(await friend.presses(question, "Accept"), "Thank you!")
    await hall.moves(minutes=1)
    await advances(hall, people.lucia, "critical-friend review")
    for friend in (people.maya, people.wei):
        form = await friend.asks("idea notes")
        tells(await friend.fills(form, **NOTES), "Your notes are kept")
    await hall.moves(minutes=1)
    read = await people.dana.asks("idea notes", idea=TITLE)
    tells(read, "Try it with two pairs.")
    assert "two pairs" not in await people.grace.asks("idea notes", idea=TITLE)


async def modelled(hall, people):
    """Its team writes the logic model on two platforms; its picture comes to every thread."""
    card = await people.nora.asks("idea model", idea=TITLE)
    for sheet, lines in MODEL.items():
        form = await people.nora.presses(card, sheet)
        card = await people.nora.fills(form, **dict(zip(form.labels, lines, strict=True)))
    card = await people.lucia.asks("idea model", idea=TITLE)
    form = await people.lucia.presses(card, "Outputs")
    card = await people.lucia.fills(form, Outputs="Visits, and talks afterwards")
    await people.lucia.presses(card, "Share it in the thread")
    await hall.moves(minutes=1)
    for guest in (people.omar, people.wei, people.maya):
        tells(await hall.sees(guest, "Its team shared it"), "Pairs watch one another teach")
        assert any(".png" in repr(each.raw) for each in guest.heard()), guest.name
    await advances(hall, people.lucia, "logic model ready")
