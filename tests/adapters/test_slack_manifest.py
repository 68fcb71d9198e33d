"""The manifest is drawn from the commands, within Slack's rules."""

import pytest

from adapters.slack.manifest import Undeclarable, draw_manifest
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.forms import FieldKind
from tests.adapters.drawable import MESSAGE, commands
from tests.adapters.slack_rules import faults_of_manifest, refused_by_schema

TITLE = Parameter(name="title", kind=FieldKind.TEXT, label="Title", description="What", required=True)
WHEN = Parameter(
    name="when", kind=FieldKind.MOMENT, label="When", description="When", required=True, example="friday 5pm"
)


def specs():
    return commands(events=WHEN, create=(TITLE, WHEN), show=(TITLE,))


def test_the_manifest_has_one_command_a_group():
    features = draw_manifest(specs())["features"]

    assert features["slash_commands"][1] == {
        "command": "/event",
        "description": "create: Plan an event; show: Show an event",
        "usage_hint": "create [title], when: [friday 5pm] | show [title]",
        "should_escape": True,
    }
    assert [each["command"] for each in features["slash_commands"]] == ["/events", "/event", "/resource"]
    assert [each["name"] for each in features["shortcuts"]] == ["Save as resource"]


def test_without_an_address_the_app_listens_over_a_socket():
    manifest = draw_manifest(specs())

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "url" not in manifest["features"]["slash_commands"][0]


def test_with_an_address_the_app_listens_over_http():
    manifest = draw_manifest(specs(), address="https://bot.example.org")

    assert manifest["settings"]["socket_mode_enabled"] is False
    assert manifest["features"]["slash_commands"][0]["url"] == "https://bot.example.org/slack/commands"


def test_a_manifest_of_many_long_commands_fits():
    many = [
        CommandSpec(name=f"group{group} verb{verb}", description="x" * 100, parameters=(TITLE, WHEN))
        for group in range(50)
        for verb in range(40)
    ]

    assert faults_of_manifest(draw_manifest(many)) == []


def test_the_manifest_keeps_the_published_rules():
    for manifest in (draw_manifest(specs()), draw_manifest(specs(), address="https://bot.example.org")):
        assert faults_of_manifest(manifest) == []
        assert refused_by_schema("Manifest", manifest) == []


@pytest.mark.parametrize(
    "given_specs",
    [
        [CommandSpec(name="remind", description="x")],
        [CommandSpec(name="x" * 32, description="x")],
        [CommandSpec(name="Über", description="x")],
        [CommandSpec(name=f"c{number}", description="x") for number in range(51)],
        [CommandSpec(name="a b", title="x" * 25, description="x", parameters=(MESSAGE,))],
    ],
)
def test_a_command_that_slack_would_refuse_is_refused_here(given_specs):
    with pytest.raises(Undeclarable):
        draw_manifest(given_specs)
