"""A message as one line of JSON and back: what the outbox keeps between deciding and sending."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import Any, assert_never

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Button, Choice, Control, LinkButton, Look, Select
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Divider,
    Field,
    Fields,
    File,
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

VERSION = 1
REMEMBERED = 1_024  # messages kept thawed: fan-out sends one text to many places
SHORT = 20_000  # characters; a longer text carries files and is thawed each time instead of being kept

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)

Json = list[Any] | str

_write = json.JSONEncoder(separators=(",", ":")).encode


class Unthawable(ValueError):
    """A text that `freeze` did not write."""


def freeze(message: Message) -> str:
    """Write a message as compact JSON in ASCII; equal messages give equal texts. Files travel in base64.

    What was just frozen is most often sent next, so it is remembered thawed.
    """
    files = [
        [each.name, each.mime, b64encode(each.content).decode(), *([each.alt] if each.alt else [])]
        for each in message.files
    ]
    text = _write([VERSION, [_from_block(block) for block in message.blocks], *files])
    if len(text) <= SHORT:
        _remember(text, message)
    return text


def thaw(text: str) -> Message:
    """Read back what `freeze` wrote; `Unthawable` for anything else. Equal short texts give one object."""
    known = _thawed.get(text)
    if known is None:
        known = _thaw(text)
        if len(text) <= SHORT:
            _remember(text, known)
    return known


def _thaw(text: str) -> Message:
    try:
        return _to_message(json.loads(text))
    except Unthawable:
        raise
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as problem:
        raise Unthawable(f"not a frozen message: {type(problem).__name__}") from problem


_thawed: dict[str, Message] = {}


def _remember(text: str, message: Message) -> None:
    """Keep a message thawed; the oldest goes when there are too many."""
    _thawed.setdefault(text, message)
    if len(_thawed) > REMEMBERED:
        del _thawed[next(iter(_thawed))]


def _to_message(json: list[Any]) -> Message:
    version, blocks, *files = json
    if version != VERSION:
        raise Unthawable(f"written in form {version!r}; this program reads form {VERSION}")
    return Message(
        tuple([_to_block(block) for block in blocks]),
        tuple([_to_file(*file) for file in files]),
    )


def _to_file(name: str, mime: str, content: str, alt: str = "") -> File:
    return File(name, mime, b64decode(content, validate=True), alt)


def _from_block(block: Block) -> Json:
    match block:
        case Heading(text):
            return ["h", text]
        case Paragraph(text):
            return ["p", *_from_text(text)]
        case Quote(text):
            return ["q", *_from_text(text)]
        case Small(text):
            return ["s", *_from_text(text)]
        case Bullets(items):
            return ["b", *[_from_text(item) for item in items]]
        case Fields(items):
            return ["f", *[[item.name, *_from_text(item.value)] for item in items]]
        case Divider():
            return ["-"]
        case Controls(items):
            return ["c", *[_from_control(item) for item in items]]
        case Video(title, url, words):
            return ["v", title, url, *([_from_text(words)] if words is not None else [])]
    assert_never(block)


def _to_block(json: list[Any]) -> Block:
    kind, *rest = json
    match kind:
        case "h":
            return Heading(_string(*rest))
        case "p":
            return Paragraph(_to_text(rest))
        case "q":
            return Quote(_to_text(rest))
        case "s":
            return Small(_to_text(rest))
        case "b":
            return Bullets(tuple([_to_text(item) for item in rest]))
        case "f":
            return Fields(tuple([Field(_string(name), _to_text(value)) for name, *value in rest]))
        case "-":
            return Divider()
        case "c":
            return Controls(tuple([_to_control(item) for item in rest]))
        case "v":
            title, url, *words = rest
            return Video(_string(title), _string(url), *[_to_text(each) for each in words])
    raise Unthawable(f"no block is called {kind!r}")


def _from_control(control: Control) -> Json:
    match control:
        case Button(label, action, look):
            return ["b", label, str(action), look.value]
        case LinkButton(label, url):
            return ["l", label, url]
        case Select(placeholder, action, options):
            return ["s", placeholder, str(action), *[[option.value, option.label] for option in options]]
    assert_never(control)


def _to_control(json: list[Any]) -> Control:
    kind, *rest = json
    match kind:
        case "b":
            label, token, look = rest
            return Button(_string(label), Action.parse(token), Look(look))
        case "l":
            label, url = rest
            return LinkButton(_string(label), _string(url))
        case "s":
            placeholder, token, *options = rest
            choices = tuple([Choice(_string(value), _string(label)) for value, label in options])
            return Select(_string(placeholder), Action.parse(token), choices)
    raise Unthawable(f"no control is called {kind!r}")


def _from_text(text: Text) -> list[Json]:
    return [_from_span(span) for span in text.spans]


def _to_text(json: list[Any]) -> Text:
    return Text(tuple([_to_span(span) for span in json]))


def _from_span(span: Span) -> Json:
    match span:
        case Plain(text):
            return text
        case Strong(text):
            return ["*", text]
        case Emphasis(text):
            return ["_", text]
        case Struck(text):
            return ["~", text]
        case Code(text):
            return ["`", text]
        case Link(label, url):
            return ["l", label, url]
        case At(start, zone, end, style):
            return ["t", _ticks(start), zone, None if end is None else _ticks(end), style.value]
        case Person(address, name):
            return ["@", str(address), name]
        case Place(place, name):
            return ["#", str(place), name]
    assert_never(span)


def _to_span(json: Json) -> Span:
    if isinstance(json, str):
        return Plain(json)
    kind, *rest = json
    match kind:
        case "*":
            return Strong(_string(*rest))
        case "_":
            return Emphasis(_string(*rest))
        case "~":
            return Struck(_string(*rest))
        case "`":
            return Code(_string(*rest))
        case "l":
            label, url = rest
            return Link(_string(label), _string(url))
        case "t":
            start, zone, end, style = rest
            return At(_moment(start), _string(zone), None if end is None else _moment(end), AtStyle(style))
        case "@":
            address, name = rest
            return Person(PersonAddress.parse(address), _string(name))
        case "#":
            address, name = rest
            return Place(PlaceAddress.parse(address), _string(name))
    raise Unthawable(f"no span is called {kind!r}")


def _ticks(moment: datetime) -> int:
    return (moment - EPOCH) // TICK


def _moment(ticks: int) -> datetime:
    return EPOCH + timedelta(microseconds=ticks)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise Unthawable(f"a text was expected, not {type(value).__name__}")
    return value
