"""What goes into the services of digests and what comes out: wishes, and digests as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.resources.model.digest import Cadence, Digest
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestWish:
    """A digest as it is typed; None leaves a thing as it is, or as it usually is in a new one."""

    tags: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None
    grades: tuple[Grade, ...] | None = None
    kinds: tuple[Kind, ...] | None = None
    cadence: Cadence | None = None
    weekday: int | None = None
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class ShownDigest:
    """A digest with what it would hold now; `zone` is where it is read, `room` what its room is called."""

    digest: Digest
    zone: str
    items: Sequence[tuple[Resource, str]] = ()
    more: int = 0
    room: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ShownDigests:
    """Somebody's digests, and those of rooms for whoever looks after them."""

    mine: Sequence[ShownDigest]
    rooms: Sequence[ShownDigest]
    hosts: bool
    said: str = ""
