"""The grammar of typed commands."""

import time
from contextlib import suppress

import pytest
from commands.circle import COLLECTED
from hypothesis import given
from hypothesis import strategies as st

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.typed import Found, Listing, find, parse, render
from communitybot.commands.words import clean
from communitybot.conversation import limits
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.errors import Misread, NotFound, Refusal

CREATE = COLLECTED.command("circle create").spec
QUIET = COLLECTED.command("circle quiet").spec
NAMES = [parameter.name for parameter in CREATE.parameters]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("Reading circle", {"title": "Reading circle"}),
        ("Reading circle, when: friday 5pm", {"title": "Reading circle", "when": "friday 5pm"}),
        ("Reading circle,when:friday 5pm", {"title": "Reading circle", "when": "friday 5pm"}),
        ("Reading circle, WHEN : friday 5pm,", {"title": "Reading circle", "when": "friday 5pm"}),
        ("when: friday 5pm, title: Reading", {"title": "Reading", "when": "friday 5pm"}),
        ("Books, tea and talk, when: friday 5pm", {"title": "Books, tea and talk", "when": "friday 5pm"}),
        ("Reading, when: oct 14, 7pm, host: Ana", {"title": "Reading", "when": "oct 14, 7pm", "host": "Ana"}),
        ("Ratio 3:2, when: friday 19:30", {"title": "Ratio 3:2", "when": "friday 19:30"}),
        ("Say when: we start", {"title": "Say when: we start"}),
        ('"Now, when: never", when: friday 5pm', {"title": "Now, when: never", "when": "friday 5pm"}),
        ("“Now, when: never”, when: friday 5pm", {"title": "Now, when: never", "when": "friday 5pm"}),
        (
            'The "big, when: small" talk, when: friday',
            {"title": 'The "big, when: small" talk', "when": "friday"},
        ),
        (r'"He said \"hi\", when: now"', {"title": 'He said "hi", when: now'}),
        ('A 5" disk, when: friday', {"title": 'A 5" disk', "when": "friday"}),
        ('"unclosed, when: friday', {"title": '"unclosed', "when": "friday"}),
        (
            "Reading, notes: bring\nthe book, level: middle",
            {"title": "Reading", "notes": "bring\nthe book", "level": "middle"},
        ),
        ("Reading, when: , level: middle", {"title": "Reading", "level": "middle"}),
        ("Read it: https://example.org", {"title": "Read it: https://example.org"}),
        ("Bring, pens: blue", {"title": "Bring, pens: blue"}),
        ("\x00Read\u202eing\r\n", {"title": "Reading"}),
    ],
)
def test_text_is_read_as_it_is_meant(text, values):
    assert parse(CREATE, text) == values


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Reading, when: friday, when: tuesday", "twice"),
        ("Reading, title: Writing", "twice"),
        ("Reading, whn: friday 5pm", "`when:`"),
        ("tilte: Reading", "`title:`"),
        ("Reading, cap: 30", "`capacity:`"),
        ("x" * (limits.TYPED_TEXT + 1), "3,001 characters"),
    ],
)
def test_a_line_that_would_go_wrong_is_refused_with_an_example(text, why):
    with pytest.raises(Misread) as caught:
        parse(CREATE, text)

    assert why in caught.value.trouble
    assert caught.value.example


def test_a_command_that_asks_for_nothing_takes_nothing():
    assert parse(QUIET, "  ") == {}
    with pytest.raises(Misread, match="takes nothing after it"):
        parse(QUIET, "please")


TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        [*NAMES, ":", ",", " ", '"', "“", "”", "„", "\\", "(", "\n", "when", "x", "\x00", "é", "🎉"]
    ),
    max_size=60,
).map("".join)


@given(TEXTS)
def test_any_text_gives_values_or_a_refusal(text):
    try:
        values = parse(CREATE, text)
    except Refusal:
        return

    assert set(values) <= set(NAMES)
    assert all(value and value == value.strip() for value in values.values())


@given(st.dictionaries(st.sampled_from(NAMES), TEXTS.map(lambda text: clean(text).strip()).filter(bool)))
def test_what_is_written_is_read_back(values):
    command = render(CREATE, values)
    if len(command) > limits.TYPED_TEXT:
        return

    assert parse(CREATE, command.removeprefix("/circle create")) == values


@pytest.mark.parametrize(
    "text", ['"' * 3_000, "“" * 3_000, ' "\\' * 1_000, ", when" * 500, '," ' * 1_000, " ," * 1_500]
)
def test_a_hostile_line_takes_no_longer_than_a_kind_one(text):
    started = time.process_time()
    with suppress(Misread):
        parse(CREATE, text)

    assert time.process_time() - started < 0.5


def test_a_subcommand_is_found_in_the_text():
    assert find(COLLECTED.specs, "circle", "create Reading, when: friday") == Found(
        CREATE, "Reading, when: friday"
    )
    assert find(COLLECTED.specs, "circle create", "Reading") == Found(CREATE, "Reading")
    assert find(COLLECTED.specs, "/Circle  CREATE", None) == Found(CREATE, "")
    assert find(COLLECTED.specs, "circle", "create\nReading") == Found(CREATE, "Reading")


@pytest.mark.parametrize("text", [None, "", "  ", "help", "?"])
def test_a_group_alone_is_asked_what_it_can_do(text):
    assert find(COLLECTED.specs, "circle", text) == Listing("circle")


@pytest.mark.parametrize(
    ("command", "text", "near"),
    [
        ("circle", "crete Reading", "/circle create"),
        ("circle", "creat", "/circle create"),
        ("circle crate", None, "/circle create"),
        ("circel", "create", "/circle"),
        ("cirlces", "", "/circles"),
    ],
)
def test_a_slip_in_a_name_is_met_with_what_is_near(command, text, near):
    with pytest.raises(NotFound) as caught:
        find(COLLECTED.specs, command, text)

    assert f"`{near}" in caught.value.trouble


@given(st.text(max_size=300), st.none() | st.text(max_size=300))
def test_any_name_gives_a_command_or_a_refusal(command, text):
    with suppress(NotFound):
        assert isinstance(find(COLLECTED.specs, command, text), Found | Listing)


def test_a_line_as_chat_tools_show_it_needs_no_commas():
    line = "title: Reading circle when: next tuesday 7pm level: middle"

    assert parse(CREATE, line) == {
        "title": "Reading circle",
        "when": "next tuesday 7pm",
        "level": "middle",
    }
    assert parse(CREATE, 'title: "Tell me when: now" when: friday 5pm') == {
        "title": "Tell me when: now",
        "when": "friday 5pm",
    }


def test_words_with_a_colon_stay_words_where_commas_part_the_pairs_or_none_begins():
    assert parse(CREATE, "title: A, notes: bring the place: cards") == {
        "title": "A",
        "notes": "bring the place: cards",
    }
    assert parse(CREATE, "Tell me when: now") == {"title": "Tell me when: now"}


def test_a_choice_behind_a_comma_is_the_second_parameter():
    answer = Parameter(
        name="answer",
        kind=FieldKind.ONE_OF,
        label="Answer",
        description="Which",
        required=True,
        choices=(Choice("going", "Going"), Choice("cant", "Can't")),
    )
    event = Parameter(name="event", kind=FieldKind.TEXT, label="Event", description="Which", required=True)
    spec = CommandSpec(name="event rsvp", description="Answer", parameters=(event, answer))

    assert parse(spec, "Reading circle, going") == {"event": "Reading circle", "answer": "going"}
    assert parse(spec, "Reading circle, Can't") == {"event": "Reading circle", "answer": "Can't"}
    assert parse(spec, "Reading, circle") == {"event": "Reading, circle"}
    assert parse(spec, '"Reading circle, going"') == {"event": "Reading circle, going"}
    assert parse(spec, render(spec, {"event": "Formy, going"}).removeprefix("/event rsvp")) == {
        "event": "Formy, going"
    }
