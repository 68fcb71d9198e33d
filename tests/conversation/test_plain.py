"""A message as plain text says everything its blocks say, and nothing hidden."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Button
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Divider,
    Field,
    Fields,
    File,
    Heading,
    Message,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.plain import plain
from communitybot.conversation.text import (
    At,
    Code,
    Emphasis,
    Link,
    Person,
    Place,
    Strong,
    Struck,
    Unsayable,
    check_url,
    say,
)
from communitybot.conversation.urls import misleads
from communitybot.conversation.visible import label, shows, visible
from tests.conversation.strategies import HOSTILE, NOW, lines, messages

CHAT = datetime(2014, 10, 14, 23, tzinfo=UTC)


def test_every_block_and_span_is_said():
    said = message(
        Heading("Reading circle"),
        paragraph("With ", Strong("Ana"), ", ", Emphasis("Ben"), " and ", Struck("Cleo"), "."),
        paragraph("Type ", Code("/events"), " or see ", Link("the page", "https://example.org/x"), "."),
        paragraph(At(CHAT, "America/New_York")),
        Quote(say("one\ntwo")),
        Bullets((say("tea"), say("cake"))),
        Fields((Field("Where", say(Place(PlaceAddress("discord", "1", "2"), "library"))),)),
        Divider(),
        small("Made by ", Person(PersonAddress("discord", "1", "3"), "Ana")),
        Controls((Button("I'm going", Action("event.rsvp", ("1", "going"))),)),
        files=(File("a.ics", "text/calendar", b""),),
    )

    assert plain(said, zone="America/New_York", now=NOW) == (
        "Reading circle\n"
        "With Ana, Ben and Cleo.\n"
        "Type /events or see the page (https://example.org/x).\n"
        "Tue 14 Oct, 7:00 PM EDT (in 3 days)\n"
        "> one\n> two\n"
        "- tea\n- cake\n"
        "Where: #library\n"
        "---\n"
        "Made by Ana"
    )


def test_an_address_that_is_its_own_label_is_said_once():
    said = message(say(Link("https://example.org/", "https://example.org/")))

    assert plain(said, zone="UTC", now=NOW) == "https://example.org/"


@given(messages())
@settings(max_examples=60, deadline=None)
def test_plain_text_holds_nothing_that_turns_or_hides_its_surroundings(said: Message):
    words = plain(said, zone="Asia/Tokyo", now=NOW)

    assert visible(words) == words


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_visible_is_never_longer_and_stays_so(text: str):
    assert len(visible(text)) <= len(text)
    assert visible(visible(text)) == visible(text)
    assert visible(text).encode()


def test_right_to_left_words_stay_and_overrides_go():
    assert visible("\u200fשלום\u200f \u202etxt.exe\u2066") == "\u200fשלום\u200f txt.exe"


def test_a_label_of_nothing_visible_becomes_a_dash():
    assert [label(text) for text in ("\u200b", "\u202e", " \n ")] == ["\u2013"] * 3
    assert not shows("\u200b\ufe0f \u2800")
    assert shows("\u200bx")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "//evil.example",
        "https://",
        "https://our.site@evil.example/",
        "https://our.site/\u202efdp.exe",
        "https://a b",
        "https://a|b",
        "https://x:99999",
        "https://../",
        "https://[",
        "https://\ud800/",
        "https://example.org/" + "é" * 200,
        "https://example.org/" + "a" * 500,
    ],
)
def test_an_address_that_some_platform_would_not_link_is_refused(url: str):
    with pytest.raises(Unsayable):
        check_url(url)


@pytest.mark.parametrize(
    ("shown", "url", "is_misleading"),
    [
        ("our.site", "https://our.site/x", False),
        ("our.site", "https://www.our.site/x", False),
        ("our.site", "https://evil.example/our.site", True),
        ("OUR.SITE", "https://our.site.evil.example", True),
        ("Join here", "https://evil.example", False),
    ],
)
def test_a_label_that_names_another_host_misleads(shown, url, is_misleading):
    assert misleads(shown, url) is is_misleading


@given(lines(400))
def test_weights_of_parts_add_up(text: str):
    middle = len(text) // 2

    assert limits.weight(text) == limits.weight(text[:middle]) + limits.weight(text[middle:])


@given(lines(2_000))
@settings(deadline=None)
def test_shortening_fits_and_is_visible(text: str):
    short = limits.shorten(text, 80)

    assert limits.weight(short) <= 80
    assert short == text or short.endswith("…")
