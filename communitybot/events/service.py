"""The one door to events for commands, calendars and pages."""

from communitybot.events.answering import Answering
from communitybot.events.attending import Attending
from communitybot.events.changing import Changing
from communitybot.events.desk import may_change
from communitybot.events.finding import Finding
from communitybot.events.foreseeing import Foreseeing
from communitybot.events.leading import Leading
from communitybot.events.planning import Planning
from communitybot.events.subscribing import Following, Programming, Subscribing
from communitybot.events.views import Changes, Edited, FeedView, Listed, Page, Plan


class Events(
    Planning,
    Changing,
    Foreseeing,
    Finding,
    Leading,
    Answering,
    Attending,
    Following,
    Programming,
    Subscribing,
):
    """All that can be done with events; each part stands in its own file and none keeps anything.

    The community and what a person may do always come from the caller. Refusals are words people may read.
    """


__all__ = ["Changes", "Edited", "Events", "FeedView", "Listed", "Page", "Plan", "may_change"]
