"""Forms made from specs, and what comes back from them."""

import pytest
from commands.circle import COLLECTED
from hypothesis import given
from hypothesis import strategies as st

from communitybot.commands.form import FORM, Sent, action_for, form_for, sent
from communitybot.conversation import limits
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.forms import FieldKind

CREATE = COLLECTED.command("circle create").spec
QUOTE = COLLECTED.command("quote").spec


def test_a_form_asks_for_every_parameter_in_order():
    form = form_for(CREATE)

    assert form.title == "Start a circle"
    assert [field.name for field in form.fields] == [each.name for each in CREATE.parameters]
    assert [field.name for field in form.fields if field.required] == ["title", "when"]
    assert form.fields[1].hint == "When it starts, such as: friday 5pm"


def test_what_was_given_stands_in_the_fields_as_typed():
    form = form_for(CREATE, {"title": "Reading", "when": "fri 25:00", "level": "Mid", "listed": False})

    values = {field.name: field.value for field in form.fields if field.value}

    assert values == {"title": "Reading", "when": "fri 25:00", "level": "middle", "listed": "no"}


def test_a_choice_that_is_none_leaves_the_field_open():
    form = form_for(CREATE, {"level": "purple", "picture": ("a.png", b"1"), "notes": "x" * 4_000})

    assert not [field.value for field in form.fields if field.value]


def test_a_mistake_becomes_the_hint_of_its_field():
    form = form_for(CREATE, {"when": "fri 25:00"}, {"when": "No day has an hour 25. " * 10})

    assert form.fields[1].hint.startswith("No day has an hour 25.")
    assert limits.weight(form.fields[1].hint) <= limits.FORM_HINT


def test_hidden_values_travel_in_the_action_and_come_back():
    form = form_for(CREATE, {"title": "Reading"}, hidden={"when": "friday 5pm"}, only=["title", "level"])

    assert [field.name for field in form.fields] == ["title", "level"]
    assert sent(form.action) == Sent("circle create", {"when": "friday 5pm"})
    assert sent(Action.parse(str(form.action))) == sent(form.action)


def test_a_message_is_never_asked_for_and_always_travels_along():
    assert FieldKind.MESSAGE in {each.kind for each in QUOTE.parameters}
    action = action_for(QUOTE, {"quoted": "slack:T01/C02/1413327600.000100#17"})

    assert sent(action).values == {"quoted": "slack:T01/C02/1413327600.000100#17"}


def test_what_does_not_fit_an_action_is_said_so():
    with pytest.raises(BadAction):
        form_for(CREATE, hidden={"title": "x" * 200})


@given(
    st.dictionaries(
        st.sampled_from(["title", "when"]), st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
    )
)
def test_any_hidden_value_that_fits_comes_back(values):
    try:
        action = action_for(CREATE, values)
    except BadAction:
        return

    assert len(str(action)) <= limits.ACTION_TOKEN
    assert sent(Action.parse(str(action))) == Sent("circle create", values)


ARGUMENT = st.text("abz09._~+@/#-", max_size=20)


@given(st.lists(ARGUMENT, max_size=4))
def test_a_forged_action_is_read_or_refused(arguments):
    try:
        action = Action(FORM, tuple(arguments))
        found = sent(action)
    except BadAction:
        return

    assert isinstance(found, Sent)
