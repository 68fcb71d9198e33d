"""What the web shows of events: calendar subscriptions, and the public page of a community that wants one."""

import asyncio
import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from communitybot.communities.model import Community
from communitybot.conversation import limits
from communitybot.conversation.times import date_words, when_words
from communitybot.events.calendars.ics import Series, calendar_of, calendar_of_occurrences
from communitybot.events.model import Occurrence, Programme, Status
from communitybot.events.repository import EventsWork
from communitybot.events.service import Events
from communitybot.events.views import FeedView, Listed
from communitybot.moments.wall import zone_info
from communitybot.ports import Clock, Units

AHEAD = timedelta(days=3 * 366)  # how far zones are told beyond today, so that endless series keep their hour
MOST_SHOWN = 300  # dates on a public page
ABOUT = 240  # weight of a description there
MOST_KEPT = 64  # calendars kept ready, the last asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A calendar as it is sent: equal calendars have equal tags, and `modified` moves only with them."""

    body: bytes
    etag: str
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date as the public may know it; `when` is told in the event's own zone, `starts` is aware.

    `hours` is `when` without the day it stands under; `theme` is its programme's.
    """

    title: str
    when: str
    hours: str
    starts: datetime
    kind: str
    level: str
    theme: str
    topics: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str
    about: str
    link: str
    cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that has events, in the community's zone."""

    date: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityPage:
    """A community that has opted in to a public page, and what is coming there."""

    name: str
    about: str
    days: tuple[Day, ...]


class EventFiles:
    """Makes calendar files and addresses; `base_url` is where the web server is reached."""

    def __init__(self, base_url: str, clock: Clock) -> None:
        self._base_url = base_url.rstrip("/")
        self._clock = clock

    def one(self, listed: Listed) -> bytes:
        """One date as an iCalendar file; made again, it has the same UID, so calendars replace it."""
        one = listed.occurrence
        return calendar_of_occurrences(one.details.title, [one], through=self._clock.now())

    def page(self, slug: str) -> str:
        """The web address of a community's public page, whether it is on or off."""
        return f"{self._base_url}/community/{slug}"

    def address(self, secret: str) -> str:
        """The web address a calendar subscribes to; whoever has it may read, so only its owner is told."""
        return f"{self._base_url}/calendar/{secret}.ics"


class EventPages:
    """Answers the web server's two questions; keeps the last calendars ready, since programs ask often."""

    def __init__(self, events: Events, units: Units[EventsWork], clock: Clock) -> None:
        self._events = events
        self._units = units
        self._clock = clock
        self._ready: dict[tuple[str, str | None], tuple[Hashable, FeedFile]] = {}

    async def feed(self, secret: str) -> FeedFile | None:
        """The calendar behind a secret; None for one that is unknown or revoked.

        The secret is looked up by its SHA-256, so how long the answer takes tells nothing about it.
        """
        view = await self._events.feed(secret)
        if view is None:
            return None
        through = self._clock.now() + AHEAD
        whose = (view.community.id, view.person.id if view.person else None)
        shown = _shown(view, through.year)
        known = self._ready.pop(whose, None)
        if known is None or known[0] != shown:
            body = await asyncio.to_thread(_calendar, view, through)
            known = (shown, self._file(view, body, known[1] if known else None))
        self._ready[whose] = known
        while len(self._ready) > MOST_KEPT:
            self._ready.pop(next(iter(self._ready)), None)
        return known[1]

    def _file(self, view: FeedView, body: bytes, last: FeedFile | None) -> FeedFile:
        etag = hashlib.sha256(body).hexdigest()[:32]
        if last is not None and last.etag == etag:
            return last
        modified = max((event.changed_at for event in view.events), default=datetime(2000, 1, 1, tzinfo=UTC))
        if view.person is not None or last is not None:
            modified = self._clock.now()  # an answer, or a date that is long over, leaves no other trace
        return FeedFile(body=body, etag=etag, modified=modified.replace(microsecond=0))

    async def community(self, slug: str) -> CommunityPage | None:
        """What is coming in a community, cancelled dates marked; None unless it opted in."""
        now = self._clock.now()

        async def unit(work: EventsWork) -> CommunityPage | None:
            found = await work.communities.by_slug(slug)
            if found is None or not found.settings.public_page:
                return None
            dates = await work.events.subscribed(found.id, None, now)
            programmes = {each.id: each for each in await work.events.programmes(found.id)}
            return _page(found, dates[:MOST_SHOWN], programmes, now)

        return await self._units.read(unit)


def _shown(view: FeedView, year: int) -> Hashable:
    """All that a calendar's bytes depend on."""
    if view.person is not None:
        return view.community.name, view.occurrences, year
    return view.community.name, view.events, tuple(sorted(view.changes.items())), year


def _calendar(view: FeedView, through: datetime) -> bytes:
    if view.person is not None:
        name = f"{view.community.name}: {view.person.name}"
        return calendar_of_occurrences(name, view.occurrences, through=through)
    series = [Series(event=event, changes=tuple(view.changes.get(event.id, ()))) for event in view.events]
    return calendar_of(view.community.name, series, through=through)


def _page(
    community: Community, dates: Sequence[Occurrence], programmes: Mapping[str, Programme], now: datetime
) -> CommunityPage:
    rules = zone_info(community.zone)
    today = now.astimezone(rules).date()

    def day_of(one: Occurrence) -> date:
        """The day it begins; what has begun already is under today."""
        day = one.starts.date() if one.event.all_day else one.start.astimezone(rules).date()
        return max(day, today)

    days = [
        Day(date=day, entries=tuple(_entry(one, programmes, day, now) for one in ones))
        for day, ones in groupby(
            sorted(dates, key=lambda one: (day_of(one), one.start, one.event.id)), key=day_of
        )
    ]
    on = (each for each in programmes.values() if each.starts.date() <= today <= each.ends.date())
    about = next((_about(each, community.name) for each in on), "")
    return CommunityPage(name=community.name, about=about, days=tuple(days))


def _about(programme: Programme, community: str) -> str:
    """What is on now: a programme and its theme, its name left out where it is the page's own."""
    name = "" if programme.name.casefold() == community.casefold() else programme.name
    return ": ".join(filter(None, (name, programme.theme)))


def _entry(one: Occurrence, programmes: Mapping[str, Programme], day: date, now: datetime) -> Entry:
    programme = programmes.get(one.event.programme or "")
    details, when = one.details, _when(one, now)
    return Entry(
        title=details.title,
        when=when,
        hours=_hours(one, when, day, now),
        starts=one.start,
        kind=details.kind.value,
        level=details.level.value,
        theme=(programme.theme or programme.name) if programme else "",
        topics=details.topics,
        hosts=tuple(host.name for host in details.hosts),
        place=details.place,
        about=limits.shorten(" ".join(details.description.split()), ABOUT),
        link=details.link,
        cancelled=one.status is Status.CANCELLED,
    )


def _hours(one: Occurrence, when: str, day: date, now: datetime) -> str:
    """When it is, without the day it stands under; all of it where it began earlier or in another zone."""
    first = one.start.astimezone(zone_info(one.event.zone))
    if first.date() != day:
        return when
    said = f"{date_words(first, with_year=first.year != now.astimezone(first.tzinfo).year)}, "
    return when.removeprefix(said).capitalize() if one.event.all_day else when.removeprefix(said)


def _when(one: Occurrence, now: datetime) -> str:
    zone = one.event.zone
    if not one.event.all_day:
        return when_words(one.start, one.end, zone, now=now)
    rules = zone_info(zone)
    first, last = (each.astimezone(rules) for each in (one.start, one.end - timedelta(seconds=1)))
    year = now.astimezone(rules).year
    days = dict.fromkeys(date_words(each, with_year=each.year != year) for each in (first, last))
    return f"{' to '.join(days)}, all day"
