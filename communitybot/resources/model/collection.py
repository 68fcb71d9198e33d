"""Collections: lists of resources that one or several people keep in an order of their own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sharing(StrEnum):
    """Who sees a collection, in the words people read."""

    PRIVATE = "only me"
    PEOPLE = "its people"
    COMMUNITY = "everybody here"


class Right(StrEnum):
    """What somebody may do with another's collection."""

    ADD = "add"  # put resources in, and take out what they put in
    EDIT = "edit"  # also order, rename and take out


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A list of resources under a name. `items` is counted by the store when it is read."""

    id: str
    community: str
    name: str
    about: str = ""
    owner: str
    owner_name: str
    sharing: Sharing = Sharing.PRIVATE
    created: datetime
    changed: datetime
    revision: int = 0
    items: int = 0

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"collection:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody the owner lets work on a collection."""

    person: str
    name: str
    right: Right
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A resource in a collection, and who put it in."""

    resource: str
    person: str
    name: str
    at: datetime


NAME_MOST = 80
ABOUT_MOST = 300
MOST_ITEMS = 200
MOST_PEOPLE = 20
MOST_COLLECTIONS = 100
"""Collections somebody may own."""
