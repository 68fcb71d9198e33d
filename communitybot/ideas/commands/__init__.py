"""What people can do with ideas, as commands and buttons; `idea_features` builds all of them."""

from typing import Any

from communitybot.commands.declare import PressMark, marks
from communitybot.ideas.backing import Backing as Backs
from communitybot.ideas.calendar import Calendar
from communitybot.ideas.commands.backing import Backing
from communitybot.ideas.commands.choosing import Choosing
from communitybot.ideas.commands.friending import Friending
from communitybot.ideas.commands.gathering import Gathering
from communitybot.ideas.commands.listing import Listing
from communitybot.ideas.commands.teaming import Teaming
from communitybot.ideas.commands.viewing import LinkTo, Viewing
from communitybot.ideas.friends import FriendsDesk
from communitybot.ideas.labs import LabsDesk
from communitybot.ideas.listing import Listing as Lists
from communitybot.ideas.teaming import Teaming as Teams
from communitybot.ports import Clock, Units

__all__ = ["LinkTo", "idea_features"]


def idea_features(units: Units[Any], clock: Clock, calendar: Calendar) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing = Choosing(units)
    return (
        choosing,
        Friending(FriendsDesk(units, clock), choosing),
        Gathering(LabsDesk(units, clock, calendar), choosing),
    )
