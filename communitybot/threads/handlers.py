"""Which part of this package handles which kind of outbox entry of a talk."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from communitybot.conversation.message import Message
from communitybot.ports import Clock
from communitybot.threads import promises
from communitybot.threads.closing import again, closes
from communitybot.threads.opening import Cards, Opened
from communitybot.threads.posting import Posting
from communitybot.threads.promises import kind
from communitybot.threads.redrawing import Redrawing
from communitybot.threads.talks import T, Talks, W


def shared(talks: Talks[T, W], clock: Clock, head: Callable[[W, T], Awaitable[Message]]) -> Mapping[str, Any]:
    """What is the same for every kind of talk; `head` draws the card at the head of a thread."""
    name = talks.name
    return {
        kind(name, promises.OPENED): Opened(talks, clock).opened,
        kind(name, promises.CARD): Cards(talks, clock, head).cards,
        kind(name, promises.POST): Posting(talks, clock).posts,
        kind(name, promises.REDRAW): Redrawing(talks, clock).redraws,
        kind(name, promises.CLOSE): closes,
        kind(name, promises.AGAIN): again,
    }


def urgent(name: str) -> frozenset[str]:
    """What is tried again within seconds: after an outage a talk goes on as soon as its platform does."""
    verbs = (promises.OPEN, promises.POST, promises.REDRAW, promises.CARD, promises.CLOSE)
    return frozenset(kind(name, verb) for verb in verbs)
