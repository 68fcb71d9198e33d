"""Every form is drawn as a view within Slack's rules, and a broken view is noticed."""

from hypothesis import given, settings

from adapters.slack.forms import draw_form
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField
from tests.adapters.slack_rules import faults_of_view, refused_by_schema
from tests.conversation.strategies import forms


@given(forms)
@settings(max_examples=60, deadline=None)
def test_every_form_keeps_the_rules_and_asks_everything_once(form):
    view = draw_form(form, metadata="C1")

    assert faults_of_view(view) == []
    assert [each["block_id"] for each in view["blocks"] if each["type"] == "input"] == [
        field.name for field in form.fields
    ]


@given(forms)
@settings(max_examples=15, deadline=None)
def test_every_form_keeps_the_published_rules(form):
    assert refused_by_schema("ViewsOpenArguments", {"trigger_id": "1.2", "view": draw_form(form)}) == []


def test_what_is_known_already_stands_in_the_form():
    fields = (
        FormField(name="title", label="Title", value="Chat", required=True),
        FormField(name="topic", label="Topic", value="reading", suggests=True),
        FormField(name="who", label="Who", kind=FieldKind.PERSON, value="slack:T1@U1"),
        FormField(name="other", label="Other", kind=FieldKind.PERSON, value="discord:1@77"),
        FormField(name="room", label="Room", kind=FieldKind.PLACE, value="slack:T1/C1"),
        FormField(name="public", label="Public", kind=FieldKind.YES_NO, value="no"),
        FormField(name="seats", label="Seats", kind=FieldKind.NUMBER, value="12"),
        FormField(name="more", label="More", kind=FieldKind.NUMBER, value="a dozen"),
    )
    view = draw_form(Form(title="Edit", action=Action("event.edit"), fields=fields))
    title, topic, who, other, room, public, seats, more = [block["element"] for block in view["blocks"]]

    assert [block["optional"] for block in view["blocks"][:2]] == [False, True]
    assert title["initial_value"] == "Chat"
    assert topic["initial_option"]["value"] == "reading"
    assert who["initial_user"] == "U1"
    assert "initial_user" not in other
    assert room["initial_conversation"] == "C1"
    assert public["initial_option"]["value"] == "no"
    assert seats["initial_value"] == "12"
    assert "initial_value" not in more


def test_a_broken_view_is_noticed():
    view = draw_form(Form(title="x", action=Action("a.b"), fields=(FormField(name="a", label="A"),)))
    opened = {"trigger_id": "1.2", "view": view}
    assert faults_of_view(view) == refused_by_schema("ViewsOpenArguments", opened) == []

    assert faults_of_view(view | {"title": {"type": "plain_text", "text": "x" * 25}}) != []
    assert faults_of_view(view | {"blocks": view["blocks"] * 2}) != []
    assert refused_by_schema("ViewsOpenArguments", opened | {"view": view | {"titel": "x"}}) != []
