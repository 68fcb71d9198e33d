"""The words of a foreign event: title, description, place, who hosts, and what its categories tell."""

import html
import re
from collections.abc import Iterator
from typing import Any

from communitybot.events.calendars.calendar_words import (
    OWN,
    Own,
    clean,
    fitting,
    own_description,
    read_own,
    safe_url,
)
from communitybot.events.model import Details, Host, Kind
from communitybot.people.model import Level

MARKED_UP = re.compile(
    r"</?(?:p|br|a|b|i|u|em|strong|span|div|ul|ol|li|html-blob|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE
)
BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
LINKS = ("URL", "X-GOOGLE-CONFERENCE", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")


def own_of(part: Any) -> Own | None:
    """What our own line in an event says, if there is one."""
    held = part.get(OWN)
    return read_own(str(held)) if held is not None and not isinstance(held, list) else None


def details_of(part: Any, own: Own | None) -> Details:
    """The event's words in our terms, cut visibly where they are too long to keep."""
    link = next(filter(None, (safe_url(_text(part, name)) for name in LINKS)), "")
    place = _text(part, "LOCATION")
    title = _text(part, "SUMMARY")
    if own is None:
        if not link and safe_url(place):
            link, place = place, ""
        kind, level, topics = _categories(part)
        return fitting(
            Details(
                title=html.unescape(title),  # some sites write their titles as they stand in their pages
                description=_plain(_text(part, "DESCRIPTION", lines=True)),
                kind=kind,
                level=level,
                hosts=tuple(_hosts(part)),
                place=place,
                link=link,
                topics=topics,
            )
        )
    told = Details(
        title=title,
        kind=own.kind,
        level=own.level,
        hosts=tuple(Host(name) for name in own.hosts),
        place="" if place == link and not own.placed else place,
        link=link,
        hashtag=own.hashtag,
        topics=own.topics,
        capacity=own.capacity,
    )
    written = own_description(_text(part, "DESCRIPTION", lines=True), told, own.reason)
    return fitting(Details(**{**_fields(told), "description": written}))


def _fields(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in Details.__dataclass_fields__}


def _text(part: Any, name: str, *, lines: bool = False) -> str:
    held = part.get(name, "")
    if isinstance(held, list):
        held = held[0] if held else ""
    return clean(str(held), lines=lines)


def _plain(text: str) -> str:
    """Descriptions some calendars write as HTML, as the words a person saw."""
    if not MARKED_UP.search(text):
        return text
    return html.unescape(MARKED_UP.sub("", BREAKS.sub("\n", text)))


def _hosts(part: Any) -> Iterator[Host]:
    """Who organises, by name; mail addresses are never kept."""
    held = part.get("ORGANIZER", ())
    for each in held if isinstance(held, list) else [held]:
        name = clean(str(getattr(each, "params", {}).get("CN", "")))
        if name and "@" not in name:
            yield Host(name)


def _categories(part: Any) -> tuple[Kind, Level, tuple[str, ...]]:
    held: Any = part.get("CATEGORIES", [])
    kind, level, topics = None, None, []
    for each in held if isinstance(held, list) else [held]:
        for word in getattr(each, "cats", [each]):
            text = clean(str(word))
            folded = text.casefold()
            if folded in set(Kind) and kind is None:
                kind = Kind(folded)
            elif folded in set(Level) and level is None:
                level = Level(folded)
            elif text:
                topics.append(text)
    return kind or Kind.MEETING, level or Level.ALL, tuple(topics)
