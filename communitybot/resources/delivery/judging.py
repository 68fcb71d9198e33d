"""Which part of judging handles which kind of outbox entry."""

from collections.abc import Mapping
from typing import Any

from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.resources.checking import LinkChecks
from communitybot.resources.delivery import collecting, reviewing, trying
from communitybot.resources.delivery.checking import NIGHT, Nights
from communitybot.resources.delivery.promises import SHARED
from communitybot.resources.model.resource import SHOWN


def judging_handlers(clock: Clock, checks: LinkChecks) -> Mapping[str, Handler]:
    """Every kind of entry that judging makes, and what it hears of `SHARED` and `SHOWN`."""
    cards = collecting.CollectionCards(clock)
    nights = Nights(clock, checks)
    made: dict[str, Any] = {
        trying.DAY: trying.TriedDay(clock).days,
        reviewing.WAITS: reviewing.Reviewing(clock).waits,
        collecting.CARD: cards.posts,
        collecting.REDRAWN: cards.redraws,
        collecting.LET: cards.lets,
        NIGHT: nights.nights,
        SHARED: nights.shared,
        SHOWN: cards.shown,
    }
    return made
