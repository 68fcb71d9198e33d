"""What leaves the library opens elsewhere, says what was written, and carries out nothing of it."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from hostile.lists import of
from lxml import html

from communitybot.errors import NotFound
from communitybot.resources.keeping.exporting import Into
from communitybot.resources.keeping.formats.bookmarks import Bookmarks
from communitybot.resources.keeping.formats.feeds import Channel, opml, rss
from communitybot.resources.keeping.formats.jsons import Json
from communitybot.resources.keeping.formats.sheet import COLUMNS, Sheet
from communitybot.resources.keeping.formats.writing import About
from communitybot.resources.keeping.reading.rows import read_file
from communitybot.resources.model.collection import Collection, Item, Sharing
from communitybot.resources.model.credit import credit
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence, State
from tests.resources.keeping.shelf import BEN, ELSEWHERE, GRACE, NOON, resource

ABOUT = About(community="Lincoln <School> & friends")
TITLE = 'Fractions "on" a line; <b>ä</b> & more'
TAGS = frozenset(["html", "head", "body", "meta", "title", "h1", "dl", "p", "dt", "dd", "a", "h3"])
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def full(**given):
    known = {
        "address": "https://example.org/a?x=1&y=%22",
        "canonical": "https://example.org/a?x=1&y=%22",
        "about": "Two\nlessons, <really>.",
        "tags": ("fractions", "número"),
        "subjects": ("mathematics",),
        "grades": (Grade.THIRD, Grade.FOURTH),
        "kind": Kind.LESSON,
        "licence": Licence.CC_BY,
        "login": False,
        "author": "Ana",
        "at": datetime(2024, 2, 29, 8, tzinfo=UTC),
    }
    return resource("r1", given.pop("title", TITLE), **(known | given))


def written(kind, *resources, more=False):
    writer = kind(ABOUT)
    held = [writer.add(one) for one in resources]
    return writer.ended(more=more), held


def sheet_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_a_table_is_read_back_as_it_was_by_any_reader_and_by_ours():
    content, _ = written(Sheet, full())
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    [row] = sheet_of(content)
    assert tuple(row) == COLUMNS
    assert row["title"] == 'Fractions "on" a line; <b>ä</b> & more'
    assert (row["url"], row["tags"], row["login"]) == (
        "https://example.org/a?x=1&y=%22",
        "fractions, número",
        "no",
    )
    assert (row["grades"], row["shared_by"]) == ("3, 4", "Ana Ruiz")

    [back] = read_file(content, NOON).rows
    one = full()
    for name in ("title", "address", "tags", "subjects", "grades", "kind", "licence", "login", "author"):
        assert getattr(back, name) == getattr(one, name), name
    assert back.added == one.added


@pytest.mark.parametrize("hostile", of("S4"), ids=str)
def test_no_cell_is_a_formula(hostile):
    words = hostile.text
    content, _ = written(Sheet, full(about=words, text=words, tags=(words,), author=words, site=words))
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        assert not [
            cell for cell in row if cell.lstrip(" \x00\xa0\u3000\"'")[:1] in TRIGGERS and cell[:1] != "'"
        ]


def test_json_has_the_shape_that_is_promised():
    words = resource("r2", "Words alone", address="", canonical="", text="Try this.", file="strips.pdf")
    content, held = written(Json, full(), words, more=True)
    told = json.loads(content)
    assert held == [True, True]
    assert {name: told[name] for name in ("format", "version", "community", "part", "more")} == {
        "format": "communitybot-resources",
        "version": 1,
        "community": "Lincoln <School> & friends",
        "part": 1,
        "more": True,
    }
    assert [one["title"] for one in told["resources"]] == [full().title, "Words alone"]
    assert told["resources"][0]["grades"] == ["3", "4"]
    assert told["resources"][0]["shared"] == "2024-02-29T08:00:00Z"
    assert not {"saves", "reports", "room", "reason", "person", "community"} & set(told["resources"][0])


def test_a_bookmarks_file_is_opened_by_browsers_and_read_back_by_us():
    other = resource("r2", "Beside them", subjects=())
    alone = resource("r3", "Words alone", address="", canonical="", text="Try this.")
    content, held = written(Bookmarks, other, full(), alone)
    assert held == [True, True, False]

    page = html.document_fromstring(content)
    links = {link.text_content(): link for link in page.iter("a")}
    assert set(links) == {full().title, "Beside them"}
    assert dict(links[full().title].attrib) == {
        "href": "https://example.org/a?x=1&y=%22",
        "add_date": str(int(full().added.timestamp())),
        "tags": "fractions,número",
    }
    assert [folder.text_content() for folder in page.iter("h3")] == ["mathematics"]

    back = {row.title: row for row in read_file(content, NOON).rows}
    assert back[full().title].folders == ("mathematics",)
    assert back[full().title].added == full().added
    assert back["Beside them"].folders == ()


@pytest.mark.parametrize("hostile", [*of("S3"), *of("S6")], ids=str)
def test_what_people_wrote_stays_words_in_every_file(hostile):
    words = hostile.text
    one = full(
        title=words[:150], about=words, tags=(words[:60],), subjects=(words[:60],), address=words, text=words
    )
    also = full(title=words[:150], about=words, tags=(words[:60],), subjects=(words[:60],))
    content, held = written(Bookmarks, one, also)
    assert held == [False, True]
    names = {"a": {"href", "add_date", "tags"}, "meta": {"http-equiv", "content"}}
    for element in html.document_fromstring(content).iter():
        if isinstance(element.tag, str):
            assert element.tag in TAGS
            assert set(element.attrib) <= names.get(element.tag, set())

    channel = Channel(
        title=words, address="https://bot.example.org/", page="https://bot.example.org/", about=words
    )
    feed = ET.fromstring(rss(channel, [one, also], NOON))  # noqa: S314 - it is ours
    assert all(link.text.startswith("https://") for link in feed.iter("link"))
    for item in feed.iter("item"):
        parts = html.fragments_fromstring(item.findtext("description"))
        assert not [part for part in parts if not isinstance(part, str)]
    ET.fromstring(opml(words, [(words, "https://bot.example.org/")]))  # noqa: S314


def test_a_feed_says_what_is_new_and_names_nobody():
    channel = Channel(
        title="Lincoln: #x",
        address="https://b.example.org/f?a=1&b=2",
        page="https://b.example.org/",
        about="x",
    )
    content = rss(
        channel, [full(), resource("r2", "\x00Two\x0b \ud83d", text=f"words\n\n{credit('Ana Ruiz')}")], NOON
    )
    feed = ET.fromstring(content)[0]  # noqa: S314
    first, second = feed.findall("item")
    assert (first.findtext("title"), first.findtext("link")) == (full().title, full().address)
    assert parsedate_to_datetime(first.findtext("pubDate")) == full().shared
    assert first.find("guid").attrib == {"isPermaLink": "false"}
    assert [each.text for each in first.findall("category")] == ["fractions", "número"]
    assert second.findtext("title") == "Two"
    assert "Ruiz" not in content.decode()


async def test_large_libraries_come_in_parts_and_nobody_gets_what_they_may_not_see(shelf, monkeypatch):
    monkeypatch.setattr("communitybot.resources.keeping.exporting.A_FILE", 1_000)
    await shelf.has(
        *(
            resource(f"r{n}", f"Lesson {n}", tags=("odd",) if n % 2 else (), at=NOON + timedelta(n))
            for n in range(12)
        ),
        resource("d1", "A draft", state=State.DRAFT, shared=None),
        resource("h1", "Hidden", state=State.HIDDEN),
        resource("w1", "Taken back", state=State.WITHDRAWN),
        resource("x1", "Elsewhere", community="c2"),
    )
    found, part, more = [], 1, True
    while more:
        got = await shelf.exporting.export(BEN, Into.CSV, part=part)
        found += [row["title"] for row in sheet_of(got.file.content)]
        assert re.fullmatch(r"lincoln-school-resources-\d\.csv", got.file.name)
        part, more = part + 1, got.more
    assert part > 3
    assert found == [f"Lesson {n}" for n in range(12)]
    with pytest.raises(NotFound):
        await shelf.exporting.export(BEN, Into.CSV, part=part)

    got = await shelf.exporting.export(BEN, Into.JSON, tag="#Odd")
    assert all(one["tags"] == ["odd"] for one in json.loads(got.file.content)["resources"])
    got = await shelf.exporting.export(ELSEWHERE, Into.BOOKMARKS)
    assert got.file.content.count(b"<DT><A") == 1
    with pytest.raises(NotFound, match="#nothing-here"):
        await shelf.exporting.export(BEN, Into.CSV, tag="nothing-here")


async def test_a_collection_is_exported_in_its_order_by_whoever_may_see_it(shelf):
    def collection(name, sharing):
        at = {"created": NOON, "changed": NOON}
        return Collection(
            id=name, community="c1", name="Week one", owner="grace", owner_name="Grace", sharing=sharing, **at
        )

    await shelf.has(*(resource(name, name) for name in ("r1", "r2", "r3")))

    async def unit(work):
        for name, sharing in (("mine", Sharing.PRIVATE), ("ours", Sharing.COMMUNITY)):
            await work.judging.add_collection(collection(name, sharing))
            for each in ("r3", "r1", "r2"):
                await work.judging.put_item(
                    "c1", name, Item(resource=each, person="grace", name="Grace", at=NOON)
                )
        one = await work.resources.get("c1", "r1", hold=True)
        await work.resources.save(replace(one, state=State.HIDDEN))

    await shelf.units.run(unit)
    got = await shelf.exporting.export(BEN, Into.CSV, collection="ours")
    assert [row["id"] for row in sheet_of(got.file.content)] == ["r3", "r2"]
    assert got.file.name == "lincoln-school-resources-week-one.csv"
    assert (await shelf.exporting.export(GRACE, Into.JSON, collection="mine")).held == 2
    for who, name in ((BEN, "mine"), (ELSEWHERE, "ours"), (BEN, "nothing")):
        with pytest.raises(NotFound):
            await shelf.exporting.export(who, Into.CSV, collection=name)
