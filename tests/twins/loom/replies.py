"""`response_url`: five answers to one interaction within thirty minutes."""

import json
from typing import Any

from twins.loom.posting import edit, put, remove
from twins.loom.records import Json, Message, ReplyAddress
from twins.loom.refusals import Refused
from twins.loom.rules.messages import check_message
from twins.loom.rules.schema import faults_of_block_shapes
from twins.loom.world import World

# docs.slack.dev/interactivity/handling-user-interaction#message_responses
USES = 5
SECONDS = 30 * 60
KNOWN = frozenset(
    {
        "text",
        "blocks",
        "attachments",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
        "metadata",
        "mrkdwn",
        "link_names",
        "parse",
    }
)


def use_reply_address(world: World, name: str, sent: str) -> None:
    """Do what was sent to a response URL; raises `Refused` when it is worn out or breaks a rule."""
    address = world.replies.get(name)
    if address is None or world.clock.now() - address.made_at > SECONDS:
        raise Refused("expired_url")
    if address.uses >= USES:
        raise Refused("used_url")
    try:
        given = json.loads(sent)
    except ValueError:
        raise Refused("invalid_payload") from None
    if not isinstance(given, dict) or not set(given) <= KNOWN:
        raise Refused("invalid_payload")
    answer_with(world, address, given)
    address.uses += 1


def answer_with(world: World, address: ReplyAddress, given: dict[str, Any]) -> None:
    """Show the answer: in place of the message it came from, or as a new one."""
    original = world.message(address.channel, address.message) if address.message else None
    if given.get("delete_original"):
        if original is not None:
            remove(world, original, cause=address.cause)
        return
    faults = [] if world.checks_later else faults_of_block_shapes(given.get("blocks"))
    if world.checks_later:
        world.unchecked.append(("response_url", "", {"blocks": given.get("blocks")}))
    if faults:
        raise Refused("invalid_blocks", response_metadata={"messages": faults})
    check_message(given)
    text, blocks = str(given.get("text") or ""), list(given.get("blocks") or [])
    if given.get("replace_original") and original is not None:
        edit(world, original, text=text, blocks=blocks, cause=address.cause)
        return
    put(world, _message(world, address, given, text, blocks), cause=address.cause)


def _message(world: World, address: ReplyAddress, given: Json, text: str, blocks: list[Json]) -> Message:
    bot = world.teams[address.team].bot_user
    message = Message(world.clock.stamp(), address.channel, bot, text, blocks, by_app=True)
    message.only_for = None if given.get("response_type") == "in_channel" else address.person
    thread = given.get("thread_ts") or address.thread_ts
    message.thread_ts = str(thread) if thread else None
    message.metadata = given.get("metadata")
    return message
