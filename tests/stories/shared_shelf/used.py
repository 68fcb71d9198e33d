"""What is shared is found again on every platform, tried, and collected by several people."""

from tests.stories.shared_shelf.reading import cards, tells
from tests.stories.shared_shelf.shared import TITLE, WALK


async def found(hall, people, _web):
    """Each platform finds both by words, misspelt ones too, and reads why each came up."""
    for guest in (people.omar, people.wei, people.grace):
        shown = tells(await guest.asks("resources", words="fractions"), TITLE, WALK, "From Dana Whitfield")
        tells(shown, "in its title, its tags and its description", "new this week")
        narrowed = tells(await guest.asks("resources", words="fractoins", grade="4"), TITLE, "I read")
        assert WALK not in narrowed
        tells(
            await guest.chooses(narrowed, "Look at one of them", TITLE), "Paper strips to compare fractions."
        )


async def tried(hall, people, _web):
    """Two tell what happened in their classrooms; the card sums it up, and a search says it as well."""
    [card] = cards(people.wei, TITLE)
    form = await people.wei.presses(card, "I tried it")
    told = await people.wei.fills(form, again="yes", grade="4", happened="They argued about halves.")
    tells(told, "Thank you!")
    told = await people.lucia.asks("resource tried", resource=TITLE, again="with changes", grade="5")
    tells(told, "Thank you!")
    await hall.moves(minutes=1)
    [card] = cards(people.dana, TITLE)
    tells(card, "2 people tried it, 2 would again, in grades 4, 5")
    tells(await people.maya.asks("resources", words="fractions"), "tried by 2")


async def collected(hall, people, _web):
    """Maya makes a collection and lets Dana in, who adds to it from another platform."""
    tells(await people.maya.asks("collection create", name="Fractions on foot"), "Fractions on foot")
    tells(await people.maya.asks("resource save", resource=WALK, collection="Fractions on foot"), WALK)
    let = await people.maya.asks("collection people", collection="Fractions", person="Dana Whitfield")
    tells(let, "Dana Whitfield")
    await hall.moves(minutes=1)
    await hall.is_told(people.dana, "Fractions on foot")
    tells(await people.dana.asks("collection add", collection="Fractions", resource=TITLE), TITLE)
    seen = await people.maya.asks("collection view", collection="Fractions")
    tells(seen, WALK, "put in by Maya Torres", TITLE, "put in by Dana Whitfield")
    hidden = await people.omar.asks("collections")
    assert "Fractions on foot" not in hidden


async def asked(hall, people, web):
    """Nora finds nothing and asks the room; Lucía answers from Discord, Nora is told, and thanks her."""
    nothing = await people.nora.asks("resources", words="density lab", grade="6")
    form = await people.nora.presses(nothing, "Ask the room")
    preview = tells(await people.nora.fills(form, words="density lab", grade="6"), "density lab", "Grade 6")
    tells(await people.nora.presses(preview, "Ask the room"), "I have asked")
    await hall.moves(minutes=1)
    [card] = requests(people.maya)
    tells(await people.maya.presses(card, "I need this too"), "Noted.")
    tells(await people.wei.asks("resource requests"), "density lab", "Nora Castillo")
    draft = await people.lucia.asks(
        "resource answer", request="density", resource=web.at("lab.example.org", "/density")
    )
    tells(draft, "This is what others will see", "Density columns")
    tells(await people.lucia.presses(draft, "Share it as my answer"), "Thank you!")
    await hall.moves(minutes=1)
    for guest in (people.nora, people.maya):
        told = tells(await hall.is_told(guest, "has an answer for you"), "Density columns", "Lucía Ortega")
        if guest is people.nora:
            tells(await guest.presses(told, "That helped"), "Good to hear!")
    await hall.moves(minutes=1)
    tells(await hall.is_told(people.lucia, "It helped"), "Nora Castillo")
    await hall.rests()
    assert requests(people.maya) == []


def requests(guest):
    """Cards before everybody in the playground under which one can answer."""
    return [each for each in guest.room() if "I have one" in each.labels and not each.raw["private"]]
