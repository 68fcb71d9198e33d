"""Every form is drawn as modals within Discord's rules, and a broken modal is noticed."""

from hypothesis import given, settings

from adapters.discord.forms import draw_form
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField
from tests.adapters.discord_rules import faults_of_modal, refused_by_schema
from tests.conversation.strategies import forms


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
