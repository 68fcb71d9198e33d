"""Reads what is sent to the JSON interface; what cannot be read is refused in a sentence, with a status."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from communitybot.conversation import limits
from communitybot.conversation.inbound import Value

LONGEST_ID = 200  # ours: no id of ours is longer
A_FORM = limits.FILE_BYTES * 4 // 3 + 64 * 1024  # bytes: a file as base64, and all other answers
LONGEST_TEXT = 20_000  # ours: the bot itself says how much a command or a field carries
_NUMBER = re.compile(r"[0-9]{1,15}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Refused(Exception):
    """A request that is answered with a 4xx `status` and a JSON `error` sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Given:
    """A JSON body or a query, read one named value at a time; names nobody asks for are ignored."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def text(self, name: str, *, most: int = LONGEST_ID) -> str:
        """A string that must be there; 400 otherwise."""
        if name not in self._given:
            raise Refused(400, f"`{name}` is missing.")
        found = self._optional(name, most)
        if found is None:
            raise Refused(400, f"`{name}` must be a string, not null.")
        return found

    def text_or_none(self, name: str, *, most: int = LONGEST_ID) -> str | None:
        return self._optional(name, most)

    def number_or_none(self, name: str) -> int | None:
        """A message's id, where one is given."""
        found = self._optional(name, LONGEST_ID)
        if found is None:
            return None
        if not _NUMBER.fullmatch(found):
            raise Refused(400, f"`{name}` must be the id of a message.")
        return int(found)

    def yes_or_no(self, name: str, *, default: bool) -> bool:
        found = self._given.get(name, default)
        if not isinstance(found, bool):
            raise Refused(400, f"`{name}` must be true or false.")
        return found

    def whole_number(self, name: str, *, least: int, most: int) -> int:
        if name not in self._given:
            raise Refused(400, f"`{name}` is missing.")
        found = self._given[name]
        whole = isinstance(found, int) or (isinstance(found, float) and found.is_integer())
        if isinstance(found, bool) or not whole:
            raise Refused(400, f"`{name}` must be a whole number.")
        if not least <= found <= most:
            raise Refused(400, f"`{name}` must lie between {least:,} and {most:,}.")
        return int(found)

    def values(self, name: str) -> dict[str, Value]:
        """Answers to a form: each a string, true or false, or a file as {name, base64}."""
        if name not in self._given:
            raise Refused(400, f"`{name}` is missing.")
        found = self._given[name]
        if not isinstance(found, dict):
            raise Refused(400, f"`{name}` must be an object: field name to value.")
        return {field: _value(field, value) for field, value in found.items()}

    def _optional(self, name: str, most: int) -> str | None:
        found = self._given.get(name)
        if found is None:
            return None
        if not isinstance(found, str):
            raise Refused(400, f"`{name}` must be a string.")
        if len(found) > most:
            raise Refused(400, f"`{name}` has {len(found):,} characters; {most:,} fit.")
        return _sound(name, found)


async def body(request: web.Request, *, most: int | None = None) -> Given:
    """The JSON object of a request. 415 for another content type, 413 from the server, 400 for the rest.

    `most` bytes may be sent, where that is not what the server takes of every request.
    """
    if request.content_type != "application/json":
        raise Refused(415, "Send JSON, with Content-Type: application/json.")
    try:
        told = request if most is None else request.clone(client_max_size=most)
        found = json.loads((await told.read()).decode())
    except UnicodeDecodeError:
        raise Refused(400, "The body is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise Refused(400, "The body is not JSON that can be read.") from None
    if not isinstance(found, dict):
        raise Refused(400, 'The body must be a JSON object, such as {"person": "teacher"}.')
    return Given(found)


def query(request: web.Request) -> Given:
    return Given(dict(request.query))


def _value(field: str, value: Any) -> Value:
    match value:
        case str():
            if len(value) > LONGEST_TEXT:
                raise Refused(400, f"`{field[:60]}` has {len(value):,} characters; {LONGEST_TEXT:,} fit.")
            return _sound(field, value)
        case bool():
            return value
        case {"name": str() as name, "base64": str() as content}:
            return (_file_name(field, name), _bytes(field, content))
        case _:
            raise Refused(
                400, f"`{field[:60]}` must be a string, true or false, or a file: {{name, base64}}."
            )


def _file_name(field: str, name: str) -> str:
    if not 0 < len(name) <= limits.FILE_NAME or any(letter in '/\\\0"\r\n' for letter in name):
        raise Refused(
            400, f"`{field[:60]}`: a file has a name of 1 to {limits.FILE_NAME} characters, no slashes."
        )
    return _sound(field, name)


def _bytes(field: str, content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(400, f"`{field[:60]}`: the file's content is not base64.") from None


def _sound(name: str, text: str) -> str:
    """Refuse half characters and NUL, which no database and no page can carry."""
    if _SURROGATE.search(text) or "\0" in text:
        raise Refused(
            400, f"`{name[:60]}` holds characters that cannot be shown.".encode("ascii", "replace").decode()
        )
    return text
