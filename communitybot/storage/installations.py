"""Installations as they are kept: their tokens sealed already."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ports import Installation
from communitybot.storage.once import insert_once
from communitybot.storage.tables.installations import installations, installs_begun

_COLUMNS = [column for column in installations.c if column.name != "renewing_until"]


class StoredInstallations:
    """The installations inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an earlier one of the same workspace."""
        values = asdict(installation)
        stored = await self._connection.scalar(
            insert_once(self._connection.dialect.name, installations)
            .values(values)
            .returning(installations.c.team)
        )
        if stored is None:
            await self._set(installation.team, values | {"renewing_until": None})

    async def get(self, team: str, *, hold: bool = False) -> Installation | None:
        """The installation of a workspace; with `hold`, others who hold it wait until this unit ends."""
        query = select(*_COLUMNS).where(installations.c.team == team)
        found = (await self._connection.execute(query.with_for_update() if hold else query)).first()
        return None if found is None else Installation(**found._mapping)  # noqa: SLF001 - SQLAlchemy's public name

    async def teams(self) -> tuple[str, ...]:
        """Every workspace that has one."""
        found = await self._connection.scalars(select(installations.c.team).order_by(installations.c.team))
        return tuple(found)

    async def forget(self, team: str, *, before: datetime | None) -> bool:
        """Drop it, unless it was installed at or after `before`; returns whether one was dropped."""
        gone = delete(installations).where(installations.c.team == team)
        if before is not None:
            gone = gone.where(installations.c.installed_at < before)
        return (await self._connection.execute(gone)).rowcount > 0

    async def claim(self, team: str, *, now: datetime, until: datetime) -> tuple[Installation | None, bool]:
        """The installation, and whether it is ours to renew until then: nobody else is at it."""
        kept = await self.get(team, hold=True)
        if kept is None:
            return None, False
        free = installations.c.renewing_until.is_(None) | (installations.c.renewing_until <= now)
        ours = update(installations).where(installations.c.team == team, free).values(renewing_until=until)
        return kept, (await self._connection.execute(ours)).rowcount > 0

    async def release(self, team: str, renewed: Installation | None) -> None:
        """Let others renew it again; with `renewed`, keep that."""
        await self._set(team, {**(asdict(renewed) if renewed else {}), "renewing_until": None})

    async def expect(self, state: str, *, until: datetime) -> None:
        """Remember that an install with this (hashed) state was begun."""
        await self._connection.execute(
            insert_once(self._connection.dialect.name, installs_begun).values(state=state, until=until)
        )

    async def take(self, state: str, *, now: datetime) -> bool:
        """Whether such an install was begun and is not too old; true once at most for each state."""
        which = installs_begun.c.state == state
        taken = delete(installs_begun).where(which).returning(installs_begun.c.until)
        until = await self._connection.scalar(taken)
        await self._connection.execute(delete(installs_begun).where(installs_begun.c.until < now))
        return until is not None and until >= now

    async def _set(self, team: str, values: dict[str, Any]) -> None:
        await self._connection.execute(
            update(installations).where(installations.c.team == team).values(values)
        )
