"""Communities in tables: read and written whole."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import count, groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Executable, Row, case, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.model import Community, CommunitySettings, Left, Purpose, Room, WhoHosts
from communitybot.communities.names import fold
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Away
from communitybot.storage.once import insert_once
from communitybot.storage.tables.communities import communities, spaces
from communitybot.storage.tables.links import former_slugs
from communitybot.storage.types import dump_json

_WHOLE = (
    select(*communities.c, spaces.c.address, spaces.c.left_at)
    .join_from(communities, spaces, spaces.c.community == communities.c.id, isouter=True)
    .order_by(communities.c.id, spaces.c.position)
)


_LOSING = or_(*(communities.c.rooms.like(f'%],"{away}"%') for away in Away))
"""Looked for in the text, as `_written` writes it: no name has such quotes, for they are escaped there."""


@cache
def _new(dialect: str) -> tuple[Executable, Executable]:
    """A community and a space; a row that is there already stays, and nothing is returned."""
    return (
        insert_once(dialect, communities, index_elements=["slug"]).returning(communities.c.id),
        insert_once(dialect, spaces).returning(spaces.c.address),
    )


class StoredCommunities:
    """The communities inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, community: str, *, hold: bool = False) -> Community | None:
        return await self._one(communities.c.id == community, hold=hold)

    async def many(self, ids: Sequence[str]) -> Mapping[str, Community]:
        rows = await self._connection.execute(_WHOLE.where(communities.c.id.in_(ids)))
        return {community.id: community for community in _communities(rows.all())}

    async def losing(self, ids: Sequence[str]) -> Mapping[str, Community]:
        rows = await self._connection.execute(_WHOLE.where(communities.c.id.in_(ids), _LOSING))
        return {community.id: community for community in _communities(rows.all())}

    async def by_space(self, space: SpaceAddress, *, hold: bool = False) -> Community | None:
        owner = select(spaces.c.community).where(spaces.c.address == str(space)).scalar_subquery()
        return await self._one(communities.c.id == owner, hold=hold)

    async def by_slug(self, slug: str) -> Community | None:
        joined = select(former_slugs.c.community).where(former_slugs.c.slug == slug).scalar_subquery()
        found = await self._one(communities.c.slug == slug)
        return found if found is not None else await self._one(communities.c.id == joined)

    async def by_name(self, name: str) -> Community | None:
        by_slug = communities.c.slug == name
        statement = (
            select(communities.c.id)
            .where(or_(by_slug, communities.c.folded == fold(name)))
            .order_by(case((by_slug, 0), else_=1), communities.c.id)
            .limit(1)
        )
        found = await self._connection.scalar(statement)
        return None if found is None else await self.get(found)

    async def every(self) -> Sequence[Community]:
        return _communities(await self._connection.execute(_WHOLE))

    async def spaces(self, platform: str) -> Sequence[SpaceAddress]:
        here = spaces.c.address.startswith(f"{platform}:", autoescape=True) & spaces.c.left_at.is_(None)
        found = await self._connection.scalars(
            select(spaces.c.address).where(here).order_by(spaces.c.address)
        )
        return [SpaceAddress.parse(address) for address in found]

    async def add(self, community: Community) -> Community:
        new_community, new_space = _new(self._connection.dialect.name)
        values = _values(community) | {"id": community.id, "slug": community.slug}
        for number in count(2):
            taken = select(former_slugs.c.slug).where(former_slugs.c.slug == values["slug"])
            if not await self._connection.scalar(taken) and await self._connection.scalar(
                new_community, values
            ):
                break
            values["slug"] = f"{community.slug}-{number}"
        for row in _spaces(community):
            if await self._connection.scalar(new_space, row):
                continue
            await self._connection.execute(delete(communities).where(communities.c.id == community.id))
            known = await self.by_space(SpaceAddress.parse(row["address"]))
            if known is None:
                raise LookupError("a space that is neither new nor known")
            return known
        return replace(community, slug=values["slug"])

    async def save(self, community: Community) -> None:
        mine = communities.c.id == community.id
        changed = await self._connection.execute(update(communities).where(mine).values(_values(community)))
        if changed.rowcount == 0:
            await self._connection.execute(
                insert(communities), _values(community) | {"id": community.id, "slug": community.slug}
            )
        for row in _spaces(community):
            here = (spaces.c.address == row["address"]) & (spaces.c.community == community.id)
            if (await self._connection.execute(update(spaces).where(here).values(row))).rowcount == 0:
                await self._connection.execute(insert(spaces), row)

    async def greet(self, space: SpaceAddress, person: str, at: datetime) -> bool:
        fresh = (
            (spaces.c.address == str(space)) & spaces.c.greeted_at.is_(None) & spaces.c.settled_at.is_(None)
        )
        noted = update(spaces).where(fresh).values(greeted=person, greeted_at=at)
        return (await self._connection.execute(noted)).rowcount == 1

    async def greeted(self, space: SpaceAddress) -> str | None:
        return await self._connection.scalar(select(spaces.c.greeted).where(spaces.c.address == str(space)))

    async def may_settle(self, community: str, person: str) -> bool:
        waits = (
            (spaces.c.community == community) & (spaces.c.greeted == person) & spaces.c.settled_at.is_(None)
        )
        return await self._connection.scalar(select(spaces.c.address).where(waits).limit(1)) is not None

    async def settle(self, community: str) -> None:
        waits = (spaces.c.community == community) & spaces.c.settled_at.is_(None)
        await self._connection.execute(update(spaces).where(waits).values(settled_at=datetime.now(UTC)))

    async def _one(self, condition: Any, *, hold: bool = False) -> Community | None:
        statement = _WHOLE.where(condition)
        if hold:
            statement = statement.with_for_update(of=communities)  # SQLite has one writer and needs no lock
        return next(iter(_communities(await self._connection.execute(statement))), None)


def _communities(rows: Iterable[Any]) -> list[Community]:
    return [_community(list(same)) for _, same in groupby(rows, key=attrgetter("id"))]


def _community(rows: Sequence[Row[Any]]) -> Community:
    first = rows[0]
    known = [(SpaceAddress.parse(row.address), row.left_at) for row in rows if row.address is not None]
    return Community(
        id=first.id,
        name=first.name,
        slug=first.slug,
        zone=first.zone,
        settings=CommunitySettings(
            offsets=tuple(timedelta(seconds=seconds) for seconds in first.offsets),
            who_hosts=WhoHosts(first.who_hosts),
            public_page=first.public_page,
            keeps_archives=timedelta(days=first.archive_days),
        ),
        spaces=tuple(space for space, left_at in known if left_at is None),
        rooms=_rooms(first.rooms),
        hosts=frozenset(first.hosts),
        left=tuple(Left(space, left_at) for space, left_at in known if left_at is not None),
    )


@lru_cache(maxsize=2_000)
def _rooms(text: str) -> tuple[Room, ...]:
    """Read rooms back; a community's rooms seldom change and may be hundreds."""
    return tuple(
        Room(
            PlaceAddress.parse(address),
            name,
            frozenset(Purpose(each) for each in purposes),
            *(_lost(*lost) if lost else ()),
        )
        for address, name, purposes, *lost in json.loads(text)
    )


def _lost(away: str | None, told: str | None) -> tuple[Away | None, datetime | None]:
    return Away(away) if away else None, datetime.fromisoformat(told) if told else None


def _written(room: Room) -> list[Any]:
    """A room as a list; most are not lost and take no more room for it."""
    whole = [str(room.address), room.name, sorted(room.purposes)]
    if room.away is None and room.told is None:
        return whole
    return [*whole, room.away, room.told.isoformat() if room.told else None]


def _values(community: Community) -> dict[str, Any]:
    """What changes of a community; its id and slug do not."""
    return {
        "name": community.name,
        "folded": fold(community.name),
        "zone": community.zone,
        "offsets": [offset // timedelta(seconds=1) for offset in community.settings.offsets],
        "who_hosts": community.settings.who_hosts.value,
        "public_page": community.settings.public_page,
        "archive_days": community.settings.keeps_archives // timedelta(days=1),
        "rooms": dump_json([_written(room) for room in community.rooms]),
        "hosts": sorted(community.hosts),
    }


def _spaces(community: Community) -> list[dict[str, Any]]:
    now = [(space, None) for space in community.spaces]
    left = [(each.space, each.since) for each in community.left]
    return [
        {"address": str(space), "community": community.id, "position": position, "left_at": left_at}
        for position, (space, left_at) in enumerate([*now, *left])
    ]
