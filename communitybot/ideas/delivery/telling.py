"""Telling people in private what is new about an idea: each once, and outside their quiet hours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.ideas.cards.told import told_card
from communitybot.ideas.delivery.promises import entry, to_person
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock

TELL = "idea.tell"
TOLD = "idea.told"
MOST_LATE = timedelta(days=7)  # what is older is no news; /idea view shows how it stands
AT_ONCE = 500  # people looked up in one read
WORDS = 1_500  # characters that travel with an entry


async def tell(
    work: IdeasWork,
    idea: Idea,
    now: datetime,
    key: str,
    words: str,
    *,
    to: Sequence[str] | None = None,
    but: Collection[str] = (),
) -> None:
    """Promise a private message to each who follows, wrote or works on an idea; or to these people.

    It comes outside their quiet hours, with a button to view the idea, and never twice for one `key`.
    `words` are whole plain sentences; the idea is named above them. Leave out of `but` nobody who has to
    hear it: whoever did something knows it already.
    """
    given: dict[str, object] = {"once": key, "words": words[:WORDS], "but": sorted(set(but))}
    if to is not None:
        given["to"] = [person for person in dict.fromkeys(to) if person not in but]
        if not given["to"]:
            return
    await work.outbox.put([entry(idea, TELL, f"tell:{key}", now, **given)])


class Telling:
    """Makes one entry a person when a word is due, and draws each when its person may hear it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def tells(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Put an entry for each who is to be told, as things are now."""
        for each in entries:
            idea = await work.ideas.get(each.community, each.args["idea"])
            house = await work.communities.get(each.community)
            if idea is None or house is None:
                continue
            told = each.args["to"] if "to" in each.args else await everybody(work, idea)
            left_out = set(each.args["but"])
            meant = [person for person in dict.fromkeys(told) if person not in left_out]
            for some in (meant[at : at + AT_ONCE] for at in range(0, len(meant), AT_ONCE)):
                known = await work.people.many(each.community, some)
                await work.outbox.put(self._words(idea, house, each, known))
        return [Done() for _ in entries]

    def _words(
        self, idea: Idea, house: Community, each: Entry, known: Mapping[str, Person]
    ) -> list[NewEntry]:
        now = self._clock.now()
        return [
            replace(
                to_person(
                    idea,
                    TOLD,
                    f"told:{each.args['once']}",
                    person,
                    person.quiet_until(now, house.zone) or now,
                    words=each.args["words"],
                ),
                merge=True,
            )
            for person in known.values()
        ]

    async def told(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Draw what one person is told."""
        ideas = await _ideas(entries, work)
        return [self._drawn(each, ideas.get((each.community, each.args["idea"]))) for each in entries]

    def _drawn(self, each: Entry, idea: Idea | None) -> Outcome:
        if idea is None:
            return Skip("the idea is gone", State.CANCELLED)
        if self._clock.now() - each.due > MOST_LATE:
            return Skip("it is no news any more")
        return told_card(idea, each.args["words"], to=each.args["person"])


async def everybody(work: IdeasWork, idea: Idea) -> list[str]:
    members = await work.ideas.members(idea.community, idea.id)
    followers = await work.ideas.followers(idea.community, idea.id)
    return [
        *(author.person for author in idea.authors),
        *(member.person for member in members),
        *followers,
    ]


async def _ideas(entries: Sequence[Entry], work: IdeasWork) -> Mapping[tuple[str, str], Idea]:
    """The ideas of a batch, one read for each community."""
    wanted: dict[str, dict[str, None]] = {}
    for each in entries:
        wanted.setdefault(each.community, {})[each.args["idea"]] = None
    return {
        (community, idea.id): idea
        for community, ids in wanted.items()
        for idea in await work.ideas.many(community, list(ids))
    }
