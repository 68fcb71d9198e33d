"""A community's coming events as a page lists them: by day, narrowed by level and theme."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from urllib.parse import urlencode

THEMES = 10  # offered at most; ours: three rows on a wide screen
SCHOOL_ORDER = (
    "all levels",
    "early childhood",
    "elementary",
    "middle",
    "high school",
    "higher education",
)


class Entry(Protocol):
    """One event as the public may know it; `hours` are told in the event's own zone."""

    @property
    def title(self) -> str: ...
    @property
    def hours(self) -> str: ...
    @property
    def starts(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def theme(self) -> str: ...
    @property
    def topics(self) -> Sequence[str]: ...
    @property
    def hosts(self) -> Sequence[str]: ...
    @property
    def place(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def link(self) -> str: ...
    @property
    def cancelled(self) -> bool: ...


class Day(Protocol):
    """A day that has events, in the community's zone."""

    @property
    def date(self) -> date: ...
    @property
    def entries(self) -> Sequence[Entry]: ...


class CommunityPage(Protocol):
    """A community that has opted in to a public page."""

    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def days(self) -> Sequence[Day]: ...


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day under its heading."""

    iso: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to narrow the list: a link, and whether it is the one taken now."""

    label: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a page shows; `total` counts what takes place, `cancelled` what does not."""

    days: tuple[ShownDay, ...]
    total: int
    cancelled: int
    levels: tuple[Way, ...]
    themes: tuple[Way, ...]
    narrowed: bool


def listing(page: CommunityPage, *, level: str | None, theme: str | None) -> Listing:
    """Narrow a page's events; a level or theme nobody offers is the same as none."""
    everything = [entry for day in page.days for entry in day.entries]
    levels = sorted({entry.level for entry in everything if entry.level}, key=_as_pupils_grow)
    themes = _themes(everything)
    level = level if level in levels else None
    theme = theme if theme in themes else None
    days = tuple(
        ShownDay(day.date.isoformat(), f"{day.date:%A} {day.date.day} {day.date:%B %Y}", kept)
        for day in page.days
        if (kept := tuple(entry for entry in day.entries if _fits(entry, level, theme)))
    )
    off = sum(entry.cancelled for day in days for entry in day.entries)
    return Listing(
        days=days,
        total=sum(len(day.entries) for day in days) - off,
        cancelled=off,
        levels=_ways("level", levels if len(levels) > 1 else [], level, {"theme": theme}),
        themes=_ways("theme", themes, theme, {"level": level}),
        narrowed=level is not None or theme is not None,
    )


def _as_pupils_grow(level: str) -> tuple[int, str]:
    place = SCHOOL_ORDER.index(level) if level in SCHOOL_ORDER else len(SCHOOL_ORDER)
    return place, level


def _themes(entries: Sequence[Entry]) -> list[str]:
    """The commonest topics and programmes' themes that not every event has, in order of letters."""
    held = Counter(theme for entry in entries for theme in {entry.theme, *entry.topics} if theme)
    telling = [theme for theme, times in held.most_common() if times < len(entries)]
    return sorted(telling[:THEMES], key=str.casefold)


def _fits(entry: Entry, level: str | None, theme: str | None) -> bool:
    return level in {None, entry.level} and theme in {None, entry.theme, *entry.topics}


def _ways(name: str, offered: list[str], now: str | None, other: dict[str, str | None]) -> tuple[Way, ...]:
    """Links that keep the other narrowing; none at all where there is nothing to choose between."""
    if not offered:
        return ()
    kept = {key: value for key, value in other.items() if value}
    every = Way("Any", "?" + urlencode(kept), now is None)
    return (
        every,
        *(Way(each.capitalize(), "?" + urlencode({**kept, name: each}), each == now) for each in offered),
    )
