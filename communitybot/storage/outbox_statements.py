"""The relay's statements, written once for both dialects, and the numbers of its lease."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from communitybot.outbox.entry import FINAL, UNREACHED
from communitybot.outbox.held import Held, Settled
from communitybot.storage.types import dump_json

LEASE = 60_000_000  # microseconds a claim lasts unless it is renewed
CRASHES = 3  # a row that was held at so many crashes is put into quarantine
STEPS = 128  # communities looked at in one claim, however many there are
AT_ONCE = 50  # communities served in one claim while there is a backlog
SHARE_EVERY = 50_000  # microseconds between two such claims: a thousand communities a second have their turn

COLUMNS = ", ".join(Held._fields)
_HELD = "state IN ('claimed', 'sending', 'in_doubt')"
_DUE = "state = 'planned' AND crashes = 0 AND due <= :now"
_SUSPECT = "claimed_until = 0 AND state = 'planned' AND due <= :now"
_UNDRAWN = "(payload IS NULL OR (merge = 1 AND begun_at IS NULL))"
# What a claim makes of a row. SQLite reads it, then writes it: that is cheaper there than a RETURNING.
_TAKEN = {
    "epoch": "epoch + 1",
    "claimed_by": ":me",
    "claimed_until": ":until",
    "started_at": ":real",
    "attempts": "attempts + 1",
    "state": f"CASE WHEN {_UNDRAWN} THEN 'claimed' ELSE 'sending' END",
    "begun_at": f"CASE WHEN {_UNDRAWN} THEN NULL ELSE coalesce(begun_at, :real) END",
}
_LOOKED_INTO = {name: _TAKEN[name] for name in ("epoch", "claimed_by", "claimed_until", "attempts")}
_SHARES = (
    "SELECT due.id FROM unnest(:communities) AS c(name), LATERAL (SELECT id FROM outbox"
    f" WHERE {_DUE} AND community = c.name ORDER BY due LIMIT :room FOR UPDATE SKIP LOCKED) AS due"
)


class Claim(NamedTuple):
    """How rows are claimed: by one statement that gives them back, or read first and then marked by `ids`."""

    read: str
    mark: str = ""


def _setting(becomes: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in becomes.items())


def _marking(becomes: Mapping[str, str], these: str) -> str:
    return f"UPDATE outbox SET {_setting(becomes)} WHERE {these} RETURNING {COLUMNS}"


class Statements:
    """Every statement in one dialect's spelling."""

    def __init__(self, *, postgresql: bool) -> None:
        self._postgresql = postgresql
        spell = self._spell
        self.take_due = self._claim(_TAKEN, f"{_DUE} ORDER BY due LIMIT :room")
        self.take_its = self._claim(_TAKEN, f"{_DUE} AND community = :community ORDER BY due LIMIT :room")
        self.take_shares = spell(_marking(_TAKEN, f"id = ANY(ARRAY({_SHARES}))"))  # PostgreSQL's
        self.take_suspects = self._claim(_TAKEN, f"{_SUSPECT} AND crashes = 1 ORDER BY due LIMIT :suspects")
        self.take_worst = self._claim(_TAKEN, f"{_SUSPECT} ORDER BY crashes, due LIMIT 1")
        self.take_doubts = self._claim(
            _LOOKED_INTO, "claimed_until <= :real AND state = 'in_doubt' ORDER BY claimed_until LIMIT :doubts"
        )
        self.waiting = spell(_WAITING)
        self.next = spell(_NEXT)
        # what has come to its end keeps no words: somebody may have taken theirs back since
        self.settle = spell(
            "UPDATE outbox SET state = :state, reason = :reason, ref = coalesce(:ref, ref),"
            " due = coalesce(:due, due), claimed_by = NULL,"
            " claimed_until = CASE WHEN :state = 'planned' AND crashes > 0 THEN 0 ELSE :look_at END,"
            " begun_at = CASE WHEN :unknown = 1 THEN begun_at END, resent = resent + :resent,"
            " edit = CASE WHEN :anew = 1 THEN NULL ELSE edit END,"
            " payload = CASE WHEN :redraw = 1 OR :finished IS NOT NULL THEN NULL ELSE payload END,"
            " merge = CASE WHEN :redraw = 1 AND merge = 2 THEN 1 ELSE merge END,"
            f" finished_at = :finished WHERE id = :id AND epoch = :epoch AND {_HELD}"
        )
        self.unreached = spell(
            "INSERT INTO outbox (key, community, kind, subject, args, due, revision)"
            " SELECT key || '/unreached', community, :kind, subject, :told || args || '}', due, revision"
            f" FROM outbox WHERE id = :id AND epoch = :epoch AND {_HELD} ON CONFLICT DO NOTHING"
        )
        self.sent_carried = spell(
            "UPDATE outbox SET state = 'sent', ref = :ref, payload = NULL, finished_at = :real"
            " WHERE joined = :id AND state = 'sending'"
        )
        self.free_carried = spell(
            "UPDATE outbox SET state = 'planned', joined = NULL,"
            " due = CASE WHEN due < :due THEN :due ELSE due END, crashes = crashes + :crashes,"
            " claimed_until = CASE WHEN crashes + :crashes > 0 THEN 0 END"
            " WHERE joined = :id AND state = 'sending'"
        )
        self.end_carried = spell(
            "UPDATE outbox SET state = :state, reason = :reason, ref = coalesce(:ref, ref),"
            " payload = NULL, finished_at = :finished WHERE joined = :id AND state = 'sending'"
        )
        self.expired = spell(_EXPIRED)
        self.take_over = spell(
            "UPDATE outbox SET claimed_until = 0 WHERE claimed_until IS NOT NULL AND claimed_by IS NOT NULL"
        )
        self.renew = spell(
            f"UPDATE outbox SET claimed_until = :until WHERE id = :id AND epoch = :epoch AND {_HELD}"
        )
        self.release = spell(
            "UPDATE outbox SET claimed_by = NULL, claimed_until = CASE WHEN crashes > 0 THEN 0 END,"
            " attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END,"
            " begun_at = CASE WHEN begun_at < started_at THEN begun_at END, state = 'planned'"
            " WHERE id = :id AND epoch = :epoch AND state IN ('claimed', 'sending')"
        )
        self.release_doubt = spell(
            "UPDATE outbox SET claimed_by = NULL, claimed_until = 0"
            " WHERE id = :id AND epoch = :epoch AND state = 'in_doubt'"
        )

    def _claim(self, becomes: Mapping[str, str], which: str) -> Claim:
        if self._postgresql:
            # an array is worked out once; a subselect may be run again and lock more than its limit
            these = f"id = ANY(ARRAY(SELECT id FROM outbox WHERE {which} FOR UPDATE SKIP LOCKED))"
            return Claim(self._spell(_marking(becomes, these)))
        columns = ", ".join(becomes.get(name, name) for name in Held._fields)
        return Claim(
            f"SELECT {columns} FROM outbox WHERE {which}",
            f"UPDATE outbox SET {_setting(becomes)} WHERE id IN (SELECT value FROM json_each(:ids))",
        )

    def _spell(self, statement: str) -> str:
        if not self._postgresql:
            return statement
        return re.sub(r"(?<!:):([a-z_]+)", _typed, statement)


_TYPES = {
    **dict.fromkeys(("now", "real", "until", "due", "look_at", "finished", "id"), "bigint"),
    "communities": "text[]",
    **dict.fromkeys(("state", "reason", "ref", "community", "me", "after", "kind", "told"), "text"),
}


def _typed(found: re.Match[str]) -> str:
    name = found[1]
    return f"%({name})s::{_TYPES.get(name, 'int')}"


# From one community with something planned to the next, by index, from `after` on: one step each.
_WAITING = (
    "WITH RECURSIVE walk(community, step) AS ("
    " SELECT min(community), 1 FROM outbox WHERE state = 'planned' AND community > :after"
    " UNION ALL"
    " SELECT (SELECT min(o.community) FROM outbox o WHERE o.state = 'planned'"
    " AND o.community > walk.community), step + 1"
    " FROM walk WHERE walk.community IS NOT NULL AND step < :steps)"
    " SELECT community, (SELECT min(o.due) FROM outbox o WHERE o.state = 'planned'"
    " AND o.community = walk.community) FROM walk WHERE community IS NOT NULL"
)
_NEXT = (
    "SELECT (SELECT due FROM outbox WHERE state = 'planned' ORDER BY due LIMIT 1),"
    " (SELECT claimed_until FROM outbox WHERE claimed_until IS NOT NULL AND state = 'in_doubt'"
    " ORDER BY claimed_until LIMIT 1),"
    f" (SELECT min(crashes) FROM outbox WHERE {_SUSPECT})"
)
_EXPIRED = (
    "UPDATE outbox SET crashes = crashes + 1, epoch = epoch + 1, claimed_by = NULL,"
    # the dead worker may have sent it at its last moment, however long it had waited for its turn
    " started_at = CASE WHEN state = 'sending' THEN :real ELSE started_at END,"
    " claimed_until = CASE WHEN crashes < :last THEN CASE WHEN state = 'sending' THEN :real ELSE 0 END END,"
    " finished_at = CASE WHEN crashes >= :last THEN :real END,"
    " reason = CASE WHEN crashes >= :last THEN :reason ELSE reason END,"
    " state = CASE WHEN crashes >= :last THEN 'quarantined' WHEN state = 'sending' THEN 'in_doubt'"
    " ELSE 'planned' END"
    " WHERE claimed_until <= :real AND state IN ('claimed', 'sending') RETURNING id, key, state"
)

_order = attrgetter("due", "id")
_named: Callable[[tuple[Any, ...]], Held] = partial(tuple.__new__, Held)  # what `_make` does, at every row


def held(rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    """Rows of `COLUMNS` under their names."""
    return list(map(_named, rows))


def by_due(rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    """Held rows, oldest first."""
    return sorted(held(rows), key=_order)


def unreached_values(each: Settled) -> dict[str, Any]:
    """The values of the task that follows where a person cannot be written to.

    What it is told ends where the row's own `args` go in: only the table knows them.
    """
    held = each.held
    told = dump_json({"to": held.destination, "words": held.payload, "kind": held.kind})
    return {
        "kind": UNREACHED,
        "told": told.removesuffix("}") + ',"args":',
        "id": held.id,
        "epoch": held.epoch,
    }


def settled_values(each: Settled, real: int) -> dict[str, Any]:
    """The values of one settled row, by the names the statements use."""
    return {
        "state": str(each.state),
        "reason": each.reason,
        "ref": each.ref,
        "due": each.due,
        "look_at": each.look_at,
        "unknown": int(each.unknown),
        "resent": each.resent,
        "anew": int(each.anew),
        "redraw": int(each.redraw),
        "finished": real if each.state in FINAL else None,
        "id": each.held.id,
        "epoch": each.held.epoch,
    }
