"""A community's coming events as a page lists them: by day, narrowed by level and theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from urllib.parse import urlencode

SCHOOL_ORDER = (
    "all levels",
    "early childhood",
    "elementary",
    "middle",
    "high school",
    "higher education",
)


class Entry(Protocol):
    """One event as the public may know it; `when` is told in the event's own zone."""

    @property
    def title(self) -> str: ...
    @property
    def when(self) -> str: ...
    @property
    def starts(self) -> datetime: ...
    @property
    def level(self) -> str: ...
    @property
    def theme(self) -> str: ...
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
    days: tuple[ShownDay, ...]
    total: int
    levels: tuple[Way, ...]
    themes: tuple[Way, ...]
    narrowed: bool


def listing(page: CommunityPage, *, level: str | None, theme: str | None) -> Listing:
    """Narrow a page's events; a level or theme nobody offers is the same as none."""
    everything = [entry for day in page.days for entry in day.entries]
    levels = sorted({entry.level for entry in everything if entry.level}, key=_as_pupils_grow)
    themes = sorted({entry.theme for entry in everything if entry.theme})
    level = level if level in levels else None
    theme = theme if theme in themes else None
    days = tuple(
        ShownDay(day.date.isoformat(), f"{day.date:%A} {day.date.day} {day.date:%B %Y}", kept)
        for day in page.days
        if (kept := tuple(entry for entry in day.entries if _fits(entry, level, theme)))
    )
    return Listing(
        days=days,
        total=sum(len(day.entries) for day in days),
        levels=_ways("level", levels, level, {"theme": theme}),
        themes=_ways("theme", themes, theme, {"level": level}),
        narrowed=level is not None or theme is not None,
    )


def _as_pupils_grow(level: str) -> tuple[int, str]:
    place = SCHOOL_ORDER.index(level) if level in SCHOOL_ORDER else len(SCHOOL_ORDER)
    return place, level


def _fits(entry: Entry, level: str | None, theme: str | None) -> bool:
    return level in {None, entry.level} and theme in {None, entry.theme}


def _ways(name: str, offered: list[str], now: str | None, other: dict[str, str | None]) -> tuple[Way, ...]:
    """Links that keep the other narrowing; none at all where there is nothing to choose between."""
    if len(offered) < 2:
        return ()
    kept = {key: value for key, value in other.items() if value}
    every = Way("Any", "?" + urlencode(kept), now is None)
    return (
        every,
        *(Way(each.capitalize(), "?" + urlencode({**kept, name: each}), each == now) for each in offered),
    )
