"""Command specs as Discord application commands: groups with subcommands, typed options, choices."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.forms import FieldKind

Json = dict[str, Any]

CHAT_INPUT, ON_MESSAGE = 1, 3
SUBCOMMAND, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ATTACHMENT = 1, 3, 4, 5, 6, 7, 11
IN_SERVERS = [0]

COMMANDS = 100  # Discord: 100 of CHAT_INPUT
ON_MESSAGES = 15  # Discord: 15 of MESSAGE
OPTIONS = 25  # Discord: 25 options a command or subcommand, 25 choices an option
CHARACTERS = 8_000  # Discord: names, descriptions and choices of one command together
LONGEST_TEXT = 6_000  # Discord: a string option

KINDS = {
    FieldKind.NUMBER: INTEGER,
    FieldKind.YES_NO: BOOLEAN,
    FieldKind.PERSON: USER,
    FieldKind.PLACE: CHANNEL,
    FieldKind.FILE: ATTACHMENT,
}

_NAME = re.compile(r"[-_'\w]{1,32}")


class Undeclarable(ValueError):
    """A command that Discord would not take; found at start-up, never while people wait."""


def draw_commands(specs: Sequence[CommandSpec]) -> list[Json]:
    """Give the body of a bulk overwrite of all commands: one command a group, in the order of the specs.

    A command whose only required parameter is a message is a message action as well. Raises `Undeclarable`.
    """
    groups: dict[str, list[CommandSpec]] = {}
    for spec in specs:
        groups.setdefault(spec.group, []).append(spec)
    commands = [_command(name, group) for name, group in groups.items()]
    actions = [
        {"type": ON_MESSAGE, "name": action_name(spec), "contexts": IN_SERVERS}
        for spec in specs
        if is_message_action(spec)
    ]
    _check(commands, actions)
    return [*commands, *actions]


def is_message_action(spec: CommandSpec) -> bool:
    return spec.chosen_on is not None


def action_name(spec: CommandSpec) -> str:
    """What a message action is called in a message's menu."""
    return spec.action_name


def _command(name: str, group: Sequence[CommandSpec]) -> Json:
    alone = group[0]
    command: Json = {"type": CHAT_INPUT, "name": name, "contexts": IN_SERVERS}
    if len(group) == 1 and alone.name == name:
        return command | {"description": alone.description, "options": _options(alone)}
    if any(spec.name.count(" ") != 1 for spec in group):
        raise Undeclarable(f"/{name} is a group: each of its commands is two words")
    return command | {
        "description": _about([spec.name.partition(" ")[2] for spec in group]),
        "options": [
            {
                "type": SUBCOMMAND,
                "name": spec.name.partition(" ")[2],
                "description": spec.description,
                "options": _options(spec),
            }
            for spec in group
        ],
    }


def _about(verbs: Sequence[str]) -> str:
    """Describe a group by what it can do, as far as it fits."""
    for count in range(len(verbs), 0, -1):
        words = ", ".join(verbs[:count]) + (", …" if count < len(verbs) else "")
        if len(words) <= 100:
            return words[0].upper() + words[1:]
    return "…"


def _options(spec: CommandSpec) -> list[Json]:
    """Give the options, required ones first, as Discord wants them."""
    return [_option(each) for each in sorted(spec.parameters, key=lambda one: not one.required)]


def _option(parameter: Parameter) -> Json:
    kind = STRING if parameter.choices else KINDS.get(parameter.kind, STRING)
    option: Json = {
        "type": kind,
        "name": parameter.name,
        "description": parameter.description,
        "required": parameter.required,
    }
    if parameter.choices:
        option["choices"] = [{"name": each.label, "value": each.value} for each in parameter.choices]
    elif parameter.suggests and kind in {STRING, INTEGER}:
        option["autocomplete"] = True
    if kind == INTEGER:
        option |= _bounds(min_value=parameter.least, max_value=parameter.most)
    elif kind == STRING and not parameter.choices:
        option |= _bounds(max_length=parameter.most and min(parameter.most, LONGEST_TEXT))
    return option


def _bounds(**given: int | None) -> Json:
    return {name: value for name, value in given.items() if value is not None}


def _check(commands: Sequence[Json], actions: Sequence[Json]) -> None:
    if len(commands) > COMMANDS or len(actions) > ON_MESSAGES:
        raise Undeclarable(f"{len(commands)} commands and {len(actions)} message actions; 100 and 15 fit")
    if len({each["name"] for each in actions}) != len(actions):
        raise Undeclarable("two message actions have one name")
    for action in actions:
        if not 1 <= len(action["name"]) <= 32:
            raise Undeclarable(f"a message action's name has 1 to 32 characters: {action['name']!r}")
    for command in commands:
        _check_level(command, f"/{command['name']}")
        if _characters([command]) > CHARACTERS:
            raise Undeclarable(
                f"/{command['name']} has {_characters([command])} characters; {CHARACTERS} fit"
            )


def _check_level(level: Json, path: str) -> None:
    name, description, options = level["name"], level["description"], level.get("options", [])
    if not _NAME.fullmatch(name) or name != name.lower():
        raise Undeclarable(f"{path}: a name is 1 to 32 small letters, digits, - or _")
    if not 1 <= len(description) <= 100:
        raise Undeclarable(f"{path}: a description has 1 to 100 characters, not {len(description)}")
    if len(options) > OPTIONS or len(level.get("choices", [])) > OPTIONS:
        raise Undeclarable(f"{path}: more than {OPTIONS} options or choices")
    if len({each["name"] for each in options}) != len(options):
        raise Undeclarable(f"{path}: two options have one name")
    for option in options:
        _check_level(option, f"{path} {option['name']}")


def _characters(levels: Iterable[Json]) -> int:
    return sum(
        len(level["name"])
        + len(level.get("description", ""))
        + sum(len(each["name"]) + len(each["value"]) for each in level.get("choices", []))
        + _characters(level.get("options", []))
        for level in levels
    )
