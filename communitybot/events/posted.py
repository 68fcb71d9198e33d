"""Where the cards of events stand, as web addresses that lead a reader there; read once for a whole batch."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from communitybot.conversation.addresses import MessageRef, SpaceAddress, parse_destination
from communitybot.events.repository import EventsWork
from communitybot.outbox.entry import Entry

LinkTo = Callable[[MessageRef], str | None]
"""The web address of a message on its platform; None where it has none."""

Known = tuple[str, str]
"""One event: community and id."""


class Leads:
    """What leads to the cards of some events, from wherever one of them is spoken of."""

    def __init__(self, cards: Mapping[Known, Sequence[MessageRef]], link: LinkTo) -> None:
        self._cards = cards
        self._link = link

    def to(self, community: str, event: str, space: SpaceAddress) -> str | None:
        """Where the card opens for who reads in a space; never to a space they may not know."""
        near = (ref for ref in self._cards.get((community, event), ()) if ref.place.in_space == space)
        return next((address for ref in near if (address := self._link(ref))), None)

    def of(self, entry: Entry) -> str | None:
        """Where whoever an entry about an event goes to can open its card."""
        if entry.destination is None:
            return None
        return self.to(entry.community, entry.args["event"], parse_destination(entry.destination).in_space)


class Posted:
    """Reads where cards stand; without a way to make addresses of that, it reads nothing."""

    def __init__(self, link: LinkTo | None = None) -> None:
        self._link = link

    async def leads(self, work: EventsWork, events: Iterable[Known]) -> Leads:
        """Find the cards of all these events in one read."""
        subjects = {(community, f"event-card:{event}"): (community, event) for community, event in events}
        if self._link is None or not subjects:
            return Leads({}, _nowhere)
        found = await work.events.standing(list(subjects))
        return Leads(await _open({subjects[each]: refs for each, refs in found.items()}, work), self._link)

    async def leads_of(self, work: EventsWork, entries: Iterable[Entry]) -> Leads:
        """Find the cards of the events that entries are about, in one read."""
        return await self.leads(work, {(entry.community, entry.args["event"]) for entry in entries})


async def _open(
    cards: Mapping[Known, Sequence[MessageRef]], work: EventsWork
) -> Mapping[Known, Sequence[MessageRef]]:
    """Those that can be opened: what stands in a lost room is gone, or hidden with it."""
    losing = await work.communities.losing(sorted({community for community, _ in cards})) if cards else {}
    return {
        (community, event): refs
        if community not in losing
        else [ref for ref in refs if not losing[community].is_lost(ref.place)]
        for (community, event), refs in cards.items()
    }


def _nowhere(_ref: MessageRef) -> None:
    """No address leads there."""
