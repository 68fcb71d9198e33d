"""What the Slack drawers promise: Slack's own rules, kept with the twin, and stricter ones of this house."""

import re
from typing import Any

from twins.loom.rules.manifest import check_manifest
from twins.loom.rules.messages import faults_of_message_blocks
from twins.loom.rules.schema import faults_of_shape
from twins.loom.rules.texts import units
from twins.loom.rules.views import faults_of_modal

from tests.adapters.published import published

Json = dict[str, Any]

ALL_TEXT = 12_000  # of ours: Slack's own limit is undocumented, "about 13,200"
OPTION_VALUE = 75  # of ours: Slack takes 150
KINDS = {  # of ours: each kind of block holds one kind of text
    "header": "plain_text",
    "section": "mrkdwn",
    "context": "mrkdwn",
    "actions": "plain_text",
    "input": "plain_text",
    "divider": "",
}

_OURS = re.compile(
    r"<!date\^-?\d+\^[^|<>]*\|[^|<>]*>|<@[UW][A-Z0-9]+>|<#[CG][A-Z0-9]+>|<https?://[\x21-\x3b\x3d\x3f-\x7b\x7d\x7e]+(?:\|[^<>]*)?>"
)


def refused_by_schema(arguments: str, given: Json) -> list[str]:
    """What Slack's own schema of one method's arguments refuses; skips where that is absent."""
    published("slack-web-api-arguments.schema.json")
    return faults_of_shape(arguments, given)


def faults_of_message(arguments: Json) -> list[str]:
    blocks = arguments["blocks"]
    faults = [] if 1 <= units(arguments["text"]) <= 4_000 else ["a text for notifications does not fit"]
    faults += _faults_of_literal(arguments["text"])
    faults += [] if blocks else ["no blocks"]
    if sum(units(text["text"]) for block in blocks for text in _texts(block)) > ALL_TEXT:
        faults.append("more text than all blocks may hold")
    return faults + faults_of_message_blocks(blocks) + _faults_of_ours(blocks)


def faults_of_view(view: Json) -> list[str]:
    return faults_of_modal(view) + _faults_of_ours(view["blocks"])


def _faults_of_ours(blocks: list[Json]) -> list[str]:
    """What Slack takes and the drawers never draw."""
    faults = []
    for block in blocks:
        if block["type"] not in KINDS:
            faults.append(f"a block of a new kind: {block['type']}")
            continue
        wanted = KINDS[block["type"]]
        for text in _texts(block):
            faults += [] if text["type"] == wanted else ["the wrong kind of text"]
            faults += _faults_of_markup(text) if text["type"] == "mrkdwn" else []
        for element in [*block.get("elements", []), *filter(None, [block.get("element")])]:
            faults += _faults_of_options(element)
    return faults


def _faults_of_options(element: Json) -> list[str]:
    options = [*element.get("options", []), *filter(None, [element.get("initial_option")])]
    long = any(len(each["value"]) > OPTION_VALUE for each in options)
    return ["an option does not fit"] if long else []


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
    return check_manifest(manifest)
