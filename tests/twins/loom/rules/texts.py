"""How long a text may be, counted as Slack counts."""

from typing import Any

Json = dict[str, Any]


def units(text: str) -> int:
    """Slack counts UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fault_of_length(what: str, text: Any, most: int, least: int = 1) -> list[str]:
    if not isinstance(text, str):
        return []  # the schema says so already
    length = units(text)
    return [] if least <= length <= most else [f"{what}: {length} characters; {least} to {most} fit"]


def text_of(found: Any) -> str:
    """Give the words of a text object."""
    return str(found.get("text", "")) if isinstance(found, dict) else ""


def fault_of_plain(what: str, found: Any, most: int) -> list[str]:
    """Say what is wrong with a text object that must be plain (block-kit/composition-objects/text-object)."""
    if not isinstance(found, dict):
        return [f"{what}: no text"]
    faults = [] if found.get("type") == "plain_text" else [f"{what}: only plain_text is taken"]
    return faults + fault_of_length(what, found.get("text"), most)
