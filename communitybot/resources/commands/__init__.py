"""What people can do with resources, as commands and buttons; `resource_features` builds them all."""

from typing import Any

from communitybot.ports import Clock, Units
from communitybot.resources.commands.choosing import Choosing
from communitybot.resources.commands.digesting import DigestCommands
from communitybot.resources.commands.parameters import Suggesting
from communitybot.resources.commands.settings import SettingResources
from communitybot.resources.digesting import Digesting
from communitybot.resources.looking import Looking
from communitybot.resources.settling import Settling

__all__ = ["resource_features"]


def resource_features(
    units: Units[Any], clock: Clock, looking: Looking, settling: Settling
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    del looking
    choosing = Choosing(units)
    features: tuple[object, ...] = (choosing, Suggesting(units), SettingResources(settling))
    features += (DigestCommands(Digesting(units, clock)),)
    return features
