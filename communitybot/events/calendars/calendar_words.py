"""How an event's words travel in a calendar: as calendars show them, and in a line of our own."""

import json
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from communitybot.communities import names
from communitybot.conversation.text import Unsayable, check_url
from communitybot.errors import Misread
from communitybot.events import details as limits
from communitybot.events.model import Details, Host, Kind
from communitybot.people.model import Level

OWN = "X-COMMUNITYBOT-EVENT"
"""The property that holds, as ASCII JSON, what calendars have no place for; `v` is its version."""

VERSION = 1
JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What our own line says; nothing in it is believed before it was checked."""

    kind: Kind
    level: Level
    hosts: tuple[str, ...]
    hashtag: str
    topics: tuple[str, ...]
    capacity: int | None
    placed: bool  # the location is where it takes place, not a web address put there to be seen
    zone: str
    reason: str


def clean(text: str, *, lines: bool = False) -> str:
    """Drop control, direction and invisible characters; line breaks stay only where `lines` allows them.

    What separates lines anywhere (also U+2028 and U+0085) counts as a line break, so that no reader finds
    one where we saw none.
    """
    text = "\n".join(text.splitlines())
    kept = (
        letter
        for letter in text
        if letter == "\n" or letter in JOINERS or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    tidy = "".join(kept).strip()
    return tidy if lines else tidy.replace("\n", " ")


def safe_url(url: str) -> str:
    """The address when every platform takes it as a link, else nothing."""
    try:
        check_url(url)
    except Unsayable:
        return ""
    return url


def description(details: Details, reason: str) -> str:
    """What a calendar shows below the title: why it is cancelled, the description, who hosts, where to go."""
    return clean(
        "\n\n".join(part for part in (_head(reason), details.description, _tail(details)) if part), lines=True
    )


def own_description(text: str, details: Details, reason: str) -> str:
    """The description alone, out of what `description` made of it."""
    text, head, tail = clean(text, lines=True), clean(_head(reason)), clean(_tail(details), lines=True)
    if head and text.startswith(head):
        text = text[len(head) :].lstrip("\n")
    if tail and text.endswith(tail) and text.removesuffix(tail)[-2:] in {"", "\n\n"}:
        text = text.removesuffix(tail)
    return text.strip("\n")


def _head(reason: str) -> str:
    return f"Cancelled: {reason}" if reason else ""


def _tail(details: Details) -> str:
    hosted = "Hosted by " + ", ".join(host.name for host in details.hosts) if details.hosts else ""
    tag = f"#{details.hashtag}" if details.hashtag else ""
    return "\n\n".join(part for part in (hosted, details.link, tag) if part)


def own_line(details: Details, *, zone: str, reason: str) -> str:
    """Write what calendars have no place for. Hosts go by name: our ids mean nothing elsewhere."""
    held = {
        "v": VERSION,
        "kind": details.kind.value,
        "level": details.level.value,
        "hosts": [host.name for host in details.hosts],
        "hashtag": details.hashtag,
        "topics": details.topics,
        "capacity": details.capacity,
        "placed": bool(details.place),
        "zone": zone,
        "reason": reason,
    }
    return json.dumps({name: value for name, value in held.items() if value or name == "placed"})


def read_own(text: str) -> Own | None:
    """Read our line; None for one that is not ours, was mangled on its way, or claims what cannot be."""
    try:
        held: dict[str, Any] = json.loads(text)
        if not isinstance(held, dict) or held.get("v") != VERSION:
            return None
        capacity = held.get("capacity")
        plain = Details(
            title="-",
            kind=Kind(held.get("kind", Kind.MEETING)),
            level=Level(held.get("level", Level.ALL)),
            hosts=tuple(Host(_text(name)) for name in held.get("hosts", ())),
            hashtag=_text(held.get("hashtag", "")),
            topics=tuple(_text(topic) for topic in held.get("topics", ())),
            capacity=capacity if capacity is None or type(capacity) is int else -1,
        )
        tidy = limits.tidied(plain)
        return Own(
            kind=tidy.kind,
            level=tidy.level,
            hosts=tuple(host.name for host in tidy.hosts),
            hashtag=tidy.hashtag,
            topics=tidy.topics,
            capacity=tidy.capacity,
            placed=held.get("placed") is True,
            zone=_text(held.get("zone", "")),
            reason=names.clean(_text(held.get("reason", "")), "", most=300),
        )
    except (ValueError, TypeError, RecursionError, Misread):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def fitting(details: Details) -> Details:
    """Somebody else's words so that they can stay: cut visibly where ours would be refused as too long."""
    topics: dict[str, str] = {}
    for topic in details.topics:
        short = names.clean(topic, "", most=limits.TOPIC)
        if short:
            topics.setdefault(names.fold(short), short)
    hosts: dict[str, Host] = {}
    for host in details.hosts:
        short = names.clean(host.name, "", most=limits.NAME)
        if short:
            hosts.setdefault(names.fold(short), Host(short))
    return replace(
        details,
        title=names.clean(details.title, "Untitled event", most=limits.TITLE),
        description=_paragraphs(details.description),
        place=names.clean(details.place, "", most=limits.PLACE),
        link=safe_url(details.link),
        hosts=tuple(hosts.values())[: limits.HOSTS],
        topics=tuple(topics.values())[: limits.TOPICS],
    )


def _paragraphs(text: str) -> str:
    """Lines made tidy one by one, at most one empty line between two."""
    most = limits.DESCRIPTION
    lines = [names.clean(line, "", most=most) for line in text[: most * 10].splitlines()]
    tidy: list[str] = []
    for line in lines:
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    joined = "\n".join(tidy).strip()
    return joined if len(joined) <= most else joined[: most - 1].rstrip() + "…"
