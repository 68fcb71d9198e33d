"""Words that were heard late stand in an archive where they were said."""

import pytest

from tests.livechats.archive.evening import Evening


def texts(section):
    return [said.text for said in section.said]


@pytest.mark.promise("R17")
def test_what_a_history_told_later_stands_among_what_was_heard_at_once():
    evening = Evening()
    for minute, words in (
        (10, "First"),
        (13, "Fourth"),
        (11, "Second, heard late"),
        (12, "Third, heard late"),
    ):
        evening.say("Jo Anders", words, 1, minute=minute)

    assert texts(evening.section("q1")) == ["First", "Second, heard late", "Third, heard late", "Fourth"]


def test_what_was_said_in_one_moment_stands_as_it_was_heard():
    evening = Evening()
    for words in ("One", "Two", "Three"):
        evening.say("Jo Anders", words, 1, minute=10)

    assert texts(evening.section("q1")) == ["One", "Two", "Three"]


def test_a_reply_stands_under_what_it_answers_though_another_clock_was_ahead():
    evening = Evening()
    root = evening.say("Ali Reza", "Root", 1, minute=11)
    evening.say("Jo Anders", "Reply", 1, minute=10, answers=root.number)
    (said,) = evening.section("q1").said

    assert [each.text for each in said.replies] == ["Reply"]
