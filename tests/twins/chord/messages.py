"""Posting, editing and deleting messages, whichever door they came through."""

import copy
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from twins.chord import permissions
from twins.chord.errors import Refused, invalid
from twins.chord.router import Upload
from twins.chord.rules import IN_CHANNEL, faults_of_message, is_empty, mentions_in
from twins.chord.sight import parts_of, words_of
from twins.chord.state import COMPONENTS_V2, EPHEMERAL, LOADING, REPLY, SYSTEM, Channel, Json, Message, User

if TYPE_CHECKING:
    from twins.chord.core import Core

LARGEST_FILE, LARGEST_REQUEST, MOST_FILES = 10 * 1024**2, 25 * 1024**2, 10  # reference.mdx, "Uploading Files"
DEFAULTS: dict[int, Json] = {
    3: {"min_values": 1, "max_values": 1},
    5: {"min_values": 1, "max_values": 1},
    8: {"min_values": 1, "max_values": 1},
    11: {"description": None, "spoiler": False},
    13: {"spoiler": False},
    14: {"divider": True, "spacing": 1},
    17: {"accent_color": None, "spoiler": False},
}


def create(
    core: "Core",
    channel: Channel,
    author: User,
    body: Json,
    files: Collection[Upload],
    *,
    keys: Collection[str],
    settable: int = IN_CHANNEL,
    only_for: str | None = None,
    by_webhook: bool = False,
    metadata: Json | None = None,
) -> Message:
    """Check and post; the message is in the channel before this returns."""
    names = [each.name for each in files]
    faults = faults_of_message(body, keys=keys, settable=settable, files=names)
    if faults:
        raise invalid(*faults)
    if is_empty(body, names):
        raise Refused(50006)
    flags = body.get("flags") or 0
    message = Message(
        core.world.new_id(),
        channel.id,
        author,
        core.world.stamp(),
        flags=flags & ~EPHEMERAL | (EPHEMERAL if only_for else 0),
        nonce=body.get("nonce"),
        reference=_reference(channel, body),
        metadata=metadata,
        only_for=only_for,
        by_webhook=by_webhook,
        kind=REPLY if body.get("message_reference") else 0,
    )
    _write(core, message, body, files)
    place(core, channel, message)
    return message


def place(core: "Core", channel: Channel, message: Message) -> None:
    """Put a finished message into its channel and tell of it."""
    channel.messages[message.id] = message
    if message.author.id == core.bot.id and message.kind not in SYSTEM:
        core.create_log.append(message)
    core.tell_message("MESSAGE_CREATE", message)
    core.changed()


def loading(core: "Core", channel: Channel, *, only_for: str | None, metadata: Json) -> Message:
    """Show "... is thinking" where an answer will stand."""
    flags = LOADING | (EPHEMERAL if only_for else 0)
    message = Message(core.world.new_id(), channel.id, core.bot, core.world.stamp(), flags=flags)
    message.kind, message.by_webhook, message.metadata, message.only_for = 20, True, metadata, only_for
    place(core, channel, message)
    return message


def edit(
    core: "Core", message: Message, body: Json, files: Collection[Upload], *, keys: Collection[str]
) -> Message:
    """Check and change; what the body leaves out stays."""
    was_v2 = bool(message.flags & COMPONENTS_V2)
    kept = [each["filename"] for each in message.attachments]
    faults = faults_of_message(body, keys=keys, was_v2=was_v2, files=[*kept, *(each.name for each in files)])
    flags = body.get("flags")
    becomes_v2 = bool((flags or 0) & COMPONENTS_V2) and not was_v2
    if becomes_v2 and ((message.content and body.get("content", message.content)) or message.embeds):
        faults.append("flags: content and embeds must go when Components V2 comes")
    if faults:
        raise invalid(*faults)
    filled = message.loading
    if filled and is_empty(body, [each.name for each in files]):
        raise Refused(50006)
    message.flags &= ~LOADING
    if becomes_v2:
        message.flags |= COMPONENTS_V2
    _write(core, message, body, files)
    if is_empty({"content": message.content, "components": message.components, "embeds": message.embeds}, [
        each["filename"] for each in message.attachments
    ]):  # fmt: skip
        raise Refused(50006)
    if not filled:
        message.edited = core.world.stamp()
    core.tell_message("MESSAGE_UPDATE", message)
    core.changed()
    return message


def delete(core: "Core", message: Message) -> None:
    channel = core.world.channels[message.channel_id]
    channel.messages.pop(message.id, None)
    channel.pins.pop(message.id, None)
    core.tell_deleted(message)
    core.changed()


def sweep(core: "Core", channel: Channel, ids: list[str]) -> None:
    """Delete many at once."""
    for each in ids:
        channel.messages.pop(each, None)
    core.tell_swept(channel, ids)
    core.changed()


def _reference(channel: Channel, body: Json) -> Json | None:
    given = body.get("message_reference")
    if not given:
        return None
    if str(given.get("message_id")) not in channel.messages and given.get("fail_if_not_exists", True):
        raise invalid("message_reference: Unknown message")
    reference: Json = {"type": 0, "channel_id": channel.id, "message_id": str(given.get("message_id"))}
    return reference | ({"guild_id": channel.guild_id} if channel.guild_id else {})


def _write(core: "Core", message: Message, body: Json, files: Collection[Upload]) -> None:
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = [{"type": "rich", **each} for each in body["embeds"] or []]
    _attach(core, message, body, files)
    if "components" in body:
        message.components = normal(body["components"] or [], message.attachments)
    message.pings = pings(core, message, body.get("allowed_mentions"))


def _attach(core: "Core", message: Message, body: Json, files: Collection[Upload]) -> None:
    if len(files) > MOST_FILES:
        raise invalid(f"attachments: {MOST_FILES} fit")
    sizes = [len(each.content) for each in files]
    if any(size > LARGEST_FILE for size in sizes) or sum(sizes) > LARGEST_REQUEST:
        raise Refused(40005, status=413)
    listed = {str(each.get("id")): each for each in body.get("attachments") or []}
    if body.get("attachments") is not None:
        message.attachments = [each for each in message.attachments if each["id"] in listed]
    known = {each["id"] for each in message.attachments} | {each.index for each in files}
    if strange := listed.keys() - known:
        raise invalid(f"attachments: nothing was sent for {sorted(strange)}")
    for each in files:
        name = listed.get(each.index, {}).get("filename") or each.name
        about = listed.get(each.index, {}).get("description")
        made = attachment(core, name, each.kind, each.content)
        message.attachments.append(made | ({"description": about} if about else {}))


def attachment(core: "Core", name: str, kind: str, content: bytes) -> Json:
    """Keep a file on the twin's CDN and give it as an attachment."""
    key = core.world.new_id()
    core.world.files[key] = content
    url = f"{core.cdn_url}/attachments/{key}/{name}"
    return {
        "id": key, "filename": name, "size": len(content), "url": url, "proxy_url": url, "content_type": kind,
    }  # fmt: skip


def normal(components: list[Json], attachments: list[Json]) -> list[Json]:
    """Give components as Discord gives them back: each with an id, defaults filled in, files found."""
    made = copy.deepcopy(components)
    parts = parts_of(made)
    taken = {part["id"] for part in parts if part.get("id")}
    fresh = (number for number in range(1, 10_000) if number not in taken)
    for part in parts:
        if not part.get("id"):
            part["id"] = next(fresh)
        for key, value in DEFAULTS.get(part["type"], {}).items():
            part.setdefault(key, value)
        if part["type"] == 11:
            part["media"] = _media(part["media"], attachments)
        if part["type"] == 12:
            part["items"] = [
                {"description": None, "spoiler": False, **each, "media": _media(each["media"], attachments)}
                for each in part["items"]
            ]
        if part["type"] == 13:
            part.update(_named(part["file"], attachments))
            part["file"] = _media(part["file"], attachments)
    return made


def _media(shown: Json, attachments: list[Json]) -> Json:
    """Give something shown where it can be fetched: a file sent along, or an address of the web."""
    url = shown["url"]
    for each in attachments:
        if url.removeprefix("attachment://") in {each["filename"], each["url"]}:
            return {"id": each["id"], "url": each["url"], "proxy_url": each["url"]}
    return {"id": "0", "url": url, "proxy_url": url}


def _named(shown: Json, attachments: list[Json]) -> Json:
    name = shown["url"].removeprefix("attachment://")
    found = [each for each in attachments if name in {each["filename"], each["url"]}]
    return {"name": found[0]["filename"], "size": found[0]["size"]} if found else {}


def _answered(core: "Core", message: Message) -> set[str]:
    messages = core.world.channels[message.channel_id].messages
    answered = messages.get((message.reference or {}).get("message_id", ""))
    return set() if answered is None else {answered.author.id}


def pings(core: "Core", message: Message, allowed: Any) -> tuple[str, ...]:
    """Whom a message notifies: what it mentions, as far as allowed_mentions lets it."""
    if message.author.id != core.bot.id:
        allowed = None
    people, roles, everyone = mentions_in(words_of(message))
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or [])
    listed = {key: {str(each) for each in (allowed or {}).get(key) or []} for key in ("users", "roles")}
    if message.kind == REPLY and message.author.id != core.bot.id:  # a person's app pings whom they answer
        people = people | _answered(core, message)
    found = sorted(people if "users" in parse else people & listed["users"])
    found += [f"role:{each}" for each in sorted(roles if "roles" in parse else roles & listed["roles"])]
    channel = core.world.channels[message.channel_id]
    held = permissions.in_channel(core.world, channel, message.author.id)
    if everyone and "everyone" in parse and held & permissions.MENTION_EVERYONE:
        found.append("everyone")
    return tuple(found)
