"""Whatever can be said is drawn within Discord's rules, and literal text stays literal."""

import copy
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.commands import Undeclarable, draw_commands
from adapters.discord.forms import draw_form
from adapters.discord.reply import draw_message, file_names
from adapters.discord.words import draw_text
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Button, Choice, LinkButton, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
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
    faults_of_modal,
    pointers,
    refused_by_schema,
    stray,
    unescaped,
    walk,
)
from tests.conversation.strategies import HOSTILE, NOW, RUNS, ats, fitted, forms, lines, messages

CHAT = datetime(2014, 10, 14, 23, tzinfo=UTC)
UNIX = 1413327600


def contents(body) -> list[str]:
    return [part["content"] for part in walk(body["components"][0]) if part["type"] == 10]


def drawn(*words) -> str:
    return draw_text(say(*words), now=NOW)


def card() -> Message:
    return message(
        Heading("Reading circle"),
        paragraph(At(CHAT, "America/New_York")),
        Quote(say("one\ntwo")),
        Bullets((say("tea"), say("cake\nwith cream"))),
        Fields((Field("Where", say("Library")), Field("Level", say("Middle school")))),
        Divider(),
        Controls(
            (
                Button("I'm going", Action("event.rsvp", ("1", "going")), Look.EXPECTED),
                Button("Cancel it", Action("event.cancel", ("1",)), Look.GRAVE),
                LinkButton("Page", "https://example.org/1"),
            )
        ),
        Controls((Select("Which one?", Action("event.page", ("1",)), (Choice("a", "A"), Choice("b", "B"))),)),
        small("Made by Ana"),
        files=(File("a b.ics", "text/calendar", b"x"),),
    )


# The shape of a message


def test_a_card_is_one_frame_of_parts_in_reading_order():
    body = draw_message(card(), marker=77, now=NOW)
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
    full = fitted(run * 3_800, limits.PARAGRAPH - 8)
    rest = fitted(run * 3_800, limits.MESSAGE_TEXT - limits.weight(full) - 24)
    said = message(paragraph(full), Quote(say(rest)) if limits.weight(rest) else Divider())

    assert faults_of_message(draw_message(said, now=NOW)) == []


@given(ats)
def test_a_moment_is_never_longer_than_it_weighs(at):
    assert len(drawn(at)) <= say(at).weight


# Broken messages are noticed


def broken() -> dict[str, object]:
    """The card, with one thing wrong each."""

    def other(change):
        body = copy.deepcopy(draw_message(card(), marker=1, now=NOW))
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
    assert faults_of_message(draw_message(card(), marker=1, now=NOW)) == []
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
    body = draw_message(card(), marker=1, now=NOW)
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


# Forms


@given(forms)
@settings(max_examples=60, deadline=None)
def test_every_form_keeps_the_rules_and_asks_everything_once(form):
    modals = draw_form(form)
    asked = [
        part["component"]["custom_id"]
        for modal in modals
        for part in modal["components"]
        if part["type"] == 18
    ]

    assert [fault for modal in modals for fault in faults_of_modal(modal)] == []
    assert asked == [field.name for field in form.fields]


@given(forms)
@settings(max_examples=25, deadline=None)
def test_every_form_keeps_the_published_rules(form):
    for modal in draw_form(form):
        assert refused_by_schema("ModalInteractionCallbackRequestData", modal) == []


def test_a_long_form_is_numbered_steps():
    fields = tuple(FormField(name=f"f{number}", label=f"Question {number}") for number in range(7))
    modals = draw_form(
        Form(title="Plan something", action=Action("command.form"), fields=fields, intro="Hello.")
    )

    assert [modal["title"] for modal in modals] == ["Plan something (1/2)", "Plan something (2/2)"]
    assert [len(modal["components"]) for modal in modals] == [5, 3]


def test_what_is_known_already_stands_in_the_form():
    fields = (
        FormField(name="title", label="Title", value="Chat"),
        FormField(name="who", label="Who", kind=FieldKind.PERSON, value="discord:1@77"),
        FormField(name="other", label="Other", kind=FieldKind.PERSON, value="slack:T1@U1"),
        FormField(name="room", label="Room", kind=FieldKind.PLACE, value="discord:1/5"),
        FormField(name="public", label="Public", kind=FieldKind.YES_NO, value="no"),
    )
    (modal,) = draw_form(Form(title="Edit", action=Action("event.edit"), fields=fields))
    title, who, other, room, public = [part["component"] for part in modal["components"]]

    assert title["value"] == "Chat"
    assert who["default_values"] == [{"id": "77", "type": "user"}]
    assert "default_values" not in other
    assert room["default_values"] == [{"id": "5", "type": "channel"}]
    assert [each["default"] for each in public["options"]] == [False, True]


def test_a_broken_modal_is_noticed():
    (modal,) = draw_form(Form(title="x", action=Action("a.b"), fields=(FormField(name="a", label="A"),)))
    assert faults_of_modal(modal) == refused_by_schema("ModalInteractionCallbackRequestData", modal) == []

    assert faults_of_modal(modal | {"components": modal["components"] * 6}) != []
    assert faults_of_modal(modal | {"title": "x" * 46}) != []
    assert refused_by_schema("ModalInteractionCallbackRequestData", modal | {"title": ""}) != []


# Commands

TITLE = Parameter(
    name="title", kind=FieldKind.TEXT, label="Title", description="What it is", required=True, most=100
)
WHEN = Parameter(
    name="when", kind=FieldKind.MOMENT, label="When", description="When it begins", suggests=True
)
MESSAGE = Parameter(
    name="message", kind=FieldKind.MESSAGE, label="Message", description="Which", required=True
)


def every_kind() -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            name=kind.value,
            kind=kind,
            label=kind.value,
            description=f"A {kind.value}",
            required=kind is FieldKind.NUMBER,
            choices=(Choice("a", "A"),) if kind is FieldKind.ONE_OF else (),
            least=1,
            most=9_000 if kind is FieldKind.LONG_TEXT else 50,
        )
        for kind in FieldKind
    )


def specs() -> list[CommandSpec]:
    return [
        CommandSpec(name="events", description="What is coming up", parameters=(WHEN,)),
        CommandSpec(name="event create", description="Plan an event", parameters=(WHEN, TITLE)),
        CommandSpec(name="event show", description="Show an event", parameters=every_kind()),
        CommandSpec(
            name="resource save", title="Save as resource", description="Keep it", parameters=(MESSAGE,)
        ),
    ]


def test_commands_are_grouped_typed_and_in_order():
    commands = draw_commands(specs())
    create = commands[1]["options"][0]

    assert [(each["type"], each["name"]) for each in commands] == [
        (1, "events"),
        (1, "event"),
        (1, "resource"),
        (3, "Save as resource"),
    ]
    assert commands[1]["description"] == "Create, show"
    assert [each["name"] for each in create["options"]] == ["title", "when"]
    assert create["options"][1]["autocomplete"] is True
    assert [each["type"] for each in commands[1]["options"][1]["options"]] == [
        4,
        3,
        3,
        5,
        3,
        3,
        3,
        6,
        7,
        11,
        3,
    ]


def test_commands_keep_the_published_rules():
    for command in draw_commands(specs()):
        assert refused_by_schema("ApplicationCommandCreateRequest", command) == []
    for broken_one in (
        {"name": "x" * 33},
        {"name": "x", "description": "x" * 101},
        {"name": "x", "options": [{}]},
    ):
        assert refused_by_schema("ApplicationCommandCreateRequest", broken_one) != []


@pytest.mark.parametrize(
    "given_specs",
    [
        [CommandSpec(name="Events", description="x")],
        [CommandSpec(name="a b", description="")],
        [CommandSpec(name="a b", description="x" * 101)],
        [CommandSpec(name="a", description="x"), CommandSpec(name="a b", description="x")],
        [CommandSpec(name="a b", description="x")] * 2,
        [CommandSpec(name=f"a b{number}", description="x") for number in range(26)],
        [CommandSpec(name=f"c{number}", description="x") for number in range(101)],
        [CommandSpec(name="a b c", description="x")],
    ],
)
def test_a_command_that_discord_would_refuse_is_refused_here(given_specs):
    with pytest.raises(Undeclarable):
        draw_commands(given_specs)
