"""What platforms ask of a command's declaration, with the source of each rule; broken ones stop the start."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation import limits
from communitybot.conversation.forms import FieldKind

# Discord, application commands, naming: ^[-_'\p{L}\p{N}]{1,32}$, lower case; ours: plain letters, since Slack
# allows only those, and a parameter is also a Python name.
WORD = re.compile(r"[a-z][a-z0-9-]{0,31}")
PARAMETER = re.compile(r"[a-z][a-z0-9_]{0,31}")
# Slack, built-in commands (help centre, "Use built-in slash commands"): an app cannot take these over.
# fmt: off
SLACK_KEEPS = frozenset([
    "active", "apps", "archive", "away", "call", "collapse", "dm", "dnd", "expand", "feed", "feedback",
    "help", "invite", "join", "kick", "leave", "list", "me", "msg", "mute", "open", "part", "prefs",
    "remind", "remove", "rename", "search", "shortcuts", "shrug", "star", "status", "topic",
    "unarchive", "who",
])
# fmt: on
VERBS = 25  # Discord: 25 subcommands a group
GROUPS = 100  # Discord: 100 commands an application; Slack: 50 slash commands an app
SUGGESTED = frozenset({FieldKind.TEXT, FieldKind.PERSON, FieldKind.PLACE, FieldKind.MOMENT})
COMMAND_SIZE = 8_000  # Discord: names, descriptions and choices of one command together


def breaches(specs: Sequence[CommandSpec]) -> list[str]:
    """Every rule that some command breaks, a sentence each; empty when all is well."""
    found = [sentence for spec in specs for sentence in _of_one(spec)]
    names = Counter(spec.name for spec in specs)
    found += [f"/{name} is declared {times} times" for name, times in names.items() if times > 1]
    groups: dict[str, list[CommandSpec]] = {}
    for spec in specs:
        groups.setdefault(spec.group, []).append(spec)
    for group, members in groups.items():
        found += _of_group(group, members)
    if len(groups) > GROUPS:
        found.append(f"{len(groups)} commands; {GROUPS} fit")
    return found


def _of_group(group: str, members: Sequence[CommandSpec]) -> Iterable[str]:
    if group in SLACK_KEEPS:
        yield f"/{group} is built into Slack, so it never reaches us: choose another word"
    if any(spec.name == group for spec in members) and len({spec.name for spec in members}) > 1:
        yield f"/{group} stands alone and also has subcommands, which Discord forbids"
    if len(members) > VERBS:
        yield f"/{group} has {len(members)} subcommands; {VERBS} fit"
    size = sum(_size(spec) for spec in members)
    if size > COMMAND_SIZE:
        yield f"/{group} takes {size} characters in all; {COMMAND_SIZE} fit"


def _of_one(spec: CommandSpec) -> Iterable[str]:
    where = f"/{spec.name}"
    words = spec.name.split(" ")
    if not 1 <= len(words) <= 2 or not all(WORD.fullmatch(word) for word in words):
        yield f"{where}: a name is one or two lower-case words of letters, digits and hyphens"
    if not spec.description.strip() or len(spec.description) > limits.COMMAND_DESCRIPTION:
        yield f"{where}: a description has 1 to {limits.COMMAND_DESCRIPTION} characters"
    if spec.title is not None and (not spec.title.strip() or limits.weight(spec.title) > limits.FORM_TITLE):
        yield f"{where}: a title has 1 to {limits.FORM_TITLE} characters"
    if len(spec.parameters) > limits.FORM_FIELDS:
        yield f"{where}: {len(spec.parameters)} parameters; {limits.FORM_FIELDS} fit a form"
    optional = False
    for parameter in spec.parameters:
        if parameter.required and optional:
            yield f"{where}: required {parameter.name} stands after an optional one, which Discord forbids"
        optional = optional or not parameter.required
        yield from (f"{where}: {sentence}" for sentence in _of_parameter(parameter))
    for example in spec.examples:
        if example != where and not example.startswith(where + " "):
            yield f"{where}: its example {example!r} is another command"


def _of_parameter(parameter: Parameter) -> Iterable[str]:
    name = parameter.name
    if not PARAMETER.fullmatch(name):
        yield f"{name!r} is no name for a parameter: lower-case letters, digits and underscores, at most 32"
    if not parameter.description.strip() or len(parameter.description) > limits.COMMAND_DESCRIPTION:
        yield f"{name}: a description has 1 to {limits.COMMAND_DESCRIPTION} characters"
    if limits.weight(parameter.description) > limits.FORM_HINT:
        yield f"{name}: its description is too long for a form's hint"
    if not parameter.label.strip() or limits.weight(parameter.label) > limits.FORM_LABEL:
        yield f"{name}: a label has 1 to {limits.FORM_LABEL} characters"
    if len(parameter.choices) > limits.OPTIONS:
        yield f"{name}: {len(parameter.choices)} choices; {limits.OPTIONS} fit"
    if (parameter.kind is FieldKind.ONE_OF) != bool(parameter.choices):
        yield f"{name}: choices belong to one-of parameters, and those need some"
    if len({choice.value.casefold() for choice in parameter.choices}) != len(parameter.choices):
        yield f"{name}: two choices have one value"
    if parameter.suggests and parameter.kind not in SUGGESTED:
        yield f"{name}: nothing can be suggested for {parameter.kind}"


def _size(spec: CommandSpec) -> int:
    own = len(spec.name) + len(spec.description)
    each = sum(len(p.name) + len(p.description) for p in spec.parameters)
    return own + each + sum(len(c.value) + len(c.label) for p in spec.parameters for c in p.choices)
