"""What a message as a whole may be; raises what Slack answers."""

from typing import Any

from twins.loom.refusals import Refused
from twins.loom.rules.blocks import ALL_TEXT, IN_MODALS_ONLY, elements_of, faults_of_blocks, length_of_all
from twins.loom.rules.texts import units

Json = dict[str, Any]

BLOCKS = 50  # docs.slack.dev/reference/block-kit/blocks: "up to 50 blocks in each message"
MARKDOWN_TEXT = 12_000  # @slack/web-api 8.2 chat.d.ts


def check_message(given: Json) -> None:
    """Raise what Slack answers to a message that breaks its rules."""
    blocks = given.get("blocks") or []
    has_words = any(str(given.get(name) or "").strip() for name in ("text", "markdown_text"))
    if not blocks and not has_words and not given.get("attachments"):
        raise Refused("no_text")
    if units(str(given.get("markdown_text") or "")) > MARKDOWN_TEXT:
        raise Refused("msg_too_long")
    if given.get("markdown_text") and (blocks or given.get("text")):
        raise Refused("markdown_text_conflict")
    if not isinstance(blocks, list) or not all(isinstance(each, dict) for each in blocks):
        raise Refused("invalid_blocks_format")
    _check_metadata(given.get("metadata"))
    faults = faults_of_message_blocks(blocks)
    if faults:
        raise Refused("invalid_blocks", errors=faults, response_metadata={"messages": faults})
    if length_of_all(blocks) > ALL_TEXT:
        raise Refused("msg_blocks_too_long")


def _check_metadata(metadata: Any) -> None:
    """Both parts are wanted unless it tells of work objects (docs.slack.dev/messaging/message-metadata)."""
    if not metadata or "entities" in metadata:
        return
    if not metadata.get("event_type") or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")


def faults_of_message_blocks(blocks: list[Json]) -> list[str]:
    faults = faults_of_blocks(blocks, BLOCKS)
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") in IN_MODALS_ONLY:
                faults.append(f"{element['type']} has no place in a message")
    return faults
