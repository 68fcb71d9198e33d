"""Telling people in private what is new about a resource: each once, and outside their quiet hours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock
from communitybot.resources.cards.told import told_card
from communitybot.resources.delivery.promises import entry, to_person
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork

TELL = "resource.tell"
TOLD = "resource.told"
MOST_LATE = timedelta(days=7)  # what is older is no news
AT_ONCE = 500  # people looked up in one read
WORDS = 1_500  # characters that travel with an entry


async def tell(
    work: ResourcesWork,
    resource: Resource,
    now: datetime,
    key: str,
    words: str,
    *,
    to: Sequence[str],
    but: Collection[str] = (),
) -> None:
    """Promise a private message about a resource to each of these people.

    It comes outside their quiet hours, with a button to view it, and never twice for one `key`. `words`
    are whole plain sentences; the resource is named above them. Whoever did something knows it: `but`.
    """
    people = [person for person in dict.fromkeys(to) if person not in but]
    if people:
        given: dict[str, object] = {"once": key, "words": words[:WORDS], "to": people}
        await work.outbox.put([entry(resource, TELL, f"tell:{key}", now, **given)])


class Telling:
    """Makes one entry a person when a word is due, and draws each when its person may hear it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def tells(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        """Put an entry for each who is to be told."""
        for each in entries:
            resource = await work.resources.get(each.community, each.args["resource"])
            house = await work.communities.get(each.community)
            if resource is None or house is None:
                continue
            meant = list(dict.fromkeys(each.args["to"]))
            for some in (meant[at : at + AT_ONCE] for at in range(0, len(meant), AT_ONCE)):
                known = await work.people.many(each.community, some)
                await work.outbox.put(self._words(resource, house, each, known))
        return [Done() for _ in entries]

    def _words(
        self, resource: Resource, house: Community, each: Entry, known: Mapping[str, Person]
    ) -> list[NewEntry]:
        now, once = self._clock.now(), f"told:{each.args['once']}"
        words = each.args["words"]
        return [
            replace(
                to_person(
                    resource, TOLD, once, person, person.quiet_until(now, house.zone) or now, words=words
                ),
                merge=True,
            )
            for person in known.values()
        ]

    async def told(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        """Draw what one person is told."""
        found = await _resources(entries, work)
        return [self._drawn(each, found.get((each.community, each.args["resource"]))) for each in entries]

    def _drawn(self, each: Entry, resource: Resource | None) -> Outcome:
        if resource is None:
            return Skip("the resource is gone", State.CANCELLED)
        if self._clock.now() - each.due > MOST_LATE:
            return Skip("it is no news any more")
        return told_card(resource, each.args["words"], to=each.args["person"])


async def _resources(entries: Sequence[Entry], work: ResourcesWork) -> Mapping[tuple[str, str], Resource]:
    """The resources of a batch, one read for each community."""
    wanted: dict[str, dict[str, None]] = {}
    for each in entries:
        wanted.setdefault(each.community, {})[each.args["resource"]] = None
    return {
        (community, resource.id): resource
        for community, ids in wanted.items()
        for resource in await work.resources.many(community, list(ids))
    }
