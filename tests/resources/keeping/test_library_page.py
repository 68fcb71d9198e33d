"""The library on the web: for everybody once it is public, naming nobody, and gone when it no longer is."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hostile.lists import of
from lxml import html

from adapters.web.server import application
from communitybot.errors import NotAllowed, NotFound
from communitybot.resources.keeping.commands.feeds import feeds_card
from communitybot.resources.keeping.following import FeedsView, FollowingFeeds
from communitybot.resources.model.credit import credit
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence, Note, ResourceSettings, State
from communitybot.resources.pages.service import ResourcePages
from tests.adapters.serving import WellBot
from tests.resources.keeping.shelf import ADDRESSES, BEN, ELSEWHERE, GRACE, NOON, resource, words

SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")
PAGE = "/library/lincoln-school"


@pytest.fixture
async def client(shelf):
    pages = ResourcePages(shelf.units, shelf.clock, ADDRESSES)
    app = application([], SETTINGS, SimpleNamespace(pages=SimpleNamespace(library=pages)))
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def public(shelf, *, on=True, community="c1"):
    await shelf.units.run(lambda work: work.resources.set(community, ResourceSettings(public=on)))


async def shown(client, query=""):
    answer = await client.get(PAGE + query)
    assert answer.status == 200, await answer.text()
    return html.document_fromstring(await answer.text())


def titles(page):
    return [each.text_content().strip() for each in page.iter("h3")]


async def some(shelf):
    await shelf.has(
        resource(
            "r1", "Fraction strips", tags=("fractions",), grades=(Grade.THIRD,), kind=Kind.LESSON, login=False
        ),
        resource(
            "r2", "Volcano film", kind=Kind.VIDEO, licence=Licence.CC_BY, at=NOON + timedelta(1), login=True
        ),
        resource(
            "r3",
            "Words alone",
            author="ana ruiz",
            address="",
            canonical="",
            text=f"First.\nThen.\n\n{credit('Ben J. Otero')}",
            at=NOON + timedelta(2),
        ),
        resource("d1", "My own draft", state=State.DRAFT, shared=None),
        resource("h1", "Hidden one", state=State.HIDDEN),
        resource("x1", "Of the hill", community="c2"),
    )


async def test_it_is_there_only_while_the_community_wants_it(shelf, client):
    await some(shelf)
    note = Note(person="ben", name="Ben Otero", text="A note of mine.", at=NOON)
    await shelf.units.run(lambda work: work.resources.note("c1", "r1", note))
    for path in (PAGE, f"{PAGE}/feed.rss", f"{PAGE}/feeds.opml", "/library/nowhere"):
        assert (await client.get(path)).status == 404
    await public(shelf)

    answer = await client.get(PAGE)
    text = await answer.text()
    page = html.document_fromstring(text)
    assert titles(page) == ["Words alone", "Volcano film", "Fraction strips"]
    for secret in ("Ruiz", "ruiz", "Otero", "note of mine", "draft", "Hidden", "hill"):
        assert secret not in text
    for probe in ("otero", "oter", "oteroo", "ruiz", "mine", "fraction+mine", "min"):  # read nowhere on it
        read = await (await client.get(f"{PAGE}?q={probe}")).text()
        assert titles(html.document_fromstring(read)) == []
        assert "otero" not in read.casefold().replace(probe, "")
    assert titles(await shown(client, "?q=fraction+strips")) == ["Fraction strips"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    ours = set(page.xpath("//@src | //link/@href | //form/@action"))
    assert all(each.startswith("/") for each in ours)
    assert {each.get("rel") for each in page.xpath("//a[starts-with(@href, 'http')]")} == {
        "noopener noreferrer nofollow ugc"
    }

    again = await client.get(PAGE, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    await public(shelf, on=False)
    gone = await client.get(PAGE, headers={"If-None-Match": answer.headers["ETag"]})
    assert gone.status == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=fractions", ["Fraction strips"]),
        ("?grade=3", ["Fraction strips"]),
        ("?type=video", ["Volcano film"]),
        ("?licence=CC+BY", ["Volcano film"]),
        ("?open=1", ["Fraction strips"]),
        ("?tag=fractions", ["Fraction strips"]),
        ("?q=volcano&type=lesson", []),
        ("?grade=99&type=%00&page=-1&q=%20", ["Words alone", "Volcano film", "Fraction strips"]),
    ],
)
async def test_it_is_narrowed_by_its_address_and_widened_again(shelf, client, query, found):
    await some(shelf)
    await public(shelf)
    page = await shown(client, query)
    assert titles(page) == found
    for way in page.xpath("//nav[@aria-label='What is asked for']//a/@href"):
        assert len(titles(await shown(client, way.removeprefix(PAGE)))) >= len(found)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    assert (await client.get(PAGE + query)).headers["X-Robots-Tag"] == "noindex, nofollow"


async def test_long_libraries_have_pages(shelf, client):
    await shelf.has(*(resource(f"r{n}", f"Lesson {n}", at=NOON + timedelta(hours=n)) for n in range(30)))
    await public(shelf)
    first = await shown(client)
    [more] = first.xpath("//a[@rel='next']/@href")
    second = await shown(client, more.removeprefix(PAGE))
    assert sorted(titles(first) + titles(second)) == sorted(f"Lesson {n}" for n in range(30))
    assert second.xpath("//a[@rel='prev']/@href") == [PAGE]
    assert (await client.get(f"{PAGE}?page=3")).status == 404


async def test_what_people_wrote_stays_words_on_the_page(shelf, client):
    hostile = [one.text[:100] for one in of("S3")]
    await shelf.has(
        *(
            resource(
                f"r{n}", text, about=text, tags=(text[:30],), author=text, subjects=(text[:30],), site=text
            )
            for n, text in enumerate(hostile)
        ),
        resource("bad", "Bad link", address="javascript:alert(1)", canonical="x:bad"),
    )
    await public(shelf)
    for query in ("", f"?q={hostile[0]}", f"?tag={hostile[0]}", f"?subject={hostile[0]}"):
        page = await shown(client, query)
        assert not page.xpath(
            "//script | //img | //iframe | //style | //*[@onerror or @onmouseover or @style]"
        )
        links = page.xpath("//@href")
        assert all(link.startswith(("/", "https://", "#content")) for link in links)
        assert [each.get("http-equiv") for each in page.xpath("//meta[@http-equiv]")] == []


async def test_feeds_are_public_with_the_page_and_else_by_an_address_of_members(shelf, client):
    await some(shelf)
    feeds = FollowingFeeds(shelf.units, ADDRESSES)
    view = await feeds.view(BEN)
    addresses = [address.removeprefix("http://bot.example.org") for _, address in view.feeds]
    assert [name for name, _ in view.feeds] == ["everything", "#fractions"]
    assert (view.page, view.hosts) == ("", False)
    assert "Make new addresses" not in words(feeds_card(view))

    answer = await client.get(addresses[0])
    feed = ET.fromstring(await answer.read())  # noqa: S314
    assert [each.text for each in feed.iterfind("channel/item/title")] == [
        "Words alone",
        "Volcano film",
        "Fraction strips",
    ]
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert (await client.get(addresses[0], headers={"If-None-Match": answer.headers["ETag"]})).status == 304
    since = {"If-Modified-Since": answer.headers["Last-Modified"]}
    assert (await client.get(addresses[0], headers=since)).status == 304
    shelf.later(minutes=1)
    await shelf.has(resource("r9", "Brand new", at=NOON + timedelta(3)))
    assert (await client.get(addresses[0], headers=since)).status == 200
    [one] = ET.fromstring(await (await client.get(addresses[1])).read()).iterfind("channel/item")  # noqa: S314
    assert one.findtext("title") == "Fraction strips"

    # Nothing near a secret address leads anywhere, and none of another community's does.
    proof = addresses[0].split("/")[3]
    for path in (
        f"{PAGE}/{proof[:-1]}{'a' if proof[-1] != 'a' else 'b'}/feed.rss",
        f"{PAGE}/{proof.swapcase()}/feed.rss",
        f"/library/hill-school/{proof}/feed.rss",
        f"{PAGE}/feed.rss",
    ):
        assert (await client.get(path)).status == 404

    # A list of feeds has the same addresses; hosts replace them all.
    listed = (await feeds.opml(BEN)).content
    assert {each.get("xmlUrl") for each in ET.fromstring(listed).iter("outline")} == {  # noqa: S314
        address for _, address in view.feeds
    }
    with pytest.raises(NotAllowed):
        await feeds.replace(BEN, 0)
    with pytest.raises(NotFound):
        await FollowingFeeds(shelf.units, ADDRESSES).view(
            SimpleNamespace(community="nowhere", administers=True)
        )
    for _ in range(2):  # a double press leaves those it has just made
        await feeds.replace(GRACE, 0)
    assert await feeds.turn(GRACE) == 1
    assert (await client.get(addresses[0])).status == 404
    fresh = (await feeds.view(GRACE)).feeds[0][1].removeprefix("http://bot.example.org")
    assert (await client.get(fresh)).status == 200
    assert (await feeds.view(ELSEWHERE)).feeds[0][1] != view.feeds[0][1]

    await public(shelf)
    open_ = await client.get(f"{PAGE}/feed.rss?tag=%23Fractions")
    assert (open_.status, open_.headers["Cache-Control"].split(",")[0]) == (200, "public")
    assert (await client.get(f"{PAGE}/feeds.opml")).status == 200
    assert (await client.get(fresh)).status == 200
    assert (await feeds.view(BEN)).page == "http://bot.example.org/library/lincoln-school"


def test_the_longest_addresses_still_fit_a_message():
    tag = "\u5206" * 30
    address = f"https://bot.example.org/library/{'a' * 40}/{'p' * 32}/feed.rss?tag={quote(tag)}"
    card = feeds_card(FeedsView(page="", feeds=((f"#{tag}", address),) * 6, every="", hosts=True))
    assert 1 <= words(card).count("feed.rss") < 6
    assert [each.label for each in card.controls] == ["All feeds as a file", "Make new addresses"]


async def test_the_page_of_a_community_leads_to_its_library(shelf):
    bot = WellBot()
    for on in (False, True):

        async def known(slug, on=on):
            return on and slug == "cem"

        bot.pages.library = SimpleNamespace(public=known)
        async with TestClient(TestServer(application([], SETTINGS, bot))) as client:
            text = await (await client.get("/community/cem")).text()
        assert ('href="/library/cem"' in text) is on
