"""A brief as Markdown: nobody's words are anything but words."""

import pytest
from markdown_it import MarkdownIt

from communitybot.ideas.papers.markdown import markdown
from communitybot.ideas.papers.page import Answered, Quoted
from tests.ideas.deciding.sheets import page
from tests.livechats.archive.hostile import MARKUP

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def shape(text):
    """The headings, and everything that is more than words."""
    tokens = [each for block in READER.parse(text) for each in (block, *(block.children or ()))]
    harm = {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
        "code_inline",
        "link_open",
        "table_open",
    }
    kinds = [each.type for each in tokens]
    return [each.tag for each in tokens if each.type == "heading_open"], sorted(harm & set(kinds))


def test_a_brief_reads_from_whom_it_is_for_to_its_voices_and_the_answer():
    answer = Answered(
        kind="accepted", by="Dr. Rosa Lind", on="Mon 1 Mar 2027", words="Yes.", link="https://e.org/a"
    )
    text = markdown(page(answers=(answer,), silence="No answer by Wed 3 Mar 2027."))

    wanted = (
        "# Mentor hours",
        "**To:** Dr. Rosa Lind, superintendent",
        "**From:** Dana Ruiz (classroom teacher), a school leader and 1 more of the team",
        "## The need",
        "nobody had time for them.",
        "24 members support this idea.",
        "## What we ask",
        "> I stayed because Maria",
        "> (classroom teacher, Oak Hills)",
        "No answer by Wed 3 Mar 2027.",
        "Dr. Rosa Lind: accepted, Mon 1 Mar 2027.",
        "<https://e.org/a>",
    )
    places = [text.index(each) for each in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("words", MARKUP)
def test_hostile_words_add_nothing_to_its_shape(words):
    shown = words[:1_200]
    line = " ".join(shown.split())
    hostile = page(
        title=line[:150],
        to_name=line[:100],
        need=shown,
        evidence=shown,
        ask=shown,
        voices=(Quoted(shown, line[:80]),),
        answers=(Answered(kind="accepted", by=line[:80], on="today", words=shown),),
    )

    headings = ["h1", *["h2"] * 5]
    assert shape(markdown(hostile)) == (headings, [])


def test_the_reader_would_find_what_is_more_than_words():
    assert shape("# a\n\n[x](http://e) <b>") == (["h1"], ["html_inline", "link_open"])
