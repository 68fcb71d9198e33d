"""The library is filled from a file, taken along, read by anybody on the web, and outlives a restart."""

import base64
import csv
import io
import re

from tests.resources.keeping.shelf import bookmarks
from tests.stories.shared_shelf.coming_back import LATER, digests
from tests.stories.shared_shelf.reading import cards, tells
from tests.stories.shared_shelf.shared import TITLE, WALK
from tests.stories.shared_shelf.site import WALKS
from tests.stories.three_platforms import PUBLIC


async def stops_and_goes_on(hall, people, web):
    """The bot is stopped and started again; buttons of before answer on every platform."""
    await hall.rests()
    [strips], [walk], [digest] = (
        cards(people.wei, TITLE),
        cards(people.omar, WALK),
        digests(people.nora.told()),
    )
    await hall.closes()
    await hall.opens()
    web.lets_in(hall)
    await hall.rests()
    tells(await people.wei.presses(strips, "More"), "They argued about halves.")
    tells(await people.omar.presses(walk, "Save"), "Only you see what you saved")
    tells(await people.nora.asks("resources", words="fractions"), TITLE, WALK)
    tells(await people.nora.presses(digest, "Change"), "digest")
    tells(await people.maya.asks("collection view", collection="Fractions"), WALK, "by Dana Whitfield")


async def imported(hall, people, web):
    """Grace brings her bookmarks: she sees what is new and what is here, and all come without a card."""
    file = bookmarks(
        ("https://maps.example.org/?utm_source=x", "Maps of our town"),
        ("https://poems.example.org/", "=Poems to finish"),
        (f"{web.at(WALKS, '/here-now')}?utm_medium=y", "Known already"),
        ("http://192.168.0.1/", "At home"),
        folder="Geography",
    )
    before = len(people.grace.room())
    form = await people.grace.asks("resource import")
    content = base64.b64encode(file.content).decode()
    seen = await people.grace.fills(form, file={"name": file.name, "base64": content})
    tells(seen, "2 links would be new here", "1 here already", "1 no page of the web", "Geography (2)")
    await people.grace.presses(seen, "Import all 2")
    await hall.moves(minutes=1)
    await hall.is_told(people.grace, "Done: 2 resources imported")
    assert not [each for each in people.grace.room()[before:] if "Maps" in each and not each.raw["private"]]
    tells(await people.dana.asks("resources", words="town"), "Maps of our town")


async def exported(hall, people, _web):
    """Maya takes all of it along as a table that no spreadsheet runs, and reads it back."""
    shown = await people.maya.asks("resource export")
    tells(shown, "Here is the library as CSV: 6 resources.")
    [file] = shown.raw["files"]
    async with hall.web.get(file["url"]) as answer:
        rows = list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig"))))
    titles = {row["title"] for row in rows}
    assert titles == {TITLE, WALK, LATER, "Density columns", "Maps of our town", "'=Poems to finish"}
    [strips] = [row for row in rows if row["title"] == TITLE]
    assert (strips["tried"], strips["grades"], strips["shared_by"]) == ("2", "3, 4, 5", "Dana Whitfield")


async def public(hall, people, _web):
    """Anybody reads it on the web once Omar opens it: by filters, with nobody's name; then he closes it."""
    told = await people.nora.asks("resource feeds")
    address = re.search(rf"{re.escape(PUBLIC)}/library/[\w-]+", f"{told.words} {told.raw!r}")[0]
    assert await status(hall, address) == 404
    await people.omar.asks("resource settings", public=True)
    page = await hall.fetches(address)
    for title in (TITLE, LATER, "Maps of our town"):
        assert title in page
    for guest in hall.guests:
        assert guest.name not in page
    for narrowed in ("?q=fractions&grade=4", "?tag=fractions&q=strips"):
        page = await hall.fetches(f"{address}{narrowed}")
        assert TITLE in page
        assert "Maps of our town" not in page
    assert LATER not in page
    await people.omar.asks("resource settings", public=False)
    assert await status(hall, address) == 404


async def status(hall, address):
    async with hall.web.get(address.removeprefix(PUBLIC)) as answer:
        return answer.status
