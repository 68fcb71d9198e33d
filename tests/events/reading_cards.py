"""What a message says, as flat words, so that tests can read cards like people do."""

from communitybot.conversation.controls import Button, Select
from communitybot.conversation.message import (
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
from communitybot.conversation.text import At, Link, Person, Place, Struck, Text


def said(message: Message) -> str:
    """Every word of a message; moments as `[2026-12-01 12:00]`, struck words as `~so~`."""
    lines = []
    for block in message.blocks:
        match block:
            case Heading(text):
                lines.append(text)
            case Paragraph(text) | Quote(text) | Small(text):
                lines.append(_flat(text))
            case Bullets(items):
                lines += [_flat(item) for item in items]
            case Fields(items):
                lines += [f"{item.name}: {_flat(item.value)}" for item in items]
            case Video(title, url, words):
                lines += [title, *([_flat(words)] if words is not None else []), url]
            case Controls() | Divider():
                pass
    return "\n".join(lines)


def labels(message: Message) -> list[str]:
    return [item.placeholder if isinstance(item, Select) else item.label for item in message.controls]


def token(message: Message, label: str) -> str:
    """The action of the one control with a label."""
    (found,) = [
        item
        for item in message.controls
        if (item.label if isinstance(item, Button) else getattr(item, "placeholder", None)) == label
    ]
    return str(found.action)


def _flat(text: Text) -> str:
    return "".join(_span(span) for span in text.spans)


def _span(span) -> str:
    match span:
        case At():
            return f"[{span.start:%Y-%m-%d %H:%M}]"
        case Link(label, url):
            return f"{label} <{url}>"
        case Person(_, name) | Place(_, name):
            return f"#{name}"
        case Struck(words):
            return f"~{words}~"
        case _:
            return span.text
