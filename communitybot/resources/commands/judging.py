"""What people can do with resources that others shared: tell, save, collect, report, check."""

from typing import Any

from communitybot.people.resolve import Resolve
from communitybot.ports import Clock, Units
from communitybot.resources.checking import LinkChecks
from communitybot.resources.clearing import Clearing
from communitybot.resources.collecting import Collecting
from communitybot.resources.commands.choosing import Choosing
from communitybot.resources.commands.choosing_collections import ChoosingCollections
from communitybot.resources.commands.clearing import ClearingWords
from communitybot.resources.commands.collecting import CollectionCommands
from communitybot.resources.commands.filling import FillingCommands
from communitybot.resources.commands.reporting import CheckCommands, ReportCommands
from communitybot.resources.commands.saving import SavingCommands
from communitybot.resources.commands.trying import TriedCommands
from communitybot.resources.filling import Filling
from communitybot.resources.helping import Helping
from communitybot.resources.looking import Looking
from communitybot.resources.relinking import Relinking
from communitybot.resources.reporting import Reporting
from communitybot.resources.reviewing import Reviewing
from communitybot.resources.saving import Saving
from communitybot.resources.trying import Trying


def judging_features(
    units: Units[Any], clock: Clock, looking: Looking, checks: LinkChecks
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing, collecting, filling = Choosing(units), Collecting(units, clock), Filling(units, clock)
    collections = ChoosingCollections(collecting)
    helping = Helping(units, clock)
    return (
        collections,
        TriedCommands(Trying(units, clock), choosing),
        ClearingWords(Clearing(units, clock)),
        SavingCommands(Saving(units, clock), filling, choosing),
        ReportCommands(Reporting(units, clock), choosing),
        CollectionCommands(collecting, filling, collections),
        FillingCommands(collecting, filling, helping, (collections, choosing), Resolve(units)),
        CheckCommands(Reviewing(units, clock, looking), Relinking(units, clock), checks),
    )
