"""Who works on a collection besides its owner."""

from dataclasses import replace

from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotFound
from communitybot.resources.collection_desk import CollectionDesk, demand_owning, find, viewed
from communitybot.resources.delivery import collecting as cards
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import Viewed
from communitybot.resources.model.collection import MOST_PEOPLE, Helper, Right, Sharing


class Helping(CollectionDesk):
    """The owner lets colleagues add or edit, and no more; anybody let may leave."""

    async def let(
        self, caller: Caller, collection: str, account: PersonAddress, right: Right
    ) -> tuple[Viewed, str]:
        """Give somebody a right, and return their name; a private collection is its people's then."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> tuple[Viewed, str]:
            found = await find(work, caller, collection, hold=True)
            demand_owning(caller, found)
            person = await work.people.by_account(found.community, account)
            if person is None:
                raise NotFound("I have not met them here yet.", example="/collection people", field="person")
            if person.id == found.owner:
                raise AlreadyDone("It is your own: you can do everything.", example="/collection people")
            people = await work.judging.people(found.community, found.id)
            known = next((one for one in people if one.person == person.id), None)
            if known is None and len(people) >= MOST_PEOPLE:
                raise AlreadyDone(
                    f"{MOST_PEOPLE} people work on it, and a collection has no room for more.",
                    example="/collection people",
                )
            helper = Helper(person=person.id, name=person.name, right=right, at=now)
            await work.judging.let(found.community, found.id, helper)
            sharing = Sharing.PEOPLE if found.sharing is Sharing.PRIVATE else found.sharing
            if known is None or known.right is not right or sharing is not found.sharing:
                found = await cards.saved(work, replace(found, sharing=sharing), now)
            if known is None:
                await cards.tell_helper(work, found, person, right, now)
            return await viewed(work, caller, found), person.name

        return await self._units.run(unit)

    async def unlet(self, caller: Caller, collection: str, person: str) -> Viewed | None:
        """Take somebody's right back, or leave; None where the caller does not see it any more."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Viewed | None:
            found = await find(work, caller, collection, hold=True)
            if person != caller.person:
                demand_owning(caller, found)
            if await work.judging.unlet(found.community, found.id, person):
                found = await cards.saved(work, found, now)
            gone = person == caller.person and found.sharing is not Sharing.COMMUNITY
            return None if gone and found.owner != caller.person else await viewed(work, caller, found)

        return await self._units.run(unit)
