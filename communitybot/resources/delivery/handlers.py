"""Which part of resources handles which kind of outbox entry."""

from collections.abc import Mapping
from typing import Any

from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.resources.delivery import asked
from communitybot.resources.delivery.asked import Asked
from communitybot.resources.delivery.cards import CARD, REDRAWN, REMOVED, Cards
from communitybot.resources.delivery.editions import DUE, EDITION, RESTS, Editions
from communitybot.resources.delivery.forgetting import forgets
from communitybot.resources.delivery.heard import HEARD, OFFER, Hearing
from communitybot.resources.delivery.promises import SHARED
from communitybot.resources.delivery.retagging import RETAG, Retagging
from communitybot.resources.delivery.showing import GONE, Showing
from communitybot.resources.delivery.telling import TELL, TOLD, Telling
from communitybot.resources.model.resource import SHOWN
from communitybot.resources.sharing import FORGET
from communitybot.resources.watching import SHOW


def handlers(clock: Clock) -> Mapping[str, Handler]:
    """Every kind of entry that resources make."""
    telling = Telling(clock)
    cards = Cards(clock)
    hearing = Hearing(clock)
    made: dict[str, Any] = {
        CARD: cards.posts,
        REDRAWN: cards.redraws,
        REMOVED: cards.removes,
        FORGET: forgets,
        HEARD: hearing.heard,
        OFFER: hearing.offers,
        TELL: telling.tells,
        TOLD: telling.told,
    }
    digests, showing = Editions(clock), Showing(clock)
    made |= {
        DUE: digests.due,
        EDITION: digests.editions,
        RESTS: digests.rests,
        SHOW: showing.shows,
        GONE: showing.goes,
    }
    requests = Asked(clock)
    made |= {asked.CARD: requests.posts, asked.REDRAWN: requests.redraws}
    made |= {asked.LAPSE: requests.lapses, asked.LAPSED: requests.lapsed}
    made |= {asked.ANSWERED: requests.answered, asked.OFFERED: requests.offered}
    made |= {SHARED: requests.shared, SHOWN: requests.shown}
    made |= {RETAG: Retagging(clock).retags}
    return made
