"""The outbox as features see it, inside a unit of work."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import MessageRef
from communitybot.outbox.entry import NewEntry, State
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.types import dump_json, microseconds

COLUMNS = (
    "key",
    "community",
    "kind",
    "destination",
    "subject",
    "args",
    "due",
    "revision",
    "merge",
    "payload",
)
PART = 500  # rows PostgreSQL is given at once
NOTIFY_WITHIN = 20_000_000  # microseconds: later ones are seen by every relay's own wake-up in time
_INTO = f"INSERT INTO outbox ({', '.join(COLUMNS)})"
_PUT_SQLITE = f"{_INTO} VALUES ({', '.join('?' * len(COLUMNS))}) ON CONFLICT DO NOTHING"
_PUT_POSTGRESQL = (
    f"{_INTO} SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],"
    " %s::bigint[], %s::int[], %s::int[], %s::text[]) ON CONFLICT DO NOTHING"
)
CHANNEL = "communitybot_outbox"
_KEY = text(
    "SELECT key FROM outbox WHERE community = :community AND subject = :subject AND ref = :ref"
    " AND state = 'sent' LIMIT 1"
)
_REF = text("SELECT ref FROM outbox WHERE community = :community AND key = :key AND state = 'sent'")
_REFS = text(
    "SELECT key, ref FROM outbox WHERE community = :community AND subject = :subject AND kind = :kind"
    " AND state = 'sent' AND ref IS NOT NULL ORDER BY due, id"
)
_STATE = text("SELECT state FROM outbox WHERE key = :key AND community = :community")
_STATES = text("SELECT key, state FROM outbox WHERE key IN :keys AND community = :community").bindparams(
    bindparam("keys", expanding=True)
)
# In three, each by an index of its own; what is under way has a lease, or a time for looking into it.
_UNFINISHED = text(
    " UNION ALL ".join(
        "SELECT id, key, CASE WHEN payload IS NOT NULL THEN 1 ELSE 0 END FROM outbox"
        f" WHERE subject = :subject AND community = :community AND {which}"
        for which in (
            "begun_at IS NULL AND state IN ('planned', 'claimed')",
            "begun_at IS NOT NULL AND state = 'planned'",
            "claimed_until IS NOT NULL AND state IN ('sending', 'in_doubt')",
        )
    )
)
_ANEW = text(
    "UPDATE outbox SET payload = NULL, edit = NULL WHERE key IN :keys AND community = :community"
    " AND state = 'planned' AND begun_at IS NULL AND payload IS NOT NULL AND merge = 0"
).bindparams(bindparam("keys", expanding=True))
# "0" follows "/": all that begins with `subject/` lies between the two, and between it and the subject
# itself lie others that are neither.
_BELOW = "subject >= :subject AND subject < :high AND (subject = :subject OR subject >= :low)"


class StoredOutbox:
    """The outbox on one connection; `earliest` is the first due time it was given, in microseconds."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.earliest: int | None = None

    async def put(self, entries: Sequence[NewEntry]) -> int:
        """Store promises; those whose key exists are left as they are. Returns how many were new."""
        if not entries:
            return 0
        # through the driver itself: SQLAlchemy's share would be the larger
        driver: Any = (await self._connection.get_raw_connection()).driver_connection
        due = microseconds(min(entry.due for entry in entries))
        if self._connection.dialect.name == "sqlite":
            done = await driver.executemany(_PUT_SQLITE, [_values(entry) for entry in entries])
            new = int(done.rowcount)
        else:
            new = await _put_in_parts(driver, entries)
            if due <= time.time_ns() // 1_000 + NOTIFY_WITHIN:
                await driver.execute(f"NOTIFY {CHANNEL}")
        if new:
            self.earliest = due if self.earliest is None else min(due, self.earliest)
        return new

    async def cancel(self, community: str, subject: str, *, reason: str, below: bool = False) -> int:
        """End what is still planned for a subject (and, with `below`, for `subject/...`) as cancelled."""
        return await self._end("cancelled", community, subject, below=below, reason=reason)

    async def supersede(
        self, community: str, subject: str, *, revision: int, kinds: Sequence[str] = (), below: bool = False
    ) -> int:
        """End what is planned for a subject with an older revision as superseded; `kinds` narrows it."""
        return await self._end(
            "superseded",
            community,
            subject,
            below=below,
            reason=f"overtaken by revision {revision}",
            older="AND revision < :revision" + (" AND kind IN :kinds" if kinds else ""),
            more={"revision": revision} | ({"kinds": list(kinds)} if kinds else {}),
        )

    async def redraw(self, community: str, subject: str, *, kinds: Sequence[str], below: bool = False) -> int:
        """Have what was drawn for a subject and could not leave yet drawn anew when it next may."""
        about = {"community": community, "subject": subject, "kinds": list(kinds)}
        if below:
            about |= {"low": f"{subject}/", "high": f"{subject}0"}
        return (await self._connection.execute(_redrawing(below=below), about)).rowcount

    async def _end(
        self,
        state: str,
        community: str,
        subject: str,
        *,
        below: bool,
        reason: str,
        older: str = "",
        more: Mapping[str, Any] | None = None,
    ) -> int:
        about = {"community": community, "subject": subject, "state": state}
        if below:
            about |= {"low": f"{subject}/", "high": f"{subject}0"}
        values = {**about, "reason": reason, "now": time.time_ns() // 1_000, **(more or {})}
        done = await self._connection.execute(_ending(older, below=below), values)
        if done.rowcount:
            await self._connection.execute(_freeing(below=below), about)
        return done.rowcount

    async def ref(self, community: str, key: str) -> MessageRef | None:
        """The message a key became, once it was sent."""
        found = await self._connection.scalar(_REF, {"community": community, "key": key})
        return None if found is None else MessageRef.parse(found)

    async def unfinished(self, community: str, subject: str) -> Mapping[str, bool]:
        """What of a subject has not come to its end, oldest first: by key, whether its words are drawn."""
        found = await self._connection.execute(_UNFINISHED, {"community": community, "subject": subject})
        return {key: bool(drawn) for _, key, drawn in sorted(found.all())}

    async def anew(self, community: str, keys: Sequence[str]) -> int:
        """Have what was drawn and has surely not left drawn again at its turn; returns how many that are."""
        if not keys:
            return 0
        done = await self._connection.execute(_ANEW, {"community": community, "keys": list(keys)})
        return done.rowcount

    async def key_of(self, community: str, subject: str, ref: MessageRef) -> str | None:
        """The key of what became a message, among all that was sent for a subject."""
        about = {"community": community, "subject": subject, "ref": str(ref)}
        found: str | None = await self._connection.scalar(_KEY, about)
        return found

    async def refs(self, community: str, subject: str, kind: str) -> Sequence[tuple[str, MessageRef]]:
        """Key and message of everything of one kind sent for a subject, oldest first."""
        found = await self._connection.execute(
            _REFS, {"community": community, "subject": subject, "kind": kind}
        )
        return [(key, MessageRef.parse(ref)) for key, ref in found]

    async def state(self, community: str, key: str) -> State | None:
        """Where a promise stands; None when nothing was promised under this key."""
        found = await self._connection.scalar(_STATE, {"community": community, "key": key})
        return None if found is None else State(found)

    async def states(self, community: str, keys: Sequence[str]) -> Mapping[str, State]:
        """Where several promises stand; keys under which nothing was promised are left out."""
        if not keys:
            return {}
        found = await self._connection.execute(_STATES, {"community": community, "keys": list(keys)})
        return {key: State(state) for key, state in found}


async def _put_in_parts(driver: Any, entries: Sequence[NewEntry]) -> int:
    """Insert on PostgreSQL, which stores one part while the next is written down here."""
    # two who plan the same in different orders would be a deadlock
    entries = sorted(entries, key=attrgetter("key"))
    parts = (_columns(entries[begin : begin + PART]) for begin in range(0, len(entries), PART))
    new = 0
    storing = asyncio.ensure_future(driver.execute(_PUT_POSTGRESQL, next(parts)))
    try:
        await asyncio.sleep(0)  # it leaves now, not when we have to wait for it
        for columns in parts:
            new += (await storing).rowcount
            storing = asyncio.ensure_future(driver.execute(_PUT_POSTGRESQL, columns))
            await asyncio.sleep(0)
    finally:
        last = await storing  # also when a part cannot be written down: nothing is left under way
    return int(new + last.rowcount)


def _columns(entries: Sequence[NewEntry]) -> list[str]:
    rows = [_values(entry) for entry in entries]
    return [(numbers if isinstance(column[0], int) else texts)(column) for column in zip(*rows, strict=True)]


def _values(entry: NewEntry) -> tuple[Any, ...]:
    payload = None
    if entry.message is not None:
        from communitybot.conversation.frozen import freeze

        payload = freeze(entry.message)
    return (
        entry.key,
        entry.community,
        entry.kind,
        entry.destination,
        entry.subject,
        dump_json(entry.args if type(entry.args) is dict else dict(entry.args)) if entry.args else "{}",
        microseconds(entry.due),
        entry.revision,
        int(entry.merge),
        payload,
    )


@lru_cache(maxsize=8)
def _ending(older: str, *, below: bool) -> TextClause:
    # what may have arrived already (`begun_at`) is no longer ours to take back: it is corrected instead
    statement = text(
        "UPDATE outbox SET state = :state, reason = :reason, finished_at = :now, claimed_by = NULL,"
        f" claimed_until = NULL WHERE community = :community AND {_which(below=below)}"
        f" AND state IN ('planned', 'claimed') AND begun_at IS NULL {older}"
    )
    return statement.bindparams(bindparam("kinds", expanding=True)) if ":kinds" in older else statement


@lru_cache(maxsize=2)
def _freeing(*, below: bool) -> TextClause:
    """What an ended row would have carried in its message goes its own way again."""
    return text(
        "UPDATE outbox SET state = 'planned', joined = NULL WHERE joined IS NOT NULL AND state = 'sending'"
        f" AND joined IN (SELECT id FROM outbox WHERE community = :community AND {_which(below=below)}"
        " AND begun_at IS NULL AND merge = 2 AND state = :state)"
    )


@lru_cache(maxsize=2)
def _redrawing(*, below: bool) -> TextClause:
    # a carrier of several rows' words is left: those it carries would have to go their own way first
    return text(
        "UPDATE outbox SET payload = NULL, edit = NULL"
        f" WHERE community = :community AND {_which(below=below)} AND kind IN :kinds"
        " AND state = 'planned' AND begun_at IS NULL AND payload IS NOT NULL AND merge = 0"
    ).bindparams(bindparam("kinds", expanding=True))


def _which(*, below: bool) -> str:
    return _BELOW if below else "subject = :subject"
