"""What pages tell of themselves, and the door through which they are looked at."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPreview:
    """What a page tells of itself: plain words, bounded, nobody's mark-up; empty where it tells nothing.

    `address` is where it was found after redirects; `canonical` the address it gives as its own, of the same
    site alone. `image` is the address of its picture (http or https, never fetched by us) and `image_alt`
    what that shows. `kind` is what the page says it is, in schema.org's or Open Graph's word.
    """

    address: str
    canonical: str = ""
    title: str = ""
    description: str = ""
    site: str = ""
    author: str = ""
    language: str = ""
    kind: str = ""
    licence: str = ""
    image: str = ""
    image_alt: str = ""
    written: date | None = None
    lasts: timedelta | None = None


class Alive(StrEnum):
    """Whether a link still leads anywhere."""

    YES = "yes"
    GONE = "gone"  # its server says that it is not there, or there is no such server
    UNSURE = "unsure"  # it could not be asked, or would not say


class NoPreview(Exception):
    """A page told nothing: `reason` says why in a plain clause ("it took too long").

    `passing`: it was not asked at all, since too much is under way; it may tell something soon.
    """

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.passing = passing


class LinkPreviews(Protocol):
    """Looks at public pages, safely: never at anything private, and never for long or for much."""

    async def look(self, address: str) -> LinkPreview:
        """What the page at an address tells, within eight seconds.

        Raises:
            NoPreview: when it tells nothing; never anything else.
        """
        ...

    async def alive(self, address: str) -> Alive:
        """Whether an address still leads to a page. Never raises."""
        ...
