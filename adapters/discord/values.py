"""What people filled in, as the core's values: accounts and rooms as addresses, files still to fetch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.discord import commands, forms, places
from communitybot.conversation.inbound import Value

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file somebody uploaded, not fetched yet; `size` in bytes, as Discord tells it."""

    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Given:
    """Values by name; those that are files stand in `files` until they are fetched."""

    values: Mapping[str, Value] = field(default_factory=dict)
    files: Mapping[str, Attachment] = field(default_factory=dict)


def of_options(guild: str, options: Sequence[Json], resolved: Json) -> Given:
    """Read the options of a command; what is unreadable counts as not given."""
    values: dict[str, Value] = {}
    files: dict[str, Attachment] = {}
    for option in options:
        name, value = str(option["name"]), option.get("value")
        match option.get("type"):
            case commands.USER:
                values[name] = str(places.person(guild, str(value)))
            case commands.CHANNEL:
                values[name] = _place(guild, str(value), resolved)
            case commands.ATTACHMENT:
                if found := _attachment(str(value), resolved):
                    files[name] = found
            case commands.STRING | commands.INTEGER | commands.BOOLEAN:
                values[name] = value
    return Given(values, files)


def of_modal(guild: str, components: Sequence[Json], resolved: Json) -> Given:
    """Read a modal that was sent: one component in each label (or row, as older clients send them)."""
    values: dict[str, Value] = {}
    files: dict[str, Attachment] = {}
    for part in _inputs(components):
        name = str(part["custom_id"])
        chosen = part.get("values") or []
        first = str(chosen[0]) if chosen else None
        match part.get("type"):
            case forms.INPUT:
                values[name] = str(part.get("value") or "")
            case forms.SELECT:
                values[name] = first
            case forms.USER_SELECT:
                values[name] = None if first is None else str(places.person(guild, first))
            case forms.CHANNEL_SELECT:
                values[name] = None if first is None else _place(guild, first, resolved)
            case forms.FILE_UPLOAD:
                values[name] = None
                if first is not None and (found := _attachment(first, resolved)):
                    files[name] = found
    return Given(values, files)


def _inputs(components: Sequence[Json]) -> list[Json]:
    found: list[Json] = []
    for part in components:
        inner = [part["component"]] if part.get("component") else part.get("components", [])
        found += [each for each in inner if each.get("custom_id")]
    return found


def _place(guild: str, channel: str, resolved: Json) -> str:
    known = resolved.get("channels", {}).get(channel, {})
    return str(places.place(guild, {**known, "id": channel}))


def _attachment(number: str, resolved: Json) -> Attachment | None:
    known = resolved.get("attachments", {}).get(number)
    if known is None:
        return None
    return Attachment(str(known.get("filename", "file")), str(known["url"]), int(known.get("size", 0)))
