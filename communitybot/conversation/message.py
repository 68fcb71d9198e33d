"""A message: blocks in order, and files; every limit is checked when it is built."""

from dataclasses import dataclass, replace

from communitybot.conversation import limits
from communitybot.conversation.controls import Control, Select, check_label
from communitybot.conversation.text import Link, Text, Unsayable, Words, check_url, say
from communitybot.conversation.urls import ascii_url


@dataclass(frozen=True, slots=True)
class Heading:
    text: str

    def __post_init__(self) -> None:
        check_label(self.text, limits.HEADING)


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text

    def __post_init__(self) -> None:
        _check_text(self.text, limits.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, set apart."""

    text: Text

    def __post_init__(self) -> None:
        _check_text(self.text, limits.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Small:
    """Small print: who made it, when it last changed."""

    text: Text

    def __post_init__(self) -> None:
        _check_text(self.text, limits.FIELD_VALUE)


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Text, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.items) <= limits.BULLETS:
            raise Unsayable(f"a list has 1 to {limits.BULLETS} items, not {len(self.items)}")
        if sum(item.weight + 3 for item in self.items) > limits.PARAGRAPH:
            raise Unsayable("a list longer than a paragraph may be")


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    value: Text

    def __post_init__(self) -> None:
        check_label(self.name, limits.FIELD_NAME)
        _check_text(self.value, limits.FIELD_VALUE)


@dataclass(frozen=True, slots=True)
class Fields:
    items: tuple[Field, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.items) <= limits.FIELDS:
            raise Unsayable(f"a card has 1 to {limits.FIELDS} fields, not {len(self.items)}")


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two things."""


@dataclass(frozen=True, slots=True)
class Controls:
    """One row of buttons, or one select."""

    items: tuple[Control, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.items) <= limits.CONTROLS:
            raise Unsayable(f"a row has 1 to {limits.CONTROLS} controls, not {len(self.items)}")
        if len(self.items) > 1 and any(isinstance(item, Select) for item in self.items):
            raise Unsayable("a select stands in a row of its own")


@dataclass(frozen=True, slots=True)
class Video:
    """A video, which plays under its address where the platform does so; `words` say what it is.

    Beside it stand paragraphs without links and controls alone: nothing else is shown where videos play.
    """

    title: str
    url: str
    words: Text | None = None

    def __post_init__(self) -> None:
        check_label(self.title, limits.HEADING)
        check_url(self.url)
        if self.words is not None:
            _check_text(self.words, limits.FIELD_VALUE)
            _check_no_link(self.words)


Block = Heading | Paragraph | Quote | Small | Bullets | Fields | Divider | Controls | Video


@dataclass(frozen=True, slots=True)
class File:
    """A file that travels with a message (a calendar, a PDF, a picture); `alt` says what a picture shows."""

    name: str
    mime: str
    content: bytes
    alt: str = ""

    def __post_init__(self) -> None:
        if not self.name or len(self.name) > limits.FILE_NAME or any(c in '/\\\0"\r\n' for c in self.name):
            raise Unsayable("a file has a short name without slashes")
        if len(self.content) > limits.FILE_BYTES:
            raise Unsayable(f"a file of {len(self.content)} bytes; {limits.FILE_BYTES} fit")
        if limits.weight(self.alt) > limits.ALT_TEXT:
            raise Unsayable(f"an alternative text of weight {limits.weight(self.alt)}; {limits.ALT_TEXT} fit")


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot says once, on whatever platform: blocks in reading order."""

    blocks: tuple[Block, ...]
    files: tuple[File, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.blocks) <= limits.BLOCKS:
            raise Unsayable(f"a message has 1 to {limits.BLOCKS} blocks, not {len(self.blocks)}")
        if len(self.files) > limits.FILES:
            raise Unsayable(f"a message carries at most {limits.FILES} files")
        weight = self.weight
        if weight > limits.MESSAGE_TEXT:
            raise Unsayable(f"a message of weight {weight}; {limits.MESSAGE_TEXT} fit")
        rows = [block for block in self.blocks if isinstance(block, Controls)]
        if len(rows) > limits.CONTROL_ROWS:
            raise Unsayable(f"a message has at most {limits.CONTROL_ROWS} rows of controls")
        if components(self) > 38:
            raise Unsayable("a message of more than 38 parts (Discord shows 40, its frame counted)")
        if self.video is not None:
            _check_beside_a_video(self)
        tokens = [str(item.action) for row in rows for item in row.items if hasattr(item, "action")]
        if len(set(tokens)) != len(tokens):
            raise Unsayable("two controls of one message have the same action")

    @property
    def weight(self) -> int:
        """Characters on the costliest platform, controls not counted."""
        return sum(_weigh(block) for block in self.blocks)

    @property
    def video(self) -> Video | None:
        """The video it shows, if it shows one."""
        return next((block for block in self.blocks if isinstance(block, Video)), None)

    def with_controls(self, *rows: Controls) -> "Message":
        """The same words with other controls under them."""
        kept = tuple(block for block in self.blocks if not isinstance(block, Controls))
        return replace(self, blocks=kept + rows)

    @property
    def controls(self) -> tuple[Control, ...]:
        return tuple(item for block in self.blocks if isinstance(block, Controls) for item in block.items)


def message(*blocks: Block | str | Text, files: tuple[File, ...] = ()) -> Message:
    """Build a message; a bare string or text becomes a paragraph."""
    return Message(tuple(Paragraph(say(b)) if isinstance(b, str | Text) else b for b in blocks), files)


def paragraph(*words: Words) -> Paragraph:
    return Paragraph(say(*words))


def small(*words: Words) -> Small:
    return Small(say(*words))


def components(a_message: Message) -> int:
    """Count parts as Discord does: one a block, one more a control, one a file; the frame is the caller's."""
    controls = sum(len(block.items) for block in a_message.blocks if isinstance(block, Controls))
    return len(a_message.blocks) + controls + len(a_message.files)


def _weigh(block: Block) -> int:
    match block:
        case Heading(text):
            return limits.weight(text) + 4
        case Paragraph(text) | Quote(text) | Small(text):
            return text.weight + 4
        case Bullets(items):
            return sum(item.weight + 3 for item in items)
        case Fields(items):
            return sum(limits.weight(item.name) + item.value.weight + 8 for item in items)
        case Divider() | Controls():
            return 0
        case Video(title, url, words):
            address = ascii_url(url)
            shown = limits.weight(title) + len(address) + 4 * address.count("&") + 12
            return shown + (words.weight + 4 if words is not None else 0)


def _check_text(text: Text, most: int) -> None:
    if not text.spans:
        raise Unsayable("a text may not be empty")
    if text.weight > most:
        raise Unsayable(f"a text of weight {text.weight}; {most} fit")


def _check_no_link(text: Text) -> None:
    if any(isinstance(span, Link) for span in text.spans):
        raise Unsayable("beside a video no other link is shown: platforms would unfold it as well")


def _check_beside_a_video(a_message: Message) -> None:
    if sum(isinstance(block, Video) for block in a_message.blocks) > 1:
        raise Unsayable("a message shows one video")
    if a_message.files or not all(
        isinstance(block, Video | Paragraph | Controls) for block in a_message.blocks
    ):
        raise Unsayable("beside a video stand paragraphs and controls alone")
    for block in a_message.blocks:
        if isinstance(block, Paragraph):
            _check_no_link(block.text)
    if a_message.weight > limits.VIDEO_TEXT:
        raise Unsayable(f"a message of weight {a_message.weight} with a video; {limits.VIDEO_TEXT} fit")
