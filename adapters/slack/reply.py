"""A message as the arguments of a Slack post: blocks, and a text for notifications."""

from datetime import datetime
from typing import Any, assert_never

from adapters.slack.escape import entities, literal
from adapters.slack.words import draw_text
from communitybot.conversation.controls import Button, Control, LinkButton, Look, Select
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Divider,
    Fields,
    Heading,
    Message,
    Paragraph,
    Quote,
    Small,
    Video,
)
from communitybot.conversation.plain import plain
from communitybot.conversation.text import Strong, Text, say
from communitybot.conversation.urls import ascii_url
from communitybot.conversation.visible import label

Json = dict[str, Any]

STYLES = {Look.EXPECTED: "primary", Look.GRAVE: "danger"}
EVENT_TYPE = "communitybot"  # the name of the metadata that carries our marker
FALLBACK = 3_900  # Slack advises at most 4,000 characters for `text`


def draw_message(message: Message, *, now: datetime, zone: str = "UTC", marker: str | None = None) -> Json:
    """Give the arguments that post or edit a message, but for the channel.

    This year's dates, as of `now`, are told without the year. `zone` (IANA) is for the text that
    notifications use. `marker` travels as metadata, which only apps see. A video's address unfolds.
    """
    plays = message.video is not None
    arguments: Json = {
        "text": fallback(message, zone=zone, now=now),
        "blocks": [_block(block, index, now) for index, block in enumerate(message.blocks)],
        "unfurl_links": plays,
        "unfurl_media": plays,
    }
    if marker is not None:
        arguments["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"key": marker}}
    return arguments


def fallback(message: Message, *, now: datetime, zone: str = "UTC") -> str:
    """Give the message as one literal text, cut visibly where it is too long for a notification."""
    words = plain(message, zone=zone, now=now)
    text = entities(words)
    while len(text) > FALLBACK:
        words = words[: len(words) - max(1, (len(text) - FALLBACK) // 5 + 1)].rstrip("…") + "…"
        text = entities(words)
    return text or label("")


def plain_text(text: str) -> Json:
    """A text object that Slack shows as it is: no mark-up, no emoji by name."""
    return {"type": "plain_text", "text": label(text), "emoji": False}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _block(block: Block, index: int, now: datetime) -> Json:
    match block:
        case Heading(text):
            return {"type": "header", "text": plain_text(text)}
        case Paragraph(text):
            return _section(draw_text(text, now=now))
        case Quote(text):
            return _section("\n".join(f"> {line}" for line in draw_text(text, now=now).split("\n")))
        case Small(text):
            return {"type": "context", "elements": [_mrkdwn(draw_text(text, now=now))]}
        case Bullets(items):
            return _section("\n".join(f"• {_indented(item, now)}" for item in items))
        case Fields(items):
            fields = [f"*{literal(label(one.name))}*\n{draw_text(one.value, now=now)}" for one in items]
            return {"type": "section", "fields": [_mrkdwn(field) for field in fields]}
        case Divider():
            return {"type": "divider"}
        case Controls(items):
            elements = [_control(item, f"{index}.{place}") for place, item in enumerate(items)]
            return {"type": "actions", "elements": elements}
        case Video(title, url, words):
            about = [draw_text(words, now=now)] if words is not None else []
            return _section(
                "\n".join([draw_text(say(Strong(title))), *about, f"<{entities(ascii_url(url))}>"])
            )
    assert_never(block)


def _section(text: str) -> Json:
    return {"type": "section", "text": _mrkdwn(text)}


def _control(control: Control, where: str) -> Json:
    """Draw one control; its `action_id` is the action's token, or for a link a name of no action."""
    match control:
        case Button(words, action, look):
            button: Json = {"type": "button", "text": plain_text(words), "action_id": str(action)}
            return button | ({"style": STYLES[look]} if look in STYLES else {})
        case LinkButton(words, url):
            return {
                "type": "button",
                "text": plain_text(words),
                "url": ascii_url(url),
                "action_id": f"link:{where}",
            }
        case Select(placeholder, action, options):
            return {
                "type": "static_select",
                "placeholder": plain_text(placeholder),
                "action_id": str(action),
                "options": [option(each.value, each.label) for each in options],
            }
    assert_never(control)


def option(value: str, words: str) -> Json:
    return {"text": plain_text(words), "value": value}


def _indented(text: Text, now: datetime) -> str:
    return draw_text(text, now=now).replace("\n", "\n   ")
