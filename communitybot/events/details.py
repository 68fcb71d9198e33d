"""What an event says of itself: made tidy, and refused kindly where it is too long or no address."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from communitybot.communities.names import clean, fold
from communitybot.conversation.text import Unsayable, check_url
from communitybot.errors import Misread
from communitybot.events.model import Details, Host
from communitybot.events.views import Changes

TITLE = 120  # the limits are ours: they fit a card with room for its other lines
DESCRIPTION = 2_000
PLACE = 200
NAME = 80
HOSTS = 10
TOPICS = 8
TOPIC = 40
CAPACITY = 100_000
LONGEST = timedelta(days=62)  # a contest or an exhibit may go on for two months
_HASHTAG = re.compile(r"[^\W_]\w{0,49}")


def tidied(details: Details) -> Details:
    """Return what is kept of somebody's words; `Misread` with the field's name where they cannot stay."""
    title = _line("title", details.title, TITLE)
    if not title:
        raise Misread("An event needs a title.", field="title", example="Reading circle")
    capacity = details.capacity or None
    if capacity is not None and not 1 <= capacity <= CAPACITY:
        trouble = f"A capacity is a number of places from 1 to {CAPACITY:,}."
        raise Misread(trouble, understood=str(capacity), field="capacity", example="30")
    return replace(
        details,
        title=title,
        description=_text("description", details.description, DESCRIPTION),
        hosts=_hosts(details.hosts),
        place=_line("place", details.place, PLACE),
        link=_link(details.link),
        hashtag=_hashtag(details.hashtag),
        topics=_topics(details.topics),
        capacity=capacity,
    )


def changed(details: Details, changes: Changes) -> Details:
    """The details with what the wish changes, tidied."""
    names = (
        "title",
        "description",
        "kind",
        "level",
        "hosts",
        "place",
        "link",
        "hashtag",
        "topics",
        "capacity",
    )
    meant = {name: getattr(changes, name) for name in names if getattr(changes, name) is not None}
    return tidied(replace(details, **meant)) if meant else details


def checked_length(length: timedelta) -> timedelta:
    """Whole minutes, more than none and at most 62 days."""
    minutes = length // timedelta(minutes=1)
    if not timedelta() < length <= LONGEST or minutes == 0:
        raise Misread("An event lasts from a minute up to 62 days.", field="ends", example="90 minutes")
    return timedelta(minutes=minutes)


def _line(field: str, text: str, most: int) -> str:
    """One line without characters nobody sees."""
    tidy = clean(text, "", most=most + 1)
    if len(tidy) > most:
        raise Misread(
            f"That {field} is too long: {most} characters fit.", understood=tidy[:40] + "…", field=field
        )
    return tidy


def _text(field: str, text: str, most: int) -> str:
    """Several lines, each tidy, with at most one empty line between two."""
    if len(text) > most * 2:
        raise Misread(f"That {field} is too long: {most:,} characters fit.", field=field)
    lines = [clean(line, "", most=most + 1) for line in text.replace("\r\n", "\n").split("\n")]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(tidy) > most:
        raise Misread(f"That {field} is too long: {most:,} characters fit.", field=field)
    return tidy


def _link(text: str) -> str:
    link = text.strip()
    if not link:
        return ""
    try:
        check_url(link)
    except Unsayable as problem:
        raise Misread(
            "That is no web address I can link to.",
            understood=link[:80],
            field="link",
            example="https://example.org/join",
        ) from problem
    return link


def _hashtag(text: str) -> str:
    tag = fold(text.strip())
    if tag and not _HASHTAG.fullmatch(tag):
        trouble = "A hashtag is one word of letters and digits."
        raise Misread(trouble, understood=text[:40], field="hashtag", example="#ce14")
    return tag


def _topics(topics: Iterable[str]) -> tuple[str, ...]:
    tidy: dict[str, str] = {}
    for topic in topics:
        line = _line("topic", topic, TOPIC)
        if line:
            tidy.setdefault(fold(line), line)
    if len(tidy) > TOPICS:
        raise Misread(f"That is more than {TOPICS} topics.", field="topics", example="reading, science")
    return tuple(tidy.values())


def _hosts(hosts: Iterable[Host]) -> tuple[Host, ...]:
    tidy: dict[str, Host] = {}
    for host in hosts:
        name = _line("host", host.name, NAME)
        if name:
            tidy.setdefault(host.person or fold(name), Host(name, host.person))
    if len(tidy) > HOSTS:
        raise Misread(f"That is more than {HOSTS} hosts.", field="hosts", example="me, Ana Ruiz")
    return tuple(tidy.values())
