"""What people can do with events, as commands and buttons; `event_features` builds all of them."""

from communitybot.events.commands.answering import Answering
from communitybot.events.commands.attending import Attending
from communitybot.events.commands.calendars import CalendarFiles, Calendars
from communitybot.events.commands.cancelling import Cancelling
from communitybot.events.commands.changing import Changing
from communitybot.events.commands.checking import Checking
from communitybot.events.commands.choosing import Choosing, Programmes
from communitybot.events.commands.following import Following
from communitybot.events.commands.listing import Listing
from communitybot.events.commands.pending import Pending
from communitybot.events.commands.planning import Planning, Previews
from communitybot.events.commands.programmes import ProgrammeCommands
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.repository import EventsWork
from communitybot.events.service import Events
from communitybot.ports import Clock, Units

__all__ = ["CalendarFiles", "event_features"]


def event_features(
    events: Events, units: Units[EventsWork], clock: Clock, files: CalendarFiles
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing, programmes, around = Choosing(events, clock), Programmes(events), Surroundings(units)
    pending, previews = Pending(events, clock), Previews(events, around)
    return (
        Listing(events, clock, units, programmes, around),
        Planning(events, clock, programmes, around, previews),
        Changing(
            events=events,
            clock=clock,
            choosing=choosing,
            around=around,
            pending=pending,
            previews=previews,
        ),
        Cancelling(events, clock, choosing, pending),
        Answering(events, clock, choosing),
        Calendars(events, choosing, files),
        Following(events, clock, around),
        Attending(events, clock, choosing),
        ProgrammeCommands(events, clock, programmes, around),
        Checking(clock, choosing, programmes, around),
    )
