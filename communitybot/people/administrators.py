"""Who looks after a community, as far as is known: platforms tell rights only of whoever is asking."""

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


async def moderators(work: PeopleWork, house: Community, *, but: str | None = None) -> Sequence[Person]:
    """The hosts, and the administrators that are known, each once; without the person `but`."""
    hosts = await work.people.many(house.id, sorted(house.hosts))
    found = {person.id: person for person in (*hosts.values(), *await administrators(work, house))}
    return tuple(person for person in found.values() if person.id != but)
