"""Live chats put together: their services, what the outbox does for them, who listens, what pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from communitybot.chat_dates import EventDates
from communitybot.livechats.archive.addresses import ArchiveAddresses
from communitybot.livechats.archive.service import ArchivePages
from communitybot.livechats.delivery.handlers import handlers
from communitybot.livechats.listening import chat_ear
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.service import ChatService
from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.storage.work import UnitsOfWork
from communitybot.threads.hearing import Ear


@dataclass(frozen=True, slots=True)
class Chatting:
    """Everything about live chats that the bot is made of."""

    service: ChatService
    handlers: Mapping[str, Handler]
    ear: Ear[Chat, Any]
    pages: ArchivePages


def chatting(
    units: UnitsOfWork,
    clock: Clock,
    dates: EventDates,
    *,
    base_url: str,
    key: bytes,
    keeps: Callable[[str], bool],
) -> Chatting:
    """Wire live chats. `keeps(platform)` says whether the words of a platform may be kept in archives."""
    addresses = ArchiveAddresses(base_url, key)

    def address(chat: Chat) -> str:
        return addresses.public(chat.id) if chat.published else addresses.members(chat.id)

    made: Mapping[str, Any] = handlers(clock, dates, address, keeps)
    return Chatting(
        service=ChatService(units, clock, dates, address=address, keeps=keeps),
        handlers=made,
        ear=chat_ear(clock),
        pages=ArchivePages(units, addresses),
    )
