"""How communities want their resources, in tables."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources.model.resource import ResourceSettings
from communitybot.storage.once import insert_once
from communitybot.storage.tables.resources import resource_rooms, resource_settings, resource_unasked

_S, _M, _U = resource_settings.c, resource_rooms.c, resource_unasked.c


class ResourceSettingsRows:
    """What the administrators of every community decided about resources."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def settings(self, community: str) -> ResourceSettings:
        asked = select(resource_settings).where(_S.community == community)
        row = (await self._connection.execute(asked)).mappings().first()
        named = select(_M.place).where(_M.community == community).order_by(_M.position, _M.place)
        rooms = tuple(map(PlaceAddress.parse, (await self._connection.scalars(named)).all()))
        if row is None:
            return ResourceSettings(drafted=rooms)
        decided = {name: row[name] for name in ("chats", "reports", "public")}
        return ResourceSettings(drafted=rooms, **decided)

    async def set(self, community: str, settings: ResourceSettings) -> None:
        values = {"chats": settings.chats, "reports": settings.reports, "public": settings.public}
        again = update(resource_settings).where(_S.community == community).values(values)
        if not (await self._connection.execute(again)).rowcount:
            new = insert_once(self._connection.dialect.name, resource_settings).returning(_S.community)
            if await self._connection.scalar(new, {"community": community, **values}) is None:
                await self._connection.execute(again)
        await self._connection.execute(delete(resource_rooms).where(_M.community == community))
        held = [
            {"community": community, "place": str(room), "position": position}
            for position, room in enumerate(dict.fromkeys(settings.drafted))
        ]
        if held:
            await self._connection.execute(insert(resource_rooms), held)

    async def drafts_in(self, room: PlaceAddress) -> str | None:
        asked = select(_M.community).where(_M.place == str(room)).order_by(_M.community)
        return await self._connection.scalar(asked.limit(1))

    async def asks(self, community: str, person: str) -> bool:
        unasked = select(_U.person).where(_U.community == community, _U.person == person)
        return await self._connection.scalar(unasked) is None

    async def ask(self, community: str, person: str, *, on: bool) -> None:
        if on:
            theirs = delete(resource_unasked).where(_U.community == community, _U.person == person)
            await self._connection.execute(theirs)
            return
        once = insert_once(self._connection.dialect.name, resource_unasked)
        await self._connection.execute(once, {"community": community, "person": person})
