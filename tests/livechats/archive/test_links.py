"""Addresses among words: where they end, which are safe, and who shared them."""

import pytest

from communitybot.livechats.archive.links import pieces
from tests.livechats.archive.evening import Evening


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://example.org/a.", ["https://example.org/a"]),
        ("(https://example.org/a_(b))", ["https://example.org/a_%28b%29"]),
        ("HTTPS://Example.org/A, and http://x.org!", ["https://Example.org/A", "http://x.org"]),
        ("<https://example.org>", ["https://example.org"]),
        ("https://exämple.org/ü", ["https://xn--exmple-cua.org/%C3%BC"]),
        ("https://our.site@evil.example/", []),
        ("https://exa\u202emple.org", []),
        ("javascript:alert(1) data:text/html;base64,AA vbscript:x ftp://a.org", []),
        ("https://", []),
        ("https://example.org/" + "a" * 5_000, []),
    ],
)
def test_addresses_are_found_among_words(text, urls):
    found = pieces(text)

    assert [piece.url for piece in found if piece.url] == urls
    assert not any(piece.text.lower().startswith("https://exä") for piece in found)


def test_an_address_that_looks_like_another_is_shown_as_browsers_know_it():
    (piece,) = pieces("https://\u0440aypal.com/me")  # a Cyrillic letter

    assert piece.text == piece.url == "https://xn--aypal-uye.com/me"


def test_links_are_listed_once_with_everybody_who_shared_them():
    evening = Evening()
    evening.show("jo", "name")
    evening.show("lee", "left out")
    first = evening.say("Jo Anders", "https://example.org/a and https://example.org/b", 1)
    evening.say("Ali Reza", "Again: https://example.org/a!", 2, answers=first.number)
    evening.say("Ali Reza", "Once more https://example.org/a", 2)
    evening.say("Lee Okafor", "https://example.org/a https://example.org/lee", 2)

    assert [(link.shown, link.by, [name for _, name in link.places]) for link in evening.page().links] == [
        ("example.org/a", ("Jo Anders", "an educator"), ["Q1", "Q2"]),
        ("example.org/b", ("Jo Anders",), ["Q1"]),
    ]


def test_ten_thousand_brackets_take_no_time():
    evening = Evening()
    evening.say("Jo Anders", "https://example.org/" + ")" * 10_000, 1)

    assert evening.page().links == ()
