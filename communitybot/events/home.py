"""What a person sees of events when they look in, where a platform has a page for that."""

from collections.abc import Iterable, Mapping

from communitybot.conversation import limits
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, small
from communitybot.conversation.text import Words, say
from communitybot.events.cards.lists import home_card
from communitybot.events.cards.words import linked, title_of
from communitybot.events.model import Occurrence
from communitybot.events.service import Events
from communitybot.ports import Clock

SHOWN = 4  # events in each of the two lists: with long titles, more would not fit
TITLE = 40  # weight of a title among links


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
        return _leading(home_card(coming, mine), dates, leads)


def _leading(card: Message, dates: Iterable[Occurrence], leads: Mapping[str, str]) -> Message:
    """The card with a line of links, as many as there is room for, above what stands at its foot."""
    words: list[Words] = []
    for one in {one.event.id: one for one in dates if one.event.id in leads}.values():
        link = linked(title_of(one.details, TITLE), leads[one.event.id])
        longer: list[Words] = [*words, ", " if words else "Open a card: ", link]
        weight = say(*longer).weight
        if weight > limits.FIELD_VALUE or card.weight + weight + 4 > limits.MESSAGE_TEXT:
            break
        words = longer
    return Message((*card.blocks[:-1], small(*words), card.blocks[-1])) if words else card
