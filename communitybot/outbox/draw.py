"""Drawing: due rows get their words from the data as they are now, frozen before they leave."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from communitybot.conversation.frozen import Unthawable, freeze, thaw
from communitybot.conversation.message import Message
from communitybot.outbox.acts import freeze_act, wrong_place
from communitybot.outbox.entry import (
    Act,
    Close,
    Done,
    Edit,
    Entry,
    Handler,
    Later,
    Outcome,
    Remove,
    Reopen,
    Skip,
    State,
    Thread,
)
from communitybot.outbox.held import Held, Matter, Settled
from communitybot.outbox.ledger import Drawn, moment, real, stamp
from communitybot.outbox.merge import join
from communitybot.outbox.retry import MOST_BUGS, back_off
from communitybot.outbox.tally import Tally
from communitybot.ports import Clock, Units

MINUTE = 60_000_000  # microseconds
SOONEST = timedelta(seconds=1)  # a handler's "later" is at least so far away, or it would spin


class HandlerFailed(Exception):
    """A handler raised, or frozen words cannot be read; the rows are drawn one by one to find the guilty."""


class Drawing:
    """Draws held rows in one transaction, together while that works."""

    def __init__(
        self, *, units: Units[Any], handlers: Mapping[str, Handler], clock: Clock, tally: Tally
    ) -> None:
        self._units = units
        self._handlers = handlers
        self._clock = clock
        self._tally = tally

    def knows(self, held: Held) -> bool:
        """Whether there are words for it, or somebody to find them."""
        return held.payload is not None or self.minds(held.kind)

    def minds(self, kind: str) -> bool:
        """Whether somebody here handles a kind."""
        return kind in self._handlers

    async def draw(self, held: Sequence[Held]) -> tuple[list[Held], list[Settled]]:
        """Draw and freeze; returns the rows that may leave now, and those whose handler failed.

        What is done, skipped or put off is final in the table already. A failure of the database is raised.
        """
        try:
            return await self._together(held), []
        except HandlerFailed as failed:
            if len(held) == 1:
                return [], [self._failed(held[0], failed.__cause__ or failed)]
        ready: list[Held] = []
        guilty: list[Settled] = []
        for row in held:
            one_ready, one_guilty = await self.draw([row])
            ready += one_ready
            guilty += one_guilty
        return ready, guilty

    async def _together(self, held: Sequence[Held]) -> list[Held]:
        started_at = real()

        async def unit(work: Any) -> list[Drawn]:
            still = await work.drawing.still_held(held)
            ours = [row for row in held if row.id in still]
            drawn = list(self._frozen(await self._outcomes(ours, still, work)))
            await work.drawing.keep(drawn, started_at=started_at)
            return drawn

        return [
            held.leaving(payload, edit, merge, started_at)
            for held, _, payload, edit, merge, *_ in await self._units.run(unit)
            if payload is not None
        ]

    async def _outcomes(
        self, held: Sequence[Held], about: Mapping[int, Matter], work: Any
    ) -> list[tuple[Held, Outcome]]:
        """Ask each kind's handler once, and keep due order."""
        by_kind: dict[str, list[Held]] = {}
        outcomes: dict[int, Outcome] = {}
        for row in held:
            if row.payload is not None:
                outcomes[row.id] = _thawed(row)
            else:
                by_kind.setdefault(row.kind, []).append(row)
        for kind, rows in by_kind.items():
            found = await self._ask(kind, [entry(row, about[row.id]) for row in rows], work)
            outcomes.update(zip((row.id for row in rows), found, strict=True))
        return [(row, outcomes[row.id]) for row in held]

    async def _ask(self, kind: str, entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:
        try:
            found = await self._handlers[kind](entries, work)
        except Exception as problem:
            raise HandlerFailed(kind) from problem
        if len(found) != len(entries):
            raise HandlerFailed(kind) from ValueError(f"{len(found)} outcomes for {len(entries)} entries")
        return found

    def _frozen(self, outcomes: Iterable[tuple[Held, Outcome]]) -> Iterable[Drawn]:
        together: dict[tuple[str, int], list[tuple[Held, Message]]] = {}
        written = _Writing()
        for held, outcome in outcomes:
            match outcome:
                case Message() if held.destination is None:
                    yield Drawn(held, State.FAILED, reason=f"{held.kind} has words and no destination")
                case Message() if held.merge:
                    together.setdefault((held.destination or "", held.due // MINUTE), []).append(
                        (held, outcome)
                    )
                case Message():
                    yield Drawn(held, State.SENDING, written.of(outcome))
                case Edit(ref, message):
                    yield Drawn(held, State.SENDING, freeze(message), edit=str(ref))
                case Thread() | Remove() | Close() | Reopen():
                    yield _act(held, outcome)
                case _:
                    yield self._unsaid(held, outcome)
        for rows in together.values():
            yield from _merged(rows)

    def _unsaid(self, held: Held, outcome: Done | Later | Skip) -> Drawn:
        match outcome:
            case Done():
                return Drawn(held, State.DONE)
            case Later(at, reason):
                soonest = self._clock.now() + SOONEST
                return Drawn(held, State.PLANNED, due=stamp(max(at, soonest)), reason=reason)
            case Skip(reason, state):
                return Drawn(held, state, reason=reason)

    def _failed(self, held: Held, problem: BaseException) -> Settled:
        self._tally.bug(
            "A handler raised.", problem, action="outbox.handler_bug", kind=held.kind, key=held.key
        )
        if held.attempts >= MOST_BUGS:
            return Settled(
                held, State.FAILED, f"drawing failed {held.attempts} times: {type(problem).__name__}"
            )
        return Settled(held, State.PLANNED, due=stamp(self._clock.now() + back_off(held.attempts, 0.5)))


_read = json.JSONDecoder().raw_decode  # what we wrote ourselves begins and ends where it should


@lru_cache(maxsize=2_048)
def _arguments(text: str) -> Mapping[str, Any]:
    return MappingProxyType(_read(text)[0])


class _Writing:
    """Freezes each message once, however many rows it was drawn for."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Message, str]] = {}

    def of(self, message: Message) -> str:
        known = self._known.get(id(message))
        if known is None:
            # kept with its text, so that no other message takes its identity
            known = self._known[id(message)] = message, freeze(message)
        return known[1]


def _thawed(held: Held) -> Message:
    try:
        return thaw(held.payload or "")
    except Unthawable as problem:
        raise HandlerFailed(held.kind) from problem


def _act(held: Held, act: Act) -> Drawn:
    wrong = wrong_place(act, held.destination)
    if wrong is not None:
        return Drawn(held, State.FAILED, reason=f"{held.kind}: {wrong}")
    edit = str(act.ref) if isinstance(act, Remove) else None
    return Drawn(held, State.SENDING, freeze_act(act), edit=edit)


def _merged(rows: Sequence[tuple[Held, Message]]) -> Iterable[Drawn]:
    """The first of each group carries the words of all; the others name it."""
    for message, places in join([message for _, message in rows]):
        carrier = rows[places[0]][0]
        yield Drawn(carrier, State.SENDING, freeze(message), merge=2 if len(places) > 1 else 0)
        for index in places[1:]:
            yield Drawn(rows[index][0], State.SENDING, carrier=carrier.id)


def entry(held: Held, about: Matter) -> Entry:
    """The row as its kind's handler sees it."""
    return Entry(
        held.id,
        held.key,
        about.community,
        held.kind,
        moment(held.due),
        held.destination,
        about.subject,
        _arguments(about.args),
        about.revision,
        held.attempts,
        held.epoch,
    )
