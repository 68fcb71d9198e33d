"""A text of spans as one string of Discord's markdown."""

from datetime import datetime
from itertools import pairwise
from typing import assert_never

from adapters.discord.escape import code, guard_lines, literal
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
from communitybot.conversation.times import clock_words, date_words, spell_zone, when_words, zone_info
from communitybot.conversation.urls import ascii_url, misleads
from communitybot.conversation.visible import NOTHING, label, shows, visible

APART = "\u200b"  # keeps the marks of two neighbouring spans from becoming one
MARKED = Strong | Emphasis | Struck | Code


def draw_text(text: Text, *, now: datetime | None = None) -> str:
    """Give a text as Discord's markdown; a dash when nothing in it can be seen."""
    drawn = [draw_span(span, now) for span in text.spans]
    spans = [None, *text.spans]
    joined = "".join(
        f"{APART}{words}" if isinstance(before, MARKED) and isinstance(span, MARKED) else words
        for (before, span), words in zip(pairwise(spans), drawn, strict=True)
    )
    return guard_lines(joined) if shows(joined) else NOTHING


def draw_span(span: Span, now: datetime | None) -> str:
    match span:
        case Plain(text):
            return literal(text)
        case Strong(text):
            return _marked("**", text)
        case Emphasis(text):
            return _marked("*", text)
        case Struck(text):
            return _marked("~~", text)
        case Code(text):
            return code(text) if visible(text).strip() else literal(text)
        case Link(words, url):
            return draw_link(words, url)
        case At():
            return draw_moment(span, now)
        case Person(address, name):
            known = address.platform == "discord" and _is_id(address.person)
            return f"<@{address.person}>" if known else literal(label(name))
        case Place(address, name):
            target = address.thread or address.place
            known = address.platform == "discord" and _is_id(target)
            return f"<#{target}>" if known else literal(f"#{label(name).removeprefix('#')}")
    assert_never(span)


def draw_link(words: str, url: str) -> str:
    """Draw a link under its label; an address as label, or one of another host, shows where it leads."""
    address = ascii_url(url)
    shown = label(words)
    if url.startswith(shown.removesuffix("…")) and "://" in shown:
        return f"<{address}>"
    if misleads(shown, url) or "://" in shown:  # Discord draws no link whose label looks like an address
        return f"{literal(shown)} (<{address}>)"
    return f"[{literal(shown)}]({address})"


def draw_moment(at: At, now: datetime | None) -> str:
    """Say a moment in its own zone, with a stamp that each reader's Discord shows in theirs."""
    local = at.start.astimezone(zone_info(at.zone))
    match at.style:
        case AtStyle.FULL:
            words = when_words(at.start, at.end, at.zone, now=now)
            return f"{literal(words)} (<t:{at.unix}:R>; <t:{at.unix}:f> for you)"
        case AtStyle.TIME:
            words = f"{clock_words(local)} {spell_zone(local)}"
            return f"{literal(words)} (<t:{at.unix}:t> for you)"
        case AtStyle.DATE:
            this_year = now is not None and now.astimezone(zone_info(at.zone)).year == local.year
            return literal(date_words(local, with_year=not this_year))
        case AtStyle.DISTANCE:
            return f"<t:{at.unix}:R>"
    assert_never(at.style)


def _marked(mark: str, text: str) -> str:
    """Set marks around the words alone: Discord takes none that touch a space."""
    flat = visible(text).replace("\n", " ")
    words = flat.strip()
    if not words or not shows(words):
        return literal(flat)
    before = flat[: len(flat) - len(flat.lstrip())]
    after = flat[len(flat.rstrip()) :]
    return f"{before}{mark}{literal(words)}{mark}{after}"


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20
