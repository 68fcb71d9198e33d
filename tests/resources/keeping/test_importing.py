"""An import is seen first, then done in parts that nothing doubles, and for a week taken back as a whole."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communitybot.conversation.message import File
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.resources.keeping.cards import begun_card, ended_card, preview_card
from communitybot.resources.keeping.carrying import Carrying
from communitybot.resources.keeping.importing import ImportWish
from communitybot.resources.keeping.landing import landed
from communitybot.resources.keeping.promising import TAKE, UNDO
from communitybot.resources.model.importing import Filing, ImportState
from communitybot.resources.model.resource import Kind, Note, Source, State
from tests.outbox.test_crashes import crash, recovering
from tests.resources.keeping.shelf import BEN, ELSEWHERE, GRACE, bookmarks, resource, told, words

FILE = File(
    "from my browser.html",
    "text/html",
    b"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p>
<DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
<DL><p>
<DT><H3>Science</H3>
<DL><p>
<DT><A HREF="https://volcano.example.org?gclid=m" ADD_DATE="1600000000" TAGS="lab,hands on"
>Volcano &amp; ash</A>
<DD>Two lessons.
<DT><A HREF="https://r1.example.org">Known here</A>
<DT><A HREF="javascript:alert(1)">Bookmarklet</A>
<DT><A HREF="http://192.168.1.1/grades">Our server</A>
</DL><p>
<DT><H3>To try</H3>
<DL><p>
<DT><A HREF="https://volcano.example.org/">Again</A>
<DT><A HREF="https://diary.example.org/" PRIVATE="1">Mine</A>
<DT><A HREF="https://broken.example.org>No end</A>
</DL><p>
</DL><p>
</DL><p>
""",
)


def many(number, start=0):
    """Links enough for several parts."""
    return bookmarks(*((f"https://l{n}.example.org/", f"Link {n}") for n in range(start, start + number)))


async def test_a_preview_says_what_would_happen_and_does_nothing(shelf, relays, platform):
    await shelf.has(resource("r1"))
    made = await shelf.previewed(FILE)
    shown = words(preview_card(made))

    assert "1 link would be new here" in shown
    assert "1 here already" in shown
    assert "1 more than once in the file" in shown
    assert "1 marked as private in your file: left out" in shown
    assert "Line 11: javascript: leads to no page of the web" in shown.replace("\\", "")
    assert "Line 12: it leads to no public website" in shown
    assert "Line 18: a quotation mark is missing" in shown
    assert "Folders become subjects: Science (1). Others become tags: To try (2)" in shown
    assert "Volcano & ash" in shown
    assert [one.id for one in await shelf.shown()] == ["r1"]

    # Nobody but hosts sees it, and nobody of another community finds it.
    with pytest.raises(NotAllowed):
        await shelf.previewed(FILE, who=BEN)
    for act in (shelf.importing.take, shelf.importing.leave, shelf.importing.undo, shelf.importing.find):
        with pytest.raises(NotAllowed):
            await act(BEN, made.id)
        with pytest.raises(NotFound):
            await act(ELSEWHERE, made.id)

    # The next preview takes its place; one that nobody answers is forgotten after a day.
    other = await shelf.previewed(FILE)
    with pytest.raises(AlreadyDone):
        await shelf.importing.take(GRACE, made.id)
    shelf.later(days=1, minutes=1)
    await relays(shelf.units, {"fake": platform}, shelf.handlers()).run_once()
    with pytest.raises(AlreadyDone):
        await shelf.importing.take(GRACE, other.id)
    assert await shelf.units.read(lambda work: work.keeping.rows("c1", other.id, 0)) == []
    assert len(await shelf.shown()) == 1


async def test_what_was_agreed_to_is_taken_told_and_undone_but_for_what_others_built_on(
    shelf, relays, platform
):
    relay = relays(shelf.units, {"fake": platform}, shelf.handlers())
    await shelf.has(resource("r1"))
    made = await shelf.previewed(FILE)
    wish = ImportWish(tags=("summer",), kind=Kind.LESSON, private=True)
    made = await shelf.importing.change(GRACE, made.id, wish)
    assert "2 links would be new here" in words(preview_card(made))
    assert "Each link gets #summer." in words(preview_card(made))

    await shelf.importing.take(GRACE, made.id)
    again = await shelf.importing.take(GRACE, made.id)  # pressed twice
    assert "I am importing 2 links" in words(begun_card(again))
    with pytest.raises(AlreadyDone):
        await shelf.importing.undo(GRACE, made.id)
    done = await shelf.finished(relay, made)

    volcano, diary = sorted(
        (one for one in await shelf.shown() if one.id != "r1"), key=lambda one: -len(one.title)
    )
    assert (volcano.title, volcano.address) == ("Volcano & ash", "https://volcano.example.org")
    assert (volcano.about, volcano.tags) == ("Two lessons.", ("summer", "lab", "hands-on", "to-try"))
    assert (volcano.subjects, volcano.kind) == (("science",), Kind.LESSON)
    assert (volcano.source, volcano.room, volcano.sharer.person) == (Source.IMPORT, None, "grace")
    assert volcano.added == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    assert (done.state, done.kept) == (ImportState.DONE, 2)
    assert len(told(platform)) == 1
    assert "Done: 2 resources imported from from my browser.html" in told(platform)[0]

    note = Note(person="ben", name="Ben", text="Worked in June.", at=shelf.clock.now())
    await shelf.units.run(lambda work: work.resources.note("c1", volcano.id, note))
    in_private = replace(GRACE, roles=frozenset())  # where nobody tells who administers
    await shelf.importing.undo(in_private, made.id)
    undone = await shelf.finished(relay, await shelf.importing.undo(GRACE, made.id))
    assert (undone.state, undone.gone, undone.stayed) == (ImportState.UNDONE, 1, 1)
    assert {one.id for one in await shelf.shown()} == {"r1", volcano.id}
    assert (await shelf.units.read(lambda work: work.resources.get("c1", diary.id))).state is State.WITHDRAWN
    assert "1 resource from from my browser.html taken back. 1 resource stayed" in told(platform)[-1]
    again = await shelf.imported(relay, bookmarks((diary.address, "Mine again")))
    assert again.kept == 1  # what was taken back is free again


async def test_after_a_week_it_stays(shelf, relays, platform):
    relay = relays(shelf.units, {"fake": platform}, shelf.handlers())
    done = await shelf.imported(relay, many(3))
    shelf.later(days=6, hours=23)
    assert "Take all of it back" in str(ended_card(done))
    shelf.later(hours=1)
    with pytest.raises(AlreadyDone, match="7 days"):
        await shelf.importing.undo(GRACE, done.id)
    await relay.run_once()
    assert await shelf.units.read(lambda work: work.keeping.resources("c1", done.id, 0)) == ()


@pytest.mark.parametrize(
    ("filing", "tags", "subjects"),
    [
        (Filing.SUGGESTED, ("reading-circle",), ("maths",)),
        (Filing.TAGS, ("reading-circle", "maths"), ()),
        (Filing.NOTHING, (), ()),
    ],
)
async def test_folders_become_what_was_chosen(shelf, filing, tags, subjects):
    content = (
        b"<DL><DT><H3>Maths</H3><DL><DT><H3>Reading circle</H3><DL>"
        b"<DT><A HREF='https://one.example.org'>One</A></DL></DL></DL>"
    )
    made = await shelf.previewed(File("b.html", "text/html", content), filing=filing)
    rows = await shelf.units.read(lambda work: work.keeping.rows("c1", made.id, 0))

    [one] = landed(made, rows, shelf.clock.now())
    assert (one.tags, one.subjects) == (tags, subjects)


async def test_a_file_without_links_is_refused_with_what_works(shelf):
    for content in (b"", b"\x00\xff" * 50, b"Dear all,\nsee you on Friday", b"<html><p>Nothing</p></html>"):
        with pytest.raises(Misread, match=r"no (links|column of links)"):
            await shelf.previewed(File("x.html", "text/html", content))


def dying(handler, part):
    """The same handler, whose process dies when a part is done and nothing of it is kept yet."""
    died = []

    async def drawn(entries, work):
        outcomes = await handler(entries, work)
        if not died and any(each.args["part"] == part for each in entries):
            died.append(part)
            raise asyncio.CancelledError
        return outcomes

    return drawn


async def carried(shelf, relays, platform, handlers, made):
    """Let an import be done by a process that dies in its middle, and by the next one."""
    first = relays(shelf.units, {"fake": platform}, handlers)
    with pytest.raises(asyncio.CancelledError):
        await shelf.finished(first, made)
    await crash(first, shelf.units)
    after = await recovering(relays, shelf.units, platform, shelf.handlers())
    done = await shelf.finished(after, made)
    await after.stop()
    return done


def lessons(number):
    """A table of words without links, which no address keeps from being there twice."""
    rows = "".join(f"Lesson {n},What to do in lesson {n}\n" for n in range(number))
    return File("lessons.csv", "text/csv", f"title,text\n{rows}".encode())


@pytest.fixture
def small_parts(monkeypatch):
    for room in ("keeping.importing", "model.importing"):
        monkeypatch.setattr(f"communitybot.resources.{room}.A_PART", 20)
    monkeypatch.setattr("communitybot.storage.resources_imports.A_PART", 20)
    monkeypatch.setattr("communitybot.resources.keeping.carrying.UNDONE_AT_ONCE", 8)


@pytest.mark.usefixtures("small_parts")
async def test_a_process_that_dies_in_the_middle_doubles_nothing(shelf, relays, platform):
    made = await shelf.importing.take(GRACE, (await shelf.previewed(lessons(50))).id)
    handlers = shelf.handlers()
    done = await carried(shelf, relays, platform, {**handlers, TAKE: dying(handlers[TAKE], 1)}, made)
    titles = [one.title for one in await shelf.shown()]
    assert (done.state, done.kept, len(titles), len(set(titles))) == (ImportState.DONE, 50, 50, 50)
    assert len(told(platform)) == 1

    made = await shelf.importing.undo(GRACE, made.id)
    await carried(shelf, relays, platform, {**handlers, UNDO: dying(handlers[UNDO], 2)}, made)
    assert (await shelf.importing.find(GRACE, made.id)).gone == 50
    assert await shelf.shown() == []


class Careless(Carrying):
    """Keeps the links of a part in a unit of their own, before the import has come further."""

    def __init__(self, clock, units):
        super().__init__(clock)
        self._units = units

    async def takes(self, entries, work):
        del work

        async def alone(own):
            for each in entries:
                made = await own.keeping.get(each.community, each.args["import"])
                rows = await own.keeping.rows(made.community, made.id, made.taken)
                await own.resources.add_all(landed(made, rows, self._clock.now()))

        await self._units.run(alone)
        raise asyncio.CancelledError


@pytest.mark.usefixtures("small_parts")
async def test_without_one_unit_for_both_it_would_be_doubled(shelf, relays, platform):
    made = await shelf.importing.take(GRACE, (await shelf.previewed(lessons(25))).id)
    first = relays(shelf.units, {"fake": platform}, shelf.handlers())
    entry = replace_args(made)
    with pytest.raises(asyncio.CancelledError):
        await Careless(shelf.clock, shelf.units).takes([entry], None)
    await shelf.finished(first, made)

    assert len(await shelf.shown()) == 45  # the first part twice


def replace_args(made):
    from communitybot.outbox.entry import Entry

    return Entry(1, "", made.community, TAKE, made.at, None, "", {"import": made.id, "part": 0}, 0, 0, 0)
