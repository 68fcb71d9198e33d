"""The bot is stopped while people talk, and started again: nothing is lost, and old buttons go on working."""

from tests.stories.teach_to_lead.beginning import TITLE
from tests.stories.teach_to_lead.reading import tells


async def stops_and_goes_on(hall, people):
    """What was said meanwhile is read once everywhere; buttons of before answer."""
    cards = {guest.name: guest.opening() for guest in (people.omar, people.dana, people.grace)}
    await hall.closes()
    await people.lucia.says("I watched Wei on Thursday.")
    await people.dana.says("And I watched Nora.")
    await hall.opens()
    await hall.rests()
    for guest, words in (
        (people.wei, "I watched Wei on Thursday."),
        (people.omar, "And I watched Nora."),
        (people.maya, "I watched Wei on Thursday."),
        (people.maya, "And I watched Nora."),
    ):
        await hall.sees(guest, words)
        assert "\n".join(said.words for said in guest.heard()).count(words) == 1
    for guest in (people.omar, people.dana, people.grace):
        tells(await guest.presses(cards[guest.name], "View"), TITLE)
    await people.omar.presses(cards[people.omar.name], "Support")
    await hall.moves(minutes=1)
    for guest in (people.lucia, people.wei, people.maya):
        tells(guest.opening(), "4 people support")
