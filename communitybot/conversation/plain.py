"""A message as plain text: for pages, notifications and screen readers, times told for one reader."""

from datetime import datetime
from typing import assert_never

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
from communitybot.conversation.text import (
    At,
    AtStyle,
    Code,
    Emphasis,
    Link,
    Person,
    Place,
    Plain,
    Span,
    Strong,
    Struck,
    Text,
)
from communitybot.conversation.times import (
    clock_words,
    date_words,
    distance_words,
    reader_words,
    spell_zone,
    when_words,
    zone_info,
)
from communitybot.conversation.visible import label, one_line, visible


def plain(message: Message, *, zone: str, now: datetime) -> str:
    """Give the whole text of a message, a line a block; controls and files are shown beside it.

    `zone` is the reader's IANA zone, `now` an aware moment.
    """
    lines = [_block(block, zone, now) for block in message.blocks if not isinstance(block, Controls)]
    return "\n".join(lines)


def plain_text(text: Text, *, zone: str, now: datetime) -> str:
    """Give one text as its reader, in an IANA zone, reads it now."""
    return "".join([_span(span, zone, now) for span in text.spans])


def at_words(at: At, *, zone: str, now: datetime) -> str:
    """Say a moment for a reader: "Tue 14 Oct, 7:00-8:00 PM EDT (in 3 days; 4:00 PM for you)"."""
    local = at.start.astimezone(zone_info(at.zone))
    match at.style:
        case AtStyle.DATE:
            return date_words(local, with_year=local.year != now.astimezone(zone_info(at.zone)).year)
        case AtStyle.DISTANCE:
            return _distance(at, now)
        case AtStyle.TIME:
            theirs = reader_words(at.start, at.zone, zone)
            words = f"{clock_words(local)} {spell_zone(local)}"
            return f"{words} ({theirs} for you)" if theirs else words
        case AtStyle.FULL:
            theirs = reader_words(at.start, at.zone, zone)
            words = when_words(at.start, at.end, at.zone, now=now)
            return f"{words} ({_distance(at, now)}{f'; {theirs} for you' if theirs else ''})"
    assert_never(at.style)


def _distance(at: At, now: datetime) -> str:
    if at.end is not None and at.start <= now < at.end:
        return "on now"
    return distance_words(at.start, now, zone=at.zone)


def _block(block: Block, zone: str, now: datetime) -> str:
    match block:
        case Heading(text):
            return label(text)
        case Paragraph(text) | Small(text):
            return plain_text(text, zone=zone, now=now)
        case Quote(text):
            return "\n".join(f"> {line}" for line in plain_text(text, zone=zone, now=now).split("\n"))
        case Bullets(items):
            return "\n".join(f"- {plain_text(item, zone=zone, now=now)}" for item in items)
        case Fields(items):
            return "\n".join(
                f"{label(item.name)}: {plain_text(item.value, zone=zone, now=now)}" for item in items
            )
        case Divider():
            return "---"
        case Controls():
            return ""
        case Video(title, url, words):
            about = [plain_text(words, zone=zone, now=now)] if words is not None else []
            return "\n".join([label(title), *about, url])
    assert_never(block)


def _span(span: Span, zone: str, now: datetime) -> str:
    match span:
        case Plain(text):
            return visible(text)
        case Strong(text) | Emphasis(text) | Struck(text) | Code(text):
            return visible(text).replace("\n", " ")
        case Link(words, url):
            return url if one_line(words) == url else f"{label(words)} ({url})"
        case At():
            return at_words(span, zone=zone, now=now)
        case Person(_, name):
            return label(name)
        case Place(_, name):
            return f"#{label(name).removeprefix('#')}"
    assert_never(span)
