"""A library with something of everything, made by people of both platforms as people would."""

import asyncio
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from communitybot.ports import LinkPreview
from communitybot.resources.model.collection import Item
from communitybot.resources.model.resource import Kind, State
from tests.adapters.chats_on_both import within
from tests.adapters.test_resource_messages_on_both_platforms import marked, post, save
from tests.resources.sharing.school import Door
from tests.stories.guests import Shown
from tests.stories.three_platforms import Hall, People

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
LAB = "https://labs.example.org/density"
TILES = "https://tiles.example.org/"
NEW = "https://new.example.org/"
PAGES = {
    FILM: LinkPreview(address=FILM, title="Fraction film", description="A film.", kind="VideoObject"),
    NEW: LinkPreview(address=NEW, title="Something new"),
}


def cards(guest: Any, *words: str) -> list[Shown]:
    """What everybody sees in somebody's room that has some words."""
    shown = (each for each in guest.room() if not each.raw.ephemeral)
    return [each for each in shown if all(word in each.words for word in words)]


def card(guest: Any, *words: str) -> Shown:
    found = cards(guest, *words)
    assert len(found) == 1, (words, [each.words for each in guest.room()])
    return found[0]


async def shared(hall: Hall, people: People) -> None:
    """Lucía fills the form in its steps on Discord, Wei types a line on Slack; both look and share."""
    hall.house.looking.door = Door(PAGES)
    shown = await people.lucia.asks("resource share")
    for step in ({"Link": FILM, "Grades": "3-5"}, {"Tags": "#fractions"}, {}):
        shown = await people.lucia.fills(shown, **step)
        preview = shown
        if "Continue" in shown.labels:
            shown = await people.lucia.presses(shown, "Continue")
    assert "Fraction film" in preview, preview.words
    assert "Thank you! Shared" in await people.lucia.presses(preview, "Share it")
    preview = await people.wei.asks("resource share", link=TILES, title="Paper tiles", tags="#tiles")
    assert "Thank you! Shared" in await people.wei.presses(preview, "Share it")
    await people.wei.asks("resource share", link=f"{TILES}draft", title="Tiles to come")
    await people.lucia.asks("resource share", link=f"{LAB}/draft", title="A lab to come")
    await hall.moves(minutes=1)


async def judged(hall: Hall, people: People) -> None:
    """A double click saves once; what happened in classrooms of both platforms stands on a card."""
    for guest, title in ((people.dana, "Paper tiles"), (people.omar, "Fraction film")):
        shown = card(guest, title)
        twice = await asyncio.gather(*(guest.presses(shown, "Save") for _ in range(2)))
        assert all("Saved" in each for each in twice), [each.words for each in twice]
        await guest.presses(shown, "Save")
        await hall.moves(minutes=1)
    form = await people.omar.presses(card(people.omar, "Fraction film"), "I tried it")
    told = {"Would you use it again?": "with changes", "What happened?": "They <b>cut</b> them."}
    assert "Thank you!" in await people.omar.fills(form, **told)
    form = await people.dana.asks("resource tried", resource="Fraction film")
    thanks = await people.dana.fills(form, again="yes", grade="4", happened="They folded <!channel> strips.")
    assert "Thank you!" in thanks, thanks.words
    await hall.moves(minutes=1)
    film = card(people.lucia, "Fraction film")
    assert "2 people tried it, 2 would again, in grade 4; saved 1 time" in film, film.words
    tiles = card(people.wei, "Paper tiles")
    assert "Saved 1 time" in tiles, tiles.words


async def collected(hall: Hall, people: People) -> None:
    """Dana makes a list on Slack and lets Lucía work on it on Discord; everybody sees its card."""
    for guest, name in ((people.dana, "Fractions"), (people.lucia, "Films")):
        form = await guest.asks("collection create")
        made = await guest.fills(form, **{"name" if guest is people.dana else "Name": name})
        assert "Made." in made, made.words
        for title in ("Fraction film", "Paper tiles"):
            assert title in await guest.asks("collection add", collection=name, resource=title)
    for person in ("Wei Chen", "Lucía Ortega"):
        given = await people.dana.asks(
            "collection people", collection="Fractions", person=person, right="edit"
        )
        assert f"{person} can put resources in" in given, given.words
    given = await people.lucia.asks(
        "collection people", collection="Films", person=people.omar.person, right="add"
    )
    assert "Omar Haddad can put resources in" in given, given.words
    seen = await people.dana.asks("collection view", collection="Fractions")
    posted = await people.dana.presses(await people.dana.presses(seen, "Post as a card"), "Post it")
    assert "is posted" in posted, posted.words
    await hall.moves(minutes=1)
    assert "Lucía Ortega" in card(people.wei, "This card changes as the collection does")


async def asked(hall: Hall, people: People) -> None:
    """Wei asks on Slack; Omar answers by the form of its card with what is new, and Lucía needs it too."""
    form = await people.wei.asks("resource ask")
    preview = await people.wei.fills(form, words="a density lab for <!channel>", grade="6")
    assert "I have asked" in await people.wei.presses(preview, "Ask the room")
    await hall.moves(minutes=1)
    for guest in (people.dana, people.lucia):
        preview = await guest.asks("resource ask", words=f"games of {guest.platform}")
        assert "I have asked" in await guest.presses(preview, "Ask the room")
    await hall.moves(minutes=1)
    request = card(people.wei, "density lab")
    assert "Noted." in await people.dana.presses(request, "I need this too")
    await hall.moves(minutes=1)  # the card is drawn anew, before it is pressed again
    form = await people.dana.presses(request, "I have one")
    shown = await people.dana.fills(form, resource=LAB, title="Density columns")
    assert "This is what others will see" in shown, shown.words
    assert "Thank you!" in await people.dana.presses(shown, "Share it as my answer")
    await people.omar.presses(card(people.omar, "games of discord"), "I need this too")
    for platform in ("slack", "discord"):
        form = await people.omar.asks("resource answer", request=f"games of {platform}")
        link = {"Its link, or words of its title here": FILM}
        assert "Thank you!" in await people.omar.fills(form, **link)
    await hall.moves(minutes=1)
    assert "Density columns" in card(people.wei, "density lab")
    told = await hall.is_told(people.wei, "Dana Whitfield has an answer for you: Density columns")
    assert "That helped" in told.labels


async def returned(hall: Hall, people: People) -> None:
    """A digest of each, begun by its buttons, has come; a video plays where it can."""
    form = await people.dana.presses(await people.dana.asks("resource digest"), "New digest")
    daily = await people.dana.fills(form, tags="fractions", every="daily")
    first = await people.lucia.presses(await people.lucia.asks("resource digest"), "New digest")
    second = await people.lucia.presses(await people.lucia.fills(first), "Continue")
    of_all = await people.lucia.fills(second, **{"How often": "daily"})
    for guest, proposal in ((people.dana, daily), (people.lucia, of_all)):
        assert "It comes daily" in await guest.presses(proposal, "Begin")
    for guest in (people.lucia, people.wei):
        assert "I show it here" in await guest.asks("resource video", video="Fraction film")
    await hall.moves(hours=25)
    for guest in (people.lucia, people.dana):
        await hall.is_told(guest, "A daily digest for")
    assert card(people.lucia, "Shown by Lucía Ortega")
    assert card(people.wei, "Shown by Wei Chen")


async def heard(hall: Hall, people: People) -> None:
    """Links posted in a room are asked about in private; of two in a chosen message, one is chosen."""
    for guest in (people.omar, people.wei):
        await guest.presses(await guest.asks("resource settings"), "This room too")
    for guest, other in ((people.lucia, people.omar), (people.wei, people.dana)):
        said = await post(hall, guest, f"Look: {TILES}{guest.platform}/1 and {TILES}{guest.platform}/2")
        assert "2 links. Which do you want to share?" in await save(other, said)
    await within(5.0, lambda: marked(hall) == 4)
    await hall.moves(minutes=16)
    for guest in (people.lucia, people.wei):
        assert "You shared 2 links" in await hall.is_told(guest, "for the library?")


async def reported(hall: Hall, people: People) -> None:
    """One report of each platform hides something, which then waits to be checked."""
    await people.omar.asks("resource settings", reports=1)
    form = await people.dana.presses(card(people.dana, "Shared by Wei Chen, "), "Report")
    assert "Thank you" in await people.dana.fills(form, why="unsuitable", words="It sells <!channel> tiles.")
    form = await people.omar.presses(card(people.omar, "Shared by Lucía Ortega, "), "Report")
    assert "Thank you" in await people.omar.fills(form, **{"What is wrong?": "broken link"})
    await hall.moves(minutes=1)
    assert cards(people.lucia, "Shared by Lucía Ortega, ") == cards(people.dana, "Shared by Wei Chen, ") == []
    await hall.is_told(people.lucia, "something may be wrong")


async def filled(hall: Hall, people: People) -> None:
    """Much more of everything than one page shows: words alone, a file, broken links, drafts, imports."""
    sheet = {"title": "Fraction sheet", "file": ("sheet.pdf", b"%PDF-1.4"), "about": "To fold."}
    poem = {"title": "A poem for slack", "about": "Words, and words. " * 90}
    for guest, given in ((people.lucia, sheet), (people.wei, poem)):
        preview = await guest.asks("resource share", **given)
        assert "Thank you! Shared" in await guest.presses(preview, "Share it"), preview.words
    for number in range(2):
        links = f"title,link\nPoem,https://poems.example.org/{number}\n".encode()
        preview = await people.omar.asks("resource import", file=("poems.csv", links))
        if number:
            await people.omar.presses(preview, "Import it")
    await hall.house.units.run(more_of_each)
    await hall.moves(minutes=1)


async def more_of_each(work: Any) -> None:
    """Ten of each state of Lucía's and Wei's, the shared ones broken."""
    asked = (
        "SELECT community, id FROM resources WHERE title IN ('Fraction film', 'Paper tiles') ORDER BY title"
    )
    known = [await work.resources.get(*row) for row in await work.connection.exec_driver_sql(asked)]
    lists = [*await work.connection.scalars(text("SELECT id FROM resource_collections"))]
    for number in range(40):
        one, shared = known[number % 2], number % 4 < 2
        address = f"https://filler.example.org/{number}"
        more = replace(
            one,
            id=f"f{number:013}",
            title=f"Filler {number}",
            state=State.SHARED if shared else State.DRAFT,
            address=address,
            canonical=address,
            kind=Kind.VIDEO,
            tags=("filling",) if number % 8 == 1 else (),
            subjects=("filling",),
            shared=one.shared if shared else None,
            broken=one.shared if shared else None,
        )
        assert await work.resources.add(more)
        item = Item(resource=more.id, person=more.sharer.person, name=more.sharer.name, at=more.added)
        if shared:
            await work.judging.put_item(more.community, lists[number % 2], item)


LOOKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("resources", {}),
    ("resources", {"words": "xyzzy"}),
    ("resources", {"words": "filler"}),
    ("resources", {"subject": "fillin"}),
    ("resource view", {"resource": "A poem for slack"}),
    ("resource view", {"resource": "Density columns"}),
    ("resource view", {"resource": "Fraction sheet"}),
    ("resource view", {"resource": "Tiles to come"}),
    ("resource view", {"resource": "A lab to come"}),
    ("resource save", {"resource": "Density columns"}),
    ("resource answer", {"request": "games of discord", "resource": NEW}),
    ("resource tried", {"resource": "Density columns", "again": "yes", "happened": "It sank."}),
    ("resource share", {"link": f"{LAB}/filling", "title": "Filling in"}),
    ("resource drafts", {}),
    ("resource requests", {}),
    ("resource answer", {}),
    ("resource new", {}),
    ("resource digest", {}),
    ("resource digest", {"tags": "filling"}),
    ("resource video", {}),
    ("resource tags", {}),
    ("resource tags", {"rename": "filling", "to": "tiles"}),
    ("resource ask", {"words": "what waits"}),
    ("resource feeds", {}),
    ("resource export", {}),
    ("resource settings", {}),
    ("resource check", {}),
    ("resource links", {}),
    ("resource save", {"resource": "Density columns", "collection": "Kept"}),
    ("collections", {}),
    ("collection view", {"collection": "F"}),
    ("collection people", {"collection": "Fractions"}),
)
"""What somebody may ask for; much of it shows whoever hosts more than others."""


async def seen_by(hall: Hall, guest: Any) -> list[Shown]:
    """The cards somebody has before them: in the room, in private, and what they ask for."""
    found = [*guest.room(), *guest.told()]
    for look, given in LOOKS:
        await hall.house.bot.settle()
        found.append(await guest.asks(look, **given))
    return found


async def put_right(people: People) -> None:
    """The forms of those who look after a library, opened and sent after a restart."""
    form = await people.wei.presses(await people.wei.asks("resource check"), "Put aside")
    told = await people.wei.fills(form, reason="It sells <!channel> tiles.")
    assert "is put aside" in told, told.words
    form = await people.omar.chooses(
        await people.omar.asks("resource links"), "Put in a new link", "Filler 0"
    )
    told = await people.omar.fills(form, **{"Its new link": f"{NEW}fixed"})
    assert "leads there from now on" in told, told.words
    form = await people.wei.chooses(await people.wei.asks("resource links"), "Put in a new link", "Filler 4")
    told = await people.wei.fills(form, link=f"{NEW}4")
    assert "leads there from now on" in told, told.words
    form = await people.dana.presses(
        await people.dana.asks("collection view", collection="Fractions"), "Settings"
    )
    assert "Fractions to fold" in await people.dana.fills(form, name="Fractions to fold")
    form = await people.lucia.presses(
        await people.lucia.asks("collection view", collection="Films"), "Settings"
    )
    assert "Films to see" in await people.lucia.fills(form, Name="Films to see")
