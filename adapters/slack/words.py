"""A text of spans as one string of Slack's mrkdwn."""

import re
from datetime import datetime
from typing import assert_never

from adapters.slack.escape import APART, code, entities, guard_lines, literal
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

MARKED = Strong | Emphasis | Struck | Code

_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{1,30}")


def draw_text(text: Text, *, now: datetime | None = None) -> str:
    """Give a text as mrkdwn; a dash when nothing in it can be seen."""
    drawn = ""
    after_mark = False
    for span in text.spans:
        words = draw_span(span, now)
        marked = isinstance(span, MARKED)
        if words and drawn and (marked or after_mark) and not (drawn[-1].isspace() or words[0].isspace()):
            drawn += APART  # a mark counts only at the edge of a word
        drawn += words
        after_mark = marked if words else after_mark
    return guard_lines(drawn) if shows(drawn) else NOTHING


def draw_span(span: Span, now: datetime | None) -> str:
    match span:
        case Plain(text):
            return literal(text)
        case Strong(text):
            return _marked("*", text)
        case Emphasis(text):
            return _marked("_", text)
        case Struck(text):
            return _marked("~", text)
        case Code(text):
            return code(text) if visible(text).strip() else literal(text)
        case Link(words, url):
            return draw_link(words, url)
        case At():
            return draw_moment(span, now)
        case Person(address, name):
            known = address.platform == "slack" and _USER.fullmatch(address.person)
            return f"<@{address.person}>" if known else literal(label(name))
        case Place(address, name):
            known = address.platform == "slack" and not address.thread and _CHANNEL.fullmatch(address.place)
            return f"<#{address.place}>" if known else literal(f"#{label(name).removeprefix('#')}")
    assert_never(span)


def draw_link(words: str, url: str) -> str:
    """Draw a link under its label; an address as label, or one of another host, shows where it leads."""
    address = entities(ascii_url(url))
    shown = label(words)
    if url.startswith(shown.removesuffix("…")) and "://" in shown:
        return f"<{address}>"
    if misleads(shown, url) or "://" in shown:
        return f"{literal(shown)} (<{address}>)"
    return f"<{address}|{literal(shown)}>"


def draw_moment(at: At, now: datetime | None) -> str:
    """Say a moment in its own zone, with a token that each reader's Slack shows in theirs."""
    local = at.start.astimezone(zone_info(at.zone))
    clock = f"{clock_words(local)} {spell_zone(local)}"
    match at.style:
        case AtStyle.FULL:
            words = when_words(at.start, at.end, at.zone, now=now)
            return f"{literal(words)} ({_token(at, '{date_short_pretty} {time}', clock)} for you)"
        case AtStyle.TIME:
            return f"{literal(clock)} ({_token(at, '{time}', clock)} for you)"
        case AtStyle.DATE:
            this_year = now is not None and now.astimezone(zone_info(at.zone)).year == local.year
            return literal(date_words(local, with_year=not this_year))
        case AtStyle.DISTANCE:
            return _token(at, "{date_short_pretty} {time}", f"{date_words(local, with_year=True)}, {clock}")
    assert_never(at.style)


def _token(at: At, style: str, fallback: str) -> str:
    return f"<!date^{at.unix}^{style}|{fallback}>"


def _marked(mark: str, text: str) -> str:
    """Set marks around the words alone: Slack takes none that touch a space."""
    flat = visible(text).replace("\n", " ")
    words = flat.strip()
    if not words or not shows(words):
        return literal(flat)
    before = flat[: len(flat) - len(flat.lstrip())]
    after = flat[len(flat.rstrip()) :]
    return f"{before}{mark}{literal(words)}{mark}{after}"
