"""pins.*: what a channel keeps at hand."""

from twins.loom.methods.rooms import needs
from twins.loom.records import Json, Message
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.shapes import message_json


def _pinnable(call: Call) -> Message:
    channel = call.world.channel(call.text("channel"), call.team.id)
    if call.team.bot_user not in channel.members:
        raise Refused("channel_not_found" if channel.private else "not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    if not call.text("timestamp"):
        raise Refused("no_item_specified")
    message = call.world.message(channel.id, call.text("timestamp"))
    if message is None or message.deleted or message.only_for is not None:
        raise Refused("message_not_found")
    return message


@method("pins.add", "pins:write", tier=2)
def pin(call: Call) -> Json:
    message = _pinnable(call)
    if message.pinned:
        raise Refused("already_pinned")
    message.pinned = True
    return {}


@method("pins.remove", "pins:write", tier=2)
def unpin(call: Call) -> Json:
    message = _pinnable(call)
    if not message.pinned:
        raise Refused("no_pin")
    message.pinned = False
    return {}


@method("pins.list", "pins:read", tier=2)
def pinned(call: Call) -> Json:
    channel = call.world.channel(call.text("channel"), call.team.id)
    needs(call, channel, "read")
    items = [
        {"type": "message", "channel": channel.id, "message": message_json(call.world, each)}
        for each in call.world.messages.get(channel.id, [])
        if each.pinned and not each.deleted
    ]
    return {"items": items}
