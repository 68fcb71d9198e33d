"""What people said to dates, when they want to be reminded, and who was there."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, func, insert, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Answer, Attendance, Occurrence, Rsvp, Status, Tally
from communitybot.events.repository import SERIES, Own, Slot
from communitybot.storage import events_rows as rows
from communitybot.storage.events_store import batches, in_slots
from communitybot.storage.tables.events import attendance, events, occurrences, reminder_offsets, rsvps

COMING = (Answer.GOING.value, Answer.MAYBE.value, Answer.WAITING.value)
MOST_COMING = 500


class AnswerRows:
    """Answers, own reminder times and presence; one row a person and date."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def tallies(self, slots: Sequence[Slot]) -> Mapping[Slot, Tally]:
        counted: dict[Slot, dict[str, int]] = {slot: {} for slot in slots}
        date = (rsvps.c.event, rsvps.c.original, rsvps.c.answer)
        columns = (func.min(rsvps.c.community).label("community"), *date, func.count().label("many"))
        for some in batches(sorted(counted)):
            asked = select(*columns).where(in_slots(rsvps, some)).group_by(*date)
            for row in (await self._connection.execute(asked)).mappings():
                counted[rows.slot_in(row)][row["answer"]] = row["many"]
        return {slot: Tally(**said) for slot, said in counted.items()}

    async def rsvps(self, slots: Sequence[Slot], people: Sequence[str]) -> Mapping[tuple[Slot, str], Rsvp]:
        found: dict[tuple[Slot, str], Rsvp] = {}
        wanted = sorted(set(people))
        for some in batches(sorted(set(slots))):
            for start in range(0, len(wanted), 1_000):
                theirs = rsvps.c.person.in_(wanted[start : start + 1_000])
                asked = select(rsvps).where(in_slots(rsvps, some), theirs)
                for row in (await self._connection.execute(asked)).mappings():
                    found[rows.slot_in(row), row["person"]] = rows.rsvp_of(row)
        return found

    async def answered(self, slot: Slot, answers: Sequence[Answer], *, limit: int = 1_000) -> Sequence[Rsvp]:
        gave = rsvps.c.answer.in_([answer.value for answer in answers])
        asked = select(rsvps).where(_at(rsvps, slot), gave).order_by(rsvps.c.line).limit(limit)
        return [rows.rsvp_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def answer(self, community: str, rsvp: Rsvp) -> None:
        slot = (community, rsvp.event, rsvp.original)
        last = select(func.coalesce(func.max(rsvps.c.line), 0) + 1).where(_at(rsvps, slot))
        line = (await self._connection.execute(last)).scalar_one()
        await self.withdraw(slot, rsvp.person)
        values = {
            "event": rsvp.event,
            "original": rsvp.original,
            "person": rsvp.person,
            "community": community,
            "name": rsvp.name,
            "answer": rsvp.answer.value,
            "at": rsvp.at,
            "line": line,
        }
        await self._connection.execute(insert(rsvps), values)

    async def withdraw(self, slot: Slot, person: str) -> None:
        await self._connection.execute(delete(rsvps).where(_at(rsvps, slot), rsvps.c.person == person))

    async def ahead_of(self, slot: Slot, person: str) -> int | None:
        waiting = [rsvp.person for rsvp in await self.answered(slot, [Answer.WAITING], limit=10_000)]
        return waiting.index(person) if person in waiting else None

    async def audience(self, slots: Sequence[Slot]) -> Sequence[tuple[Slot, str, Answer | None, Own]]:
        said: dict[tuple[Slot, str], tuple[Answer | None, Own]] = {}
        wanted = sorted(set(slots))
        for some in batches(wanted):
            for row in (
                await self._connection.execute(select(rsvps).where(in_slots(rsvps, some)))
            ).mappings():
                said[rows.slot_in(row), row["person"]] = (Answer(row["answer"]), None)
            series = sorted({(community, event, SERIES) for community, event, _ in some})
            asked = select(reminder_offsets).where(in_slots(reminder_offsets, [*series, *some]))
            # A wish for the whole event comes first, so that a wish for one date replaces it.
            for row in (
                await self._connection.execute(asked.order_by(reminder_offsets.c.original))
            ).mappings():
                own = _offsets(row["offsets"])
                for slot in _meant(rows.slot_in(row), some):
                    answer = said.get((slot, row["person"]), (None, None))[0]
                    said[slot, row["person"]] = (answer, own)
        return [(slot, person, answer, own) for (slot, person), (answer, own) in said.items()]

    async def attending(
        self, community: str, event: str, originals: Sequence[datetime]
    ) -> Mapping[str, datetime]:
        asked = (
            select(rsvps.c.person, func.min(rsvps.c.original, type_=rsvps.c.original.type).label("first"))
            .where(rsvps.c.community == community, rsvps.c.event == event, rsvps.c.original.in_(originals))
            .where(rsvps.c.answer.in_(COMING))
            .group_by(rsvps.c.person)
        )
        return {row.person: row.first for row in await self._connection.execute(asked)}

    async def coming_of(self, community: str, person: str, since: datetime) -> Sequence[Occurrence]:
        theirs = union(
            *(
                select(table.c.event, table.c.original).where(
                    table.c.community == community, table.c.person == person
                )
                for table in (rsvps, reminder_offsets)
            )
        ).subquery()
        asked = (
            select(*rows.DATE_COLUMNS, *rows.EVENT_COLUMNS)
            .join_from(occurrences, events, occurrences.c.event == events.c.id)
            .join(theirs, _is_for(theirs))
            .where(occurrences.c.finish > since, occurrences.c.status == Status.OPEN.value)
            .distinct()
            .order_by(occurrences.c.start)
            .limit(MOST_COMING)
        )
        return [rows.occurrence_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def offsets(self, slot: Slot, person: str) -> Own:
        community, event, original = slot
        column = reminder_offsets.c.original
        asked = (
            select(reminder_offsets.c.offsets)
            .where(reminder_offsets.c.community == community, reminder_offsets.c.event == event)
            .where(reminder_offsets.c.person == person, column.in_([original, SERIES]))
            .order_by(case((column == SERIES, 1), else_=0))
        )
        found = (await self._connection.execute(asked)).scalars().first()
        return None if found is None else _offsets(found)

    async def set_offsets(self, slot: Slot, person: str, offsets: tuple[timedelta, ...]) -> None:
        mine = and_(_at(reminder_offsets, slot), reminder_offsets.c.person == person)
        await self._connection.execute(delete(reminder_offsets).where(mine))
        community, event, original = slot
        values = {
            "event": event,
            "original": original,
            "person": person,
            "community": community,
            "offsets": [int(offset.total_seconds()) for offset in offsets],
        }
        await self._connection.execute(insert(reminder_offsets), values)

    async def attendance(self, slot: Slot, *, person: str | None = None) -> Sequence[Attendance]:
        asked = (
            select(attendance).where(_at(attendance, slot)).order_by(attendance.c.name, attendance.c.person)
        )
        if person is not None:
            asked = asked.where(attendance.c.person == person)
        return [_attendance(row) for row in (await self._connection.execute(asked)).mappings()]

    async def attended(self, community: str, presence: Attendance) -> None:
        slot = (community, presence.event, presence.original)
        mine = and_(_at(attendance, slot), attendance.c.person == presence.person)
        await self._connection.execute(delete(attendance).where(mine))
        values = {
            "event": presence.event,
            "original": presence.original,
            "person": presence.person,
            "community": community,
            "name": presence.name,
            "present": presence.present,
            "at": presence.at,
            "corrected_by": presence.corrected_by,
            "reason": presence.reason,
        }
        await self._connection.execute(insert(attendance), values)


def _at(table: Any, slot: Slot) -> Any:
    community, event, original = slot
    return and_(table.c.event == event, table.c.original == original, table.c.community == community)


def _is_for(theirs: Any) -> Any:
    same = or_(theirs.c.original == occurrences.c.original, theirs.c.original == SERIES)
    return and_(theirs.c.event == occurrences.c.event, same)


def _offsets(seconds: Sequence[float]) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=each) for each in seconds)


def _meant(slot: Slot, slots: Sequence[Slot]) -> Sequence[Slot]:
    """The dates a wish is for: itself, or each asked-for date of the event."""
    if slot[2] != SERIES:
        return [slot]
    return [each for each in slots if each[:2] == slot[:2]]


def _attendance(row: Any) -> Attendance:
    held = {name: value for name, value in row.items() if name != "community"}
    return Attendance(**held)
