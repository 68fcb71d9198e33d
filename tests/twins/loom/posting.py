"""Putting messages where people see them, changing them and taking them away."""

from twins.loom.records import Channel, Json, Message
from twins.loom.shapes import message_json
from twins.loom.world import World

SPLIT = 4_000  # github.com/slackapi/bolt-python/issues/764: longer text becomes several messages
CUT = 40_000  # docs.slack.dev/reference/methods/chat.postMessage#truncating


def put(world: World, message: Message, *, cause: str | None = None) -> Message:
    """Add a message, as several when its bare text is long; the first is given back."""
    texts = [message.text[:CUT]]
    if not message.blocks and len(message.text) > SPLIT:
        world.splits += 1
        texts = [
            message.text[start : start + SPLIT] for start in range(0, min(len(message.text), CUT), SPLIT)
        ]
    message.text, message.blocks = texts[0], named(world, message.blocks)
    _add(world, message, cause)
    for text in texts[1:]:
        more = Message(world.clock.stamp(), message.channel, message.author, text, by_app=message.by_app)
        more.only_for, more.thread_ts = message.only_for, message.thread_ts
        _add(world, more, cause)
    return message


def _add(world: World, message: Message, cause: str | None) -> None:
    message.at = world.clock.now()
    world.add(message)
    world.tell("message", message.only_for, channel=message.channel, message=message, cause=cause)
    if message.only_for is None:
        announce(world, message, {})


def edit(world: World, message: Message, *, text: str, blocks: list[Json], cause: str | None = None) -> None:
    before = message_json(world, message)
    message.text, message.blocks = text[:CUT], named(world, blocks)
    message.edited = world.clock.stamp()
    world.tell("edited", message.only_for, channel=message.channel, message=message, cause=cause)
    if message.only_for is None:
        changed = {"message": message_json(world, message), "previous_message": before}
        announce(world, message, {"subtype": "message_changed", "hidden": True, **changed})


def remove(world: World, message: Message, *, cause: str | None = None) -> None:
    before = message_json(world, message)
    message.deleted = True
    world.tell("gone", message.only_for, channel=message.channel, message=message, cause=cause)
    if message.only_for is None:
        gone = {"deleted_ts": message.ts, "previous_message": before}
        announce(world, message, {"subtype": "message_deleted", "hidden": True, **gone})


def announce(world: World, message: Message, change: Json) -> None:
    """Send the message event, once for every workspace the channel is in."""
    channel = world.channels[message.channel]
    told = change or message_json(world, message)
    event = told | {
        "type": "message",
        "channel": channel.id,
        "channel_type": kind_of(channel),
        "event_ts": world.clock.stamp() if change else message.ts,
    }
    event.setdefault("ts", event["event_ts"])
    for team in (channel.team, *channel.shared_with):
        world.event(team, event)


def kind_of(channel: Channel) -> str:
    return "im" if channel.direct else "group" if channel.private else "channel"


def named(world: World, blocks: list[Json]) -> list[Json]:
    """Give blocks and their elements the ids Slack makes up where the app gave none."""
    return [_named_block(world, block) for block in blocks]


def _named_block(world: World, block: Json) -> Json:
    block = {"block_id": world.secret("")[-5:], **block}
    if "elements" in block and block["type"] == "actions":
        block["elements"] = [_named_element(world, each) for each in block["elements"]]
    for place in ("accessory", "element"):
        if place in block:
            block[place] = _named_element(world, block[place])
    return block


def _named_element(world: World, element: Json) -> Json:
    return element if element["type"] == "image" else {"action_id": world.secret("")[-5:], **element}
