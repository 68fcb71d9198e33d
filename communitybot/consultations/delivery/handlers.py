"""Which part of consultations handles which kind of outbox entry."""

from collections.abc import Mapping
from typing import Any

from communitybot.consultations.delivery import promises
from communitybot.consultations.delivery.opening import Opening
from communitybot.consultations.delivery.periods import Keeps
from communitybot.consultations.delivery.telling import AddressOf, Telling
from communitybot.consultations.delivery.threads import Threads
from communitybot.outbox.entry import Handler
from communitybot.ports import Clock


def handlers(clock: Clock, address: AddressOf, keeps: Keeps) -> Mapping[str, Handler]:
    """Every kind of entry that consultations make; `address` is where the page of one is.

    `keeps(platform)` says whether what people say on a platform may be kept here.
    """
    opening, telling = Opening(clock, keeps), Telling(clock, address)
    made: dict[str, Any] = {
        promises.OPENS: opening.opens,
        promises.REMIND: opening.reminds,
        promises.REMINDED: opening.reminded,
        promises.CLOSES: opening.closes,
        promises.MISSED: opening.missed,
        promises.SUMMARY: telling.summaries,
        promises.READY: telling.ready,
        promises.REPLY: telling.replies,
        promises.REPLIED: telling.replied,
        promises.HEARD: telling.heard,
        promises.UNREAD: telling.heard,
        promises.REDRAW: telling.redraws,
        promises.EDIT: telling.edits,
    }
    made |= Threads(clock).handlers()
    return made
