"""Messages and threads over REST."""

from twins.chord import messages, permissions, shapes
from twins.chord.errors import Refused, invalid
from twins.chord.router import Call, Reply, body_of, route
from twins.chord.rules import EDIT_KEYS, MESSAGE_KEYS
from twins.chord.state import (
    DM,
    HAS_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    THREAD_CREATED,
    THREAD_STARTER,
    Channel,
    Message,
)

MESSAGES = "/channels/{channel_id}/messages"
ONE = "/channels/{channel_id}/messages/{message_id}"


def _shown(call: Call, message: Message) -> Reply:
    return Reply(200, call.core.by_rest(message))


def _message(call: Call, channel: Channel) -> Message:
    message = channel.messages.get(call.params["message_id"])
    if message is None or message.only_for is not None:
        raise Refused(10008)
    return message


def _may_send(call: Call, channel: Channel) -> None:
    core = call.core
    bit = permissions.SEND_MESSAGES_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
    bits = [bit, permissions.ATTACH_FILES] if call.files else [bit]
    permissions.need(core.world, channel, core.bot.id, *bits)
    if channel.kind == DM:
        others = [each for each in channel.recipients if each.id != core.bot.id]
        if not all(each.dms_open for each in others):
            raise Refused(50007)
    held = permissions.in_channel(core.world, channel, core.bot.id)
    if channel.locked and not held & permissions.MANAGE_THREADS:
        raise Refused(50083 if channel.archived else 160005)
    if channel.archived:
        if core.strict_threads:
            raise Refused(50083)
        channel.archived = False  # resources/channel.mdx: sending a message un-archives the thread
        core.tell_channel("THREAD_UPDATE", channel)


@route("POST", MESSAGES)
async def post(call: Call) -> Reply:
    core, channel, body = call.core, call.channel(), body_of(call)
    _may_send(call, channel)
    if body.get("message_reference"):
        permissions.need(core.world, channel, core.bot.id, permissions.READ_MESSAGE_HISTORY)
    nonce = body.get("nonce")
    key = (channel.id, core.bot.id, str(nonce))
    if nonce is not None and body.get("enforce_nonce") and key in core.nonces:
        first, at = core.nonces[key]
        if core.clock.seconds() - at < core.nonce_window:
            if first not in channel.messages:
                raise Refused(10008)
            return _shown(call, channel.messages[first])
    message = messages.create(core, channel, core.bot, body, call.files, keys=MESSAGE_KEYS)
    if nonce is not None:
        core.nonces[key] = (message.id, core.clock.seconds())
    return _shown(call, message)


@route("GET", MESSAGES)
async def history(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    permissions.need(core.world, channel, core.bot.id)
    limit = call.whole("limit", 50, 1, 100)
    given = [key for key in ("around", "before", "after") if key in call.query]
    if len(given) > 1:
        raise invalid("before, after and around exclude each other")  # resources/message.mdx
    held = permissions.in_channel(core.world, channel, core.bot.id)
    if not held & permissions.READ_MESSAGE_HISTORY:
        return Reply(200, [])  # resources/message.mdx: "no messages will be returned"
    found = [each for each in channel.messages.values() if each.only_for is None]
    found.sort(key=lambda each: int(each.id))
    pivot = int(call.query[given[0]]) if given else 0
    match given:
        case ["before"]:
            found = [each for each in found if int(each.id) < pivot][-limit:]
        case ["after"]:
            found = [each for each in found if int(each.id) > pivot][:limit]
        case ["around"]:
            earlier = [each for each in found if int(each.id) < pivot][-(limit // 2) :]
            found = earlier + [each for each in found if int(each.id) >= pivot][: limit - len(earlier)]
        case _:
            found = found[-limit:]
    return Reply(200, [core.by_rest(each) for each in reversed(found)])


@route("GET", ONE)
async def get(call: Call) -> Reply:
    channel = call.channel()
    permissions.need(call.core.world, channel, call.core.bot.id, permissions.READ_MESSAGE_HISTORY)
    return _shown(call, _message(call, channel))


@route("PATCH", ONE)
async def edit(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    permissions.need(core.world, channel, core.bot.id)
    message = _message(call, channel)
    if message.author.id != core.bot.id:
        raise Refused(50005)
    if channel.archived:
        raise Refused(50083)
    return _shown(call, messages.edit(core, message, body_of(call), call.files, keys=EDIT_KEYS))


@route("DELETE", ONE)
async def delete(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    permissions.need(core.world, channel, core.bot.id)
    message = _message(call, channel)
    if message.author.id != core.bot.id:
        permissions.need(core.world, channel, core.bot.id, permissions.MANAGE_MESSAGES)
    messages.delete(core, message)
    return Reply(204)


@route("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
async def react(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    permissions.need(
        core.world, channel, core.bot.id, permissions.READ_MESSAGE_HISTORY, permissions.ADD_REACTIONS
    )
    _message(call, channel).reactions.setdefault(call.params["emoji_name"], set()).add(core.bot.id)
    core.changed()
    return Reply(204)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
async def take_back(call: Call) -> Reply:
    message = _message(call, call.channel())
    message.reactions.get(call.params["emoji_name"], set()).discard(call.core.bot.id)
    return Reply(204)


@route("POST", "/channels/{channel_id}/typing")
async def typing(call: Call) -> Reply:
    _may_send(call, call.channel())
    return Reply(204)


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
async def thread_from(call: Call) -> Reply:
    core, channel = call.core, call.channel()
    permissions.need(core.world, channel, core.bot.id, permissions.CREATE_PUBLIC_THREADS)
    message = _message(call, channel)
    if channel.kind != TEXT:
        raise Refused(50024)
    if message.id in core.world.channels:
        raise Refused(160004)
    thread = _open(call, channel, message.id, PUBLIC_THREAD)
    message.flags |= HAS_THREAD
    starter = Message(core.world.new_id(), thread.id, message.author, core.world.stamp(), kind=THREAD_STARTER)
    starter.reference = {"type": 0, "channel_id": channel.id, "message_id": message.id}
    starter.reference |= {"guild_id": channel.guild_id} if channel.guild_id else {}
    messages.place(core, thread, starter)
    core.tell_message("MESSAGE_UPDATE", message)
    return Reply(201, shapes.channel(thread, core.world, core.bot))


@route("POST", "/channels/{channel_id}/threads")
async def thread(call: Call) -> Reply:
    core, channel, body = call.core, call.channel(), body_of(call)
    kind = body.get("type", PRIVATE_THREAD)
    bit = permissions.CREATE_PUBLIC_THREADS if kind == PUBLIC_THREAD else permissions.CREATE_PRIVATE_THREADS
    permissions.need(core.world, channel, core.bot.id, bit)
    if channel.kind != TEXT:
        raise Refused(50024)
    made = _open(call, channel, core.world.new_id(), kind)
    if kind == PUBLIC_THREAD:
        notice = Message(
            core.world.new_id(),
            channel.id,
            core.bot,
            core.world.stamp(),
            kind=THREAD_CREATED,
            content=made.name,
        )
        notice.reference = {"type": 0, "channel_id": made.id, "guild_id": channel.guild_id}
        messages.place(core, channel, notice)
    return Reply(201, shapes.channel(made, core.world, core.bot))


def _quiet(minutes: int) -> int:
    if minutes not in {60, 1440, 4320, 10080}:  # resources/channel.mdx, "Thread Metadata Object"
        raise invalid("auto_archive_duration: 60, 1440, 4320 or 10080")
    return minutes


def _open(call: Call, parent: Channel, thread_id: str, kind: int) -> Channel:
    core, body = call.core, body_of(call)
    if not 1 <= len((body.get("name") or "").strip()) <= 100:
        raise invalid("name: 1 to 100 characters")  # resources/channel.mdx
    made = Channel(
        thread_id,
        kind,
        name=body["name"].strip(),
        guild_id=parent.guild_id,
        parent_id=parent.id,
        owner_id=core.bot.id,
        created=core.world.stamp(),
        members={core.bot.id},
        quiet=_quiet(body.get("auto_archive_duration") or 1440),
    )
    core.world.channels[made.id] = made
    core.tell_channel("THREAD_CREATE", made, newly_created=True)
    core.changed()
    return made
