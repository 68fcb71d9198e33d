"""The administrators that are known: platforms tell rights only of whoever is asking."""

from collections.abc import Sequence

from communitybot.communities.model import Community
from communitybot.people.model import Person
from communitybot.people.repository import PeopleWork


async def administrators(work: PeopleWork, house: Community) -> Sequence[Person]:
    """Who was shown how to set up a space of the community."""
    found: dict[str, Person] = {}
    for space in house.spaces:
        known = await work.communities.greeted(space)
        person = await work.people.get(house.id, known) if known is not None else None
        if person is not None:
            found[person.id] = person
    return tuple(found.values())
