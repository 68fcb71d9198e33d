"""What a person sees of events when they look in, where a platform has a page for that."""

from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.events.cards.leading import leading
from communitybot.events.cards.lists import home_card
from communitybot.events.service import Events
from communitybot.ports import Clock

SHOWN = 4  # events in each of the two lists: with long titles, more would not fit


class Home:
    """Draws the first look: one's own events, then what is coming up, and where all of that was posted."""

    def __init__(self, events: Events, clock: Clock) -> None:
        self._events = events
        self._clock = clock

    async def of(self, caller: Caller) -> Message:
        now = self._clock.now()
        mine = await self._events.coming(caller, since=now, mine=True, limit=SHOWN)
        coming = await self._events.coming(caller, since=now, limit=SHOWN)
        dates = [listed.occurrence for page in (mine, coming) for listed in page.items]
        leads = await self._events.leads(caller, [one.event.id for one in dates])
        return leading(home_card(coming, mine), dates, leads)
