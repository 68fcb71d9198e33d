"""Declarations are read once, all or nothing."""
# ruff: noqa: ARG002 - the signatures are what is read

from datetime import timedelta
from typing import Annotated

import pytest
from commands.circle import COLLECTED, Circles

from communitybot.commands.collect import collect
from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.commands.signature import Misdeclared
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller, Chosen
from communitybot.conversation.message import message
from communitybot.conversation.replies import Answer, Reply


def mistakes(*features: object) -> str:
    with pytest.raises(Misdeclared) as caught:
        collect(*features)
    return str(caught.value)


def one(name: str = "circles", description: str = "Show them", **marks: object) -> type:
    """A feature with one command of no parameters."""

    class Feature:
        @command(name, description, **marks)
        async def show(self, caller: Caller) -> Reply:
            return Answer(message("Here."))

    return Feature


def asking(annotation: object, default: object = ...) -> object:
    """A feature with one command of one parameter `thing` annotated so."""
    if default is ...:

        async def show(self, caller: Caller, *, thing: annotation) -> Reply:
            return Answer(message("Here."))
    else:

        async def show(self, caller: Caller, *, thing: annotation = default) -> Reply:
            return Answer(message("Here."))

    return type("Feature", (), {"show": command("things", "Show them")(show)})()


def test_a_signature_becomes_a_spec():
    spec = COLLECTED.command("circle create").spec

    assert {each.name: each.kind for each in spec.parameters} == {
        "title": FieldKind.TEXT,
        "when": FieldKind.MOMENT,
        "length": FieldKind.DURATION,
        "level": FieldKind.ONE_OF,
        "capacity": FieldKind.NUMBER,
        "host": FieldKind.PERSON,
        "place": FieldKind.PLACE,
        "listed": FieldKind.YES_NO,
        "language": FieldKind.ONE_OF,
        "notes": FieldKind.LONG_TEXT,
        "picture": FieldKind.FILE,
    }
    assert [each.name for each in spec.required] == ["title", "when"]
    assert spec.parameter("level").choices[2] == Choice("high school", "High school")


def test_a_message_is_a_kind_of_its_own():
    assert [each.kind for each in COLLECTED.command("quote").spec.parameters] == [FieldKind.MESSAGE]


def test_commands_keep_the_order_they_are_written_in():
    names = [spec.name for spec in COLLECTED.specs]

    assert names == ["circles", "circle create", "circle end", "circle quiet", "circle odd", "quote"]
    assert [spec.name for spec in COLLECTED.group("circle")] == names[1:5]
    assert COLLECTED.group("circles") == ()


def test_optional_is_written_inside_or_outside_the_description():
    inside = collect(asking(Annotated[timedelta | None, Param("How long")], None))
    outside = collect(asking(Annotated[timedelta, Param("How long")] | None, None))

    assert inside.specs == outside.specs
    assert not inside.specs[0].parameters[0].required


def test_a_parameter_named_like_a_python_word_loses_its_underscore():
    class Feature:
        @command("things", "Show them")
        async def show(self, caller: Caller, *, from_: Annotated[str, Param("Whose")]) -> Reply:
            return Answer(message("Here."))

    assert collect(Feature()).specs[0].parameters[0].name == "from"


def test_one_method_may_carry_several_marks():
    class Feature:
        @pressed("thing.more")
        @pressed("thing.less", reads=True)
        async def page(self, caller: Caller, press: Press) -> Reply:
            return Answer(message("Here."))

    presses = collect(Feature()).presses

    assert {verb: handler.reads for verb, handler in presses.items()} == {
        "thing.more": False,
        "thing.less": True,
    }


@pytest.mark.parametrize(
    ("feature", "why"),
    [
        (one(name="Circles"), "lower-case"),
        (one(name="circle start now"), "one or two"),
        (one(name="x" * 33), "one or two"),
        (one(name="remind"), "built into Slack"),
        (one(name="who"), "built into Slack"),
        (one(name="topic set"), "built into Slack"),
        (one(description=""), "description"),
        (one(description="x" * 101), "description"),
        (one(title="x" * 25), "title"),
        (one(examples=("/event create",)), "another command"),
    ],
)
def test_a_command_no_platform_takes_stops_the_start(feature, why):
    assert why in mistakes(feature())


@pytest.mark.parametrize(
    ("annotation", "why"),
    [
        (str, "not described"),
        (Annotated[str, "Which thing"], "not described"),
        (Annotated[float, Param("How much")], "none of the kinds"),
        (Annotated[str | int, Param("Either")], "none of the kinds"),
        (Annotated[list[str], Param("Several")], "none of the kinds"),
        (Annotated[str, Param("x" * 101)], "description"),
        (Annotated[str, Param("")], "description"),
        (Annotated[str, Param("Which", label="x" * 46)], "label"),
        (Annotated[int, Param("Which", choices=(Choice("1", "One"),))], "choices"),
        (Annotated[str, Param("Which", choices=(Choice("a", "A"), Choice("A", "B")))], "one value"),
        (Annotated[str, Param("Which", suggests=True)], "nobody suggests"),
        (Annotated[int, Param("Which", kind=FieldKind.LONG_TEXT)], "cannot be asked for"),
        (Annotated[str, Param("Which", choices=tuple(Choice(str(n), str(n)) for n in range(26)))], "25 fit"),
    ],
)
def test_a_parameter_no_platform_can_ask_for_stops_the_start(annotation, why):
    assert why in mistakes(asking(annotation))


def test_required_parameters_come_first():
    class Feature:
        @command("things", "Show them")
        async def show(
            self,
            caller: Caller,
            *,
            some: Annotated[str | None, Param("Perhaps")] = None,
            every: Annotated[str, Param("Surely")],
        ) -> Reply:
            return Answer(message("Here."))

    assert "every stands after an optional one" in mistakes(Feature())


def test_two_commands_of_one_name_stop_the_start():
    assert "/circles is declared 2 times" in mistakes(one()(), one()())


def test_a_bare_command_with_subcommands_stops_the_start():
    assert "stands alone and also has subcommands" in mistakes(one(name="circle")(), one(name="circle end")())


def test_two_answers_to_one_verb_stop_the_start():
    assert "circle.join is answered by" in mistakes(Circles(), Circles())


def test_the_bots_own_verb_is_taken():
    class Feature:
        @pressed("command.form")
        async def page(self, caller: Caller, press: Press) -> Reply:
            return Answer(message("Here."))

    assert "belongs to the bot itself" in mistakes(Feature())


def test_a_suggestion_for_nothing_stops_the_start():
    class Feature:
        @suggests("thing", "things")
        async def named(self, caller: Caller, text: str) -> list[Choice]:
            return []

    assert "/things has no parameter thing" in mistakes(Feature())


def test_a_handler_must_be_async_and_take_its_arguments_by_name():
    class Feature:
        @command("things", "Show them")
        def show(self, caller: Caller) -> Reply:
            return Answer(message("Here."))

        @command("others", "Show them")
        async def others(self, caller: Caller, which: Annotated[str, Param("Which")]) -> Reply:
            return Answer(message("Here."))

        @command("rest", "Show them")
        async def rest(self) -> Reply:
            return Answer(message("Here."))

    told = mistakes(Feature())

    assert "must be an async method" in told
    assert "which must stand after `*`" in told
    assert "takes no caller" in told


def test_every_mistake_is_named_at_once_and_nothing_is_collected():
    told = mistakes(one(name="remind")(), asking(str), asking(Annotated[Chosen, Param("")])).splitlines()

    assert len(told) >= 3
