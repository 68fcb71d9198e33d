"""Leads whoever asks to where the cards of events were posted."""

from collections.abc import Iterable, Mapping

from communitybot.conversation.inbound import Caller
from communitybot.events.desk import Desk
from communitybot.events.posted import Leads
from communitybot.events.repository import EventsWork


class Leading(Desk):
    """Reads; nothing is changed."""

    async def leads(self, caller: Caller, events: Iterable[str]) -> Mapping[str, str]:
        """Where the caller can open the card of each of the events; those without one are left out."""
        wanted = list(dict.fromkeys(events))

        async def unit(work: EventsWork) -> Leads:
            return await self._posted.leads(work, [(caller.community, event) for event in wanted])

        found = await self._units.read(unit)
        led = {event: found.to(caller.community, event, caller.place.in_space) for event in wanted}
        return {event: address for event, address in led.items() if address is not None}
