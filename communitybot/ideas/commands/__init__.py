"""What people can do with ideas, as commands and buttons; `idea_features` builds all of them."""

from communitybot.ideas.commands.choosing import Choosing
from communitybot.ideas.repository import IdeasWork
from communitybot.ports import Clock, Units

__all__ = ["idea_features"]


def idea_features(units: Units[IdeasWork], clock: Clock) -> tuple[object, ...]:  # noqa: ARG001
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing = Choosing(units)
    return (choosing,)
