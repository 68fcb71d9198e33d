"""The turns a relay takes at the table of promises, each one transaction, in plain functions."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from communitybot.outbox.entry import State
from communitybot.outbox.held import Answers, Held, Room, Sent, Settled, Turn
from communitybot.storage.outbox_statements import (
    AT_ONCE,
    CRASHES,
    LEASE,
    SHARE_EVERY,
    STEPS,
    Claim,
    Statements,
    by_due,
    held,
    settled_values,
    unreached_values,
)

T = TypeVar("T")
Values = dict[str, Any]


class OutboxTable(ABC):
    """The table on one held connection of one worker, used by one thread at a time."""

    said: Statements

    def __init__(self, me: str) -> None:
        self._me = me
        self._after = ""
        self._shared_at = 0
        self._more = False  # whether the last claim took all it could
        self._foreseen: tuple[Any, ...] = (None, None, None)
        self._foreseen_at = 0
        self._look_at: int | None = 0  # from when there may be suspects or doubts, as the last turn saw it

    @abstractmethod
    def write(self, unit: Callable[[], T]) -> T:
        """Run `unit` in one write transaction."""

    @abstractmethod
    def fetch(self, statement: str, values: Values) -> list[tuple[Any, ...]]:
        """Run a statement; returns its rows."""

    @abstractmethod
    def many(self, statement: str, values: Iterable[Values]) -> None:
        """Run a statement for each."""

    @abstractmethod
    def record(self, sent: Sequence[Sent], real: int) -> None:
        """Write what was plainly sent, while its epoch is still ours."""

    @abstractmethod
    def take_shares(self, communities: Sequence[str], values: Values) -> list[Held]:
        """Claim up to `values["room"]` due rows of each community."""

    @abstractmethod
    def close(self) -> None:
        """Release the connection."""

    def take_over(self) -> None:
        """Let every lease end now: whoever holds the lock file owns all that was claimed."""
        self.write(lambda: self.many(self.said.take_over, [{}]))

    def turn(self, answers: Answers, now: int, real: int, room: Room) -> Turn:
        return self.write(lambda: self._turn(answers, now, real, room))

    def tend(self, held: Sequence[tuple[int, int]], real: int) -> list[tuple[int, str, str]]:
        """Renew, then recover; returns id, key and new state of what was recovered."""
        return self.write(lambda: self._tend(held, real))

    def release(self, held: Sequence[Held]) -> None:
        # what is joined and has never left is drawn anew: until then each of the joined may change
        anew = [
            Settled(row, State.PLANNED, redraw=True)
            for row in held
            if row.merge == 2 and row.begun_at == row.started_at
        ]

        def put_back() -> None:
            self._answer(Answers(settled=anew), 0)
            ours = [{"id": row.id, "epoch": row.epoch} for row in held]
            self.many(self.said.release, ours)
            self.many(self.said.release_doubt, ours)

        self.write(put_back)

    def _turn(self, answers: Answers, now: int, real: int, room: Room) -> Turn:
        if answers:
            self._answer(answers, real)
        values = {"me": self._me, "until": real + LEASE, "real": real, "now": now}
        look = self._look_at is not None and self._look_at <= real
        suspects, doubts = self._unsure(values, room) if look else ([], [])
        coming = values | {"now": now + room.lead, "room": room.fresh}
        fresh, more = self._fresh(coming) if room.fresh else ([], False)
        if not more or real - self._foreseen_at >= SHARE_EVERY:
            # right after a claim this steps over all that was claimed: not at every turn of a backlog
            self._foreseen_at = real
            self._foreseen = self.fetch(self.said.next, values)[0]
        next_due, next_look, left = self._foreseen
        self._look_at = next_look if left is None else 0
        return Turn(
            fresh=fresh,
            doubts=doubts,
            suspects=suspects,
            next_due=next_due,
            next_look=next_look,
            more=more,
            suspects_left=left or 0,
        )

    def _unsure(self, values: Values, room: Room) -> tuple[list[Held], list[Held]]:
        """Suspects and doubts, as many as there is room for."""
        suspects: list[Held] = []
        if room.suspects:
            suspects = self._take(self.said.take_suspects, values | {"suspects": room.suspects})
        if room.worst and not suspects:
            suspects = self._take(self.said.take_worst, values)
        doubts: list[Held] = []
        if room.doubts:
            doubts = self._take(self.said.take_doubts, values | {"doubts": room.doubts})
        return suspects, doubts

    def _answer(self, answers: Answers, real: int) -> None:
        if answers.sent or answers.carried:
            self.record([*answers.sent, *answers.carried], real)
        self.many(
            self.said.sent_carried, [{"ref": ref, "id": row, "real": real} for ref, row, _ in answers.carried]
        )
        self.many(self.said.unreached, [unreached_values(each) for each in answers.settled if each.unreached])
        self.many(self.said.settle, [settled_values(each, real) for each in answers.settled])
        for each in answers.settled:
            if each.held.merge == 2:
                self._settle_carried(each, real)

    def _settle_carried(self, each: Settled, real: int) -> None:
        """What a message carried shares its end; if it is drawn anew, each goes its own way again."""
        values = settled_values(each, real)
        if each.redraw:
            self.many(self.said.free_carried, [values | {"due": each.due or 0, "crashes": 0}])
        elif each.state not in {State.PLANNED, State.IN_DOUBT}:
            self.many(self.said.end_carried, [values])

    def _take(self, claim: Claim, values: Values) -> list[Held]:
        rows = self.fetch(claim.read, values)
        if claim.mark and rows:
            self.many(claim.mark, [values | {"ids": json.dumps([row[0] for row in rows])}])
            return held(rows)  # read in order
        return by_due(rows)

    def _fresh(self, values: Values) -> tuple[list[Held], bool]:
        """Claim by due time; while there is a backlog, now and then every community gets its share first."""
        room = values["room"]
        fresh: list[Held] = []
        if self._more and values["real"] - self._shared_at >= SHARE_EVERY:
            self._shared_at = values["real"]
            fresh = self._shares(values)
        if len(fresh) < room:
            fresh += self._take(self.said.take_due, values | {"room": room - len(fresh)})
        self._more = len(fresh) == room
        return fresh, self._more

    def _shares(self, values: Values) -> list[Held]:
        """A quarter goes round the communities, the rest by due time: shares lie scattered and cost more."""
        communities = self._waiting(values["now"], min(values["room"], AT_ONCE))
        if len(communities) < 2:
            return []
        share = max(1, values["room"] // 4 // len(communities))
        return self.take_shares(communities, values | {"room": share})

    def _waiting(self, now: int, most: int) -> list[str]:
        """Communities with something due, going on where the last backlog left off."""
        begun = self._after
        found: list[str] = []
        steps = STEPS
        for after, until in ((begun, None), ("", begun)):
            if until == "":
                break
            walked = self.fetch(self.said.waiting, {"after": after, "steps": steps})
            for community, due in walked:
                if until is not None and community > until:
                    return found
                self._after = community
                if due <= now:
                    found.append(community)
                if len(found) == most:
                    return found
            steps -= len(walked)
            if steps <= 0:
                return found
        return found

    def _tend(self, held: Sequence[tuple[int, int]], real: int) -> list[tuple[int, str, str]]:
        until = real + LEASE
        self.many(self.said.renew, [{"until": until, "id": row, "epoch": epoch} for row, epoch in held])
        values = {"real": real, "last": CRASHES - 1, "reason": f"the bot stopped {CRASHES} times over it"}
        taken = [(row, key, state) for row, key, state in self.fetch(self.said.expired, values)]
        quarantined = [row for row, _, state in taken if state == State.QUARANTINED]
        self.many(self.said.free_carried, [{"id": row, "due": 0, "crashes": 1} for row in quarantined])
        self._look_at = 0
        return taken
