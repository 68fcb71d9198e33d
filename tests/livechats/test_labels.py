"""The labels people write, and what is left of their words."""

import pytest

from communitybot.livechats.labels import read_label


@pytest.mark.parametrize(
    ("said", "number", "words"),
    [
        ("A3: We begin with a question", 3, "We begin with a question"),
        ("a3 we begin", 3, "we begin"),
        ("A3) we begin", 3, "we begin"),
        ("A 12 - we begin", 12, "we begin"),
        ("#ce14 A1: hello", 1, "hello"),
        ("A1: hello #ce14", 1, "hello"),
        ("Q2 is hard", 2, "is hard"),
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
