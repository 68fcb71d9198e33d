"""A message as the body of a Discord request: Components V2 in one frame that can carry our marker."""

import re
from datetime import datetime
from typing import Any, assert_never

from adapters.discord.escape import literal
from adapters.discord.words import draw_text
from communitybot.conversation.controls import Button, Control, LinkButton, Look, Select
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Divider,
    Fields,
    File,
    Heading,
    Message,
    Paragraph,
    Quote,
    Small,
    Video,
)
from communitybot.conversation.text import Text
from communitybot.conversation.urls import ascii_url
from communitybot.conversation.visible import label

Json = dict[str, Any]

ACTION_ROW, BUTTON, STRING_SELECT, TEXT, PICTURES, FILE, SEPARATOR, FRAME = 1, 2, 3, 10, 12, 13, 14, 17
IS_COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6
LARGEST_MARKER = 2**31 - 1  # a component's id is a 32-bit integer
LINK_STYLE = 5
SHOWN = {"image/png", "image/jpeg"}
STYLES = {Look.EXPECTED: 1, Look.PLAIN: 2, Look.GRAVE: 4}

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def draw_message(
    message: Message,
    *,
    marker: int | None = None,
    private: bool = False,
    now: datetime | None = None,
    edits: bool = False,
) -> Json:
    """Give the JSON body that posts or edits a message; files are uploaded beside it as `file_names` says.

    `marker` (1 to 2**31 - 1) becomes the id of the frame, where it can be found again. `private` shows it to
    one person, in an answer to an interaction only. With `now`, this year's dates are told without the year.
    Nothing in it notifies anybody. A video plays only under plain words, which a message of Components V2
    cannot become again: `edits` says that this replaces one, which may be of either kind.
    """
    if marker is not None and not 1 <= marker <= LARGEST_MARKER:
        raise ValueError(f"a marker is 1 to {LARGEST_MARKER}, not {marker}")
    if message.video is not None and not edits:
        return _playing(message, message.video, marker=marker, private=private, now=now)
    names = file_names(message)
    parts = [_block(block, now) for block in message.blocks]
    parts += [_file(file, name) for file, name in zip(message.files, names, strict=True)]
    frame: Json = {"type": FRAME, "components": parts}
    if marker is not None:
        frame["id"] = marker
    body: Json = {
        "flags": IS_COMPONENTS_V2 | (EPHEMERAL if private else 0),
        "components": [frame],
        "allowed_mentions": {"parse": []},
    }
    if edits:
        body |= {"content": None, "embeds": None}
    if names:
        body["attachments"] = [{"id": index, "filename": name} for index, name in enumerate(names)]
    return body


def _playing(
    message: Message, video: Video, *, marker: int | None, private: bool, now: datetime | None
) -> Json:
    """Plain words with the video's address, which Discord plays below them; the first row has our marker."""
    lines = [_said(block, now) for block in message.blocks if not isinstance(block, Controls)]
    rows = [_block(block, now) for block in message.blocks if isinstance(block, Controls)]
    rows = rows or [_block(Controls((LinkButton("Open the video", video.url),)), now)]
    if marker is not None:
        rows[0]["id"] = marker
    return {
        "content": "\n".join(lines),
        "flags": EPHEMERAL if private else 0,
        "components": rows,
        "allowed_mentions": {"parse": []},
    }


def _said(block: Block, now: datetime | None) -> str:
    said: str = _block(block, now)["content"]
    return said


def file_names(message: Message) -> tuple[str, ...]:
    """Name each file as Discord keeps it: in plain ASCII, and no two alike."""
    names: list[str] = []
    for index, file in enumerate(message.files):
        name = _UNSAFE.sub("_", file.name).strip("._") or "file"
        names.append(f"{index + 1}_{name}" if name in names else name)
    return tuple(names)


def _file(file: File, name: str) -> Json:
    """A picture is shown, each in the whole width; anything else is there to be saved."""
    uploaded = {"url": f"attachment://{name}"}
    if file.mime not in SHOWN:
        return {"type": FILE, "file": uploaded}
    told = {"description": label(file.alt)} if file.alt else {}
    return {"type": PICTURES, "items": [{"media": uploaded, **told}]}


def _block(block: Block, now: datetime | None) -> Json:
    match block:
        case Heading(text):
            return _words(f"## {literal(label(text))}")
        case Paragraph(text):
            return _words(draw_text(text, now=now))
        case Quote(text):
            return _words(_each_line("> ", text, now))
        case Small(text):
            return _words(_each_line("-# ", text, now))
        case Bullets(items):
            return _words("\n".join(f"- {_indented(item, now)}" for item in items))
        case Fields(items):
            return _words(
                "\n".join(
                    f"**{literal(label(item.name))}:** {draw_text(item.value, now=now)}" for item in items
                )
            )
        case Divider():
            return {"type": SEPARATOR, "divider": True, "spacing": 1}
        case Controls(items):
            return {"type": ACTION_ROW, "components": [_control(item) for item in items]}
        case Video(title, url, words):
            about = [draw_text(words, now=now)] if words is not None else []
            return _words("\n".join([f"**{literal(label(title))}**", *about, ascii_url(url)]))
    assert_never(block)


def _control(control: Control) -> Json:
    match control:
        case Button(words, action, look):
            return {"type": BUTTON, "style": STYLES[look], "label": label(words), "custom_id": str(action)}
        case LinkButton(words, url):
            return {"type": BUTTON, "style": LINK_STYLE, "label": label(words), "url": ascii_url(url)}
        case Select(placeholder, action, options):
            return {
                "type": STRING_SELECT,
                "custom_id": str(action),
                "placeholder": label(placeholder),
                "min_values": 1,
                "max_values": 1,
                "options": [{"label": label(each.label), "value": each.value} for each in options],
            }
    assert_never(control)


def _words(content: str) -> Json:
    return {"type": TEXT, "content": content}


def _each_line(mark: str, text: Text, now: datetime | None) -> str:
    return "\n".join(f"{mark}{line}" for line in draw_text(text, now=now).split("\n"))


def _indented(text: Text, now: datetime | None) -> str:
    return draw_text(text, now=now).replace("\n", "\n  ")
