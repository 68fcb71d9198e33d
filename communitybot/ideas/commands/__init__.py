"""What people can do with ideas, as commands and buttons; `idea_features` builds all of them."""

from typing import Any

from communitybot.ideas.commands.choosing import Choosing
from communitybot.ideas.commands.friending import Friending
from communitybot.ideas.friends import FriendsDesk
from communitybot.ports import Clock, Units

__all__ = ["idea_features"]


def idea_features(units: Units[Any], clock: Clock) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing = Choosing(units)
    return (
        choosing,
        Friending(FriendsDesk(units, clock), choosing),
    )
