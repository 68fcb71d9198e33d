"""Discord's rules that its published description does not hold, as a list of what a body gets wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tests.adapters.published import published

Json = dict[str, Any]

KEYS = {
    1: {"type", "id", "components"},
    2: {"type", "id", "style", "label", "emoji", "custom_id", "sku_id", "url", "disabled"},
    3: {
        "type", "id", "custom_id", "options", "placeholder", "min_values", "max_values", "required",
        "disabled",
    },
    4: {
        "type", "id", "custom_id", "style", "min_length", "max_length", "required", "value", "placeholder",
    },
    5: {"type", "id", "custom_id", "placeholder", "default_values", "min_values", "max_values", "required"},
    8: {
        "type", "id", "custom_id", "placeholder", "default_values", "min_values", "max_values", "required",
        "channel_types",
    },
    10: {"type", "id", "content"},
    13: {"type", "id", "file", "spoiler"},
    14: {"type", "id", "divider", "spacing"},
    17: {"type", "id", "components", "accent_color", "spoiler"},
    18: {"type", "id", "label", "description", "component"},
    19: {"type", "id", "custom_id", "min_values", "max_values", "required"},
}  # fmt: skip
BODY = {"flags", "components", "allowed_mentions", "attachments", "nonce", "enforce_nonce"}


@cache
def validator(component: str) -> Draft202012Validator:
    """Discord's own schema of one thing, compiled once."""
    whole = published("discord-openapi.json")
    snowflake = {"type": ["string", "integer"]}  # a file's place among those sent is a whole number
    schemas = whole["components"]["schemas"] | {"SnowflakeType": snowflake}
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{component}", "components": {"schemas": schemas}}
    )


def refused_by_schema(component: str, body: object) -> list[str]:
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in validator(component).iter_errors(body)
    ]


def walk(component: Json) -> Iterator[Json]:
    yield component
    for inner in (*component.get("components", []), *filter(None, [component.get("component")])):
        yield from walk(inner)


def faults_of_message(body: Json) -> list[str]:
    """What Discord would refuse, or show otherwise than meant, in the body of a message."""
    faults = [f"unknown key {key}" for key in body.keys() - BODY]
    if not body["flags"] & 1 << 15:
        faults.append("not of Components V2")
    if body["allowed_mentions"] != {"parse": []}:
        faults.append("somebody may be notified")
    if len(body["components"]) != 1 or body["components"][0]["type"] != 17:
        faults.append("not in one frame")
    parts = [part for component in body["components"] for part in walk(component)]
    if len(parts) > 40:
        faults.append(f"{len(parts)} components")
    shown = sum(len(part["content"].encode("utf-16-le")) // 2 for part in parts if part["type"] == 10)
    if shown > 4_000:
        faults.append(f"{shown} characters in all")
    attached = [each["filename"] for each in body.get("attachments", [])]
    if attached != [
        part["file"]["url"].removeprefix("attachment://") for part in parts if part["type"] == 13
    ]:
        faults.append("files shown are not the files sent")
    if len(set(attached)) != len(attached) or not all(
        re.fullmatch(r"[\w.-]+", name, re.ASCII) for name in attached
    ):
        faults.append("file names clash or change on the way")
    return faults + _faults_of_parts(parts)


def faults_of_modal(modal: Json) -> list[str]:
    faults = [f"unknown key {key}" for key in modal.keys() - {"custom_id", "title", "components"}]
    if not 1 <= len(modal["title"]) <= 45 or not 1 <= len(modal["custom_id"]) <= 100:
        faults.append("title or custom_id does not fit")
    if not 1 <= len(modal["components"]) <= 5:
        faults.append(f"{len(modal['components'])} components at once")
    parts = [part for component in modal["components"] for part in walk(component)]
    for part in parts:
        if part["type"] == 18 and not 1 <= len(part["label"]) <= 45:
            faults.append("a label does not fit")
        if part["type"] == 18 and not 1 <= len(part.get("description", "x")) <= 100:
            faults.append("a description does not fit")
        if part["type"] == 4 and len(part.get("value", "")) > part["max_length"]:
            faults.append("a value longer than may be typed")
    return faults + _faults_of_parts(parts)


def _faults_of_parts(parts: list[Json]) -> list[str]:
    faults = [
        f"unknown key {key} in {part['type']}" for part in parts for key in part.keys() - KEYS[part["type"]]
    ]
    custom_ids = Counter(part["custom_id"] for part in parts if "custom_id" in part)
    faults += [f"custom_id {each} stands {count} times" for each, count in custom_ids.items() if count > 1]
    for part in parts:
        match part["type"]:
            case 1:
                kinds = [each["type"] for each in part["components"]]
                if not (kinds == [3] or (set(kinds) == {2} and len(kinds) <= 5)):
                    faults.append("a row is five buttons or one select")
            case 2:
                if not 1 <= len(part.get("label", "")) <= 80:
                    faults.append("a button's label does not fit")
                if part["style"] == 5 and not (
                    part.get("url", "").startswith("http") and len(part["url"]) <= 512
                ):
                    faults.append("a link button without an address that fits")
                if ("url" in part) == ("custom_id" in part) or (part["style"] == 5) != ("url" in part):
                    faults.append("a button has either an address or a custom_id")
            case 3:
                values = [each["value"] for each in part["options"]]
                if not 1 <= len(values) <= 25 or len(set(values)) != len(values):
                    faults.append("1 to 25 options, each with a value of its own")
                if sum(each.get("default", False) for each in part["options"]) > 1:
                    faults.append("more than one option chosen beforehand")
            case 10:
                if not part["content"].strip():
                    faults.append("an empty text")
    return faults


_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
_ASIDE = re.compile(r"\\[^0-9A-Za-z\s]|`[^`]*`")  # what is escaped, and code: read from left to right
_OURS = re.compile(
    r"<t:-?\d+:[RfFtTdD]>|<@\d+>|<#\d+>|<https?://[\x21-\x3b\x3d\x3f-\x7e]+>|\]\(https?://[\x21-\x27\x2a-\x7e]+\)"
)
_ACTIVE = re.compile(r"[<>@#|\[\]\\]|:(?=\S)")
_LIST = re.compile(r"^[ \t]*([-+*]|\d+\.)(?=\s|$)", re.MULTILINE)


def active(content: str) -> list[str]:
    """What Discord could read as mark-up, a mention or an emoji in text that should be literal."""
    rest = _ESCAPED.sub("x", content)
    return [
        *re.findall(r"[*_~`]", rest),
        *_ACTIVE.findall(rest),
        *[found[0] for found in _LIST.finditer(rest)],
    ]


def unescaped(content: str) -> str:
    """What Discord shows of literal text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", content)


def pointers(content: str) -> list[str]:
    """Mentions, rooms, stamps and addresses that are not escaped."""
    return _OURS.findall(_ASIDE.sub("", content))


def stray(content: str) -> list[str]:
    """What points, links or pings beside the forms that spans may take (code set aside)."""
    rest = re.sub(r"^> ", "", content, flags=re.MULTILINE)  # a quote's own mark
    rest = _ASIDE.sub("", rest)
    rest = _OURS.sub("", rest)
    return re.findall(r"[<>@|]|\]\(", rest)
