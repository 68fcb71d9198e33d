"""Everything people can do between an idea and those who decide."""

from typing import Any

from communitybot.ideas.briefing import Briefing
from communitybot.ideas.commands.briefing import BriefCommands
from communitybot.ideas.commands.choosing import Choosing
from communitybot.ideas.commands.lending import VoiceCommands
from communitybot.ideas.commands.replying import ReplyCommands
from communitybot.ideas.commands.reporting import OutcomeCommands
from communitybot.ideas.outcomes import OutcomeDesk
from communitybot.ideas.papers.service import BriefAddresses
from communitybot.ideas.replies import Replies
from communitybot.ideas.voices import VoiceDesk
from communitybot.ports import Clock, Units


def brief_features(
    units: Units[Any], clock: Clock, choosing: Choosing, addresses: BriefAddresses
) -> tuple[object, ...]:
    """The objects that `commands.collect` reads, in the order help shows their commands."""
    briefing = Briefing(units, clock, addresses)
    return (
        BriefCommands(briefing, choosing, clock),
        VoiceCommands(VoiceDesk(units, clock), choosing),
        ReplyCommands(Replies(units, clock), choosing, clock),
        OutcomeCommands(OutcomeDesk(units, clock), choosing, addresses),
    )
