"""Pinned messages over REST."""

from twins.chord import messages, permissions
from twins.chord.errors import Refused
from twins.chord.gateway import GUILDS
from twins.chord.router import Call, Reply, route
from twins.chord.state import PINNED, Channel, Json, Message

PINS = "/channels/{channel_id}/messages/pins"
MOST = 250  # resources/message.mdx, "Pin Message"


@route("GET", PINS)
async def pins(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    permissions.need(core.world, channel, core.bot.id)
    held = permissions.in_channel(core.world, channel, core.bot.id)
    if not held & permissions.READ_MESSAGE_HISTORY:
        return Reply(200, {"items": [], "has_more": False})
    limit, before = call.whole("limit", 50, 1, 50), call.query.get("before", "9")
    newest = sorted(((at, key) for key, at in channel.pins.items() if at < before), reverse=True)
    shown = [{"pinned_at": at, "message": core.by_rest(channel.messages[key])} for at, key in newest[:limit]]
    return Reply(200, {"items": shown, "has_more": len(newest) > limit})


@route("PUT", PINS + "/{message_id}")
async def pin(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    message = _message(call, channel)
    if message.id in channel.pins:
        return Reply(204)
    if len(channel.pins) >= MOST:
        raise Refused(30003)
    channel.pins[message.id] = core.world.stamp()
    notice = Message(core.world.new_id(), channel.id, core.bot, core.world.stamp(), kind=PINNED)
    notice.reference = {"type": 0, "channel_id": channel.id, "message_id": message.id}
    notice.reference |= {"guild_id": channel.guild_id} if channel.guild_id else {}
    messages.place(core, channel, notice)
    _tell(call, channel, message)
    return Reply(204)


@route("DELETE", PINS + "/{message_id}")
async def unpin(call: Call) -> Reply:
    channel = call.channel()
    message = _message(call, channel)
    if channel.pins.pop(message.id, None) is not None:
        _tell(call, channel, message)
    return Reply(204)


def _message(call: Call, channel: Channel) -> Message:
    core = call.core
    permissions.need(
        core.world, channel, core.bot.id, permissions.PIN_MESSAGES, permissions.READ_MESSAGE_HISTORY
    )
    message = channel.messages.get(call.params["message_id"])
    if message is None or message.only_for is not None:
        raise Refused(10008)
    return message


def _tell(call: Call, channel: Channel, message: Message) -> None:
    core = call.core
    latest = max(channel.pins.values(), default=None)
    data: Json = {"channel_id": channel.id, "last_pin_timestamp": latest}
    data |= {"guild_id": channel.guild_id} if channel.guild_id else {}
    core.gateway.dispatch("CHANNEL_PINS_UPDATE", data, guild_id=channel.guild_id, intent=GUILDS)
    core.tell_message("MESSAGE_UPDATE", message)
