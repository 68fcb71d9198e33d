"""Whatever can be said is drawn within Slack's rules, and literal text stays literal."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.reply import draw_message
from adapters.slack.words import draw_text
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Heading, Message, message
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
from tests.adapters.drawable import CHAT, UNIX, card, fullest
from tests.adapters.slack_rules import active, faults_of_message, pointers, refused_by_schema, unescaped
from tests.conversation.strategies import HOSTILE, NOW, RUNS, ats, lines, messages

APART = "\u200b"
DETAILS = Button("Details", Action("event.more", ("1",)))
CARD = card("Q&A: <reading> :smile:", DETAILS)


def drawn(*words) -> str:
    return draw_text(say(*words), now=NOW)


def as_shown(text: str) -> str:
    """Literal text as a reader sees it: zero-width spaces cannot be seen."""
    return visible(text).replace(APART, "") if shows(text) else "\u2013"


def arguments(said: Message, **more) -> dict:
    return draw_message(said, now=NOW, **more)


# The shape of a message


def test_a_card_is_blocks_in_reading_order():
    given_arguments = arguments(CARD)
    blocks = given_arguments["blocks"]

    assert [block["type"] for block in blocks] == [
        "header",
        "section",
        "section",
        "section",
        "section",
        "divider",
        "actions",
        "actions",
        "context",
    ]
    assert blocks[0]["text"] == {"type": "plain_text", "text": "Q&A: <reading> :smile:", "emoji": False}
    assert blocks[2]["text"]["text"] == "> one\n> two"
    assert blocks[3]["text"]["text"] == "• tea\n• cake\n   with cream"
    assert [field["text"] for field in blocks[4]["fields"]] == ["*Where*\nLibrary", "*Level*\nMiddle school"]
    assert [each.get("style") for each in blocks[6]["elements"]] == ["primary", None, "danger", None]
    assert [each["action_id"] for each in blocks[6]["elements"]] == [
        "event.rsvp:1:going",
        "event.more:1",
        "event.cancel:1",
        "link:6.3",
    ]
    assert blocks[7]["elements"][0]["options"][0] == {
        "text": {"type": "plain_text", "text": "A", "emoji": False},
        "value": "a",
    }


def test_notifications_get_the_whole_text_with_times_for_their_reader():
    text = arguments(CARD, zone="America/Los_Angeles")["text"]

    assert text.startswith(
        "Q&amp;A: &lt;reading&gt; :smile:\nTue 14 Oct, 7:00 PM EDT (in 3 days; 4:00 PM for you)"
    )


def test_a_marker_travels_where_only_apps_look():
    assert arguments(message("x"), marker="event:42")["metadata"] == {
        "event_type": "communitybot",
        "event_payload": {"key": "event:42"},
    }


# Spans


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((Strong("now"),), "*now*"),
        ((Strong(" now "), "x"), " *now* x"),
        (("a", Strong("b"), "c"), f"a{APART}*b*{APART}c"),
        ((Emphasis("a"), Strong("b")), f"_a_{APART}*b*"),
        ((Struck("gone"),), "~gone~"),
        ((Strong("a*b"),), f"*a*{APART}b*"),
        ((Code("/event create a`b <x>"),), "`/event create a\u02cbb &lt;x&gt;`"),
        (
            (Link("Join & see", "https://example.org/?a=1&b=2"),),
            "<https://example.org/?a=1&amp;b=2|Join &amp; see>",
        ),
        ((Link("https://example.org", "https://example.org"),), "<https://example.org>"),
        ((Link("our.site", "https://evil.example"),), "our.site (<https://evil.example>)"),
        ((Person(PersonAddress("slack", "T1", "U1"), "Ana"),), "<@U1>"),
        ((Person(PersonAddress("discord", "1", "77"), "<Ana>"),), "&lt;Ana&gt;"),
        ((Place(PlaceAddress("slack", "T1", "C1"), "x"),), "<#C1>"),
        ((Place(PlaceAddress("slack", "T1", "C1", "1.2"), "events"),), "#events"),
        (
            (At(CHAT, "America/New_York", style=AtStyle.TIME),),
            f"7:{APART}00 PM EDT (<!date^{UNIX}^{{time}}|7:00 PM EDT> for you)",
        ),
        ((At(CHAT, "UTC", style=AtStyle.DATE),), "Tue 14 Oct"),
        (("\u200b",), "\u2013"),
    ],
)
def test_each_span_has_its_mark_up(words, expected):
    assert drawn(*words) == expected


def test_a_moment_is_told_in_its_zone_and_in_each_readers():
    words = drawn(At(CHAT, "America/New_York"))

    assert words.replace(APART, "") == (
        f"Tue 14 Oct, 7:00 PM EDT (<!date^{UNIX}^{{date_short_pretty}} {{time}}|7:00 PM EDT> for you)"
    )


def test_a_name_that_is_no_id_never_becomes_a_mention():
    assert pointers(drawn(Person(PersonAddress("slack", "T1", "channel"), "<!channel>"))) == []


# Literal text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_it_is(text):
    content = drawn(text)

    assert active(content) == []
    assert unescaped(content) == as_shown(text)


def test_what_is_escaped_already_is_not_unescaped_twice():
    assert drawn("&lt;!channel&gt;") == "&amp;lt;!channel&amp;gt;"


@given(lines(2_900))
@settings(max_examples=100, deadline=None)
def test_any_text_shows_as_it_is(text):
    content = drawn(Plain(text))

    assert active(content) == []
    assert unescaped(content) == as_shown(text)


@given(st.lists(lines(300), min_size=2, max_size=5))
@settings(deadline=None)
def test_mark_up_cannot_be_put_together_from_pieces(pieces):
    assert active(drawn(*map(Plain, pieces))) == []


@given(messages())
@settings(max_examples=30, deadline=None)
def test_nobody_is_mentioned_but_by_a_span(said):
    people = sum(str(said).count(f"{kind}(address=") for kind in ("Person", "Place"))
    mentions = [
        each
        for block in arguments(said)["blocks"]
        for each in pointers(str(marked_up(block)))
        if each.startswith(("<@", "<#"))
    ]

    assert len(mentions) <= people


def marked_up(part):
    """What Slack reads mark-up in: a `plain_text` (a header, a label) is shown as it is."""
    if isinstance(part, dict):
        return [] if part.get("type") == "plain_text" else [marked_up(each) for each in part.values()]
    return [marked_up(each) for each in part] if isinstance(part, list) else part


def test_a_mention_in_a_heading_stays_plain():
    said = message(Heading("<!channel> <@U1> <#C1>"))

    (block,) = arguments(said)["blocks"]

    assert block["text"]["type"] == "plain_text"
    assert pointers(str(marked_up(block))) == []


# Limits


@given(messages())
@settings(max_examples=60, deadline=None)
def test_every_message_keeps_the_rules(said):
    assert faults_of_message(arguments(said, marker="event:42", zone="Asia/Tokyo")) == []


@given(messages())
@settings(max_examples=25, deadline=None)
def test_every_message_keeps_the_published_rules(said):
    body = {"channel": "C1"} | arguments(said, marker="event:42")

    assert refused_by_schema("ChatPostMessageArguments", body) == []


@pytest.mark.parametrize("run", [*RUNS, *HOSTILE])
def test_the_fullest_message_fits(run):
    assert faults_of_message(arguments(fullest(run))) == []


@given(ats)
def test_a_moment_is_never_longer_than_it_weighs(at):
    assert len(drawn(at)) <= say(at).weight


# Broken messages are noticed


def changed(change) -> dict:
    body = copy.deepcopy({"channel": "C1"} | arguments(CARD))
    change(body, body["blocks"])
    return body


@pytest.mark.parametrize(
    "change",
    [
        lambda body, _: body.update(text=""),
        lambda body, _: body.update(text="<!channel>"),
        lambda body, _: body.update(text="a & b"),
        lambda _, blocks: blocks[0]["text"].update(text="x" * 151),
        lambda _, blocks: blocks[0]["text"].update(type="mrkdwn"),
        lambda _, blocks: blocks[1]["text"].update(text="x" * 3_001),
        lambda _, blocks: blocks[1]["text"].update(text="<!channel>"),
        lambda _, blocks: blocks[1]["text"].update(text="<@U1|spoof> <http://evil|https://our.site"),
        lambda _, blocks: blocks[1]["text"].pop("verbatim"),
        lambda _, blocks: blocks[4]["fields"][0].update(text="x" * 2_001),
        lambda _, blocks: blocks[4]["fields"].extend(blocks[4]["fields"] * 5),
        lambda _, blocks: blocks[6]["elements"][1].update(action_id="event.rsvp:1:going"),
        lambda _, blocks: blocks[6]["elements"][0]["text"].update(text="x" * 76),
        lambda _, blocks: blocks[7]["elements"][0]["options"][0].update(value="x" * 76),
        lambda _, blocks: blocks.extend([{"type": "divider"}] * 50),
    ],
)
def test_the_hand_written_rules_refuse_broken_messages(change):
    assert faults_of_message(changed(lambda *_: None)) == []
    assert faults_of_message(changed(change)) != []


@pytest.mark.parametrize(
    "change",
    [
        lambda body, _: body.pop("channel"),
        lambda body, _: body.update(texts="x"),
        lambda _, blocks: blocks[0].update(texts="x"),
        lambda _, blocks: blocks[0].update(type="heading"),
        lambda _, blocks: blocks[1]["text"].update(type="markdown"),
        lambda _, blocks: blocks[6]["elements"][0].update(style="green"),
        lambda _, blocks: blocks[7]["elements"][0]["options"][0].pop("text"),
    ],
)
def test_the_published_rules_refuse_broken_messages(change):
    assert refused_by_schema("ChatPostMessageArguments", changed(lambda *_: None)) == []
    assert refused_by_schema("ChatPostMessageArguments", changed(change)) != []


def test_text_that_is_not_escaped_would_be_noticed():
    for text in (
        "<!here>",
        "<@U1>",
        "*x*",
        "_x_",
        "~x~",
        "`x`",
        "&gt; x",
        ":smile:",
        "a & b",
        "<http://a|b>",
    ):
        assert active(text) != []
