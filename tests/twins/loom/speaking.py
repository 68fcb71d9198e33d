"""What people say in channels and threads, and how they react, with the events the app hears of it."""

from collections.abc import Sequence

from twins.loom.posting import put
from twins.loom.records import Channel, Json, Message, Upload, User
from twins.loom.targets import escaped
from twins.loom.world import World


def write(
    world: World,
    user: User,
    channel: Channel,
    text: str,
    *,
    thread: str | None,
    also: bool,
    files: Sequence[Upload],
) -> None:
    """Put a person's message there; `also` sends one of a thread to the channel as well."""
    message = Message(world.clock.stamp(), channel.id, user.id, escaped(text), thread_ts=thread)
    message.client_msg_id, message.broadcast = world.secret(""), also
    message.files = tuple(each.id for each in files)
    put(world, message)
    bot = world.teams[user.team].bot_user
    if f"<@{bot}>" in message.text:
        mention = {"type": "app_mention", "user": user.id, "text": message.text, "ts": message.ts}
        world.event(user.team, mention | {"channel": channel.id, "event_ts": message.ts})


def file(world: World, user: User, name: str, *, title: str, alt_text: str, kind: str) -> Upload:
    """Make a file that somebody can show with what they type."""
    upload = Upload(world.name("F"), user.team, name, 4, b"file", title, alt_text)
    upload.complete, upload.kind = True, kind or upload.kind
    world.uploads[upload.id] = upload
    return upload


def react(world: World, user: User, message: Message, emoji: str) -> None:
    message.reactions.setdefault(emoji, []).append(user.id)
    _tell(world, "reaction_added", user, message, emoji)


def unreact(world: World, user: User, message: Message, emoji: str) -> None:
    message.reactions[emoji].remove(user.id)
    if not message.reactions[emoji]:
        del message.reactions[emoji]
    _tell(world, "reaction_removed", user, message, emoji)


def _tell(world: World, kind: str, user: User, message: Message, emoji: str) -> None:
    """Tell of a reaction; the event names the message alone, never its thread (events/reaction_added)."""
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event: Json = {"type": kind, "user": user.id, "reaction": emoji, "item_user": message.author}
    stamp = world.clock.stamp()
    channel = world.channels[message.channel]
    for team in (channel.team, *channel.shared_with):
        world.event(team, event | {"item": item, "event_ts": stamp})
