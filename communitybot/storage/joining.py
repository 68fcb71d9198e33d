"""Gives everything one community has to another: every table that names a community, found by itself."""

from collections.abc import Sequence

from sqlalchemy import Table, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage import ideas_joining, resources_imports, resources_joining
from communitybot.storage.once import insert_once
from communitybot.storage.tables import everything
from communitybot.storage.tables.communities import communities
from communitybot.storage.tables.events import events, occurrence_labels, occurrences, programmes
from communitybot.storage.tables.imports import imports
from communitybot.storage.tables.links import former_slugs

# What a relay holds but has not drawn would be drawn for a community that is gone: a new epoch takes it back.
_TAKE_BACK = text(
    "UPDATE outbox SET state = 'planned', epoch = epoch + 1, claimed_by = NULL,"
    " claimed_until = CASE WHEN crashes > 0 THEN 0 END WHERE community = :community AND state = 'claimed'"
)


def tables_of_a_community() -> Sequence[Table]:
    """Every table whose rows belong to a community."""
    return [table for table in everything().sorted_tables if "community" in table.c]


async def join(connection: AsyncConnection, community: str, into: str) -> None:
    """Move all of it, then end the community that is left empty; whoever calls holds both."""
    held = select(events.c.id).where(events.c.community == community).order_by(events.c.id)
    await connection.execute(held.with_for_update())
    await _share_programmes(connection, community, into)
    await _keep_both_events(connection, community, into)
    await ideas_joining.join(connection, community, into)
    await resources_joining.join(connection, community, into)
    await resources_imports.join(connection, community, into)
    await connection.execute(_TAKE_BACK, {"community": community})
    await _lead_old_address(connection, community, into)
    for table in tables_of_a_community():
        await connection.execute(update(table).where(table.c.community == community).values(community=into))
    await connection.execute(delete(communities).where(communities.c.id == community))


async def _share_programmes(connection: AsyncConnection, community: str, into: str) -> None:
    """A programme of a name that is there already becomes one with it, from the first day to the last."""
    theirs, ours = programmes.alias(), programmes.alias()
    same = (
        select(theirs.c.id, theirs.c.starts, theirs.c.ends, ours.c.id.label("kept"))
        .add_columns(ours.c.starts.label("from_day"), ours.c.ends.label("to_day"))
        .join_from(theirs, ours, theirs.c.folded == ours.c.folded)
        .where(theirs.c.community == community, ours.c.community == into)
    )
    for row in (await connection.execute(same)).all():
        wide = {"starts": min(row.starts, row.from_day), "ends": max(row.ends, row.to_day)}
        await connection.execute(update(programmes).where(programmes.c.id == row.kept).values(wide))
        for table in (events, occurrences, occurrence_labels):
            belongs = (table.c.community == community) & (table.c.programme == row.id)
            await connection.execute(update(table).where(belongs).values(programme=row.kept))
        await connection.execute(delete(programmes).where(programmes.c.id == row.id))


async def _keep_both_events(connection: AsyncConnection, community: str, into: str) -> None:
    """An event both took from one calendar stays twice: the newcomer's gets an identity of its own."""
    theirs, ours = events.alias(), events.alias()
    same = (
        select(theirs.c.id, theirs.c.uid)
        .join_from(theirs, ours, theirs.c.uid == ours.c.uid)
        .where(theirs.c.community == community, ours.c.community == into)
    )
    for row in (await connection.execute(same)).all():
        own = f"{row.id}-{row.uid}"
        await connection.execute(update(events).where(events.c.id == row.id).values(uid=own))
        read = (imports.c.community == community) & (imports.c.uid == row.uid)
        await connection.execute(delete(imports).where(read))
    known = select(imports.c.uid).where(imports.c.community == into)
    twice = (imports.c.community == community) & imports.c.uid.in_(known)
    await connection.execute(delete(imports).where(twice))


async def _lead_old_address(connection: AsyncConnection, community: str, into: str) -> None:
    asked = select(communities.c.slug).where(communities.c.id == community)
    slug = await connection.scalar(asked)
    if slug is not None:
        once = insert_once(connection.dialect.name, former_slugs)
        await connection.execute(once, {"slug": slug, "community": into})
