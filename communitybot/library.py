"""Resources put together: what people can do with them, and what the outbox does for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from communitybot.chat_links import said_in_chat
from communitybot.facts import heard_by
from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.resources.checking import LinkChecks
from communitybot.resources.commands import resource_features
from communitybot.resources.commands.judging import judging_features
from communitybot.resources.delivery.cards import Cards
from communitybot.resources.delivery.handlers import handlers
from communitybot.resources.delivery.heard import Hearing
from communitybot.resources.delivery.judging import judging_handlers
from communitybot.resources.delivery.promises import SHARED
from communitybot.resources.delivery.showing import Showing
from communitybot.resources.keeping.carrying import keeping_handlers
from communitybot.resources.keeping.commands import keeping_features
from communitybot.resources.listening import ListeningRooms, ResourceEar
from communitybot.resources.looking import Looking
from communitybot.resources.model.resource import SHOWN
from communitybot.resources.pages.addresses import LibraryAddresses
from communitybot.resources.pages.service import ResourcePages
from communitybot.resources.settling import Settling
from communitybot.storage.work import UnitsOfWork
from communitybot.threads.listening import Hears


@dataclass(frozen=True, slots=True)
class Library:
    """Everything about resources that the bot is made of; `chats_ended` hears of the end of live chats."""

    features: tuple[object, ...]
    handlers: Mapping[str, Handler]
    looking: Looking
    ear: Hears[Any]
    rooms: ListeningRooms
    chats_ended: Handler
    pages: ResourcePages


def library(
    units: UnitsOfWork, clock: Clock, *, base_url: str, key: bytes, hears: Callable[[str], bool]
) -> Library:
    """Wire resources; `base_url` and `key` make the addresses of pages and feeds.

    `hears(platform)` says whether what people say in rooms of a platform can be heard.
    """
    addresses = LibraryAddresses(base_url, key)
    looking = Looking(units, clock)
    checks = LinkChecks(units, clock, looking)
    judging, own = judging_handlers(clock, checks), handlers(clock)
    made: Mapping[str, Any] = {
        **own,
        **judging,
        **keeping_handlers(clock),
        SHARED: heard_by(own[SHARED], judging[SHARED]),
        SHOWN: heard_by(own[SHOWN], judging[SHOWN], Cards(clock).shown, Showing(clock).shown),
    }
    rooms = ListeningRooms(units, hears)
    ended: Any = Hearing(clock, said_in_chat).chats_ended
    return Library(
        features=(
            *resource_features(units, clock, looking, Settling(units, clock, rooms, hears)),
            *judging_features(units, clock, looking, checks),
            *keeping_features(units, clock, addresses),
        ),
        handlers=made,
        looking=looking,
        ear=ResourceEar(clock),
        rooms=rooms,
        chats_ended=ended,
        pages=ResourcePages(units, clock, addresses),
    )
