"""What each block may hold; numbers from docs.slack.dev/reference/block-kit/blocks and @slack/types 3.2."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from twins.loom.rules.elements import faults_of_element
from twins.loom.rules.texts import fault_of_length, fault_of_plain, text_of, units

Json = dict[str, Any]

SECTION_TEXT = 3_000  # blocks/section-block
FIELD_TEXT = 2_000
FIELDS = 10
HEADER_TEXT = 150  # blocks/header-block
CONTEXT_ELEMENTS = 10  # blocks/context-block
ACTION_ELEMENTS = 25  # blocks/actions-block
LABEL = 2_000  # blocks/input-block: label and hint
BLOCK_ID = 255
IMAGE_TEXT = 2_000  # blocks/image-block: alt_text and title
MARKDOWN = 12_000  # blocks/markdown-block: in sum over a payload
TABLE = (100, 20)  # blocks/table-block: rows, cells
ALL_TEXT = 13_200  # github.com/slackapi/bolt-js/issues/2509: undocumented, so "about"
IN_MODALS_ONLY = frozenset({"file_input", "number_input", "email_text_input", "url_text_input"})


def faults_of_blocks(blocks: Sequence[Json], most: int) -> list[str]:
    faults = [] if len(blocks) <= most else [f"{len(blocks)} blocks; {most} fit"]
    faults += [f"block_id {each} twice" for each in _twice(block.get("block_id") for block in blocks)]
    for block in blocks:
        faults += _faults_of_block(block)
    markdown = sum(units(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown")
    if markdown > MARKDOWN:
        faults.append(f"markdown: {markdown} characters in sum; {MARKDOWN} fit")
    return faults


def length_of_all(blocks: Sequence[Json]) -> int:
    """Count the characters in all texts of all blocks."""
    return sum(units(each) for block in blocks for each in _words(block))


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _words(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _words(value)


def _twice(names: Iterator[Any]) -> list[Any]:
    return [name for name, count in Counter(names).items() if name is not None and count > 1]


def elements_of(block: Json) -> list[Json]:
    """Give a block's interactive elements."""
    found = list(block.get("elements", [])) if block.get("type") in {"actions", "context_actions"} else []
    return [*found, *(block[place] for place in ("accessory", "element") if place in block)]


def _faults_of_block(block: Json) -> list[str]:
    kind = str(block.get("type", ""))
    faults = fault_of_length(f"{kind} block_id", block.get("block_id", "x"), BLOCK_ID)
    elements = elements_of(block)
    for element in elements:
        faults += faults_of_element(element)
    faults += [f"action_id {each} twice in a block" for each in _twice(e.get("action_id") for e in elements)]
    match kind:
        case "section":
            faults += _faults_of_section(block)
        case "header":
            faults += fault_of_plain("header text", block.get("text"), HEADER_TEXT)
        case "context":
            faults += _faults_of_context(block)
        case "actions":
            count = len(block.get("elements", []))
            faults += [] if 1 <= count <= ACTION_ELEMENTS else [f"actions: {count} elements; 1 to 25"]
        case "input":
            faults += _faults_of_input(block)
        case "image":
            faults += fault_of_length("image alt_text", block.get("alt_text"), IMAGE_TEXT)
        case "table":
            faults += _faults_of_table(block)
    return faults


def _faults_of_section(block: Json) -> list[str]:
    if "text" not in block and not block.get("fields"):
        return ["section: neither text nor fields"]
    faults = fault_of_length("section text", text_of(block["text"]), SECTION_TEXT) if "text" in block else []
    fields = block.get("fields", [])
    faults += [] if len(fields) <= FIELDS else [f"section: {len(fields)} fields; {FIELDS} fit"]
    return faults + [
        fault for each in fields for fault in fault_of_length("section field", text_of(each), FIELD_TEXT)
    ]


def _faults_of_context(block: Json) -> list[str]:
    elements = block.get("elements", [])
    faults = [] if 1 <= len(elements) <= CONTEXT_ELEMENTS else [f"context: {len(elements)} elements; 1 to 10"]
    words = [text_of(each) for each in elements if each.get("type") != "image"]
    return faults + [fault for each in words for fault in fault_of_length("context text", each, SECTION_TEXT)]


def _faults_of_input(block: Json) -> list[str]:
    faults = fault_of_plain("input label", block.get("label"), LABEL)
    return faults + (fault_of_plain("input hint", block["hint"], LABEL) if "hint" in block else [])


def _faults_of_table(block: Json) -> list[str]:
    rows = block.get("rows", [])
    faults = [] if len(rows) <= TABLE[0] else [f"table: {len(rows)} rows; {TABLE[0]} fit"]
    return faults + [f"table: {len(row)} cells; {TABLE[1]} fit" for row in rows if len(row) > TABLE[1]]
