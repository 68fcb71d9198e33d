"""Slack's rules that its published types do not hold, as a list of what the arguments get wrong."""

import re
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from tests.adapters.published import published

Json = dict[str, Any]

_OURS = re.compile(
    r"<!date\^-?\d+\^[^|<>]*\|[^|<>]*>|<@[UW][A-Z0-9]+>|<#[CG][A-Z0-9]+>|<https?://[\x21-\x3b\x3d\x3f-\x7b\x7d\x7e]+(?:\|[^<>]*)?>"
)


@cache
def validator(arguments: str) -> Draft7Validator:
    """Slack's own schema of one method's arguments, compiled once."""
    whole = published("slack-web-api-arguments.schema.json")
    return Draft7Validator({"$ref": f"#/definitions/{arguments}", "definitions": whole["definitions"]})


def refused_by_schema(arguments: str, given: Json) -> list[str]:
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in validator(arguments).iter_errors(given)
    ]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def faults_of_message(arguments: Json) -> list[str]:
    faults = [] if 1 <= units(arguments["text"]) <= 4_000 else ["a text for notifications does not fit"]
    faults += _faults_of_literal(arguments["text"])
    blocks = arguments["blocks"]
    if not 1 <= len(blocks) <= 50:
        faults.append(f"{len(blocks)} blocks")
    if sum(units(text["text"]) for block in blocks for text in _texts(block)) > 12_000:
        faults.append("more text than all blocks may hold")
    ids = [each["action_id"] for block in blocks if block["type"] == "actions" for each in block["elements"]]
    if len(set(ids)) != len(ids) or not all(1 <= len(each) <= 255 for each in ids):
        faults.append("action ids clash or do not fit")
    return faults + [fault for block in blocks for fault in _faults_of_block(block)]


def faults_of_view(view: Json) -> list[str]:
    faults = [
        f"{name} does not fit"
        for name in ("title", "submit", "close")
        if not 1 <= units(view[name]["text"]) <= 24
    ]
    if not 1 <= len(view["blocks"]) <= 100:
        faults.append("too many blocks")
    if len(view["callback_id"]) > 255 or len(view["private_metadata"]) > 3_000:
        faults.append("callback_id or private_metadata does not fit")
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if len(set(names)) != len(names) or not all(1 <= len(each) <= 255 for each in names):
        faults.append("block ids clash or do not fit")
    return faults + [fault for block in view["blocks"] for fault in _faults_of_block(block)]


def _faults_of_block(block: Json) -> list[str]:
    faults = [
        fault for text in _texts(block) if text["type"] == "mrkdwn" for fault in _faults_of_markup(text)
    ]
    faults += ["an empty text" for text in _texts(block) if not text["text"]]
    match block["type"]:
        case "header":
            most, wanted = 150, "plain_text"
        case "section" | "context":
            most, wanted = (2_000 if "fields" in block else 3_000), "mrkdwn"
        case "actions":
            most, wanted = 150, "plain_text"
            if not 1 <= len(block["elements"]) <= 25:
                faults.append("too many elements")
            faults += [fault for element in block["elements"] for fault in _faults_of_element(element)]
        case "input":
            most, wanted = 2_000, "plain_text"
            faults += _faults_of_element(block["element"])
        case "divider":
            return faults
        case other:
            return [f"a block of a new kind: {other}"]
    if len(block.get("fields", [])) > 10 or (block["type"] == "context" and len(block["elements"]) > 10):
        faults.append("more than ten in one block")
    faults += ["a text does not fit" for text in _texts(block) if units(text["text"]) > most]
    return faults + ["the wrong kind of text" for text in _texts(block) if text["type"] != wanted]


def _faults_of_element(element: Json) -> list[str]:
    faults = []
    if element["type"] == "button" and units(element["text"]["text"]) > 75:
        faults.append("a button's label does not fit")
    if len(element.get("url", "")) > 3_000:
        faults.append("an address does not fit")
    options = [*element.get("options", []), *filter(None, [element.get("initial_option")])]
    if any(units(each["text"]["text"]) > 75 or not 1 <= len(each["value"]) <= 75 for each in options):
        faults.append("an option does not fit")
    if len(options) > 101 or ("options" in element and not element["options"]):
        faults.append("too many options, or none")
    if (
        "options" in element
        and "initial_option" in element
        and element["initial_option"] not in element["options"]
    ):
        faults.append("what is chosen beforehand is no option")
    if units(element.get("initial_value", "")) > 3_000:
        faults.append("what stands in an input does not fit")
    return faults


def _faults_of_markup(text: Json) -> list[str]:
    faults = [] if text.get("verbatim") is True else ["addresses and names in the text would be linked"]
    return faults + _faults_of_literal(_OURS.sub("", re.sub(r"^> ", "", text["text"], flags=re.MULTILINE)))


def _faults_of_literal(text: str) -> list[str]:
    faults = [f"an unescaped {each}" for each in re.findall("[<>]", text)]
    return faults + ["an unescaped &" for _ in re.findall("&(?!(?:amp|lt|gt);)", text)]


def _texts(block: Json) -> list[Json]:
    """Every text object directly in a block."""
    found = [block[name] for name in ("text", "label", "hint") if name in block]
    found += block.get("fields", [])
    for element in block.get("elements", []):
        found += [element[name] for name in ("placeholder",) if name in element]
        found += [element["text"]] if isinstance(element.get("text"), dict) else []
        found += [element] if element["type"] in {"mrkdwn", "plain_text"} else []
    return found


def pointers(mrkdwn: str) -> list[str]:
    """Mentions, rooms, dates and links that are not escaped."""
    return _OURS.findall(mrkdwn)


def active(mrkdwn: str) -> list[str]:
    """What Slack could read as mark-up, a mention, an emoji or a quote in text that should be literal."""
    marks = re.findall(r"[*_~`](?!\u200b)|:(?![\s\u200b])|^&gt;", mrkdwn, re.MULTILINE)
    return [*marks, *_faults_of_literal(mrkdwn)]


def unescaped(mrkdwn: str) -> str:
    """What Slack shows of literal text, zero-width spaces left out."""
    words = mrkdwn.replace("\u200b", "")
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def faults_of_manifest(manifest: Json) -> list[str]:
    faults = []
    about, commands = manifest["display_information"], manifest["features"]["slash_commands"]
    if len(about["name"]) > 35 or len(about["description"]) > 140:
        faults.append("name or description does not fit")
    if len(commands) > 50 or len({each["command"] for each in commands}) != len(commands):
        faults.append("too many commands, or two of one name")
    for each in commands:
        if not re.fullmatch(r"/[a-z0-9_-]{1,31}", each["command"]):
            faults.append(f"{each['command']} is no command")
        if not 1 <= len(each["description"]) <= 2_000 or not 1 <= len(each.get("usage_hint", "x")) <= 1_000:
            faults.append(f"what is said of {each['command']} does not fit")
    if len(manifest["features"]["shortcuts"]) > 10:
        faults.append("too many shortcuts")
    return faults
