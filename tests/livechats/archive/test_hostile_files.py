"""Nobody's words, name, title or file can be more than words in an archive's files."""

import csv
import io
import json
import time

import pytest
from markdown_it import MarkdownIt

from communitybot.conversation.cells import safe_cell
from communitybot.conversation.markdown import literal
from communitybot.livechats.archive.csvs import COLUMNS, as_csv
from communitybot.livechats.archive.jsons import as_json
from communitybot.livechats.archive.markdown import markdown
from communitybot.livechats.model.chat import Host, Question
from tests.livechats.archive.evening import Evening, at
from tests.livechats.archive.hostile import FORMULAS, MARKUP

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\x00", "\uff1d", "\uff0b", "\uff0d", "\uff20")
TAGS = {"h1", "h2", "p", "ul", "li", "strong", "em", "br", "a", "hr"}


def hostile(words):
    """An evening on which everything that people write is the same hostile words."""
    questions = (Question(text=words, by=words, asked=at(5)),)
    evening = Evening(title=words, hashtag=words, guest=words, hosts=(Host(words),), questions=questions)
    evening.show(words.split()[0].lower() if words.split() else "", "name")
    first = evening.say(f"{words} x", words, 1, shown=(f"file: {words}",))
    evening.say(f"{words} y", f"before {words}\nafter", 1, answers=first.number)
    return evening.page()


@pytest.mark.parametrize("words", MARKUP)
def test_in_markdown_they_are_read_as_they_were_written(words):
    began = time.perf_counter()
    page = hostile(words)
    text = markdown(page)
    assert time.perf_counter() - began < 0.5
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)

    flat = [token for token in tokens for token in (token, *(token.children or ()))]
    assert {token.tag for token in flat if token.tag} <= TAGS
    assert not [
        token for token in flat if token.type in {"html_block", "html_inline", "image", "code_inline"}
    ]
    assert not [token for token in flat if token.type == "link_open" and not safe(token)]
    headings = [token.tag for token in flat if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", *["h2"] * bool(page.links)]  # title, contents, the question, links


def safe(token):
    return token.attrs["href"].startswith(("https://", "http://")) and "our.site" not in token.attrs["href"]


def test_a_link_stays_a_link_in_markdown():
    evening = Evening()
    evening.say("Jo Anders", "see https://example.org/a_b*c_d (page 2)\nand more", 1)

    assert "see <https://example.org/a_b*c_d> (page 2)\\\n  and more" in markdown(evening.page())


@pytest.mark.parametrize(
    "text", ["1. one", "- a", "+ b", "=====", "---", "#x", "> q", "www.evil.example", "2) x"]
)
def test_no_line_begins_anything(text):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"before\n{literal(text)}")

    assert html.count("<") == 2
    assert html.startswith("<p>before\n")


@pytest.mark.parametrize("words", [*FORMULAS, *MARKUP])
def test_in_a_table_no_cell_begins_a_formula(words):
    text = as_csv(hostile(words))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(TRIGGERS)]
    assert not [line for line in text.splitlines() if not line.lstrip("\ufeff").startswith('"')]


def test_harmless_cells_stay_as_they_are():
    assert [safe_cell(cell) for cell in ("A poem", "1+1", "", None, 7, "a-b")] == [
        "A poem",
        "1+1",
        "",
        "",
        "7",
        "a-b",
    ]


@pytest.mark.parametrize("words", [*FORMULAS, *MARKUP])
def test_in_json_they_are_read_back_as_words(words):
    told = json.loads(as_json(hostile(words)))

    assert told["sections"][0]["said"][0]["author"]
    assert len(told["sections"]) == 1
