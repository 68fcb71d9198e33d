"""The page of a consultation and its files: for whoever has the address, as people agreed to."""

import csv
import io
import re
from contextlib import asynccontextmanager
from types import SimpleNamespace

from aiohttp.test_utils import TestClient, TestServer
from markdown_it import MarkdownIt
from town import SCHOOL_DAY

from adapters.web.server import application
from communitybot.conversation.controls import LinkButton

SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")
HOSTILE = "<script>alert(1)</script> &' [x](javascript:y) | @everyone"
FORMULA = '=HYPERLINK("http://evil.example")'


@asynccontextmanager
async def serving(town):
    async with TestClient(TestServer(application([], SETTINGS, town.bot))) as client:

        async def got(path, status=200):
            async with client.get(path) as response:
                assert response.status == status, await response.text()
                return await response.text(), response.headers

        yield got


async def closed(town, **answers):
    """A consultation with hostile words all over it, closed; returns where its page is."""
    line = SCHOOL_DAY.replace("School day", f"Day {HOSTILE}").replace("The board", HOSTILE)
    hana = await town.opens(line.replace("unsure]", "unsure <b>]"))
    card = town.cards("slack")[0]
    given = {"q1": "3", "q2": "5", "q3": f"{FORMULA}\n{HOSTILE}"} | answers
    await town.somebody("Ana Ruiz").answers(card, showing="role", role=HOSTILE, **given)
    for name in ("Ben Okri", "Cho Lee", "Dee Fox", "Eli Roth"):
        await town.somebody(name).answers(card, q1="1", q3="-1")
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(seconds=5)
    (link,) = [each for each in town.cards("slack")[-1].controls if isinstance(each, LinkButton)]
    return link.url.partition("8080")[2]


async def test_whoever_has_its_address_reads_it_and_nobody_else(town):
    path = await closed(town)
    async with serving(town) as got:
        page, headers = await got(path)
        assert "5 people answered" in page
        assert "<td>4</td><td>80%" in page
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert (
            "script-src" in headers["Content-Security-Policy"]
            or "default-src 'none'" in headers["Content-Security-Policy"]
        )
        forged = path[:-1] + ("A" if path[-1] != "A" else "B")
        await got(forged, 404)
        await got(path.rpartition("/")[0], 404)
        await got(f"{forged}.csv", 404)
        archive = path.replace("consultations", "archives")  # the proof of one kind of page fits no other
        await got(archive, 404)


async def test_nothing_is_there_before_the_close(town):
    await town.opens()
    one = await town.only()
    addresses = town.bot.pages.consultations._addresses
    async with serving(town) as got:
        await got(addresses.members(one.id).partition("8080")[2], 404)


async def test_nobodys_words_are_anything_but_words_on_the_page_and_in_its_files(town):
    path = await closed(town)
    async with serving(town) as got:
        page, _ = await got(path)
        text, _ = await got(f"{path}.md")
        table, headers = await got(f"{path}.csv")

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert set(re.findall(r"<([a-z0-9]+)", page)) <= {
        *("html", "head", "meta", "title", "link", "body", "a", "main", "header", "p", "h1", "h2", "bdi"),
        *("time", "ul", "li", "section", "span", "table", "thead", "tbody", "tr", "th", "td", "meter"),
        *("nav", "footer", "code"),
    }
    drawn = MarkdownIt("commonmark", {"html": True}).render(text)
    assert not re.search(r"<(script|a|img|b)\b", drawn)
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert rows[0][0] == "question"
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-1"))]
    assert headers["Content-Disposition"] == 'attachment; filename="consultation-2026-12-01.csv"'


async def test_what_somebody_changes_or_takes_back_shows_at_once(town):
    path = await closed(town, q3="I would sleep.")
    ana = town.somebody("Ana Ruiz")
    async with serving(town) as got:
        assert "I would sleep." in (await got(path))[0]
        await ana.types("/consult view")
        await ana.presses("How I am quoted")
        await ana.sends(showing="counted")
        for ending in ("", ".md", ".csv"):
            assert "I would sleep." not in (await got(path + ending))[0]
        await ana.types("/consult view")
        await ana.presses("Take my answers back")
        await ana.presses("Yes, take them back")
        page, _ = await got(path)
    assert "4 people answered" in page
    assert "Fewer than 5 people answered" in page
    assert "<table" not in page
