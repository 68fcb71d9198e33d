"""What is new comes by itself, once: to Nora by her own tags, and to a room on Slack."""

from datetime import timedelta

from tests.stories.shared_shelf.reading import tells
from tests.stories.shared_shelf.shared import TITLE
from tests.stories.shared_shelf.site import LATE

LATER = "Fractions of an hour"


async def begun(hall, people, _web):
    """Nora wants to hear of fractions on Fridays, Wei has everything new come to Slack's room."""
    for guest in hall.guests:
        await guest.asks("resources")  # so that the bot knows who is here
    hers = await people.nora.asks(
        "resource digest", tags="fractions", every="weekly", day="friday", hour="4 pm"
    )
    tells(hers, "on Friday at 4:00 PM")
    tells(await people.nora.presses(hers, "Begin"), "Next: Fri")
    theirs = await people.wei.asks("resource digest", every="weekly", day="friday", hour="3 pm", room="here")
    tells(await people.wei.presses(theirs, "Begin"), "Next: Fri")


async def friday(hall, people, _web):
    """On Friday each has what is new for them, with why."""
    assert digests(people.nora.told()) == digests(people.wei.room()) == []
    await on_friday(hall, 0)
    [hers] = digests(people.nora.told())
    tells(hers, TITLE, "tag fractions")
    assert "Density columns" not in hers
    [theirs] = digests(people.wei.room())
    tells(theirs, TITLE, "Density columns")


async def nothing_new(hall, people, _web):
    """The Friday after, nothing is new, and nothing comes."""
    await on_friday(hall, 1)
    assert len(digests(people.nora.told())) == len(digests(people.wei.room())) == 1


async def news(hall, people, web):
    """One thing more is shared: the next Friday has that, and nothing a second time."""
    preview = await people.maya.asks("resource share", link=web.at(LATE, "/late"), tags="#fractions")
    tells(await people.maya.presses(preview, "Share it"), "Thank you! Shared")
    await on_friday(hall, 2)
    for heard in (people.nora.told(), people.wei.room()):
        [_, second] = digests(heard)
        tells(second, LATER)
        assert TITLE not in second


async def on_friday(hall, week):
    """Go on to the evening of the first Friday, or of one some weeks later."""
    await hall.until(hall.began + timedelta(days=4, hours=10, weeks=week))


def digests(heard):
    return [each for each in heard if each.words.startswith("New") and "Pause" in each.labels]
