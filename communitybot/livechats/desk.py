"""What the live chat services stand on: finding a chat, and who may do what with it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.livechats.calendar import Calendar
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.ports import Clock, Units

EXAMPLE = "/chats"
SEEN_EVERY = timedelta(seconds=30)  # how exactly it is known when a host was last there


class Desk:
    """One part of the live chat services: it keeps nothing itself.

    `keeps(platform)` says whether the words of a platform may be kept in archives here.
    """

    def __init__(
        self,
        units: Units[ChatsWork],
        clock: Clock,
        calendar: Calendar,
        *,
        address: Callable[[Chat], str],
        keeps: Callable[[str], bool],
    ) -> None:
        self._units = units
        self._clock = clock
        self._calendar = calendar
        self._address = address
        self._keeps = keeps


async def find(work: ChatsWork, caller: Caller, chat: str, *, hold: bool = False) -> Chat:
    """The chat of that id in the caller's community.

    Raises:
        NotFound: when there is none, or it is somebody else's draft.
    """
    found = await work.chats.get(caller.community, chat, hold=hold)
    if found is None or (found.stage is Stage.DRAFT and found.created_by != caller.person):
        raise NotFound("I know no such chat here; it may have been withdrawn.", example=EXAMPLE)
    return found


async def community_of(work: ChatsWork, community: str) -> Community:
    found = await work.communities.get(community)
    if found is None:
        raise NotFound("I do not know this community yet.", example="/communitybot")
    return found


def conducts(caller: Caller, chat: Chat) -> bool:
    """Its hosts, whoever planned it and administrators conduct a chat."""
    if caller.community != chat.community:
        return False
    return caller.administers or chat.created_by == caller.person or chat.hosted_by(caller.person)


def demand_conducting(caller: Caller, chat: Chat) -> None:
    if not conducts(caller, chat):
        raise NotAllowed(
            f"Only the hosts of {chat.name}, whoever planned it and administrators can do that.",
            example="/chat now",
        )


def demand_live(chat: Chat) -> None:
    match chat.stage:
        case Stage.LIVE:
            return
        case Stage.OVER:
            raise AlreadyDone(f"{chat.name} is over.", example="/chat archive")
        case Stage.CANCELLED:
            raise AlreadyDone(f"{chat.name} has been cancelled.", example=EXAMPLE)
        case _:
            raise AlreadyDone(f"{chat.name} has not begun yet.", example="/chat start")


def rooms_of(community: Community) -> tuple[PlaceAddress, ...]:
    """Where threads open: the chat rooms of every space, and of a space without one its first events room."""
    return community.chat_rooms


def seen_by(chat: Chat, person: str, at: datetime) -> bool:
    """Whether a sign of somebody is news about the hosts: kept to half a minute."""
    return chat.hosted_by(person) and (chat.seen is None or at - chat.seen >= SEEN_EVERY)
