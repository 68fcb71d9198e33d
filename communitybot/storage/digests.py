"""Digests of resources in tables: what they hold, what they told, and what suggestions stand on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, and_, delete, exists, literal, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.visible import visible
from communitybot.resources.model.digest import Cadence, Digest, Fresh, Leaning, Rhythm, Wanted
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Resource, State
from communitybot.storage.once import insert_once
from communitybot.storage.resources_rows import resource_of
from communitybot.storage.resources_terms import Of, facet, library_of
from communitybot.storage.resources_ways import Way, statement
from communitybot.storage.tables.resource_digests import resource_digests, resource_dismissed, resource_told
from communitybot.storage.tables.resource_judging import resource_saves, resource_tries
from communitybot.storage.tables.resources import resource_terms, resources

_D, _T, _R, _N, _X = resource_digests.c, resource_told.c, resources.c, resource_terms.c, resource_dismissed.c
_SAME = ("id", "community", "person", "name", "made", "begun", "told", "next", "paused", "lost")


class StoredDigests:
    """Satisfies `communitybot.resources.digest_repository.DigestRepository`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, digest: Digest) -> None:
        values = _values(digest)
        again = update(resource_digests).where(_mine(digest.community, digest.id)).values(values)
        if not (await self._connection.execute(again)).rowcount:
            await self._connection.execute(
                insert_once(self._connection.dialect.name, resource_digests), values
            )

    async def get(self, community: str, digest: str, *, hold: bool = False) -> Digest | None:
        asked = select(resource_digests).where(_mine(community, digest))
        found = await self._connection.execute(asked.with_for_update() if hold else asked)
        row = found.mappings().first()
        return _digest(row) if row is not None else None

    async def drop(self, community: str, digest: str) -> bool:
        gone = await self._connection.execute(delete(resource_digests).where(_mine(community, digest)))
        return bool(gone.rowcount)

    async def of_person(self, community: str, person: str) -> Sequence[Digest]:
        theirs = and_(_D.person == person, or_(_D.room.is_(None), _D.begun.is_(None)))
        return await self._listed(community, theirs)

    async def of_rooms(self, community: str) -> Sequence[Digest]:
        return await self._listed(community, and_(_D.room.is_not(None), _D.begun.is_not(None)))

    async def of_room(self, community: str, room: PlaceAddress) -> Sequence[Digest]:
        return await self._listed(community, and_(_D.room == str(room), _D.begun.is_not(None)))

    async def _listed(self, community: str, which: Any) -> Sequence[Digest]:
        asked = select(resource_digests).where(_D.community == community, which).order_by(_D.made, _D.id)
        return [_digest(row) for row in (await self._connection.execute(asked)).mappings()]

    async def retag(self, community: str, old: str, new: str) -> None:
        asked = select(_D.id, _D.tags).where(_D.community == community).order_by(_D.id)
        for digest, tags in (await self._connection.execute(asked)).all():
            held = await self.get(community, digest, hold=True) if old in tags else None
            if held is not None:
                one = dict.fromkeys(new if tag == old else tag for tag in held.wanted.tags)
                await self.keep(replace(held, wanted=replace(held.wanted, tags=tuple(one))))

    async def fresh(
        self, community: str, digest: str, after: tuple[datetime, str], until: datetime, *, limit: int
    ) -> Sequence[tuple[datetime, Fresh]]:
        told = exists().where(_T.resource == _N.resource, _T.digest.in_(_beside(community, digest)))
        since, last = after
        behind = or_(_N.shared > since, and_(_N.shared == since, _N.resource > last))
        asked = (
            select(_N.shared, _R.id, _R.person, _R.tags, _R.subjects, _R.grades, _R.kind)
            .join_from(resource_terms, resources, _R.id == _N.resource)
            .where(_N.community == community, _N.shared >= since, behind, _N.shared <= until, ~told)
            .order_by(_N.shared, _N.resource)
            .limit(limit)
        )
        return [(row.shared, _fresh(row)) for row in await self._connection.execute(asked)]

    async def tell(self, community: str, digest: str, resources_told: Sequence[str]) -> None:
        once = insert_once(self._connection.dialect.name, resource_told)
        here = select(literal(digest), _R.id).where(
            _R.id.in_(list(resources_told)),
            _R.community == community,
            exists().where(_mine(community, digest)),
        )
        await self._connection.execute(once.from_select(["digest", "resource"], here))

    async def leanings(self, community: str, person: str, *, limit: int) -> Sequence[Leaning]:
        both = [
            select(table.c.resource, table.c.at, literal(number).label("tried"))
            .where(table.c.person == person)
            .order_by(table.c.at.desc())
            .limit(limit)
            .subquery()
            for number, table in enumerate((resource_saves, resource_tries))
        ]
        marks = union_all(*(select(one.c.resource, one.c.at, one.c.tried) for one in both)).subquery()
        asked = (
            select(marks.c.tried, _R.id, _R.tags, _R.subjects, _R.grades)
            .join_from(marks, resources, _R.id == marks.c.resource)
            .where(_R.community == community, _R.state == State.SHARED.value)
            .order_by(marks.c.at.desc(), _R.id, marks.c.tried)
            .limit(limit)
        )
        return [
            Leaning(
                row.id, bool(row.tried), tuple(row.tags), tuple(row.subjects), tuple(map(Grade, row.grades))
            )
            for row in await self._connection.execute(asked)
        ]

    async def near(self, community: str, wanted: Wanted, *, each: int) -> Sequence[Resource]:
        library = library_of(community)
        alone = [(Of.TAG, tag) for tag in wanted.tags] + [
            (Of.SUBJECT, subject) for subject in wanted.subjects
        ]
        ways = [Way([[facet(library, of, value)]]) for of, value in alone]
        if wanted.grades:
            ways.append(Way([[facet(library, Of.GRADE, grade.value) for grade in wanted.grades]]))
        if not ways:
            return []
        asked, told = statement(self._connection.dialect.name, community, ways, each, each * len(ways))
        ids = list({row.resource for row in await self._connection.execute(asked, told)})
        found = await self._connection.execute(select(resources).where(_R.id.in_(ids)))
        return [resource_of(row) for row in found.mappings()]

    async def dismissed(self, community: str, person: str) -> frozenset[str]:
        asked = select(_X.resource).where(_X.person == person)
        theirs = list((await self._connection.execute(asked)).scalars())
        here = select(_R.id).where(_R.id.in_(theirs), _R.community == community)
        return frozenset((await self._connection.execute(here)).scalars()) if theirs else frozenset()

    async def dismiss(self, community: str, person: str, resource: str, *, on: bool, at: datetime) -> None:
        here = and_(_R.id == resource, _R.community == community)
        if on:
            row = select(_R.id, literal(person), literal(at, _X.at.type)).where(here)
            once = insert_once(self._connection.dialect.name, resource_dismissed)
            await self._connection.execute(once.from_select(["resource", "person", "at"], row))
            return
        theirs = and_(_X.resource == resource, _X.person == person, exists().where(here))
        await self._connection.execute(delete(resource_dismissed).where(theirs))


def _beside(community: str, digest: str) -> Any:
    """The ids of all digests that come where this one comes: to its person, or to its room."""
    this = resource_digests.alias()
    person = and_(this.c.room.is_(None), _D.room.is_(None), _D.person == this.c.person)
    same = and_(_D.community == this.c.community, or_(_D.id == this.c.id, _D.room == this.c.room, person))
    return (
        select(_D.id)
        .join_from(this, resource_digests, same)
        .where(this.c.id == digest, this.c.community == community)
    )


def _mine(community: str, digest: str) -> Any:
    return and_(_D.id == digest, _D.community == community)


def _values(digest: Digest) -> dict[str, Any]:
    wanted, rhythm = digest.wanted, digest.rhythm
    return {name: getattr(digest, name) for name in _SAME} | {
        "name": visible(digest.name),
        "room": str(digest.room) if digest.room is not None else None,
        "tags": [visible(tag) for tag in wanted.tags],
        "subjects": [visible(subject) for subject in wanted.subjects],
        "grades": [grade.value for grade in wanted.grades],
        "kinds": [kind.value for kind in wanted.kinds],
        "cadence": rhythm.cadence.value,
        "weekday": rhythm.weekday,
        "hour": rhythm.hour,
        "edition": digest.edition.isoformat() if digest.edition is not None else None,
    }


def _digest(row: RowMapping) -> Digest:
    return Digest(
        **{name: row[name] for name in _SAME},
        room=PlaceAddress.parse(row["room"]) if row["room"] else None,
        wanted=Wanted(
            tags=tuple(row["tags"]),
            subjects=tuple(row["subjects"]),
            grades=tuple(map(Grade, row["grades"])),
            kinds=tuple(map(Kind, row["kinds"])),
        ),
        rhythm=Rhythm(cadence=Cadence(row["cadence"]), weekday=row["weekday"], hour=row["hour"]),
        edition=date.fromisoformat(row["edition"]) if row["edition"] else None,
    )


def _fresh(row: Any) -> Fresh:
    return Fresh(
        row.id,
        row.person,
        tuple(row.tags),
        tuple(row.subjects),
        tuple(map(Grade, row.grades)),
        Kind(row.kind) if row.kind else None,
    )
