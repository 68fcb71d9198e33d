"""What judging resources gives to whoever draws it: pages of tries, of what was saved, of reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communitybot.ports import LinkPreview
from communitybot.resources.model.collection import Collection, Helper, Item, Right
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import Check, Report, Try
from communitybot.resources.model.resource import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class TriesPage:
    """What was told of a resource, a page of it; `mine` is what the reader told."""

    resource: Resource
    tries: Sequence[Try]
    mine: Try | None = None
    grades: Sequence[Grade] = ()
    number: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A resource that somebody saved, or no more; `fit` are the collections they may put it in."""

    resource: Resource
    on: bool
    fit: Sequence[Collection] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page of what somebody saved, latest first; `gone` others on it are not to be seen now."""

    resources: Sequence[Resource]
    gone: int = 0
    number: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionsPage:
    """A page of the collections somebody may look at; `rights` are theirs in those of others."""

    collections: Sequence[Collection]
    person: str
    rights: Mapping[str, Right]
    number: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewed:
    """A collection as one person sees it, with a page of what is in it.

    `known` are its resources by id: where one is missing, others may not see it now.
    """

    collection: Collection
    people: Sequence[Helper]
    items: Sequence[Item]
    known: Mapping[str, Resource]
    owns: bool
    right: Right | None
    moderates: bool = False
    number: int = 1
    more: bool = False

    @property
    def edits(self) -> bool:
        """Whether they may order, rename and take out."""
        return self.owns or self.right is Right.EDIT

    @property
    def adds(self) -> bool:
        """Whether they may put something in."""
        return self.owns or self.right is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What came of putting a resource in, taking it out, or moving it; `new` says that something changed."""

    collection: Collection
    resource: Resource | None
    new: bool
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What came of a report."""

    resource: Resource
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckQueue:
    """The resource a moderator looks at now: its reports, and what its page says; None when none waits."""

    resource: Resource | None
    reports: Sequence[Report] = ()
    place: int = 0
    waiting: int = 0
    last: Check | None = None
    page: LinkPreview | None = None
    looked: bool = False
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a moderator's press came to.

    With `now` it was done by it; else `check` is what another had done before, or with `changed` somebody
    has reported more since they looked.
    """

    resource: Resource
    check: Check | None
    now: bool
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPage:
    """A page of links that do not answer."""

    resources: Sequence[Resource]
    number: int = 1
    more: bool = False
    zone: str = "UTC"
