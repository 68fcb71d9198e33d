"""What people can do with resources, as commands and buttons; `resource_features` builds them all."""

from typing import Any

from communitybot.ports import Clock, Units
from communitybot.resources.answering import Answering
from communitybot.resources.asking import Asking
from communitybot.resources.chosen import Saving
from communitybot.resources.commands.answering import AnsweringRequests
from communitybot.resources.commands.asking import AskingTheRoom
from communitybot.resources.commands.choosing import Choosing
from communitybot.resources.commands.digesting import DigestCommands
from communitybot.resources.commands.drafts import ResourceDrafts
from communitybot.resources.commands.editing import EditingResources
from communitybot.resources.commands.finding import FindingResources
from communitybot.resources.commands.keeping_messages import KeepingMessages
from communitybot.resources.commands.parameters import Suggesting
from communitybot.resources.commands.settings import SettingResources
from communitybot.resources.commands.sharing import SharingResources
from communitybot.resources.commands.suggesting import NewForYou
from communitybot.resources.commands.tagging import TagsOfResources
from communitybot.resources.commands.viewing import ViewingResources
from communitybot.resources.commands.watching import WatchingVideos
from communitybot.resources.digesting import Digesting
from communitybot.resources.drafting import Drafting
from communitybot.resources.editing import Editing
from communitybot.resources.finding import Finding
from communitybot.resources.looking import Looking
from communitybot.resources.settling import Settling
from communitybot.resources.suggesting import Suggestions
from communitybot.resources.tagging import Tagging
from communitybot.resources.viewing import Viewing
from communitybot.resources.watching import Watching

__all__ = ["resource_features"]


def resource_features(
    units: Units[Any], clock: Clock, looking: Looking, settling: Settling
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing = Choosing(units)
    drafting, viewing = Drafting(units, clock, looking), Viewing(units, clock)
    features: tuple[object, ...] = (
        choosing,
        Suggesting(units),
        SharingResources(drafting),
        ResourceDrafts(drafting),
        ViewingResources(viewing, choosing),
        EditingResources(Editing(units, clock), viewing, drafting, choosing),
    )
    features += (SettingResources(settling),)
    features += (DigestCommands(Digesting(units, clock)), NewForYou(Suggestions(units, clock)))
    features += (WatchingVideos(Watching(units, clock)),)
    features += (KeepingMessages(Saving(units, clock, drafting), drafting),)
    features += (FindingResources(Finding(units, clock)),)
    features += (TagsOfResources(Tagging(units, clock), Editing(units, clock), viewing),)
    features += _requests(units, clock, looking, choosing)
    return features


def _requests(units: Units[Any], clock: Clock, looking: Looking, choosing: Choosing) -> tuple[object, ...]:
    asking = Asking(units, clock)
    return (
        AskingTheRoom(asking),
        AnsweringRequests(Answering(units, clock, looking), asking, choosing),
    )
