"""Followed hosts and topics, programmes, and calendar subscriptions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Feed, Follow, FollowKind, Programme, Status
from communitybot.storage.tables.events import events, feeds, follows, programmes


class FollowRows:
    """Who follows what."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def follow(self, community: str, follow: Follow) -> bool:
        known = select(follows.c.person).where(_same(community, follow))
        if (await self._connection.execute(known)).first() is not None:
            return False
        values = {
            "community": community,
            "kind": follow.kind.value,
            "value": follow.value,
            "person": follow.person,
        }
        await self._connection.execute(insert(follows), values)
        return True

    async def unfollow(self, community: str, follow: Follow) -> bool:
        return bool(
            (await self._connection.execute(delete(follows).where(_same(community, follow)))).rowcount
        )

    async def follows(self, community: str, person: str) -> Sequence[Follow]:
        asked = select(follows).where(follows.c.community == community, follows.c.person == person)
        found = await self._connection.execute(asked.order_by(follows.c.kind, follows.c.value))
        return [_follow(row) for row in found.mappings()]

    async def followers(self, community: str, of: Iterable[tuple[FollowKind, str]]) -> Sequence[Follow]:
        wanted = sorted((kind.value, value) for kind, value in of)
        if not wanted:
            return []
        fits = tuple_(follows.c.kind, follows.c.value).in_(wanted)
        asked = select(follows).where(follows.c.community == community, fits)
        found = await self._connection.execute(
            asked.order_by(follows.c.person, follows.c.kind, follows.c.value)
        )
        return [_follow(row) for row in found.mappings()]


class ProgrammeRows:
    """Programmes by name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_programme(self, programme: Programme, folded: str) -> None:
        values = {
            "id": programme.id,
            "community": programme.community,
            "folded": folded,
            "name": programme.name,
            "theme": programme.theme,
            "starts": programme.starts,
            "ends": programme.ends,
        }
        await self._connection.execute(insert(programmes), values)

    async def change_programme(self, programme: Programme, folded: str) -> None:
        known = and_(programmes.c.community == programme.community, programmes.c.id == programme.id)
        values = {
            "folded": folded,
            "name": programme.name,
            "theme": programme.theme,
            "starts": programme.starts,
            "ends": programme.ends,
        }
        await self._connection.execute(update(programmes).where(known).values(values))

    async def remove_programme(self, community: str, programme: str) -> None:
        known = and_(programmes.c.community == community, programmes.c.id == programme)
        await self._connection.execute(delete(programmes).where(known))

    async def has_events(self, community: str, programme: str) -> bool:
        asked = select(events.c.id).where(
            events.c.community == community,
            events.c.programme == programme,
            events.c.status != Status.DRAFT.value,
        )
        return (await self._connection.execute(asked.limit(1))).first() is not None

    async def programmes(self, community: str) -> Sequence[Programme]:
        asked = select(programmes).where(programmes.c.community == community)
        asked = asked.order_by(programmes.c.starts, programmes.c.id)
        return [_programme(row) for row in (await self._connection.execute(asked)).mappings()]

    async def programme(self, community: str, named: str) -> Programme | None:
        fits = or_(programmes.c.id == named, programmes.c.folded == named)
        asked = select(programmes).where(programmes.c.community == community, fits)
        row = (await self._connection.execute(asked)).mappings().first()
        return _programme(row) if row else None


class FeedRows:
    """Subscriptions, found by the hash of their secret."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_feed(self, feed: Feed) -> None:
        values = {
            "id": feed.id,
            "community": feed.community,
            "person": feed.person,
            "created_by": feed.created_by,
            "secret_hash": feed.secret_hash,
            "created_at": feed.created_at,
            "revoked_at": feed.revoked_at,
        }
        await self._connection.execute(insert(feeds), values)

    async def feeds_of(self, community: str, person: str) -> Sequence[Feed]:
        theirs = and_(
            feeds.c.community == community, feeds.c.created_by == person, feeds.c.revoked_at.is_(None)
        )
        found = await self._connection.execute(select(feeds).where(theirs).order_by(feeds.c.id))
        return [Feed(**row) for row in found.mappings()]

    async def revoke_feeds(self, community: str, person: str, at: datetime) -> int:
        theirs = and_(
            feeds.c.community == community, feeds.c.created_by == person, feeds.c.revoked_at.is_(None)
        )
        return (await self._connection.execute(update(feeds).where(theirs).values(revoked_at=at))).rowcount

    async def feed(self, secret_hash: str) -> Feed | None:
        asked = select(feeds).where(feeds.c.secret_hash == secret_hash, feeds.c.revoked_at.is_(None))
        row = (await self._connection.execute(asked)).mappings().first()
        return Feed(**row) if row else None


def _same(community: str, follow: Follow) -> Any:
    return and_(
        follows.c.community == community,
        follows.c.kind == follow.kind.value,
        follows.c.value == follow.value,
        follows.c.person == follow.person,
    )


def _follow(row: Any) -> Follow:
    return Follow(person=row["person"], kind=FollowKind(row["kind"]), value=row["value"])


def _programme(row: Any) -> Programme:
    held = {name: value for name, value in row.items() if name != "folded"}
    return Programme(**held)
