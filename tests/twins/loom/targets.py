"""Finding on a message or in a modal what a person presses or chooses from."""

import re

from twins.loom.records import Json, Message, View
from twins.loom.rules.blocks import elements_of

_TOKEN = re.compile(r"<[@#!][^<>]*>|[&<>]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def blocks_of(target: Message | View) -> list[Json]:
    return target.blocks if isinstance(target, Message) else list(target.drawn["blocks"])


def find_element(target: Message | View, wanted: str) -> tuple[Json, Json]:
    """Find an element by its action_id or its block's id."""
    for block in blocks_of(target):
        for element in elements_of(block):
            if wanted in {element.get("action_id"), block["block_id"]}:
                return block, element
    raise AssertionError(f"nothing there is called {wanted!r}")


def find_button(target: Message | View, wanted: str) -> tuple[Json, Json]:
    """Find a button by its label or its action_id."""
    labels = []
    for block in blocks_of(target):
        for element in elements_of(block):
            if element["type"] == "button":
                labels.append(element["text"]["text"])
                if wanted in {element["text"]["text"], element["action_id"]}:
                    return block, element
    raise AssertionError(f"no button {wanted!r} there, only {labels}")


def escaped(typed: str) -> str:
    """Escape what was typed as Slack's client does; mention tokens are left as they are."""
    return _TOKEN.sub(lambda found: _ENTITIES.get(found[0], found[0]), typed)
