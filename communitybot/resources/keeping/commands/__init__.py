"""`/resource export`, `/resource import` and `/resource feeds`; `keeping_features` builds them."""

from typing import Any

from communitybot.ports import Clock, Units
from communitybot.resources.collecting import Collecting
from communitybot.resources.commands.choosing_collections import ChoosingCollections
from communitybot.resources.keeping.commands.exporting import ExportCommands
from communitybot.resources.keeping.commands.feeds import FeedCommands
from communitybot.resources.keeping.commands.importing import ImportCommands
from communitybot.resources.keeping.exporting import Exporting
from communitybot.resources.keeping.following import FollowingFeeds
from communitybot.resources.keeping.importing import Importing
from communitybot.resources.pages.addresses import LibraryAddresses

__all__ = ["keeping_features"]


def keeping_features(units: Units[Any], clock: Clock, addresses: LibraryAddresses) -> tuple[object, ...]:
    """Build what `commands.collect` reads; `addresses` are those of public pages and of feeds."""
    feeds, collections = FollowingFeeds(units, addresses), ChoosingCollections(Collecting(units, clock))
    return (
        ExportCommands(Exporting(units), feeds, collections),
        FeedCommands(feeds),
        ImportCommands(Importing(units, clock), clock),
    )
