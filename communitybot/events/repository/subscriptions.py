"""What people follow, subscribe to and gather events under."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.events.model import Feed, Follow, FollowKind, Programme


class Followings(Protocol):
    """Who wants to hear of new events by a host, on a topic or with a hashtag."""

    async def follow(self, community: str, follow: Follow) -> bool:
        """Store it; False when it is stored already."""
        ...

    async def unfollow(self, community: str, follow: Follow) -> bool: ...

    async def follows(self, community: str, person: str) -> Sequence[Follow]: ...

    async def followers(self, community: str, of: Iterable[tuple[FollowKind, str]]) -> Sequence[Follow]: ...


class Programmes(Protocol):
    """Runs of events under one theme."""

    async def add_programme(self, programme: Programme, folded: str) -> None: ...

    async def change_programme(self, programme: Programme, folded: str) -> None:
        """Keep it anew, under the id it has."""
        ...

    async def remove_programme(self, community: str, programme: str) -> None: ...

    async def has_events(self, community: str, programme: str) -> bool:
        """Whether any event that is posted, or was, belongs to it."""
        ...

    async def programmes(self, community: str) -> Sequence[Programme]: ...

    async def programme(self, community: str, named: str) -> Programme | None:
        """By id, or by folded name."""
        ...


class Feeds(Protocol):
    """Calendar subscriptions."""

    async def add_feed(self, feed: Feed) -> None: ...

    async def feeds_of(self, community: str, person: str) -> Sequence[Feed]:
        """The open subscriptions a person made, oldest first."""
        ...

    async def revoke_feeds(self, community: str, person: str, at: datetime) -> int:
        """End every subscription a person made; returns how many were open."""
        ...

    async def feed(self, secret_hash: str) -> Feed | None:
        """The open subscription of a secret; it names its community, so none is asked for."""
        ...
