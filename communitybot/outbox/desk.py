"""What one worker has on its desk: the rows it holds, the lanes they leave by, answers not yet recorded."""

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from operator import attrgetter

from communitybot.outbox.doubt import Doubts
from communitybot.outbox.draw import Drawing
from communitybot.outbox.entry import UNREACHED, State
from communitybot.outbox.held import Answers, Held, Room, Settled, Turn
from communitybot.outbox.lane import Lane
from communitybot.outbox.pace import Pace
from communitybot.outbox.rest import Rest
from communitybot.outbox.send import Sending
from communitybot.outbox.tally import Tally

BATCH = 1_000  # rows claimed at once: twice as many would gain a hundredth, half as many lose a twentieth
ENOUGH = 200  # answers that are not kept waiting for more
SOON = 0.005  # seconds an answer waits for company
SUSPECTS = 8  # rows that crashed once, under way at one time
WELL = 2.0  # seconds this process has lived before it tries what crashed twice
DRAIN = 6.0  # seconds the requests under way get when we stop


class Desk:
    """Rows come in with a turn, are drawn, wait in a lane, are sent or looked for, and leave as answers."""

    def __init__(
        self,
        *,
        drawing: Drawing,
        sending: Sending,
        doubts: Doubts,
        rest: Rest,
        tally: Tally,
        in_flight: int,
        batches: int,
    ) -> None:
        self.held: dict[int, Held] = {}
        self.answers = Answers()
        self.main = Lane(in_flight, self._send)
        self.suspect = Lane(SUSPECTS, self._send)
        self.looking = Lane(in_flight, self._look)
        self._more = False
        self._undrawn: deque[tuple[Lane, list[Held]]] = deque()
        self._early: list[Held] = []  # claimed a little before they are due
        self._pace = Pace(in_flight, max(batches * BATCH, in_flight))
        self._drawing = drawing
        self._sending = sending
        self._doubts = doubts
        self._rest = rest
        self._tally = tally

    @property
    def lanes(self) -> tuple[Lane, Lane, Lane]:
        return self.main, self.suspect, self.looking

    def room(self, lead: int) -> Room:
        """What can be taken on now: claimed only when less than half of what should wait does."""
        waiting = len(self.main.waiting) + len(self._early) + sum(len(rows) for _, rows in self._undrawn)
        ahead = self._pace.ahead
        alone = not len(self.suspect)
        return Room(
            fresh=min(ahead - waiting, BATCH) if waiting <= ahead // 2 else 0,
            lead=lead,
            doubts=max(self.looking.width - len(self.looking), 0),
            suspects=max(SUSPECTS - len(self.suspect), 0) if not self._worst_is_on_its_way() else 0,
            worst=alone and self._rest.alive() >= WELL,
        )

    def _worst_is_on_its_way(self) -> bool:
        return any(held.crashes > 1 for held in self.held.values()) if len(self.suspect) else False

    @property
    def next_early(self) -> int | None:
        """When the first row claimed ahead of its time is due, in microseconds."""
        return self._early[0].due if self._early else None

    async def take_on(self, turn: Turn, now: int) -> None:
        """Hold what a turn gave; what was due at its `now` goes on its way, the rest waits for `begin`."""
        self._more = turn.more
        for held in (*turn.fresh, *turn.doubts, *turn.suspects):
            self.held[held.id] = held
        self.looking.push(turn.doubts)
        self.suspect.push([held for held in turn.suspects if held.state == "sending"])
        # a suspect is drawn alone: if drawing it ends us, it alone was being drawn
        self._undrawn += [(self.suspect, [held]) for held in turn.suspects if held.state == "claimed"]
        early = [held for held in turn.fresh if held.due > now]
        if early:
            self._early = sorted([*self._early, *early], key=attrgetter("due", "id"))
        due = [held for held in turn.fresh if held.due <= now] if early else turn.fresh
        await self._set_off([*self._fallen_due(now), *due])

    async def begin(self, now: int) -> None:
        """What was claimed ahead and is due at `now` goes on its way.

        Whoever draws a row knows what was sent before it fell due: while there are answers to record, what
        is still to be drawn waits for the turn that records them.
        """
        due = self._fallen_due(now)
        if self.answers:
            self.main.push([held for held in due if held.state == "sending"])
            self._early = [held for held in due if held.state == "claimed"] + self._early
        else:
            await self._set_off(due)

    def _fallen_due(self, now: int) -> list[Held]:
        count = bisect_right(self._early, now, key=attrgetter("due"))
        due, self._early = self._early[:count], self._early[count:]
        return due

    async def _set_off(self, due: Sequence[Held]) -> None:
        """Send what has words, and have drawn what has none yet."""
        self.main.push([held for held in due if held.state == "sending"])
        fresh = [held for held in due if held.state == "claimed"]
        if fresh:
            self._undrawn.append((self.main, fresh))
        while self._undrawn:
            lane, rows = self._undrawn[0]
            lane.push(await self._draw(rows))
            self._undrawn.popleft()

    async def _draw(self, held: Sequence[Held]) -> list[Held]:
        able = [row for row in held if self._can_be_drawn(row)]
        if not able:
            return []
        ready, guilty = await self._drawing.draw(able)
        leaving = {row.id for row in ready}
        for settled in guilty:
            self._settle(settled)
        failed = {settled.held.id for settled in guilty}
        for row in able:
            if row.id not in leaving and row.id not in failed:
                self.held.pop(row.id, None)
                self._tally.count("ended_total")
        self.held.update((row.id, row) for row in ready)
        return ready

    def _can_be_drawn(self, row: Held) -> bool:
        """Whether somebody here can handle it; if not, it stays in the table and is reported once."""
        if not self._drawing.knows(row):
            self._tally.once(row.kind, "Nobody here knows this kind.", action="outbox.unknown_kind")
        elif row.destination is not None and self._sending.platform(row) is None:
            platform = row.destination.partition(":")[0]
            self._tally.once(
                platform, "Nobody here sends to this platform.", action="outbox.unknown_platform"
            )
        else:
            return True
        self._settle(self._sending.postponed(row))
        return False

    async def _send(self, held: Held, at: float) -> None:
        if at > self._rest.lost_at:
            # asleep, or without a database, for so long that another worker may hold it by now
            earlier = held.begun_at != held.started_at
            self._settle(
                Settled(held, State.PLANNED, unknown=earlier, redraw=held.merge == 2 and not earlier)
            )
            return
        try:
            answer = await self._sending.attempt(held)
        except asyncio.CancelledError:
            self._settle(self._sending.cut_short(held))
            raise
        if isinstance(answer, str):
            answers = self.answers
            (answers.carried if held.merge == 2 else answers.sent).append((answer, held.id, held.epoch))
            if not self._rest.is_woken:
                self._nudge()
        else:
            self._settle(answer)

    async def _look(self, held: Held, _at: float) -> None:
        try:
            self._settle(await self._doubts.look_into(held))
        except asyncio.CancelledError:
            self._settle(self._sending.cut_short(held))
            raise

    def _settle(self, settled: Settled) -> None:
        if settled.unreached and not self._drawing.minds(UNREACHED):
            settled = settled._replace(unreached=False)
        self.answers.settled.append(settled)
        self._nudge()

    def _nudge(self) -> None:
        """Have the answers recorded: at once when many wait or none is left to send, else in a moment."""
        count = len(self.answers)
        if count >= ENOUGH or (self._more and not self.main.waiting):
            self._rest.wake()
        elif count == 1:
            self._rest.wake_within(SOON)

    def forget(self, answers: Answers) -> None:
        """These answers are recorded."""
        for row in answers.rows():
            self.held.pop(row, None)
        self._tally.counts["ended_total"] += len(answers)
        # what was put off or looked into left at once: it says nothing of how fast the platform takes
        self._pace.left(len(answers.sent) + len(answers.carried), self._rest.now())

    async def clear(self) -> list[Held]:
        """Let what is under way finish, cancel what takes too long; returns what was not begun."""
        ended = await asyncio.gather(*(lane.end(DRAIN) for lane in self.lanes))
        left = [row for rows in ended for row in rows]
        left += [row for _, rows in self._undrawn for row in rows] + self._early
        self._undrawn.clear()
        self._early.clear()
        self.held.clear()
        return left
