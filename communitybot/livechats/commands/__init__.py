"""What people can do with live chats, as commands and buttons; `chat_features` builds all of them."""

from communitybot.livechats.commands.answering import Answering
from communitybot.livechats.commands.appearing import Appearing
from communitybot.livechats.commands.archiving import Archiving
from communitybot.livechats.commands.cancelling import Cancelling
from communitybot.livechats.commands.changing import Changing
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.conducting import Conducting
from communitybot.livechats.commands.following import Following
from communitybot.livechats.commands.listing import Listing
from communitybot.livechats.commands.planning import Planning
from communitybot.livechats.commands.redrafting import Redrafting
from communitybot.livechats.commands.removing import LinkTo, Removing
from communitybot.livechats.commands.sorting import Sorting
from communitybot.livechats.commands.surroundings import Surroundings
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.service import ChatService
from communitybot.ports import Clock, Units

__all__ = ["chat_features"]


def chat_features(
    chats: ChatService, units: Units[ChatsWork], clock: Clock, link: LinkTo | None = None
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands.

    `link` gives the web address of a message.
    """
    choosing, around = Choosing(chats), Surroundings(units)
    planning = Planning(chats, clock, around)
    conducting = Conducting(chats, clock, choosing)
    return (
        Listing(chats, choosing),
        planning,
        Following(chats, choosing),
        Answering(chats, clock, choosing),
        Appearing(chats, choosing),
        Changing(
            chats=chats,
            clock=clock,
            choosing=choosing,
            planning=planning,
            redrafting=Redrafting(chats, clock, around, planning),
        ),
        Cancelling(chats, choosing),
        conducting,
        Sorting(chats, conducting),
        Removing(chats, units, choosing, link),
        Archiving(chats, choosing),
    )
