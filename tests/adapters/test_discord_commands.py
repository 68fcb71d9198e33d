"""Commands are drawn from their specs, within Discord's rules."""

import pytest

from adapters.discord.commands import Undeclarable, draw_commands
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from tests.adapters.discord_rules import refused_by_schema
from tests.adapters.drawable import commands

TITLE = Parameter(
    name="title", kind=FieldKind.TEXT, label="Title", description="What it is", required=True, most=100
)
WHEN = Parameter(
    name="when", kind=FieldKind.MOMENT, label="When", description="When it begins", suggests=True
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


def specs():
    return commands(events=WHEN, create=(WHEN, TITLE), show=every_kind())


def test_commands_are_grouped_typed_and_in_order():
    drawn = draw_commands(specs())
    create = drawn[1]["options"][0]

    assert [(each["type"], each["name"]) for each in drawn] == [
        (1, "events"),
        (1, "event"),
        (1, "resource"),
        (3, "Save as resource"),
    ]
    assert drawn[1]["description"] == "Create, show"
    assert [each["name"] for each in create["options"]] == ["title", "when"]
    assert create["options"][1]["autocomplete"] is True
    assert [each["type"] for each in drawn[1]["options"][1]["options"]] == [
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
