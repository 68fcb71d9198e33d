"""Events, their changes and their laid-out dates, in tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, insert, literal, or_, select, tuple_, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Change, Event, Occurrence
from communitybot.events.repository import SERIES, Slot
from communitybot.storage import events_rows as rows
from communitybot.storage.tables.chats import chats
from communitybot.storage.tables.events import (
    attendance,
    event_changes,
    event_words,
    events,
    occurrence_labels,
    occurrences,
    reminder_offsets,
    rsvps,
)

BY_ORIGINAL = (event_changes, occurrences, rsvps, reminder_offsets, attendance, chats)
MOST_IN_LIST = 5_000  # bound values in one statement; SQLite takes 32,766, PostgreSQL 65,535

_WITH_EVENT = select(*rows.DATE_COLUMNS, *rows.EVENT_COLUMNS).join_from(
    occurrences, events, occurrences.c.event == events.c.id
)


class EventRows:
    """The events of every community, one statement a question."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, event: Event) -> None:
        await self._connection.execute(insert(events), rows.event_values(event))
        await self._index(event)

    async def save(self, event: Event) -> None:
        mine = and_(events.c.id == event.id, events.c.community == event.community)
        await self._connection.execute(update(events).where(mine).values(rows.event_values(event)))
        await self._index(event)

    async def _index(self, event: Event) -> None:
        """Write the words of its title, and of those titles that single dates have of their own."""
        gone = and_(event_words.c.event == event.id, event_words.c.community == event.community)
        await self._connection.execute(delete(event_words).where(gone))
        asked = select(event_changes.c.details).where(event_changes.c.event == event.id)
        own = (await self._connection.execute(asked.where(event_changes.c.details.is_not(None)))).scalars()
        titles = {event.details.title, *(rows.details_of(text).title for text in own)}
        common = {"community": event.community, "event": event.id}
        words = [{**common, "word": word} for word in set().union(*map(rows.words_of, titles))]
        if words:
            await self._connection.execute(insert(event_words), words)

    async def delete(self, community: str, event: str) -> None:
        mine = and_(events.c.id == event, events.c.community == community)
        await self._connection.execute(delete(events).where(mine))
        of = and_(chats.c.event == event, chats.c.community == community)
        await self._connection.execute(delete(chats).where(of))

    async def get(self, community: str, event: str, *, hold: bool = False) -> Event | None:
        mine = and_(events.c.id == event, events.c.community == community)
        found = select(*rows.EVENT_COLUMNS).where(mine)
        row = (await self._connection.execute(found.with_for_update() if hold else found)).mappings().first()
        return rows.event_of(row) if row else None

    async def ending(self, community: str, letters: str) -> Sequence[str]:
        mine = and_(events.c.community == community, events.c.id.endswith(letters, autoescape=True))
        return [row.id for row in await self._connection.execute(select(events.c.id).where(mine).limit(2))]

    async def by_uid(self, community: str, uid: str) -> Event | None:
        mine = and_(events.c.uid == uid, events.c.community == community)
        row = (await self._connection.execute(select(*rows.EVENT_COLUMNS).where(mine))).mappings().first()
        return rows.event_of(row) if row else None

    async def many(self, community: str, ids: Sequence[str]) -> Mapping[str, Event]:
        if not ids:
            return {}
        mine = and_(events.c.id.in_(ids), events.c.community == community)
        found = (await self._connection.execute(select(*rows.EVENT_COLUMNS).where(mine))).mappings()
        return {event.id: event for event in map(rows.event_of, found)}

    async def changes(self, community: str, ids: Sequence[str]) -> Mapping[str, Mapping[datetime, Change]]:
        found: dict[str, dict[datetime, Change]] = {event: {} for event in ids}
        if ids:
            asked = (
                select(event_changes)
                .join(events, events.c.id == event_changes.c.event)
                .where(events.c.community == community, event_changes.c.event.in_(ids))
            )
            for row in (await self._connection.execute(asked)).mappings():
                found[row["event"]][row["original"]] = rows.change_of(row)
        return found

    async def change(self, community: str, change: Change) -> None:
        event = await self.get(community, change.event)
        if event is None:
            return
        await self._connection.execute(
            delete(event_changes).where(_date(event_changes, change.event, change.original))
        )
        await self._connection.execute(insert(event_changes), rows.change_values(change))
        if change.details is not None:
            await self._index(event)

    async def originals(self, community: str, event: str) -> Sequence[datetime]:
        if await self.get(community, event) is None:
            return []
        of = union(*(select(table.c.original).where(table.c.event == event) for table in BY_ORIGINAL))
        found = (await self._connection.execute(of)).scalars().all()
        return sorted(each for each in found if each != SERIES)

    async def rekey(
        self, community: str, event: str, originals: Mapping[datetime, datetime], *, into: str | None = None
    ) -> None:
        if await self.get(community, event) is None:
            return
        target = into or event
        # From the far end in the direction of the move, so that no date takes the place of one still to go.
        later = any(new > old for old, new in originals.items())
        for old in sorted(originals, reverse=later):
            for table in BY_ORIGINAL:
                moved = {"event": target, "original": originals[old]}
                await self._connection.execute(update(table).where(_date(table, event, old)).values(moved))

    async def lay_out(
        self, community: str, event: str, laid: Sequence[Occurrence], *, since: datetime | None
    ) -> None:
        mine = and_(occurrences.c.event == event, occurrences.c.community == community)
        if since is not None:
            named = occurrences.c.original.in_([one.original for one in laid])
            mine = and_(mine, or_(occurrences.c.finish > since, named))
        await self._connection.execute(delete(occurrences).where(mine))
        if laid:
            await self._connection.execute(insert(occurrences), [rows.occurrence_values(one) for one in laid])
        if labels := [values for one in laid for values in rows.label_values(one)]:
            await self._connection.execute(insert(occurrence_labels), labels)

    async def laid_out(self, community: str, event: str) -> Sequence[Occurrence]:
        mine = and_(occurrences.c.event == event, occurrences.c.community == community)
        found = await self._connection.execute(_WITH_EVENT.where(mine).order_by(occurrences.c.start))
        return [rows.occurrence_of(row) for row in found.mappings()]

    async def occurrences(self, slots: Sequence[Slot]) -> Mapping[Slot, Occurrence]:
        found: dict[Slot, Occurrence] = {}
        for some in batches(sorted(set(slots))):
            asked = _WITH_EVENT.where(in_slots(occurrences, some))
            for row in (await self._connection.execute(asked)).mappings():
                found[rows.slot_in(row)] = rows.occurrence_of(row)
        return found

    async def card_turn(self, community: str, event: str) -> tuple[int, datetime | None]:
        mine = and_(events.c.id == event, events.c.community == community)
        asked = select(events.c.card_turn, events.c.card_at).where(mine).with_for_update()
        row = (await self._connection.execute(asked)).first()
        return (row.card_turn, row.card_at) if row else (0, None)

    async def card_drawn(self, drawn: Sequence[tuple[str, str]], at: datetime) -> None:
        mine = tuple_(events.c.community, events.c.id).in_(sorted(set(drawn)))
        turned = {"card_turn": events.c.card_turn + literal(1), "card_at": at}
        await self._connection.execute(update(events).where(mine).values(turned))


def _date(table: Any, event: str, original: datetime) -> Any:
    return and_(table.c.event == event, table.c.original == original)


def in_slots(table: Any, slots: Sequence[Slot]) -> Any:
    """The condition that a row of `table` belongs to one of the dates, and to its community.

    Events are named by themselves: for pairs alone SQLite goes through the whole table. The community is
    compared as an expression: else SQLite would follow an index of it through everything.
    """
    dates = tuple_(table.c.event, table.c.original).in_([slot[1:] for slot in slots])
    of = table.c.event.in_({slot[1] for slot in slots})
    return and_(of, dates, (table.c.community + "").in_({slot[0] for slot in slots}))


def batches(slots: Sequence[Slot]) -> Sequence[Sequence[Slot]]:
    """Cut a long list of dates so that each part fits one statement."""
    most = MOST_IN_LIST // 3
    return [slots[start : start + most] for start in range(0, len(slots), most)]
