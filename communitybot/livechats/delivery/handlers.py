"""Which part of live chats handles which kind of outbox entry."""

from collections.abc import Callable, Mapping
from typing import Any

from communitybot.livechats.calendar import Calendar
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.ending import Ending
from communitybot.livechats.delivery.following import Following
from communitybot.livechats.delivery.forgetting import Forgetting
from communitybot.livechats.delivery.hosting import Hosting
from communitybot.livechats.delivery.opening import Opening
from communitybot.livechats.delivery.steps import Steps
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.delivery.welcoming import Welcoming
from communitybot.livechats.delivery.wishing import WISH, wishes
from communitybot.livechats.model.chat import Chat
from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.threads.handlers import shared


def handlers(
    clock: Clock, calendar: Calendar, address: Callable[[Chat], str], keeps: Callable[[str], bool]
) -> Mapping[str, Handler]:
    """Every kind of entry that live chats make."""
    opening, steps = Opening(clock, calendar, address, keeps), Steps(clock)
    hosting, ending = Hosting(clock), Ending(clock, address)
    made: dict[str, Any] = {
        **shared(CHATS, clock, opening.head),
        promises.START: opening.starts,
        promises.OPEN: opening.opens,
        promises.REVISED: Following(clock, calendar).revised,
        promises.STEP: steps.steps,
        promises.WARN: steps.warns,
        promises.REPEAT: steps.repeats,
        promises.JOINED: Welcoming(clock).joined,
        promises.READY: hosting.ready,
        promises.CHAIR: hosting.chairs,
        promises.OFFER: hosting.offers,
        promises.ALONE: hosting.alone,
        WISH: wishes,
        promises.ENDED: ending.ended,
        promises.REFLECT: ending.reflects,
        promises.REFLECTED: ending.reflected,
        promises.ARCHIVE: ending.archives,
        promises.TOLD: ending.told,
        promises.FINISH: ending.finishes,
        promises.EXPIRE: ending.expires,
        promises.FORGET: Forgetting(clock, keeps).forgets,
    }
    return made
