"""Whatever can be said is drawn within Discord's rules, and literal text stays literal."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.reply import draw_message, file_names
from adapters.discord.words import draw_text
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.message import File, message
from communitybot.conversation.text import (
    At,
    AtStyle,
    Code,
    Emphasis,
    Link,
    Person,
    Place,
    Plain,
    Strong,
    Struck,
    say,
)
from communitybot.conversation.visible import shows, visible
from tests.adapters.discord_rules import (
    active,
    faults_of_message,
    pointers,
    refused_by_schema,
    stray,
    unescaped,
    walk,
)
from tests.adapters.drawable import CHAT, UNIX, card, fullest
from tests.conversation.strategies import HOSTILE, NOW, RUNS, ats, lines, messages

CARD = card("Reading circle", files=(File("a b.ics", "text/calendar", b"x"),))


def contents(body) -> list[str]:
    """All that is said: in plain words where a video plays, else in the parts of the frame."""
    parts = [part["content"] for part in walk(body["components"][0]) if part["type"] == 10]
    return [without_video(body["content"]), *parts] if body.get("content") else parts


def without_video(content: str) -> str:
    """What stands beside a video's own address, which is a line of its own and plays."""
    return "\n".join(line for line in content.split("\n") if not line.startswith(("http://", "https://")))


def drawn(*words) -> str:
    return draw_text(say(*words), now=NOW)


# The shape of a message


def test_a_card_is_one_frame_of_parts_in_reading_order():
    body = draw_message(CARD, marker=77, now=NOW)
    frame = body["components"][0]

    assert (frame["type"], frame["id"]) == (17, 77)
    assert [part["type"] for part in frame["components"]] == [10, 10, 10, 10, 10, 14, 1, 1, 10, 13]
    assert contents(body) == [
        "## Reading circle",
        "Tue 14 Oct, 7\\:00-8".replace("-8", "") + f" PM EDT (<t:{UNIX}:R>; <t:{UNIX}:f> for you)",
        "> one\n> two",
        "- tea\n- cake\n  with cream",
        "**Where:** Library\n**Level:** Middle school",
        "-# Made by Ana",
    ]
    assert frame["components"][6]["components"] == [
        {"type": 2, "style": 1, "label": "I'm going", "custom_id": "event.rsvp:1:going"},
        {"type": 2, "style": 4, "label": "Cancel it", "custom_id": "event.cancel:1"},
        {"type": 2, "style": 5, "label": "Page", "url": "https://example.org/1"},
    ]
    assert body["attachments"] == [{"id": 0, "filename": "a_b.ics"}]
    assert body["flags"] == 1 << 15


def test_a_private_message_is_for_one_person():
    assert draw_message(message("x"), private=True)["flags"] == 1 << 15 | 1 << 6


def test_a_marker_that_no_component_id_can_hold_is_refused():
    for marker in (0, 2**31, -1):
        with pytest.raises(ValueError, match="marker"):
            draw_message(message("x"), marker=marker)


def test_files_that_would_be_called_the_same_keep_apart():
    said = message("x", files=tuple(File(name, "text/plain", b"") for name in ("a b.ics", "a_b.ics", "..")))

    assert file_names(said) == ("a_b.ics", "2_a_b.ics", "file")


# Spans


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((Strong("now"),), "**now**"),
        ((Strong(" now "), "x"), " **now** x"),
        ((Emphasis("a"), Strong("b")), "*a*\u200b**b**"),
        ((Struck("gone"),), "~~gone~~"),
        ((Strong("  "), "x"), "  x"),
        ((Strong("a**b"),), "**a\\*\\*b**"),
        ((Code("/event create a`b"),), "`/event create a\u02cbb`"),
        ((Link("Join here", "https://example.org/a(b)"),), "[Join here](https://example.org/a%28b%29)"),
        ((Link("https://example.org", "https://example.org"),), "<https://example.org>"),
        ((Link("our.site", "https://evil.example"),), "our.site (<https://evil.example>)"),
        ((Person(PersonAddress("discord", "1", "77"), "Ana"),), "<@77>"),
        ((Person(PersonAddress("slack", "T1", "U1"), "@Ana"),), "\\@Ana"),
        ((Place(PlaceAddress("discord", "1", "2", "3"), "x"),), "<#3>"),
        ((Place(PlaceAddress("slack", "T", "C1"), "events"),), "\\#events"),
        ((At(CHAT, "UTC", style=AtStyle.DISTANCE),), f"<t:{UNIX}:R>"),
        ((At(CHAT, "UTC", style=AtStyle.DATE),), "Tue 14 Oct"),
        (("\u200b",), "\u2013"),
    ],
)
def test_each_span_has_its_mark_up(words, expected):
    assert drawn(*words) == expected


def test_a_name_that_is_no_id_never_becomes_a_mention():
    assert pointers(drawn(Person(PersonAddress("discord", "1", "everyone"), "@everyone"))) == []


# Literal text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_it_is(text):
    content = drawn(text)

    assert active(content) == []
    assert unescaped(content) == (visible(text) if shows(text) else "\u2013")


@given(lines(2_900))
@settings(max_examples=100, deadline=None)
def test_any_text_shows_as_it_is(text):
    content = drawn(Plain(text))

    assert active(content) == []
    assert unescaped(content) == (visible(text) if shows(text) else "\u2013")


@given(st.lists(lines(300), min_size=2, max_size=5))
@settings(deadline=None)
def test_mark_up_cannot_be_put_together_from_pieces(pieces):
    assert active(drawn(*map(Plain, pieces))) == []


@given(messages())
@settings(max_examples=40, deadline=None)
def test_only_spans_point_or_link(said):
    people = sum(str(said).count(f"{kind}(address=") for kind in ("Person", "Place"))
    for content in contents(draw_message(said, now=NOW)):
        assert stray(content) == []
        assert len([each for each in pointers(content) if each.startswith(("<@", "<#"))]) <= people


# Limits


@given(messages(), st.none() | st.integers(1, 2**31 - 1))
@settings(max_examples=60, deadline=None)
def test_every_message_keeps_the_rules(said, marker):
    assert faults_of_message(draw_message(said, marker=marker, now=NOW)) == []


@given(messages())
@settings(max_examples=40, deadline=None)
def test_every_message_keeps_the_published_rules(said):
    assert refused_by_schema("MessageCreateRequest", draw_message(said, marker=5, now=NOW)) == []


@pytest.mark.parametrize("run", [*RUNS, *HOSTILE])
def test_the_fullest_message_fits(run):
    assert faults_of_message(draw_message(fullest(run), now=NOW)) == []


@given(ats)
def test_a_moment_is_never_longer_than_it_weighs(at):
    assert len(drawn(at)) <= say(at).weight


# Broken messages are noticed


def broken() -> dict[str, object]:
    """The card, with one thing wrong each."""

    def other(change):
        body = copy.deepcopy(draw_message(CARD, marker=1, now=NOW))
        change(body, body["components"][0]["components"])
        return body

    return {
        "unknown key": other(lambda body, _: body.update(contents="x")),
        "notifies": other(lambda body, _: body.update(allowed_mentions={"parse": ["everyone"]})),
        "old style": other(lambda body, _: body.update(flags=0)),
        "empty text": other(lambda _, parts: parts[0].update(content=" ")),
        "too long in all": other(lambda _, parts: parts[0].update(content="x" * 3_999)),
        "41 parts": other(lambda _, parts: parts.extend([{"type": 14}] * 40)),
        "same custom_id": other(
            lambda _, parts: parts[6]["components"][1].update(custom_id="event.rsvp:1:going")
        ),
        "link without url": other(lambda _, parts: parts[6]["components"][2].pop("url")),
        "six buttons": other(lambda _, parts: parts[6]["components"].extend(parts[6]["components"][2:] * 3)),
        "unknown key inside": other(lambda _, parts: parts[0].update(text="x")),
        "file not sent": other(lambda body, _: body.pop("attachments")),
    }


def test_the_hand_written_rules_refuse_broken_messages():
    assert faults_of_message(draw_message(CARD, marker=1, now=NOW)) == []
    assert [name for name, body in broken().items() if not faults_of_message(body)] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[0].update(content=""),
        lambda parts: parts[0].update(content="x" * 4_001),
        lambda parts: parts[0].update(type=99),
        lambda parts: parts[0].pop("content"),
        lambda parts: parts[6]["components"][0].update(style=9),
        lambda parts: parts[6]["components"][0].update(custom_id="x" * 101),
        lambda parts: parts[7]["components"][0].update(options=[]),
    ],
)
def test_the_published_rules_refuse_broken_messages(change):
    body = draw_message(CARD, marker=1, now=NOW)
    assert refused_by_schema("MessageCreateRequest", body) == []

    change(body["components"][0]["components"])

    assert refused_by_schema("MessageCreateRequest", body) != []


def test_text_that_is_not_escaped_would_be_noticed():
    for text in (
        "@everyone",
        "<@1>",
        "*x*",
        "`x`",
        "||x||",
        "# x",
        "- x",
        "1. x",
        ":smile:",
        "[a](b)",
        "> x",
    ):
        assert active(text) != []
