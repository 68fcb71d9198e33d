"""The team meets for a day with those its idea needs, and what was promised there is kept."""

from tests.stories.teach_to_lead.beginning import TITLE
from tests.stories.teach_to_lead.growing import advances
from tests.stories.teach_to_lead.reading import tells


async def planned(hall, people):
    """A local lab has a date, which becomes an event that everybody sees and can come to."""
    card = await people.dana.asks(
        "idea lab",
        idea=TITLE,
        when="saturday 9am-3pm",
        place="Oak Ridge library",
        stakeholders="Dr. Rosa Lind, superintendent",
        decides="Two shared hours a month",
    )
    tells(card, "its event is posted", "Dr. Rosa Lind")
    await hall.moves(minutes=1)
    for guest in (people.omar, people.wei, people.maya):
        event = next(each for each in guest.room() if "Oak Ridge library" in each)
        assert "Going" in event.labels
    coming = next(each for each in people.maya.room() if "Oak Ridge library" in each)
    await people.maya.presses(coming, "Going")
    await advances(hall, people.dana, "local lab")


async def promised(hall, people):
    """At the lab people take things on; who named somebody else waits until they say so."""
    await hall.moves(hours=5 * 24 + 7)
    tells(
        await people.lucia.asks(
            "idea commit", what="Ask the board for two shared hours", owner="me", by="31 october", idea=TITLE
        ),
        "I ask how it goes three days before",
    )
    await people.dana.asks(
        "idea commit", what="Draw the timetable anew", owner="Nora Castillo", by="10 november", idea=TITLE
    )
    await hall.moves(minutes=1)
    named = await hall.is_told(people.nora, "Draw the timetable anew")
    tells(await people.nora.presses(named, "I take it on"), "Thank you!")
    await advances(hall, people.lucia, "in implementation")


async def kept(hall, people):
    """Lucía is asked three days before the day she named; what is done is news in every thread."""
    assert not [told for told in people.lucia.told() if "How is it coming along?" in told]
    await hall.moves(hours=10 * 24 + 6)
    asked = await hall.is_told(people.lucia, "How is it coming along?")
    form = await people.lucia.presses(asked, "Done")
    done = await people.lucia.fills(form, **{"A word on it": "They gave us three."})
    tells(done, "Well done!")
    await hall.moves(minutes=1)
    for guest in (people.omar, people.wei, people.maya):
        tells(await hall.sees(guest, "They gave us three."), "Done: Ask the board for two shared hours")
    tells(await people.grace.asks("idea commitments", idea=TITLE), "Draw the timetable anew", "1 done")
