"""Negative controls: each takes one protection away from a relay, to show that the drill would notice."""

import asyncio
from typing import Any

from communitybot.outbox.entry import State
from communitybot.outbox.held import Settled
from communitybot.outbox.relay import Relay
from communitybot.storage.outbox_table import OutboxTable

_working: set[asyncio.Future[Any]] = set()


def take_away(what: str, relay: Relay) -> None:
    """`lookup`: what is in doubt is sent again blindly. `fence`: any answer counts, whoever holds the row."""
    if what == "lookup":
        _no_lookup(relay)
    elif what == "fence":
        _no_fence()
    elif what:
        raise ValueError(what)


def _no_lookup(relay: Relay) -> None:
    async def resend(held):
        return Settled(held, State.PLANNED)

    relay._doubts.look_into = resend
    relay._sending.doubtful = lambda held, _platform, **_: Settled(held, State.PLANNED, unknown=False)


def _no_fence() -> None:
    honest = OutboxTable._answer

    def unfenced(self, answers, real):
        said = self.said
        said.settle, _, _ = said.settle.partition(" AND epoch")
        honest(self, answers, real)

    OutboxTable._answer = unfenced


def acknowledge_first() -> None:
    """Slack is told that we heard it before anything is done."""
    from adapters.slack.hearing import Hearing

    honest = Hearing._acked

    def hasty(self, listener):
        async def at_once(body, team):
            task = asyncio.ensure_future(listener(body, team))
            _working.add(task)
            task.add_done_callback(_working.discard)
            return {}

        return honest(self, at_once)

    Hearing._acked = hasty
