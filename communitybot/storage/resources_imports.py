"""Imports of resources and addresses of feeds, in tables."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.resources.model.importing import A_PART, Import, ImportState, Row
from communitybot.resources.model.resource import State
from communitybot.storage.once import insert_once
from communitybot.storage.resources_imports_rows import import_of, import_values, link_of, link_values
from communitybot.storage.tables.resource_imports import (
    resource_feeds,
    resource_import_parts,
    resource_imports,
)
from communitybot.storage.tables.resources import resources

_I, _P, _F, _R = resource_imports.c, resource_import_parts.c, resource_feeds.c, resources.c


class StoredImports:
    """The imports and feeds of resources inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def alone(self, community: str) -> frozenset[tuple[str, str]]:
        here = and_(_R.community == community, _R.known.is_(None), _R.state == State.SHARED.value)
        asked = select(_R.title, _R.text).where(here, _R.address == "", _R.file == "")
        return frozenset((title, text) for title, text in await self._connection.execute(asked))

    async def add(self, made: Import, rows: Sequence[Row]) -> None:
        await self._connection.execute(insert(resource_imports), import_values(made))
        for number, at in enumerate(range(0, len(rows), A_PART)):  # one by one: others have their turn
            part = {
                "import_id": made.id,
                "number": number,
                "community": made.community,
                "rows": [link_values(row) for row in rows[at : at + A_PART]],
                "resources": [],
            }
            await self._connection.execute(insert(resource_import_parts), part)

    async def get(self, community: str, made: str, *, hold: bool = False) -> Import | None:
        asked = select(resource_imports).where(_I.community == community, _I.id == made)
        found = (await self._connection.execute(asked.with_for_update() if hold else asked)).mappings()
        row = found.one_or_none()
        return None if row is None else import_of(row)

    async def save(self, made: Import) -> None:
        values = import_values(made)
        mine = update(resource_imports).where(_I.community == made.community, _I.id == made.id)
        await self._connection.execute(mine.values(values))

    async def waiting(self, community: str, person: str) -> Sequence[Import]:
        asked = select(resource_imports).where(
            _I.community == community, _I.person == person, _I.state == ImportState.PREVIEW.value
        )
        found = await self._connection.execute(asked.order_by(_I.id))
        return [import_of(row) for row in found.mappings()]

    async def rows(self, community: str, made: str, part: int) -> Sequence[Row]:
        found = await self._connection.scalar(select(_P.rows).where(_one(community, made, part)))
        return [link_of(told) for told in found or ()]

    async def became(self, community: str, made: str, part: int, resources: Sequence[str]) -> None:
        mine = update(resource_import_parts).where(_one(community, made, part))
        await self._connection.execute(mine.values(rows=[], resources=list(resources)))

    async def resources(self, community: str, made: str, part: int) -> Sequence[str]:
        found = await self._connection.scalar(select(_P.resources).where(_one(community, made, part)))
        return tuple(found or ())

    async def forget(self, community: str, made: str) -> None:
        mine = delete(resource_import_parts).where(_P.community == community, _P.import_id == made)
        await self._connection.execute(mine)

    async def turn(self, community: str) -> int:
        found = await self._connection.scalar(select(_F.turn).where(_F.community == community))
        return found or 0

    async def next_turn(self, community: str) -> int:
        once = insert_once(self._connection.dialect.name, resource_feeds)
        await self._connection.execute(once.values(community=community, turn=0))
        mine = update(resource_feeds).where(_F.community == community).values(turn=_F.turn + 1)
        found: int = (await self._connection.execute(mine.returning(_F.turn))).scalar_one()
        return found


def _one(community: str, made: str, part: int) -> ColumnElement[bool]:
    return and_(_P.community == community, _P.import_id == made, _P.number == part)


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Imports of somebody's second account are theirs."""
    theirs = update(resource_imports).where(_I.person == gone.id, _I.community == gone.community)
    await connection.execute(theirs.values(person=kept.id, name=kept.name))


async def join(connection: AsyncConnection, community: str, into: str) -> None:
    """The feeds of the community that stays keep their addresses; those of the other lead nowhere."""
    del into
    await connection.execute(delete(resource_feeds).where(_F.community == community))
