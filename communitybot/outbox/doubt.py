"""A row in doubt: its message may or may not have arrived, and is looked for before it is sent again."""

from datetime import timedelta

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.outbox import acts
from communitybot.outbox.entry import State, Thread
from communitybot.outbox.held import Held, Settled
from communitybot.outbox.keys import delivery_key
from communitybot.outbox.ledger import moment, real
from communitybot.outbox.retry import MOST_BUGS, back_off
from communitybot.outbox.send import POSTPONED, Sending, young
from communitybot.outbox.tally import Tally
from communitybot.ports import Platform, TryLater, Unauthorised, Undeliverable

SKEW = timedelta(seconds=5)  # how far a platform's clock may be behind ours
MOST_STEPS = 6  # of growing patience, half a minute: where one look a minute is allowed, looks queue for it


class Doubts:
    """Looks into rows in doubt; what is not there is sent once more."""

    def __init__(self, *, sending: Sending, settle: timedelta, tally: Tally) -> None:
        self._sending = sending
        self._settle = settle // timedelta(microseconds=1)
        self._tally = tally

    async def look_into(self, held: Held) -> Settled:
        """Find out whether it arrived. Only a cancellation is raised."""
        platform = self._sending.platform(held)
        if platform is None:
            self._tally.once(held.kind, "A doubt waits for its platform.", action="outbox.unknown_platform")
            return self._again(held, POSTPONED)
        if acts.repeats(held):
            return Settled(held, State.PLANNED)  # an edit made twice is an edit
        if young(held, platform):
            return Settled(held, State.PLANNED, unknown=True)  # the same key gives the first message back
        settled_at = (held.started_at or 0) + self._settle
        if real() < settled_at:
            return Settled(held, State.IN_DOUBT, look_at=settled_at, unknown=True)
        try:
            return await self._look(held, platform)
        except TryLater as wait:
            return self._again(held, wait.after)
        except acts.UnknownAct:
            self._sending.unreadable(held)
            return self._again(held, POSTPONED)
        except Unauthorised:
            return self._blind(held)
        except Undeliverable as never:
            return self._nowhere(held, never)
        except Exception as problem:  # noqa: BLE001 - an adapter's bug must not end the relay
            return self._bug(held, problem)

    async def _look(self, held: Held, platform: Platform) -> Settled:
        place = await self._sending.place(held, platform)
        since = moment(held.begun_at or held.started_at or 0) - SKEW
        act = acts.thaw_act(held) if acts.is_act(held) else None
        found = await platform.find(place, delivery_key(held.key), since)
        self._tally.count("doubts_found_total" if found else "doubts_not_found_total")
        if found is not None and isinstance(act, Thread):
            return await self._start(held, act, found, platform, place)
        if found is not None:
            return Settled(held, State.SENT, "found where it had arrived", ref=str(found))
        return Settled(held, State.PLANNED, redraw=held.merge == 2)  # what it carries may change again

    async def _start(
        self, held: Held, act: Thread, found: MessageRef, platform: Platform, place: PlaceAddress
    ) -> Settled:
        """The opening stands; whether its thread does nobody can tell, so it is asked for."""
        try:
            opening = await acts.start_from(act, found, platform, place, delivery_key(held.key))
        except Unauthorised as problem:
            # not `_blind`: the opening is there, and another would be one too many
            return Settled(held, State.FAILED, str(problem), ref=str(found))
        return Settled(held, State.SENT, "found where it had arrived", ref=str(opening))

    def _blind(self, held: Held) -> Settled:
        """Nobody may look: one more copy at most, and it is counted."""
        if held.resent:
            return Settled(held, State.FAILED, "it may have arrived; it cannot be looked for")
        self._tally.count("possible_duplicate_total")
        return Settled(held, State.PLANNED, "sent again without looking", resent=1)

    def _nowhere(self, held: Held, never: Undeliverable) -> Settled:
        """Where it was to stand is gone, so nobody reads it there: it is tried once more, elsewhere."""
        if never.gone and not held.resent:
            return Settled(held, State.PLANNED, never.reason, resent=1, redraw=self._sending.draws(held))
        return Settled(held, State.FAILED, never.reason)

    def _bug(self, held: Held, problem: Exception) -> Settled:
        self._tally.bug(
            "Looking for a message raised what it may not.",
            problem,
            action="outbox.adapter_bug",
            kind=held.kind,
        )
        if held.attempts >= MOST_BUGS:
            return Settled(
                held, State.FAILED, f"it may have arrived; looking failed: {type(problem).__name__}"
            )
        return self._again(held, timedelta(0))

    def _again(self, held: Held, after: timedelta) -> Settled:
        wait = back_off(min(held.attempts, MOST_STEPS), 1.0, asked=after) // timedelta(microseconds=1)
        return Settled(held, State.IN_DOUBT, look_at=real() + wait, unknown=True)
