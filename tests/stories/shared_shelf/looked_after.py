"""What is wrong is found out: a report hides a resource, a host checks it, and a night finds a dead link."""

import asyncio
from datetime import timedelta

from tests.stories.shared_shelf.reading import cards, tells
from tests.stories.shared_shelf.shared import TITLE, WALK
from tests.stories.shared_shelf.site import WALKS


async def reported(hall, people, _web):
    """The third report hides it everywhere; Omar finds it fine, and whoever reported it is thanked."""
    [card] = cards(people.wei, TITLE)
    form = await people.wei.presses(card, "Report")
    tells(await people.wei.fills(form, why="broken link", words="It moved?"), "Nobody learns that it was you")
    tells(await people.maya.asks("resource report", resource=TITLE, why="broken link"), "A host checks")
    await hall.moves(minutes=1)
    assert cards(people.dana, TITLE), "two are not enough"
    tells(
        await people.lucia.asks("resource report", resource=TITLE, why="unsuitable"), "others do not see it"
    )
    await hall.moves(minutes=1)
    assert cards(people.dana, TITLE) == []
    for guest in (people.lucia, people.wei, people.nora):
        assert TITLE not in await guest.asks("resources", words="fractions")
    told = await hall.is_told(people.dana, TITLE)
    await hall.is_told(people.omar, "A resource was reported")
    queue = tells(await people.omar.asks("resource check"), TITLE, "3 people reported it")
    tells(queue, "its link does not work (2)")
    for guest in (people.wei, people.maya, people.lucia):
        assert guest.name not in told
        assert guest.name not in queue
    tells(queue, "Its page now: Fraction strips")
    tells(await people.omar.presses(queue, "Still fine"), "is fine")
    await hall.moves(minutes=1)
    [card] = cards(people.dana, TITLE)
    tells(card, "2 people tried it")
    for guest in (people.wei, people.maya, people.lucia):
        await hall.is_told(guest, "Thank you for looking out")


async def dies(hall, people, web):
    """The page of Lucía's link goes away; one night's failure marks nothing yet."""
    web.takes_away("/walk")
    await asked_by_night(hall, web, day=1)
    [card] = cards(people.omar, WALK)
    assert "web.archive.org" not in card


async def marked(hall, people, web):
    """A week later it fails again: its card says so, with the archive's address, and Lucía alone is told."""
    await asked_by_night(hall, web, day=8)
    await hall.moves(hours=8)
    [card] = cards(people.omar, WALK)
    tells(card, "web.archive.org/web/2025/http://walks.example.org")
    told = await hall.is_told(people.lucia, WALK)
    assert "Put in a new link" in (await people.lucia.presses(told, "View")).labels
    assert not [each for each in people.dana.told() if "does not answer" in each]
    tells(await people.omar.asks("resource links"), WALK)
    assert TITLE not in await people.omar.asks("resource links")


async def mended(hall, people, web):
    """Lucía puts in where her page is now; the mark goes, and hosts read that every link answers."""
    view = await hall.is_told(people.lucia, "Only you see this view")
    form = await people.lucia.presses(view, "Put in a new link")
    tells(await people.lucia.fills(form, link=web.at(WALKS, "/here-now")), WALK)
    await hall.moves(minutes=1)
    [card] = cards(people.omar, WALK)
    assert "web.archive.org" not in card
    assert "/here-now" in card.words
    tells(await people.omar.asks("resource links"), "Every link answers")


async def asked_by_night(hall, web, *, day):
    """Go on to the night of a day, or to the one after it, in which the link is asked once more.

    A night asks what was asked a week ago and a moment; how long a moment is, this machine decides.
    """
    three = hall.began.replace(hour=7, minute=0) + timedelta(days=day)  # 3:00 in New York
    before = web.server.requests.count("/walk")
    await hall.until(three)
    async with asyncio.timeout(15):
        while web.server.requests.count("/walk") == before:
            await hall.moves(minutes=30)
            await asyncio.sleep(0.02)
