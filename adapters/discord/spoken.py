"""What somebody said in a thread, read from Discord's message: pure reading, no request made."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from adapters.discord import places
from adapters.discord.inbound import who_is
from adapters.discord.plain import Named, plain
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Posted, Reworded
from communitybot.conversation.visible import one_line

Json = Mapping[str, Any]

SAID = frozenset({0, 19})  # Discord: a plain message, a reply; all other types are service messages or apps'
FORWARD = 1  # Discord: the kind of reference that carries somebody else's message
VOICE = 1 << 13  # Discord: a voice message
SPOILED = "SPOILER_"  # begins the name of a file that is hidden until it is clicked
KINDS = {"image": "picture", "video": "video", "audio": "recording"}


def is_persons(message: Json) -> bool:
    """Whether a person said it: no app, no webhook, nothing that Discord itself puts there."""
    author = message.get("author") or {}
    unsaid = message.get("webhook_id") or author.get("bot") or author.get("system")
    return bool(author.get("id")) and message.get("type") in SAID and not unsaid


def is_forward(message: Json) -> bool:
    """Whether it only passes on what was said elsewhere, perhaps by somebody who was never asked."""
    return (message.get("message_reference") or {}).get("type") == FORWARD


def is_withheld(message: Json) -> bool:
    """Whether Discord keeps its words from us: nobody can send a message in which there is nothing."""
    told = ("content", "attachments", "embeds", "components", "sticker_items", "poll", "message_snapshots")
    return is_persons(message) and not is_forward(message) and not any(message.get(name) for name in told)


def posted(message: Json, place: PlaceAddress, named: Named) -> Posted | None:
    """What somebody said; None where there is nothing to tell."""
    if not is_persons(message) or is_forward(message):
        return None
    text, shown = plain(str(message.get("content") or ""), named), _shown(message)
    if not text and not shown:
        return None
    author = message["author"]
    name = named.people.get(str(author["id"]))
    member = {**(message.get("member") or {}), "user": author} | ({"nick": name} if name else {})
    return Posted(
        who=who_is({"member": member}, place.space),
        ref=MessageRef(place, str(message["id"])),
        text=text,
        at=datetime.fromisoformat(message["timestamp"]),
        reply_to=_answered(message, place),
        shown=shown,
    )


def reworded(message: Json, place: PlaceAddress, named: Named) -> Reworded | None:
    """How somebody's words stand now; None where not they, but Discord has changed the message."""
    edited = message.get("edited_timestamp")
    if not edited or "content" not in message or not is_persons(message) or is_forward(message):
        return None
    if is_withheld(message):
        return None
    text, shown = plain(str(message.get("content") or ""), named), _shown(message)
    ref = MessageRef(place, str(message["id"]))
    return Reworded(ref=ref, text=text, at=datetime.fromisoformat(edited), shown=shown)


def mentioned(message: Json) -> Iterator[tuple[Json, Json | None]]:
    """Each account that a message names, its author first, with what their server says of them."""
    yield message["author"], message.get("member")
    for user in message.get("mentions") or ():
        yield user, user.get("member")


def _answered(message: Json, place: PlaceAddress) -> MessageRef | None:
    reference = message.get("message_reference") or {}
    here = str(reference.get("channel_id", "")) == places.channel_of(place)
    if not here or not reference.get("message_id"):
        return None
    return MessageRef(place, str(reference["message_id"]))


def _shown(message: Json) -> tuple[str, ...]:
    """Say in words what stands beside the text: files, stickers, a poll."""
    voice = bool(int(message.get("flags") or 0) & VOICE)
    shown = [_attached(each, voice=voice) for each in message.get("attachments") or ()]
    shown += [f"sticker: {one_line(str(each.get('name')))}" for each in message.get("sticker_items") or ()]
    poll = message.get("poll")
    if poll:
        answers = [_media(each.get("poll_media")) for each in poll.get("answers") or ()]
        shown.append(f"poll: {_media(poll.get('question'))} ({', '.join(answers)})")
    return tuple(shown)


def _attached(file: Json, *, voice: bool) -> str:
    kind = KINDS.get(str(file.get("content_type") or "").partition("/")[0], "file")
    if voice:
        kind = "voice message"
    name = str(file.get("title") or file.get("filename") or "").removeprefix(SPOILED)
    words = one_line(str(file.get("description") or "")) or one_line(name)
    return f"{kind}: {words}" if words else kind


def _media(media: Json | None) -> str:
    return one_line(str((media or {}).get("text") or "")) or "?"
