"""chat.*: posting, privately and to all, editing and deleting."""

from twins.loom.posting import edit, put, remove
from twins.loom.records import Channel, Json, Message
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.rules.messages import check_message
from twins.loom.shapes import message_json


def _room(call: Call) -> Channel:
    """Find where to write: a channel, or a person, whose DM opens (chat.postMessage, "Channels")."""
    wanted = call.text("channel")
    if wanted.startswith(("U", "W")):
        person = call.world.user(wanted, call.team.id)
        return call.world.direct(call.team.bot_user, person.id)
    return call.world.channel(wanted, call.team.id)


def _may_write(call: Call, channel: Channel) -> None:
    if channel.archived:
        raise Refused("is_archived")
    public = "chat:write.public" in call.token.scopes and not channel.private and not channel.direct
    if call.team.bot_user not in channel.members and not public:
        raise Refused("channel_not_found" if channel.private or channel.direct else "not_in_channel")
    if channel.refuses:
        raise Refused(channel.refuses)


def _new(call: Call, channel: Channel) -> Message:
    given, world = call.arguments, call.world
    thread = given.get("thread_ts")
    if thread:
        _check_thread(call, channel, str(thread))
    return Message(
        ts=world.clock.stamp(),
        channel=channel.id,
        author=call.team.bot_user,
        text=call.text("text") or call.text("markdown_text"),
        blocks=list(given.get("blocks") or []),
        thread_ts=str(thread) if thread else None,
        broadcast=bool(given.get("reply_broadcast")),
        metadata=given.get("metadata"),
        by_app=True,
        parse=str(given.get("parse", "full" if given.get("link_names") else "none")),
    )


def _check_thread(call: Call, channel: Channel, thread: str) -> None:
    """A thread is named by its first message: "avoid using a reply's ts value" (chat.postMessage)."""
    parent = call.world.message(channel.id, thread)
    if parent is None or parent.only_for is not None or parent.thread_ts not in {None, parent.ts}:
        raise Refused("thread_not_found")


@method("chat.postMessage", "chat:write", tier=None)
def post(call: Call) -> Json:
    channel = _room(call)
    check_message(call.arguments)
    _may_write(call, channel)
    call.world.limits.post(channel.id)
    message = put(call.world, _new(call, channel))
    told = message_json(call.world, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": told}


@method("chat.postEphemeral", "chat:write", tier=4)
def post_privately(call: Call) -> Json:
    channel = _room(call)
    check_message(call.arguments)
    _may_write(call, channel)
    person = call.world.users.get(call.text("user"))
    if person is None or person.id not in channel.members:
        raise Refused("user_not_in_channel")
    message = _new(call, channel)
    message.only_for = person.id
    return {"message_ts": put(call.world, message).ts}


@method("chat.update", "chat:write", tier=3)
def update(call: Call) -> Json:
    channel = call.world.channel(call.text("channel"), call.team.id)
    message = _own(call, channel, "cant_update_message")
    given = call.arguments
    if not {"text", "blocks", "attachments", "markdown_text", "file_ids"} & set(given):
        raise Refused("no_text")
    check_message(given if "text" in given or given.get("blocks") else {"text": message.text, **given})
    text = call.text("text") if "text" in given else message.text
    # Text alone takes blocks away (chat.update, "Updating blocks").
    blocks = list(given["blocks"] or []) if "blocks" in given else [] if "text" in given else message.blocks
    if "metadata" in given:
        message.metadata = given["metadata"] or None
    edit(call.world, message, text=text, blocks=blocks)
    told = message_json(call.world, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": told}


@method("chat.delete", "chat:write", tier=3)
def delete(call: Call) -> Json:
    channel = call.world.channel(call.text("channel"), call.team.id)
    message = _own(call, channel, "cant_delete_message")
    remove(call.world, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=None)
def permalink(call: Call) -> Json:
    channel = call.world.channel(call.text("channel"), call.team.id)
    message = call.world.message(channel.id, call.text("message_ts"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    address = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


@method("reactions.get", "reactions:read", tier=3)
def reactions(call: Call) -> Json:
    channel = call.world.channel(call.text("channel"), call.team.id)
    message = call.world.message(channel.id, call.text("timestamp"))
    if message is None or message.deleted or message.only_for is not None:
        raise Refused("message_not_found")
    return {"type": "message", "channel": channel.id, "message": message_json(call.world, message)}


def _own(call: Call, channel: Channel, error: str) -> Message:
    """Find the app's own message: nobody else's may be changed, nor an ephemeral one."""
    if channel.archived:
        raise Refused("is_archived")
    message = call.world.message(channel.id, call.text("ts"))
    if message is None or message.deleted or message.only_for is not None:
        raise Refused("message_not_found")
    if message.author != call.team.bot_user:
        raise Refused(error)
    return message
