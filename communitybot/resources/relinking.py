"""Putting another link in place of one that does not answer: its sharer may, and those who moderate."""

from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone
from communitybot.ports import Clock, Units
from communitybot.resources.addresses import Address, read_address
from communitybot.resources.cards.words import title_of
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.promises import of_showing
from communitybot.resources.delivery.telling import tell
from communitybot.resources.desk import demand_keeping, find
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.resource import Resource

EXAMPLE = "/resource view"


class Relinking:
    """What can be done about a broken link without a report."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def open(self, caller: Caller, resource: str) -> Resource:
        """A resource whose link is broken, if the caller may put in another.

        Raises:
            AlreadyDone: where its link answers, or it is not shared.
        """

        async def look(work: JudgingWork) -> Resource:
            return await _broken(work, caller, resource)

        return await self._units.read(look)

    async def relink(self, caller: Caller, resource: str, address: str) -> Resource:
        """Put another link in; whoever shared it is told.

        Raises:
            Misread: for what is no link.
            AlreadyDone: where that link is shared already, or somebody else has put one in meanwhile.
        """
        new, now = read_address(address), self._clock.now()

        async def unit(work: JudgingWork) -> Resource:
            found = await _broken(work, caller, resource, hold=True)
            after = await linked(work, found, new)
            after = replace(after, revision=after.revision + 1)
            if not await work.resources.save(after):  # it was shared at this very moment
                raise AlreadyDone("That link is shared already by somebody else.", example=EXAMPLE)
            await cards.changed(work, after, now)
            await work.outbox.put([of_showing(after, now)])  # it is named on other cards as well
            words = "Its link did not answer any more. A host has put in one that works. Thank you!"
            own = after.sharer.person
            await tell(work, after, now, f"relinked:{after.revision}", words, to=[own], but=[caller.person])
            return after

        return await self._units.run(unit)


async def linked(work: JudgingWork, resource: Resource, new: Address) -> Resource:
    """The resource with another link, which nothing is known of yet.

    Raises:
        AlreadyDone: where that link is shared already.
    """
    known = await work.resources.at(resource.community, new.canonical)
    if known is not None and known.id != resource.id:
        raise AlreadyDone(f"That link is shared already, as “{title_of(known)}”.", example=EXAMPLE)
    bare = replace(resource, broken=None, kept_at="", picture="", shows="")
    return replace(bare, address=new.address, canonical=new.canonical)


async def _broken(work: JudgingWork, caller: Caller, resource: str, *, hold: bool = False) -> Resource:
    found = await find(work, caller, resource, hold=hold)
    await demand_keeping(work, caller, found)
    if found.broken is None or not found.seen:
        raise AlreadyDone("Its link answers, as far as I know.", example=EXAMPLE)
    return found
