"""What Discord's drawers must keep to: the twin's rules, our own way of drawing, and what stays literal."""

import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from twins.chord import rules
from twins.chord.rules import faults_of_modal
from twins.chord.sight import walk

from tests.adapters.published import published

__all__ = [
    "active", "faults_of_message", "faults_of_modal", "pointers", "refused_by_schema", "stray",
    "unescaped", "walk",
]  # fmt: skip

Json = dict[str, Any]

BODY = {
    "content",
    "embeds",
    "flags",
    "components",
    "allowed_mentions",
    "attachments",
    "nonce",
    "enforce_nonce",
}


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


def faults_of_message(body: Json) -> list[str]:
    """What Discord would refuse, or show otherwise than meant, in the body of a message.

    What is refused is the twin's to say; the rest is how our drawers should draw.
    """
    attached = [each["filename"] for each in body.get("attachments", [])]
    faults = rules.faults_of_message(body, keys=BODY, files=attached)
    plays = bool(body.get("content"))  # a video, which plays under plain words alone
    if plays == bool(body["flags"] & 1 << 15):
        faults.append("of Components V2 with a video, or not without one")
    if body["allowed_mentions"] != {"parse": []}:
        faults.append("somebody may be notified")
    if not plays and (len(body["components"]) != 1 or body["components"][0]["type"] != 17):
        faults.append("not in one frame")
    parts = [part for component in body["components"] for part in walk(component)]
    shown = [media["url"] for part in parts if part["type"] in {12, 13} for media in rules.media_of(part)]
    if attached != [url.removeprefix("attachment://") for url in shown]:
        faults.append("files shown are not the files sent")
    if len(set(attached)) != len(attached) or not all(
        re.fullmatch(r"[\w.-]+", name, re.ASCII) for name in attached
    ):
        faults.append("file names clash or change on the way")
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
