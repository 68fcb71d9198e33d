"""Forms on the way: steps in order, answers kept, memory bounded, and a way back after a restart."""

import pytest

from adapters.discord import drafts
from adapters.discord.drafts import FINISH, NEXT, Drafts, filled, original
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField

ACTION = Action("command.form", ("event+create",))
NAMES = [f"field{number}" for number in range(7)]


def form(action=ACTION, required=()):
    fields = tuple(FormField(name=name, label=name, required=name in required) for name in NAMES)
    return Form(title="Plan", action=action, fields=fields)


def test_steps_come_in_order_until_all_were_sent():
    kept = Drafts()
    draft = kept.begin("me", form())
    assert draft.next == 0
    kept.take(draft, dict.fromkeys(NAMES[:5], "x"))
    assert draft.next == 1
    kept.take(draft, dict.fromkeys(NAMES[5:], "x"))
    assert draft.next is None
    assert draft.answers == dict.fromkeys(NAMES, "x")


@pytest.mark.parametrize(("required", "may"), [((), True), (("field1",), True), (("field6",), False)])
def test_it_may_end_early_when_nothing_that_must_be_told_is_to_come(required, may):
    kept = Drafts()
    draft = kept.begin("me", form(required=required))
    kept.take(draft, dict.fromkeys(NAMES[:5], "x"))

    assert draft.may_finish is may


def test_answers_stand_in_the_fields_again_with_what_is_wrong_beside_them():
    again = filled(form(), {"field0": "kept", "field1": None}, {"field1": "I read *x*."})

    assert again.fields[0].value == "kept"
    assert again.fields[1].hint == "I read *x*."
    assert again.fields[2] == form().fields[2]


def test_nobody_else_can_go_on_with_it():
    kept = Drafts()
    draft = kept.begin("me", form())

    assert kept.keyed("me", draft.key) is draft
    assert kept.keyed("you", draft.key) is None


def test_a_button_carries_the_form_it_belongs_to_where_it_fits():
    kept = Drafts()
    assert original(kept.begin("me", form()).button(NEXT, 1)) == ACTION
    long = Action("command.form", ("event+edit", "event~" + "x" * 58))
    assert original(kept.begin("me", form(long)).button(FINISH, 1)) is None
    assert original(kept.begin("me", form(Action("poll.edit", ("7",)))).button(NEXT, 1)) is None


def test_the_oldest_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    kept = Drafts()
    made = [kept.begin(f"person {number}", form()) for number in range(5)]

    assert [kept.keyed(each.owner, each.key) is not None for each in made] == [False, False, True, True, True]


def test_files_of_many_forms_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(drafts, "MOST_BYTES", 1_000)
    kept = Drafts()
    made = [kept.begin(f"person {number}", form()) for number in range(4)]
    for each in made:
        kept.take(each, {"field0": ("a.pdf", b"x" * 400)})

    assert [kept.keyed(each.owner, each.key) is not None for each in made] == [False, False, True, True]


def test_a_forgotten_form_is_rebuilt_from_its_command_when_a_whole_step_came():
    parameters = tuple(
        Parameter(name=name, kind=FieldKind.TEXT, label=name, description="x") for name in NAMES
    )
    specs = (CommandSpec(name="event create", description="x", parameters=parameters),)
    kept = Drafts()

    assert kept.of("me", ACTION, NAMES[:3], specs) is None
    draft = kept.of("me", ACTION, NAMES[:5], specs)
    assert draft is not None
    assert [len(step["components"]) for step in draft.steps] == [5, 2]
    assert kept.of("me", Action("poll.edit", ("7",)), NAMES, specs) is None
    assert kept.of("me", Action("command.form", ("nothing",)), NAMES, specs) is None
