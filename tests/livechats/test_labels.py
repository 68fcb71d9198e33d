"""The labels people write, and what is left of their words."""

import time

import pytest

from communitybot.threads.labels import read_label


@pytest.mark.parametrize(
    ("said", "number", "words"),
    [
        ("A3: We begin with a question", 3, "We begin with a question"),
        ("a3 we begin", 3, "we begin"),
        ("A3) we begin", 3, "we begin"),
        ("A 12 - we begin", 12, "we begin"),
        ("#ce14 A1: hello", 1, "hello"),
        ("A1: hello #ce14", 1, "hello"),
        ("Q2 is hard", 2, "Q2 is hard"),
        ("Q2: because", 2, "because"),
        ("A. 3: we begin", 3, "we begin"),
        ("A3 - we begin", 3, "we begin"),
        ("A3\u2014we begin", 3, "we begin"),
        ("A 5 year old asked me", None, "A 5 year old asked me"),
        ("a 10-minute break helps", None, "a 10-minute break helps"),
        ("A 2.5 hour lesson", None, "A 2.5 hour lesson"),
        ("A 12", None, "A 12"),
        ("A3", 3, "A3"),
        ("A great idea", None, "A great idea"),
        ("A4sheets are cheap", None, "A4sheets are cheap"),
        ("hello #other", None, "hello #other"),
        ("#ce14", None, "#ce14"),
        ("", None, ""),
        ("A0: nothing", None, "A0: nothing"),
        ("A1:", 1, "A1:"),
    ],
)
def test_a_label_is_read_and_taken_off(said, number, words):
    assert read_label(said, "ce14") == (number, words)


@pytest.mark.parametrize(
    "said",
    [
        "x" + " " * 11_990 + "y",
        "A3" + " " * 11_990 + "y",
        "A 3" + "-" * 11_990,
        "#" + "a" * 11_990,
        "# " * 5_000,
    ],
    ids=["spaces", "after a label", "dashes", "a long tag", "many tags"],
)
def test_no_words_take_long_to_read(said):
    before = time.process_time()
    for _ in range(5):
        read_label(said, "ce14")
    assert time.process_time() - before < 0.25
