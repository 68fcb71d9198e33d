"""The relay: claims what is due, has it drawn, sends it, and records what became of it, round after round."""

import asyncio
from collections.abc import Callable, Container, Mapping
from datetime import timedelta
from typing import Any

from communitybot.logs import Log
from communitybot.outbox.desk import SOON, SUSPECTS, Desk
from communitybot.outbox.doubt import Doubts
from communitybot.outbox.draw import Drawing
from communitybot.outbox.entry import Handler
from communitybot.outbox.held import Answers, Room, Turn
from communitybot.outbox.ledger import Ledger, real, stamp
from communitybot.outbox.rest import Rest
from communitybot.outbox.send import Sending
from communitybot.outbox.tally import Tally
from communitybot.ports import Clock, Platform, Units

log = Log("communitybot.outbox.relay")

IN_FLIGHT = 50  # Discord allows a bot fifty requests a second
BESET = 0.05  # seconds until we ask again for what another worker holds
LEAD = 10_000  # microseconds before it is due that a row may be claimed, so that it leaves on time
SETTLE = timedelta(seconds=25)  # longer than the slowest acceptance: a request's time limit and ten seconds


class Relay:
    """One worker. `run()` until `stop()`; or, in tests, `run_once()` after moving the clock, then `stop()`.

    Args:
        units: transactions, for drawing.
        ledger: this worker's seat at the table.
        clock: what due times are compared with.
        platforms: by their word in addresses; may be filled while the relay runs.
        handlers: who draws each kind.
        settle: how long after an attempt ended, or its worker was found dead, its message may still appear.
        in_flight: requests under way at one time.
        urgent: kinds that are tried again within seconds, since people wait for them.
    """

    def __init__(
        self,
        *,
        units: Units[Any],
        ledger: Ledger,
        clock: Clock,
        platforms: Mapping[str, Platform],
        handlers: Mapping[str, Handler] | None = None,
        settle: timedelta = SETTLE,
        in_flight: int = IN_FLIGHT,
        urgent: Container[str] = (),
    ) -> None:
        self.tally = Tally()
        self._ledger = ledger
        self._clock = clock
        self._drawing = Drawing(units=units, handlers=handlers or {}, clock=clock, tally=self.tally)
        self._sending = Sending(
            platforms=platforms,
            now=clock.now,
            settle=settle,
            tally=self.tally,
            drawn=handlers or {},
            urgent=urgent,
        )
        self._doubts = Doubts(sending=self._sending, settle=settle, tally=self.tally)
        self._rest = Rest()
        self._desk = Desk(
            drawing=self._drawing,
            sending=self._sending,
            doubts=self._doubts,
            rest=self._rest,
            tally=self.tally,
            in_flight=in_flight,
            # elsewhere one is claimed while another is sent; here it would only be more to doubt
            batches=2 if ledger.elsewhere else 1,
        )
        self._turn, self._seen_to = Turn(), 0
        self._only_begin = False
        self._calm = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._open = False
        self._running = False
        self._stopping = False
        self._ended = asyncio.Event()
        self._unlisten: Callable[[], None] = _nothing

    # -- from outside

    async def run(self) -> None:
        """Work until `stop()`; a failure of the database is waited out, never raised."""
        self._running = True
        self._ended.clear()
        try:
            while not self._stopping:
                await self._round_or_rest()
                await self._pause()
        finally:
            try:
                await self._drain()
            finally:
                self._running = False
                self._ended.set()

    async def run_once(self) -> int:
        """Do all that is due now, and what follows from it; returns how many rows reached an end.

        What is put off (a platform's "later", a doubt that has to settle) is left for its time.
        """
        before = self.tally.counts["ended_total"]
        while True:
            await self._round()
            if self._is_calm():
                return self.tally.counts["ended_total"] - before
            await self._pause()

    async def settled(self) -> None:
        """Wait until nothing is due and nothing is under way; without `run()`, see to it."""
        if not self._running:
            await self.run_once()
            return
        self._calm.clear()
        self.wake()
        await self._calm.wait()

    async def stop(self) -> None:
        """Claim nothing more, let what is under way finish, put the rest back; within eight seconds."""
        self._stopping = True
        self._rest.wake()
        if self._running:
            await self._ended.wait()
        else:
            await self._drain()

    def wake(self, due: int = 0) -> None:
        """Something was planned: look at the table now if it is due before what we sleep for."""
        known = self._turn.next_due
        if due == 0 or known is None or due < known:
            self._rest.wake()

    def next_due(self) -> int | None:
        """When the nearest planned row known is due, in microseconds; None when nothing is planned."""
        return self._turn.next_due

    @property
    def beat(self) -> float:
        """When the last round ended well, on the steady clock; health looks at its age."""
        return self._rest.beat

    # -- rounds

    async def _round_or_rest(self) -> None:
        try:
            await self._round()
        except Exception as problem:  # noqa: BLE001 - the table is away: try again, for ever
            self.tally.bug("The outbox cannot be reached.", problem, action="outbox.unreachable")
            self._open = False
            await self._rest.after_failure()

    async def _round(self) -> None:
        async with self._one_at_a_time:
            await self._one_round()

    async def _one_round(self) -> None:
        if not self._open:
            await self._sit()
        await self._tend_in_time()
        desk = self._desk
        now = stamp(self._clock.now())
        await desk.begin(now)
        if self._only_begin and not self._rest.is_woken and not desk.answers:
            self._rest.beaten()
            self._tell_if_calm()
            return
        answers, desk.answers = desk.answers, Answers()
        try:
            turn = await self._ledger.turn(answers, now=now, room=self._room())
        except BaseException:
            answers.add(desk.answers)
            desk.answers = answers
            raise
        desk.forget(answers)
        self._turn, self._seen_to = turn, now + self._lead
        self._rest.beaten()
        # by `now`: what fell due during this turn may have to know what was sent during it
        await desk.take_on(turn, now)
        self._tell_if_calm()

    async def _sit(self) -> None:
        self._unlisten()
        taken = await self._ledger.open()
        self._open = True
        self._rest.tended()
        self._unlisten = self._ledger.listen(self.wake)
        log.info("The outbox is open.", action="outbox.open", recovered=taken)

    @property
    def _lead(self) -> int:
        return LEAD if self._running else 0

    def _room(self) -> Room:
        return Room() if self._stopping else self._desk.room(self._lead)

    # -- rest

    async def _pause(self) -> None:
        """Rest until there is something to do; what is claimed next may be claimed while we send."""
        wait, early = self._next(), self._desk.next_early
        ahead = None if early is None else self._away(early)
        self._only_begin = ahead is not None and ahead < wait
        if ahead is not None and ahead < wait:
            self._only_begin = not await self._rest.exactly(ahead)
        elif wait > 0 or not self._ledger.elsewhere:
            await self._rest.until(wait)

    def _next(self) -> float:
        """How many seconds to rest unless woken."""
        turn, room = self._turn, self._room()
        waits = [self._rest.until_tending()]
        if self._desk.answers:
            waits.append(SOON)
        if turn.more and room.fresh:
            waits.append(0.0)
        if turn.next_due is not None and room.fresh:
            away = self._away(turn.next_due - self._lead // 2)
            # due at that turn, yet not claimed: another worker holds it, or it is a suspect
            waits.append(max(away, 0.0) if turn.next_due > self._seen_to else BESET)
        if turn.suspects_left and (room.worst or (turn.suspects_left == 1 and room.suspects == SUSPECTS)):
            waits.append(0.0)
        if turn.next_look is not None and room.doubts:
            waits.append(max((turn.next_look - real()) / 1e6, 0.0))
        return min(waits)

    def _away(self, due: int) -> float:
        """In how many real seconds it will be so late, by a clock that may run faster."""
        return (due - stamp(self._clock.now())) / 1e6 / getattr(self._clock, "pace", 1.0)

    def _is_calm(self) -> bool:
        turn = self._turn
        return (
            not self._desk.held
            and not self._desk.answers
            and not turn.more
            and not self._rest.is_woken
            and (turn.next_due is None or turn.next_due > stamp(self._clock.now()))
            and (turn.next_look is None or turn.next_look > real())
        )

    def _tell_if_calm(self) -> None:
        if self._is_calm():
            self._calm.set()

    async def _tend_in_time(self) -> None:
        if not self._rest.may_tend():
            return
        for lane in self._desk.lanes:
            lane.free_the_stuck()
        held = [(row.id, row.epoch) for row in self._desk.held.values()]
        for row, key in await self._ledger.tend(held):
            log.error("A row was put into quarantine.", action="outbox.quarantine", id=row, key=key)
        self._rest.tended()

    async def _drain(self) -> None:
        if not self._open:
            return
        left = await self._desk.clear()
        self._unlisten()
        try:
            answers, self._desk.answers = self._desk.answers, Answers()
            await self._ledger.turn(answers, now=stamp(self._clock.now()), room=Room())
            await self._ledger.release(left)
        except Exception as problem:  # noqa: BLE001 - what cannot be recorded now is in doubt, and kept so
            self.tally.bug("The outbox was left unrecorded.", problem, action="outbox.unrecorded")
        self._open = False
        await self._ledger.close()
        log.info("The outbox is closed.", action="outbox.closed", put_back=len(left))


def _nothing() -> None:
    """What there is to stop before anything has begun."""
