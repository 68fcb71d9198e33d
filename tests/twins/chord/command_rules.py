"""What Discord refuses in application commands (interactions/application-commands.mdx)."""

import re
import unicodedata
from collections import Counter

from twins.chord.state import Json

CHAT_INPUT, ON_USER, ON_MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
MOST = {CHAT_INPUT: 100, ON_USER: 15, ON_MESSAGE: 15}  # "Registering a Command"
OPTIONS, CHOICES, CHARACTERS = 25, 25, 8_000
KEYS = {
    "id", "name", "name_localizations", "description", "description_localizations", "options", "type", "nsfw",
    "default_member_permissions", "dm_permission", "default_permission", "integration_types", "contexts",
    "handler",
}  # fmt: skip
OPTION_KEYS = {
    "type", "name", "name_localizations", "description", "description_localizations", "required", "choices",
    "options", "channel_types", "min_value", "max_value", "min_length", "max_length", "autocomplete",
}  # fmt: skip


def faults_of_commands(commands: list[Json]) -> list[str]:
    """What is wrong with all commands of one scope, as a bulk overwrite sends them."""
    faults: list[str] = []
    counted = Counter(each.get("type") or CHAT_INPUT for each in commands)
    faults += [
        f"{counted[kind]} commands of type {kind}; {most} fit"
        for kind, most in MOST.items()
        if counted[kind] > most
    ]
    names = Counter((each.get("type") or CHAT_INPUT, each.get("name")) for each in commands)
    faults += [f"name: {name[1]!r} stands {count} times" for name, count in names.items() if count > 1]
    for command in commands:
        faults += faults_of_command(command)
    return faults


def faults_of_command(command: Json) -> list[str]:
    name = command.get("name") or ""
    faults = [f"{name}: {key}: unknown" for key in sorted(command.keys() - KEYS)]
    if (command.get("type") or CHAT_INPUT) != CHAT_INPUT:
        if command.get("description"):
            faults.append(f"{name}: a menu command has no description")
        if command.get("options"):
            faults.append(f"{name}: a menu command has no options")
        return faults if 1 <= len(name) <= 32 else [*faults, f"{name}: name: 1 to 32 characters"]
    faults += _of_level(command, name)
    if (size := _characters(command)) > CHARACTERS:
        faults.append(f"{name}: {size} characters; {CHARACTERS} fit")
    return faults


def _of_level(level: Json, path: str) -> list[str]:
    name, options = level.get("name") or "", level.get("options") or []
    faults = []
    if not is_name(name):
        faults.append(f"{path}: name: 1 to 32 small letters, digits, - _ or '")
    if not 1 <= len(level.get("description") or "") <= 100:
        faults.append(f"{path}: description: 1 to 100 characters")
    if len(options) > OPTIONS:
        faults.append(f"{path}: {len(options)} options; {OPTIONS} fit")
    kinds = {each.get("type") for each in options}
    if kinds & {SUBCOMMAND, GROUP} and kinds - {SUBCOMMAND, GROUP}:
        faults.append(f"{path}: subcommands and options side by side")
    names = [each.get("name") for each in options]
    if len(set(names)) != len(names):
        faults.append(f"{path}: two options have one name")
    required = [bool(each.get("required")) for each in options]
    if required != sorted(required, reverse=True):
        faults.append(f"{path}: required options must be placed before optional ones")
    for option in options:
        faults += _of_option(option, f"{path} {option.get('name')}")
    return faults


def _of_option(option: Json, path: str) -> list[str]:
    faults = [f"{path}: {key}: unknown" for key in sorted(option.keys() - OPTION_KEYS)]
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        faults.append(f"{path}: choices and autocomplete exclude each other")
    if option.get("autocomplete") and option.get("type") not in {STRING, INTEGER, NUMBER}:
        faults.append(f"{path}: autocomplete is for text and numbers")
    if len(choices) > CHOICES:
        faults.append(f"{path}: {len(choices)} choices; {CHOICES} fit")
    faults += faults_of_choices(choices, path)
    if len({each.get("name") for each in choices}) != len(choices):
        faults.append(f"{path}: two choices have one name")
    for key, least in (("min_length", 0), ("max_length", 1)):
        if key in option and not least <= option[key] <= 6000:
            faults.append(f"{path}: {key}: {least} to 6000")
    return faults + _of_level(option, path)


def faults_of_choices(choices: list[Json], path: str = "choices") -> list[str]:
    """receiving-and-responding.mdx: 25 choices at most, names of 1-100, a text's value up to 100."""
    faults = [f"{path}: {len(choices)} choices; {CHOICES} fit"] if len(choices) > CHOICES else []
    for each in choices:
        if not 1 <= len(each.get("name") or "") <= 100:
            faults.append(f"{path}: a choice's name has 1 to 100 characters")
        if isinstance(each.get("value"), str) and len(each["value"]) > 100:
            faults.append(f"{path}: a choice's value has 100 characters at most")
    return faults


def is_name(name: str) -> bool:
    """`^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$`, lower case where there is one."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(_is_letter(each) for each in name)


def _is_letter(each: str) -> bool:
    if each in "-_'" or unicodedata.category(each)[0] in "LN":
        return True
    return bool(re.match("DEVANAGARI|THAI", unicodedata.name(each, "")))


def _characters(level: Json) -> int:
    own = len(level.get("name") or "") + len(level.get("description") or "")
    own += sum(len(each["name"]) + len(str(each["value"])) for each in level.get("choices") or [])
    return own + sum(_characters(each) for each in level.get("options") or [])
