"""Makes one person of two: what both said is counted once, everything else of the second is the first's."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Answer
from communitybot.people.model import Person
from communitybot.people.repository import Date
from communitybot.storage import (
    chats_uniting,
    consultations_uniting,
    digests_uniting,
    ideas_uniting,
    judging_uniting,
    resources_imports,
    resources_requests_uniting,
    resources_uniting,
    uniting_outbox,
)
from communitybot.storage.tables.communities import spaces
from communitybot.storage.tables.events import (
    attendance,
    event_changes,
    events,
    feeds,
    follows,
    occurrence_labels,
    occurrences,
    reminder_offsets,
    rsvps,
)
from communitybot.storage.tables.links import link_codes
from communitybot.storage.tables.people import accounts, people

BY_DATE = (rsvps, attendance, reminder_offsets)
"""The lists of people that belong to a date."""


async def shared(connection: AsyncConnection, community: str, one: str, other: str) -> tuple[int, int]:
    """How many dates `other` answered, and how many of them `one` did as well."""
    first = rsvps.alias()
    both = exists().where(
        first.c.event == rsvps.c.event, first.c.original == rsvps.c.original, first.c.person == one
    )
    asked = select(func.count(), func.coalesce(func.sum(case((both, 1), else_=0)), 0))
    asked = asked.select_from(rsvps).where(rsvps.c.community == community, rsvps.c.person == other)
    row = (await connection.execute(asked)).one()
    return row[0], row[1]


async def unite(connection: AsyncConnection, kept: Person, gone: Person) -> Sequence[Date]:
    """Give all that is the second person's to the first; returns the dates both had answered."""
    held = await hold_dates(connection, kept, gone)
    dates = await _one_answer(connection, kept, gone, held)
    await _one_presence(connection, kept, gone, held)
    for table in BY_DATE:
        same = ("event", "original")
        await _hand_over(
            connection, table, "person", same, kept=kept, gone=gone, among=table.c.event.in_(held)
        )
    await _hand_over(connection, follows, "person", ("kind", "value"), kept=kept, gone=gone)
    labels = ("kind", "status", "start", "event", "original")
    await _hand_over(connection, occurrence_labels, "value", labels, kept=kept, gone=gone, kind="person")
    for table, name in (
        (events, "created_by"),
        (attendance, "corrected_by"),
        (feeds, "person"),
        (feeds, "created_by"),
        (link_codes, "person"),
        (spaces, "greeted"),
    ):
        theirs = and_(table.c.community == gone.community, table.c[name] == gone.id)
        await connection.execute(update(table).where(theirs).values({name: kept.id}))
    await _one_host(connection, kept, gone)
    await chats_uniting.hand_over(connection, kept, gone)
    await ideas_uniting.hand_over(connection, kept, gone)
    await consultations_uniting.hand_over(connection, kept, gone)
    await resources_uniting.hand_over(connection, kept, gone)
    await judging_uniting.hand_over(connection, kept, gone)
    await resources_imports.hand_over(connection, kept, gone)
    await resources_requests_uniting.hand_over(connection, kept, gone)
    await digests_uniting.hand_over(connection, kept, gone)
    await uniting_outbox.hand_over(connection, kept, gone)
    await connection.execute(
        update(accounts)
        .where(accounts.c.person == gone.id)
        .values(person=kept.id, position=accounts.c.position + len(kept.accounts))
    )
    await connection.execute(delete(people).where(people.c.id == gone.id))
    return dates


async def hold_dates(connection: AsyncConnection, kept: Person, gone: Person) -> Sequence[str]:
    """Hold the events either is on a list of, before those lists: in the order of whoever answers.

    Returns them: only in their lists may anything be moved. Where one of the two has just answered another,
    the other may be answering it now; what stands there is fetched soon.
    """
    both = (kept.id, gone.id)
    named = [
        select(table.c.event).where(table.c.community == kept.community, table.c.person.in_(both))
        for table in BY_DATE
    ]
    held = select(events.c.id).where(or_(*(events.c.id.in_(each) for each in named))).order_by(events.c.id)
    return (await connection.execute(held.with_for_update())).scalars().all()


async def _one_answer(
    connection: AsyncConnection, kept: Person, gone: Person, held: Sequence[str]
) -> list[Date]:
    """Where both answered, the later answer stands; but whoever has a place does not wait for another."""
    both = (kept.id, gone.id)
    here = and_(rsvps.c.community == kept.community, rsvps.c.event.in_(held))
    asked = select(rsvps).where(here, rsvps.c.person.in_(both))
    said: dict[Date, list[Row[Any]]] = {}
    for row in (await connection.execute(asked)).all():
        said.setdefault((row.event, row.original), []).append(row)
    twice = {date: given for date, given in said.items() if len(given) > 1}
    for (event, original), given in twice.items():
        stands = max(given, key=lambda row: (_has_a_place(row, given), row.at, row.person == kept.id))
        other = next(row for row in given if row is not stands)
        at = and_(rsvps.c.event == event, rsvps.c.original == original)
        await connection.execute(delete(rsvps).where(at, rsvps.c.person == other.person))
    await connection.execute(update(rsvps).where(here, rsvps.c.person == gone.id).values(name=kept.name))
    return sorted(twice)


def _has_a_place(row: Row[Any], given: Sequence[Row[Any]]) -> bool:
    """Whether this is the place one account has while the other waits for one."""
    waits = any(each.answer == Answer.WAITING for each in given)
    return waits and row.answer == Answer.GOING


async def _one_presence(connection: AsyncConnection, kept: Person, gone: Person, held: Sequence[str]) -> None:
    """Who was there with either account was there."""
    mine, theirs = attendance.alias(), attendance.alias()
    same = and_(mine.c.event == theirs.c.event, mine.c.original == theirs.c.original)
    asked = (
        select(mine.c.event, mine.c.original)
        .join_from(mine, theirs, same)
        .where(mine.c.community == kept.community, mine.c.person == kept.id, theirs.c.person == gone.id)
        .where(mine.c.present < theirs.c.present, mine.c.event.in_(held))
    )
    absent = (await connection.execute(asked)).all()
    for event, original in absent:
        at = tuple_(attendance.c.event, attendance.c.original) == (event, original)
        await connection.execute(delete(attendance).where(at, attendance.c.person == kept.id))
    here = and_(attendance.c.community == kept.community, attendance.c.event.in_(held))
    theirs_now = and_(here, attendance.c.person == gone.id)
    await connection.execute(update(attendance).where(theirs_now).values(name=kept.name))


async def _hand_over(
    connection: AsyncConnection,
    table: Table,
    name: str,
    same: Sequence[str],
    *,
    kept: Person,
    gone: Person,
    among: ColumnElement[bool] | None = None,
    **only: str,
) -> None:
    """Rename the second person in a table; where a row of the first is there, it stays as it is."""
    mine = table.alias()
    here = [mine.c[each] == table.c[each] for each in same]
    narrowed = [table.c[column] == value for column, value in only.items()]
    narrowed += [] if among is None else [among]
    theirs = and_(table.c.community == kept.community, table.c[name] == gone.id, *narrowed)
    also = [mine.c[column] == value for column, value in only.items()]
    there = exists().where(mine.c.community == kept.community, mine.c[name] == kept.id, *here, *also)
    await connection.execute(delete(table).where(theirs, there))
    await connection.execute(update(table).where(theirs).values({name: kept.id}))


async def _one_host(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Where the second hosts, the first does; who hosted under both names hosts once."""
    sought = f"%{gone.id}%"
    ours = select(events.c.id).where(events.c.community == kept.community)
    for table in (events, event_changes, occurrences):
        key = list(table.primary_key.columns)
        mine = table.c.id.in_(ours) if table is events else table.c.event.in_(ours)
        found = await connection.execute(
            select(*key, table.c.details).where(mine, table.c.details.like(sought))
        )
        for *names, details in found.all():
            this = and_(*(column == value for column, value in zip(key, names, strict=True)))
            words = _renamed(details, kept, gone)
            await connection.execute(update(table).where(this).values(details=words))


def _renamed(details: str, kept: Person, gone: Person) -> str:
    held = json.loads(details)
    hosts: list[list[str | None]] = []
    for name, person in held["hosts"]:
        host = [name, kept.id if person == gone.id else person]
        if host[1] is None or all(host[1] != each[1] for each in hosts):
            hosts.append(host)
    return json.dumps({**held, "hosts": hosts}, ensure_ascii=False, separators=(",", ":"))
