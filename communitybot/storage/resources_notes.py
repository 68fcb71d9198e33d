"""Notes on resources and the files kept with them, in tables."""

from collections.abc import Sequence

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.resource import Note
from communitybot.storage import resources_rows as rows
from communitybot.storage.once import insert_once
from communitybot.storage.resources_store import held, mine, recount
from communitybot.storage.tables.resources import resource_files, resource_notes, resources

_N, _F, _R = resource_notes.c, resource_files.c, resources.c

NOTED = {
    "notes": select(func.count())
    .select_from(resource_notes)
    .where(_N.resource == _R.id)
    .correlate(resources)
    .scalar_subquery()
}


class NoteRows:
    """What people wrote on resources, and files."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, community: str, resource: str, note: Note) -> int:
        before = await held(self._connection, community, resource)
        if before is None:
            return 0
        theirs = and_(_N.resource == resource, _N.person == note.person)
        values = rows.note_values(note)
        if not values["text"].strip():
            await self._connection.execute(delete(resource_notes).where(theirs))
        elif not (
            await self._connection.execute(update(resource_notes).where(theirs).values(values))
        ).rowcount:
            await self._connection.execute(resource_notes.insert(), {"resource": resource, **values})
        return (await recount(self._connection, before, NOTED, words=True)).notes

    async def noted(self, community: str, resource: str, *, limit: int) -> Sequence[Note]:
        asked = select(resource_notes).join(resources, _R.id == _N.resource).where(mine(community, resource))
        latest = asked.order_by(_N.at.desc(), _N.person).limit(limit)
        return [rows.note_of(row) for row in (await self._connection.execute(latest)).mappings()]

    async def noted_by(self, community: str, resource: str, person: str) -> Note | None:
        asked = select(resource_notes).join(resources, _R.id == _N.resource)
        own = asked.where(mine(community, resource), _N.person == person)
        row = (await self._connection.execute(own)).mappings().first()
        return rows.note_of(row) if row else None

    async def keep_file(self, community: str, resource: str, name: str, mime: str, content: bytes) -> None:
        if await held(self._connection, community, resource) is None:
            return
        kept = {"name": name, "mime": mime, "content": content}
        again = update(resource_files).where(_F.resource == resource).values(kept)
        if not (await self._connection.execute(again)).rowcount:
            once = insert_once(self._connection.dialect.name, resource_files)
            await self._connection.execute(once, {"resource": resource, **kept})

    async def drop_file(self, community: str, resource: str) -> None:
        whose = select(_R.id).where(mine(community, resource))
        await self._connection.execute(delete(resource_files).where(_F.resource.in_(whose)))

    async def file(self, community: str, resource: str) -> tuple[str, str, bytes] | None:
        asked = select(_F.name, _F.mime, _F.content).join(resources, _R.id == _F.resource)
        row = (await self._connection.execute(asked.where(mine(community, resource)))).first()
        return (row.name, row.mime, bytes(row.content)) if row else None
