"""Everything one can do with live chats, in one place for commands to hold."""

from communitybot.livechats.conducting import Conducting
from communitybot.livechats.planning import Planning
from communitybot.livechats.reading import Reading
from communitybot.livechats.removing import Removing
from communitybot.livechats.taking_part import TakingPart


class ChatService(Planning, Conducting, TakingPart, Removing, Reading):
    """Planning, conducting, taking part, removing and reading, on one desk."""
