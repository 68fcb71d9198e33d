"""What goes into the idea services and what comes out: wishes, and ideas as one person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from communitybot.conversation.addresses import MessageRef
from communitybot.ideas.model.idea import Category, Idea, Member, Role, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWish:
    """An idea as it is typed; None leaves a thing as it is (or empty, in a new one)."""

    title: str | None = None
    need: str | None = None
    approach: str | None = None
    benefits: str | None = None
    helps: str | None = None
    roles: tuple[Role, ...] | None = None
    category: Category | None = None
    tags: tuple[str, ...] | None = None
    place: str | None = None
    anonymous: bool | None = None


class Sort(StrEnum):
    """In which order, and which, ideas are listed."""

    HOT = "hot"  # votes and words, weighed by how fresh they are
    NEW = "new"
    NEEDS_HELP = "needs help"  # those that look for roles or have no team, longest waiting first
    MINE = "mine"  # those I wrote, follow or work on, drafts among them
    NEAR_ME = "near me"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaQuery:
    """Which ideas are wanted. `near` is a place as typed; `person` whose own are meant with `MINE`."""

    sort: Sort = Sort.HOT
    stage: Stage | None = None
    tag: str | None = None
    category: Category | None = None
    near: str | None = None
    person: str | None = None
    limit: int = 8
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some ideas of a list; `more` says that others follow."""

    ideas: Sequence[Idea]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An idea as one person sees it.

    `part` is their own place in the team, or on the way to one. `asking` are those who ask its authors to
    join, for its authors alone. `talks` are the openings of its threads. `into` is the idea it was merged
    into, `joined` are those that joined it so lately that it can be undone. `zone` is the community's.
    """

    idea: Idea
    members: Sequence[Member]
    supports: bool
    follows: bool
    mine: bool
    moderates: bool
    zone: str = "UTC"
    part: Member | None = None
    asking: Sequence[Member] = ()
    talks: Sequence[MessageRef] = ()
    into: Idea | None = None
    joined: Sequence[Idea] = ()
