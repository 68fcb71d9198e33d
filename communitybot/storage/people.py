"""People and their accounts in tables; but for `sighting`, no statement leaves the community out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Executable, Row, and_, case, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.names import fold
from communitybot.conversation.addresses import PersonAddress, SpaceAddress
from communitybot.people.model import Person, Quiet, Sighting
from communitybot.storage.once import insert_once
from communitybot.storage.tables.communities import communities
from communitybot.storage.tables.people import accounts, people

MOST_IN_LIST = 5_000  # bound values in one statement; SQLite takes 32,766, PostgreSQL 65,535
MOST_NAMED = 500  # people of one name or beginning that are put in order

_WHOLE = (
    select(*people.c, accounts.c.address)
    .join_from(people, accounts, accounts.c.person == people.c.id)
    .order_by(people.c.id, accounts.c.position)
)
_SEEN = accounts.alias("seen")
_SIGHTING = (
    _WHOLE.add_columns(communities.c.zone.label("community_zone"))
    .join(communities, communities.c.id == people.c.community)
    .join(_SEEN, _SEEN.c.person == people.c.id)
)


@cache
def _new_account(dialect: str) -> Executable:
    """An account that somebody has stays theirs, and nothing is returned."""
    return insert_once(dialect, accounts).returning(accounts.c.address)


class StoredPeople:
    """The people inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, community: str, person: str, *, hold: bool = False) -> Person | None:
        statement = _WHOLE.where(people.c.community == community, people.c.id == person)
        if hold:
            statement = statement.with_for_update(of=people)  # SQLite has one writer and needs no lock
        return _first(await self._connection.execute(statement))

    async def many(self, community: str, ids: Sequence[str]) -> Mapping[str, Person]:
        found: dict[str, Person] = {}
        unique = list(dict.fromkeys(ids))
        for start in range(0, len(unique), MOST_IN_LIST):
            part = unique[start : start + MOST_IN_LIST]
            statement = _WHOLE.where(people.c.community == community, people.c.id.in_(part))
            found |= {person.id: person for person in _people(await self._connection.execute(statement))}
        return found

    async def by_account(self, community: str, account: PersonAddress) -> Person | None:
        owner = select(accounts.c.person).where(accounts.c.address == str(account)).scalar_subquery()
        statement = _WHOLE.where(people.c.community == community, people.c.id == owner)
        return _first(await self._connection.execute(statement))

    async def named(self, community: str, text: str, limit: int) -> Sequence[Person]:
        sought = fold(text)
        begins = people.c.folded.startswith(sought, autoescape=True)
        rank = case((people.c.folded == sought, 0), (begins, 1), else_=2)
        statement = (
            select(people.c.id, people.c.folded, rank.label("rank"))
            .where(people.c.community == community)
            .where(or_(begins, people.c.folded.contains(f" {sought}", autoescape=True)))
            .order_by(rank, people.c.id)
            .limit(MOST_NAMED)
        )
        rows = (await self._connection.execute(statement)).all()
        # Put in order here, since the databases' own orders of letters differ.
        best = sorted(rows, key=lambda row: (row.rank, row.folded, row.id))[:limit]
        found = await self.many(community, [row.id for row in best])
        return [found[row.id] for row in best if row.id in found]

    async def sighting(self, account: PersonAddress) -> Sighting | None:
        found = await self._connection.execute(_SIGHTING.where(_SEEN.c.address == str(account)))
        rows = found.all()
        return Sighting(person=_person(rows), community_zone=rows[0].community_zone) if rows else None

    async def add(self, person: Person) -> Person:
        await self._connection.execute(insert(people), _values(person) | _names(person))
        first, *others = _accounts(person)
        new_account = _new_account(self._connection.dialect.name)
        if not await self._connection.scalar(new_account, first):
            await self._connection.execute(delete(people).where(people.c.id == person.id))
            known = await self.by_account(person.community, person.direct)
            if known is None:
                raise LookupError("an account of another community")
            return known
        for account in others:
            await self._connection.execute(new_account, account)
        return person

    async def save(self, person: Person) -> None:
        mine = and_(people.c.id == person.id, people.c.community == person.community)
        changed = await self._connection.execute(update(people).where(mine).values(_values(person)))
        if changed.rowcount == 0:
            await self._connection.execute(insert(people), _values(person) | _names(person))
        new_account = _new_account(self._connection.dialect.name)
        for account in _accounts(person):
            here = and_(accounts.c.address == account["address"], accounts.c.person == person.id)
            if (await self._connection.execute(update(accounts).where(here).values(account))).rowcount == 0:
                await self._connection.execute(new_account, account)

    async def reach_elsewhere(self, community: str, space: SpaceAddress) -> None:
        theirs = f"{space}@"
        other = (
            select(accounts.c.address)
            .where(accounts.c.person == people.c.id)
            .where(~accounts.c.address.startswith(theirs, autoescape=True))
            .order_by(accounts.c.position)
            .limit(1)
            .scalar_subquery()
        )
        there = (people.c.community == community) & people.c.reach.startswith(theirs, autoescape=True)
        await self._connection.execute(update(people).where(there).values(reach=other))


def _first(rows: Iterable[Row[Any]]) -> Person | None:
    return next(iter(_people(rows)), None)


def _people(rows: Iterable[Row[Any]]) -> list[Person]:
    return [_person(list(same)) for _, same in groupby(rows, key=attrgetter("id"))]


def _person(rows: Sequence[Row[Any]]) -> Person:
    first = rows[0]
    offsets = first.offsets
    return Person(
        id=first.id,
        community=first.community,
        name=first.name,
        accounts=tuple(PersonAddress.parse(row.address) for row in rows),
        zone=first.zone,
        hint=first.hint,
        quiet=Quiet(
            start=_clock(first.quiet_start),
            end=_clock(first.quiet_end),
            holds_attending=first.holds_attending,
        ),
        offsets=None if offsets is None else tuple(timedelta(seconds=seconds) for seconds in offsets),
        reach=None if first.reach is None else PersonAddress.parse(first.reach),
    )


def _names(person: Person) -> dict[str, str]:
    return {"id": person.id, "community": person.community}


def _values(person: Person) -> dict[str, Any]:
    offsets = person.offsets
    return {
        "name": person.name,
        "folded": person.folded,
        "zone": person.zone,
        "hint": person.hint,
        "quiet_start": _minutes(person.quiet.start),
        "quiet_end": _minutes(person.quiet.end),
        "holds_attending": person.quiet.holds_attending,
        "offsets": None if offsets is None else [offset // timedelta(seconds=1) for offset in offsets],
        "reach": None if person.reach is None else str(person.reach),
    }


def _accounts(person: Person) -> list[dict[str, Any]]:
    return [
        {"address": str(account), "person": person.id, "position": position}
        for position, account in enumerate(person.accounts)
    ]


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
