"""Looks at the page behind a link before it is shared: what was seen is kept for a while."""

import asyncio
from contextlib import suppress
from contextvars import Context
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.communities.names import clean
from communitybot.conversation.inbound import Caller
from communitybot.errors import Misread
from communitybot.logs import Log
from communitybot.ports import Clock, LinkPreview, LinkPreviews, NoPreview, Units
from communitybot.resources.addresses import Address, read_address
from communitybot.resources.allowance import Allowance
from communitybot.resources.canonical import words
from communitybot.resources.model.resource import ABOUT_MOST, TITLE_MOST

KEPT = timedelta(days=7)
NOTHING_KEPT = timedelta(hours=1)
SHORT = 80
LONGEST = 2_048  # characters of an address; pages behind longer ones are not asked for, nor kept by them
SHORTENERS = words(
    """
    amzn.to bit.ly buff.ly cutt.ly dlvr.it edut.to fb.me goo.gl ift.tt is.gd j.mp lnkd.in nyti.ms ow.ly rb.gy
    rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com trib.al wp.me
    """
)
log = Log("communitybot.resources")


class PreviewRows(Protocol):
    """What pages told, by their canonical address. Part of the current unit."""

    async def find(self, canonical: str, *, now: datetime) -> tuple[LinkPreview | None] | None:
        """What is kept of a page, which may be that it told nothing; None where nothing is kept of it."""
        ...

    async def keep(
        self, canonical: str, preview: LinkPreview | None, *, until: datetime, now: datetime
    ) -> None:
        """Keep what a page told in place of what it told before, and drop all whose time is over."""
        ...


class PreviewsWork(Protocol):
    """The unit of work in which previews are kept."""

    @property
    def previews(self) -> PreviewRows: ...


class Looking:
    """What pages tell of themselves. `door` is where they are looked at; without one nothing is seen."""

    def __init__(self, units: Units[PreviewsWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._allowance = Allowance(clock)
        self._under_way: dict[str, asyncio.Task[LinkPreview | None]] = {}
        self.door: LinkPreviews | None = None

    async def look(
        self,
        address: str,
        *,
        within: float = 1.5,
        by: Caller | None = None,
        again: bool = False,
        anew: bool = False,
    ) -> LinkPreview | None:
        """What the page at an address tells; None when it tells nothing in time (seconds).

        A look that takes longer goes on, so that the next question has its answer. Whoever (`by`) asks for
        very many pages is told nothing for a while, and so is their community. With `again` a page that
        told nothing is asked once more; with `anew` it is what the page tells now, whatever is kept.
        """
        try:
            read = read_address(address)
        except Misread:
            return None
        if len(read.address) > LONGEST:
            return None
        now = self._clock.now()
        kept = await self._units.read(lambda work: work.previews.find(read.canonical, now=now))
        if kept is not None and not anew and (kept[0] is not None or not again):
            return kept[0]
        look = self._under_way.get(read.canonical)
        if look is None:
            if self.door is None or (by is not None and not self._allowance.take(by)):
                return None
            look = self._begin(self.door, read)
        done, _ = await asyncio.wait({look}, timeout=within)
        return look.result() if done else None

    def _begin(self, door: LinkPreviews, read: Address) -> asyncio.Task[LinkPreview | None]:
        """Look in a task of its own, which outlives whoever asked and acts for nobody's command."""
        look = asyncio.create_task(self._look(door, read), name="look", context=Context())
        self._under_way[read.canonical] = look
        look.add_done_callback(lambda _: self._under_way.pop(read.canonical, None))
        return look

    async def _look(self, door: LinkPreviews, read: Address) -> LinkPreview | None:
        preview, lasts = None, NOTHING_KEPT
        try:
            preview, lasts = _cleaned(await door.look(read.address), read), KEPT
        except NoPreview as nothing:
            if nothing.passing:
                return None
        now = self._clock.now()
        try:
            await self._units.run(
                lambda work: work.previews.keep(read.canonical, preview, until=now + lasts, now=now)
            )
        except Exception as fault:  # noqa: BLE001 - what was seen is told all the same, and looked at again
            log.warning("A preview could not be kept.", action="previews", fault=type(fault).__name__)
        return preview


def _cleaned(preview: LinkPreview, read: Address) -> LinkPreview:
    """A preview in plain words, whose addresses are public; its own one only if it is of the same site."""
    there = _public(preview.address) or read
    image = _public(preview.image)
    return replace(
        preview,
        address=there.address,
        canonical=_own(_public(preview.canonical), there, read),
        title=clean(preview.title, "", most=TITLE_MOST),
        description=clean(preview.description, "", most=ABOUT_MOST),
        site=clean(preview.site, "", most=SHORT),
        author=clean(preview.author, "", most=SHORT),
        language=clean(preview.language, "", most=SHORT),
        kind=clean(preview.kind, "", most=SHORT),
        licence=clean(preview.licence, "", most=SHORT * 2),
        image=image.address if image is not None else "",
        image_alt=clean(preview.image_alt, "", most=TITLE_MOST),
    )


def _own(told: Address | None, there: Address, read: Address) -> str:
    """The address a page is known by in place of the one asked for; empty where that is as good.

    A page is believed about its own site alone, and not where it says that it is the site's front page.
    What a shortener led to is known by where it is.
    """
    short = read.site in SHORTENERS and there.site != read.site
    if told is not None and told.site == (there if short else read).site:
        front = f"https://{told.site}/"
        if told.canonical != front or there.canonical == front:
            return told.address
    return there.address if short else ""


def _public(address: str) -> Address | None:
    with suppress(Misread):
        return read_address(address)
    return None
