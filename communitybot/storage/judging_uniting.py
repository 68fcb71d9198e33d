"""What two people made of resources becomes one person's."""

from collections.abc import Sequence

from sqlalchemy import Table, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.resources.model.collection import Right
from communitybot.resources.model.resource import Resource
from communitybot.storage.judging_here import NO, YES, recount
from communitybot.storage.resources_rows import resource_of
from communitybot.storage.tables.resource_collections import (
    collection_items,
    collection_people,
    resource_collections,
)
from communitybot.storage.tables.resource_judging import (
    resource_checks,
    resource_reports,
    resource_saves,
    resource_tries,
)
from communitybot.storage.tables.resources import resources

_C, _H, _R, _P = resource_collections.c, collection_people.c, resources.c, resource_reports.c
ONE_EACH: Sequence[tuple[Table, tuple[str, ...]]] = (
    (resource_tries, ("resource",)),
    (resource_saves, ("resource",)),
    (resource_reports, ("resource", "why")),
)
"""Tables in which a person stands once for each of these keys: where both do, the first one's stays."""


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what is the second's; may be repeated for what came late."""
    held = await _held(connection, kept, gone)
    await _open_first(connection, kept, gone)
    for table, same in ONE_EACH:
        mine = table.alias()
        also = exists().where(mine.c.person == kept.id, *(mine.c[name] == table.c[name] for name in same))
        await connection.execute(delete(table).where(table.c.person == gone.id, also))
        names = {"name": kept.name} if "name" in table.c else {}
        theirs = update(table).where(table.c.person == gone.id)
        await connection.execute(theirs.values(person=kept.id, **names))
    named = {"person": kept.id, "name": kept.name}
    for table in (resource_checks, collection_items):
        await connection.execute(update(table).where(table.c.person == gone.id).values(named))
    theirs = update(resource_collections).where(_C.owner == gone.id)
    await connection.execute(theirs.values(owner=kept.id, owner_name=kept.name))
    await _one_right(connection, kept, gone)
    for resource in held:
        await recount(connection, resource)


async def _open_first(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Of two reports for one reason the open one stays: what it has hidden waits to be checked."""
    theirs = resource_reports.alias()
    waits = and_(theirs.c.person == gone.id, theirs.c.open == YES)
    same = and_(theirs.c.resource == _P.resource, theirs.c.why == _P.why)
    mine = delete(resource_reports).where(_P.person == kept.id, _P.open == NO, exists().where(waits, same))
    await connection.execute(mine)


async def _held(connection: AsyncConnection, kept: Person, gone: Person) -> Sequence[Resource]:
    """The resources either has to do with, held in the order of their ids."""
    both = (kept.id, gone.id)
    named = [_R.id.in_(select(table.c.resource).where(table.c.person == gone.id)) for table, _ in ONE_EACH]
    own = and_(_R.person.in_(both), _R.id.in_(select(resource_tries.c.resource)))
    asked = select(resources).where(_R.community == kept.community, or_(own, *named)).order_by(_R.id)
    found = (await connection.execute(asked.with_for_update())).mappings()
    return [resource_of(row) for row in found]


async def _one_right(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Of two rights on one collection the wider stands; its owner needs none."""
    mine = collection_people.alias()
    wide = exists().where(
        mine.c.collection == _H.collection, mine.c.person == gone.id, mine.c.right == Right.EDIT.value
    )
    wider = update(collection_people).where(_H.person == kept.id, wide)
    await connection.execute(wider.values(right=Right.EDIT.value))
    also = exists().where(mine.c.collection == _H.collection, mine.c.person == kept.id)
    await connection.execute(delete(collection_people).where(_H.person == gone.id, also))
    moved = update(collection_people).where(_H.person == gone.id)
    await connection.execute(moved.values(person=kept.id, name=kept.name))
    owns = exists().where(_C.id == _H.collection, _C.owner == kept.id)
    await connection.execute(delete(collection_people).where(_H.person == kept.id, owns))
