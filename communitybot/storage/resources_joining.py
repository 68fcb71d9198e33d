"""What two communities have of resources that can only be there once becomes one community's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.outbox.entry import NewEntry
from communitybot.resources.model.resource import SHOWN, State
from communitybot.storage import judging_joining, resources_index
from communitybot.storage import resources_rows as rows
from communitybot.storage.judging_here import COUNTS
from communitybot.storage.outbox import StoredOutbox
from communitybot.storage.resources_notes import NOTED
from communitybot.storage.tables.resources import (
    resource_notes,
    resource_rooms,
    resource_said,
    resource_settings,
    resource_terms,
    resource_words,
    resources,
)

TWICE = "The same link was shared in both communities before they became one."
AT_ONCE = 500  # resources that are made findable together

_R, _N, _T = resources.c, resource_notes.c, resource_terms.c
_S, _M = resource_settings.c, resource_rooms.c


async def join(connection: AsyncConnection, community: str, into: str) -> None:
    """All of theirs is found among ours from now on; a link both had stays once, with the notes of both."""
    held = select(_R.id).where(_R.community.in_((community, into))).order_by(_R.id)
    await connection.execute(held.with_for_update())
    theirs = select(_T.resource).where(_T.community == community)
    await connection.execute(delete(resource_said).where(resource_said.c.resource.in_(theirs)))
    for table in (resource_terms, resource_words):
        await connection.execute(delete(table).where(table.c.community == community))
    await _keep_one(connection, community, into)
    await _stay_private(connection, community, into)
    moved = update(resources).where(_R.community == community).returning(_R.id)
    came = sorted((await connection.scalars(moved.values(community=into))).all())
    for start in range(0, len(came), AT_ONCE):
        await _found(connection, into, _R.id.in_(came[start : start + AT_ONCE]))


async def _keep_one(connection: AsyncConnection, community: str, into: str) -> None:
    """Of two with one address the one that is seen stays, else ours."""
    theirs, ours = resources.alias(), resources.alias()
    same = and_(theirs.c.known == ours.c.known, ours.c.community == into, theirs.c.community == community)
    asked = select(theirs.c.id.label("their"), theirs.c.state.label("their_state"), ours.c.id.label("our"))
    asked = asked.add_columns(ours.c.state.label("our_state")).join_from(theirs, ours, same)
    for pair in (await connection.execute(asked.order_by(ours.c.id))).all():
        stays, goes = _of_two(pair._mapping)  # noqa: SLF001 - SQLAlchemy's own name for it
        again = update(resource_notes).where(_N.resource == goes)
        wrote = select(_N.person).where(_N.resource == stays).scalar_subquery()
        await connection.execute(again.where(_N.person.not_in(wrote)).values(resource=stays))
        await judging_joining.take_over(connection, goes, stays)
        aside = {"state": State.WITHDRAWN.value, "known": None, "reason": TWICE}
        for resource, more in ((goes, aside), (stays, {})):
            counted = {**NOTED, **COUNTS, "revision": _R.revision + 1, **more}
            await connection.execute(update(resources).where(_R.id == resource).values(counted))
        await _unfound(connection, goes, into)
        if stays == pair.our:
            await _found(connection, into, _R.id == stays, again=True)


def _of_two(pair: Mapping[Any, Any]) -> tuple[str, str]:
    """Which of two stays, and which goes."""
    only_theirs = pair["their_state"] == State.SHARED.value and pair["our_state"] != State.SHARED.value
    return (pair["their"], pair["our"]) if only_theirs else (pair["our"], pair["their"])


async def _unfound(connection: AsyncConnection, resource: str, into: str) -> None:
    """Take one out of what is found, and have its card follow, and what names it elsewhere."""
    row = (await connection.execute(select(resources).where(_R.id == resource))).mappings().one()
    gone = rows.resource_of(row)
    await resources_index.take_away(connection, gone)
    fact = NewEntry(
        key=f"{gone.subject}:shown:{gone.revision}",
        community=into,
        kind=SHOWN,
        due=datetime.now(UTC),
        args={"resource": gone.id},
        subject=gone.subject,
    )
    await StoredOutbox(connection).put([fact])


async def _found(
    connection: AsyncConnection, into: str, which: ColumnElement[bool], *, again: bool = False
) -> None:
    seen = and_(which, _R.community == into, _R.state == State.SHARED.value)
    asked = select(resources).where(seen).order_by(_R.shared, _R.id)
    some = [rows.resource_of(row) for row in (await connection.execute(asked)).mappings()]
    if again:
        for resource in some:
            await resources_index.put(connection, resource, resource)
    else:
        await resources_index.put_all(connection, into, some)


async def _stay_private(connection: AsyncConnection, community: str, into: str) -> None:
    """The library is public after it only where both wanted that of their own; ours is as we decided else."""
    decided = select(_S.community, _S.public).where(_S.community.in_((community, into)))
    public = {row.community: row.public for row in await connection.execute(decided)}
    both = all(public.get(one, False) for one in (community, into))
    kept = into if into in public else community
    await connection.execute(update(resource_settings).where(_S.community == kept).values(public=both))
    if kept == into:
        await connection.execute(delete(resource_settings).where(_S.community == community))
    here = select(_M.place).where(_M.community == into).scalar_subquery()
    twice = and_(_M.community == community, _M.place.in_(here))
    await connection.execute(delete(resource_rooms).where(twice))
