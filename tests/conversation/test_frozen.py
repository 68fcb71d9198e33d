"""A frozen message comes back as it was, whatever it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.conversation.frozen import Unthawable, freeze, thaw
from communitybot.conversation.message import File, Message, message
from tests.conversation.strategies import messages


@given(messages())
@settings(max_examples=60, deadline=None)
def test_every_message_survives_freezing_and_thawing(said: Message):
    frozen = freeze(said)

    assert thaw(frozen) == said
    assert freeze(thaw(frozen)) == frozen


@given(messages())
@settings(max_examples=50, deadline=None)
def test_a_frozen_message_is_one_line_of_ascii_that_any_database_holds(said: Message):
    frozen = freeze(said)

    assert frozen.isascii()
    assert frozen.isprintable()


def test_equal_texts_thaw_to_one_object():
    assert thaw(freeze(message("Hello"))) is thaw(freeze(message("Hello")))


def test_a_large_file_comes_back_whole_and_is_not_kept():
    said = message("The calendar", files=(File("a.ics", "text/calendar", bytes(range(256)) * 200),))
    frozen = freeze(said)

    assert thaw(frozen) == said
    assert thaw(frozen) is not thaw(frozen)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        "[]",
        "[2,[]]",
        "[1,[]]",
        '[1,[["x"]]]',
        '[1,[["h",5]]]',
        '[1,[["h"]]]',
        '[1,[["p",["?","x"]]]]',
        '[1,[["p",["l","label","javascript:alert(1)"]]]]',
        '[1,[["p",["t",1e99,"UTC",null,"full"]]]]',
        '[1,[["p",["t",1,"Nowhere/Atall",null,"full"]]]]',
        '[1,[["c",["b","Go","NOT A VERB","plain"]]]]',
        '[1,[["h","x"]],["a.ics","text/calendar","%%%"]]',
        "[" * 100_000,
    ],
)
def test_what_was_not_frozen_here_is_refused(text: str):
    with pytest.raises(Unthawable):
        thaw(text)


@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4))
)
@settings(max_examples=60, deadline=None)
def test_any_other_json_is_refused_and_never_crashes(value: object):
    import json

    with pytest.raises(Unthawable):
        thaw(json.dumps(value))
