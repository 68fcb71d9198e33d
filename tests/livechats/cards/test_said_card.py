"""What people say is shown elsewhere whole, under their names, and is never more than words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.conversation.message import Paragraph
from communitybot.conversation.text import Link, Person, Place, Strong
from communitybot.threads.said import said_card
from tests.livechats.cards.made import START, line, words

HOSTILE = (
    "@everyone",
    "<!channel>",
    "*" * 200,
    "&" * 900,
    "\u202e\u202e",
    "\x00\x07",
    "`~|[]()" * 300,
    "\n" * 50,
)
any_words = st.one_of(
    st.text(max_size=60),
    st.text(max_size=12).map(lambda text: text * 400),
    st.sampled_from(HOSTILE),
    st.integers(1, 500).map(lambda number: "See https://example.org/" + "a&" * number),
)


@st.composite
def any_line(draw, number):
    return line(
        number,
        name=draw(any_words),
        platform=draw(st.sampled_from(["discord", "slack", "playground", ""])),
        text=draw(any_words),
        shown=tuple(draw(st.lists(any_words, max_size=3))),
        label=draw(st.sampled_from([None, 3])),
        answers=draw(st.sampled_from([None, 1, 99])),
        late=draw(st.booleans()),
        edited=draw(st.sampled_from([None, START])),
        removed=draw(st.integers(0, 9)) == 0,
    )


any_lines = st.integers(1, 30).flatmap(lambda count: st.tuples(*(any_line(n) for n in range(1, count + 1))))


@settings(max_examples=60, deadline=None)
@given(lines=any_lines)
def test_any_words_of_anybody_can_be_said_and_none_is_lost(lines):
    answered = {1: lines[0]}
    left = list(lines)
    while left:
        shown, number = said_card(left, answered)
        assert number >= 1
        assert shown.weight <= 3_800
        left = left[number:]


@settings(max_examples=40, deadline=None)
@given(lines=any_lines, grown=any_words)
def test_lines_that_grew_still_stand_in_one_message(lines, grown):
    _, number = said_card(lines, {})
    now = [replace(each, text=grown, edited=START, late=True) for each in lines[:number]]

    _, stood = said_card(now, {1: now[0]}, whole=True)

    assert stood == number


def test_a_flood_of_short_words_shares_a_message():
    lines = [line(number, name=f"Teacher {number}", text="Me too!") for number in range(1, 200)]

    shown, number = said_card(lines, {})

    assert number > 40
    assert len(shown.blocks) <= 20
    assert [f"Teacher {n} (Discord): Me too!" in words(shown) for n in range(1, number + 1)] == [
        True
    ] * number
    assert f"Teacher {number + 1} " not in words(shown)


def test_an_answer_is_named_once_and_a_reply_says_to_whom():
    first = line(4, name="Ben Okri", text="I give them time.")
    answer = line(5, text="I do, too.", label=2, answers=4, late=True, edited=START)

    shown, _ = said_card([answer], {4: first})

    assert words(shown) == (
        "Ana Ruiz (Discord) A2 (late, edited): (in reply to Ben Okri: I give them time.) I do, too."
    )


def test_only_words_that_answer_get_a_label():
    shown, _ = said_card([line(text="Hello all")], {})

    assert words(shown) == "Ana Ruiz (Discord): Hello all"


def test_what_is_attached_is_told_in_words():
    shown, _ = said_card([line(text="", shown=("picture: the seating plan",))], {})

    assert words(shown) == "Ana Ruiz (Discord):  [picture: the seating plan]"


def test_long_words_are_shortened_and_say_so():
    shown, _ = said_card([line(text="word " * 2_000)], {})

    assert words(shown).endswith("… (shortened)")


@pytest.mark.parametrize(
    "hostile", ["<@123> @everyone **bold** [x](https://evil.example)", "**Ben** (Slack): no"]
)
def test_no_words_become_markup_or_a_mention(hostile):
    shown, _ = said_card([line(text=hostile)], {})

    spans = [span for block in shown.blocks if isinstance(block, Paragraph) for span in block.text.spans]
    assert [span.text for span in spans if isinstance(span, Strong)] == ["Ana Ruiz"]
    assert not [span for span in spans if isinstance(span, Person | Place)]


def test_a_second_line_of_words_cannot_pass_for_another_speaker():
    shown, _ = said_card([line(text="Yes.\nBen Okri (Slack): I disagree.")], {})

    assert "\nBen" not in words(shown)


def test_web_addresses_are_links_and_cut_ones_are_not():
    shown, _ = said_card([line(text="See https://example.org/a, and https://example.org/" + "b" * 600)], {})

    links = [span for span in shown.blocks[0].text.spans if isinstance(span, Link)]
    assert [link.url for link in links] == ["https://example.org/a"]


def test_what_was_taken_back_is_not_shown():
    shown, number = said_card([line(1, text="", removed=True), line(2, text="Still here.")], {})

    assert number == 2
    assert words(shown) == "Ana Ruiz (Discord): Still here."


def test_a_message_of_which_all_was_taken_back_says_so():
    shown, number = said_card([line(1, text="", removed=True)], {})

    assert number == 1
    assert words(shown) == "Taken back."
