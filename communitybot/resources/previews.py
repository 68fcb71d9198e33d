"""What the services of sharing, editing and viewing give back."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import File
from communitybot.people.cautions import Caution
from communitybot.resources.addresses import Address
from communitybot.resources.model.resource import Note, Resource, Source
from communitybot.resources.views import ResourceWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What somebody wants to share: a link, a file, or words alone; `told` is how it was read."""

    wish: ResourceWish
    address: Address | None = None
    file: File | None = None
    room: PlaceAddress | None = None
    told: tuple[str, ...] = ()
    source: Source = Source.TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A draft with all its sharer should know before others see it.

    `told` are sentences on how it was read, `paged` the names of what its page told, `fitting` tags in use
    that it might have, `room` the name of the room its card goes to.
    """

    resource: Resource
    zone: str
    note: Note | None = None
    told: Sequence[str] = ()
    paged: Sequence[str] = ()
    looked: bool = False
    fitting: Sequence[str] = ()
    cautions: Sequence[Caution] = ()
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is here already under the same address; `draft` holds a note that was typed for it.

    `mine`: whoever shares it now shared it before.
    """

    resource: Resource
    zone: str
    draft: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A resource that is shared; `now` says whether this did it, `room` is the name of its card's room."""

    resource: Resource
    now: bool
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A resource before and after a change."""

    before: Resource
    resource: Resource
    told: Sequence[str] = ()
    cautions: Sequence[Caution] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What became of a note; an empty one was taken away."""

    resource: Resource
    text: str
    cautions: Sequence[Caution] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Some of somebody's drafts, latest first."""

    drafts: Sequence[Resource]
    offset: int
    more: bool
