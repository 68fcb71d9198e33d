"""What two people shared and noted becomes one person's."""

from collections.abc import Sequence

from sqlalchemy import and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.resources.model.resource import Resource
from communitybot.storage import resources_rows as rows
from communitybot.storage.resources_notes import NOTED
from communitybot.storage.resources_store import recount
from communitybot.storage.tables.resources import resource_notes, resource_unasked, resources

_R, _N, _U = resources.c, resource_notes.c, resource_unasked.c


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Give the first person what is the second's; of two notes on one resource the later stands."""
    held = await _noted(connection, gone)
    for resource in held:
        both = select(_N.person).where(_N.resource == resource.id, _N.person.in_((kept.id, gone.id)))
        latest = (await connection.scalars(both.order_by(_N.at.desc(), _N.person == gone.id))).first()
        other = {kept.id, gone.id} - {latest}
        old = _N.person.in_(other)
        await connection.execute(delete(resource_notes).where(_N.resource == resource.id, old))
        theirs = update(resource_notes).where(_N.resource == resource.id, _N.person == gone.id)
        await connection.execute(theirs.values(person=kept.id, name=kept.name))
        more = {**NOTED, "revision": _R.revision + 1}
        await recount(connection, resource, more, words=True)
    shared = update(resources).where(_R.community == kept.community, _R.person == gone.id)
    await connection.execute(shared.values(person=kept.id))
    await _unasked(connection, kept, gone)


async def _unasked(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Who did not want to be asked under one of two names is not asked."""
    already = exists().where(_U.community == kept.community, _U.person == kept.id)
    theirs = and_(_U.community == gone.community, _U.person == gone.id)
    if await connection.scalar(select(already)):
        await connection.execute(delete(resource_unasked).where(theirs))
    else:
        await connection.execute(update(resource_unasked).where(theirs).values(person=kept.id))


async def _noted(connection: AsyncConnection, gone: Person) -> Sequence[Resource]:
    """What the second wrote on, held with what they shared in the order of the ids."""
    noted = select(_N.resource).where(_N.person == gone.id)
    theirs = or_(_R.person == gone.id, _R.id.in_(noted))
    asked = select(resources).where(_R.community == gone.community, theirs).order_by(_R.id)
    found = (await connection.execute(asked.with_for_update())).mappings().all()
    written = set((await connection.scalars(noted)).all())
    return [rows.resource_of(row) for row in found if row["id"] in written]
