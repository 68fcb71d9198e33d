"""What people can do with ideas, as commands and buttons; `idea_features` builds all of them."""

from typing import Any

from communitybot.commands.declare import PressMark, marks
from communitybot.ideas.advancing import Advancing
from communitybot.ideas.backing import Backing as Backs
from communitybot.ideas.calendar import Calendar
from communitybot.ideas.commands.advancing import StageCommands
from communitybot.ideas.commands.backing import Backing
from communitybot.ideas.commands.choosing import Choosing
from communitybot.ideas.commands.committing import Committing
from communitybot.ideas.commands.deciding import brief_features
from communitybot.ideas.commands.drafting import Drafting
from communitybot.ideas.commands.editing import EditingIdeas
from communitybot.ideas.commands.friending import Friending
from communitybot.ideas.commands.gathering import Gathering
from communitybot.ideas.commands.listing import Listing
from communitybot.ideas.commands.matching import Matching
from communitybot.ideas.commands.merging import MergeCommands
from communitybot.ideas.commands.modelling import ModelCommands
from communitybot.ideas.commands.posting import PostingIdeas
from communitybot.ideas.commands.prompting import WeeklyQuestions
from communitybot.ideas.commands.reminding import Reminded
from communitybot.ideas.commands.reviewing import ReviewingIdeas
from communitybot.ideas.commands.settings import SettingIdeas
from communitybot.ideas.commands.teaming import Teaming
from communitybot.ideas.commands.viewing import LinkTo, Viewing
from communitybot.ideas.commitments import CommitmentsDesk
from communitybot.ideas.editing import Editing
from communitybot.ideas.friends import FriendsDesk
from communitybot.ideas.inviting import Inviting
from communitybot.ideas.labs import LabsDesk
from communitybot.ideas.listing import Listing as Lists
from communitybot.ideas.merging import Merging
from communitybot.ideas.modelling import Modelling
from communitybot.ideas.moderating import Moderating
from communitybot.ideas.nudging import Nudging
from communitybot.ideas.papers.service import BriefAddresses
from communitybot.ideas.picturing import Picturing
from communitybot.ideas.posting import Posting
from communitybot.ideas.prompting import Prompting
from communitybot.ideas.settings import Settling
from communitybot.ideas.teaming import Teaming as Teams
from communitybot.ports import Clock, Units

__all__ = ["LinkTo", "idea_features"]


def idea_features(
    units: Units[Any],
    clock: Clock,
    calendar: Calendar,
    addresses: BriefAddresses,
    link: LinkTo = lambda _ref: None,
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands.

    `link` gives the web address of a message, `addresses` those of briefs.
    """
    choosing = Choosing(units)
    lists = Lists(units, clock)
    viewing = Viewing(lists, choosing, link)
    posting, settling = Posting(units, clock), Settling(units, clock)
    features: tuple[object, ...] = (
        choosing,
        Listing(lists),
        PostingIdeas(posting, settling),
        Drafting(posting),
        viewing,
        Backing(Backs(units, clock), choosing),
        Teaming(Teams(units, clock), lists, choosing),
        Matching(Inviting(units, clock), choosing),
        EditingIdeas(Editing(units, clock), posting, choosing),
        StageCommands(Advancing(units, clock), choosing),
        MergeCommands(Merging(units, clock), choosing),
        ModelCommands(Modelling(units, clock), Picturing(units, clock), choosing),
        Friending(FriendsDesk(units, clock), choosing),
        Gathering(LabsDesk(units, clock, calendar), choosing),
        Committing(CommitmentsDesk(units, clock), clock, choosing),
        *brief_features(units, clock, choosing, addresses),
        ReviewingIdeas(Moderating(units, clock), clock),
        Reminded(Nudging(units, clock)),
        WeeklyQuestions(Prompting(units, clock)),
        SettingIdeas(settling),
    )
    viewing.answered = _verbs(features)
    return features


def _verbs(features: tuple[object, ...]) -> frozenset[str]:
    """The verbs that some of these answer."""
    methods = [getattr(type(each), name, None) for each in features for name in dir(type(each))]
    return frozenset(mark.verb for each in methods for mark in marks(each) if isinstance(mark, PressMark))
