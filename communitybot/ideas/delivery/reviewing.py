"""Who is told in private when an idea waits to be read, and what its author is told of the answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.ideas.cards.review import declined_card, published_card, waiting_card
from communitybot.ideas.delivery import talking
from communitybot.ideas.delivery.promises import to_person
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import Entry, Later, Outcome, Skip, State
from communitybot.people.administrators import moderators
from communitybot.people.model import Person
from communitybot.ports import Clock

WAITS = "idea.waits"
PUBLISHED = "idea.published"
DECLINED = "idea.declined"

OPENING = timedelta(minutes=2)  # for so long its thread may take to open before its author is told without
AGAIN = timedelta(seconds=3)


async def tell_moderators(work: IdeasWork, house: Community, idea: Idea, now: datetime) -> int:
    """Promise each of them one private word each time it is sent; returns how many they are."""
    people = await moderators(work, house, but=idea.author.person)
    since = _stamp(idea.submitted or now)
    await work.outbox.put(
        [
            replace(
                to_person(idea, WAITS, f"waits:{since}", person, _due(person, house, now), since=since),
                merge=True,  # what came in the night is one message in the morning
            )
            for person in people
        ]
    )
    return len(people)


async def tell_authors(work: IdeasWork, idea: Idea, kind: str, now: datetime) -> None:
    """Promise whoever wrote it a private word that it was published, or declined."""
    house = await community_of(work, idea.community)
    known = await work.people.many(idea.community, [author.person for author in idea.authors])
    since = _stamp(now)
    await work.outbox.put(
        [
            to_person(idea, kind, f"{kind.removeprefix('idea.')}:{since}", person, _due(person, house, now))
            for person in known.values()
        ]
    )


class Reviewing:
    """Draws what moderators and authors are told, from the idea as it is then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def waits(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for entry in entries:
            idea = await _idea(entry, work)
            submitted = idea.submitted if idea is not None and idea.stage is Stage.SUBMITTED else None
            if idea is None or submitted is None or _stamp(submitted) != entry.args["since"]:
                outcomes.append(Skip("it does not wait any more", State.CANCELLED))
                continue
            ahead = await work.ideas.waiting(idea.community, limit=100)
            outcomes.append(waiting_card(idea, waiting=len(ahead)))
        return outcomes

    async def published(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Wait a moment for its threads, so that the author can be led there."""
        outcomes: list[Outcome] = []
        for entry in entries:
            idea = await _idea(entry, work)
            if idea is None or not idea.stage.open:
                outcomes.append(Skip("it is not published any more", State.CANCELLED))
                continue
            threads = await _threads(work, idea)
            now = self._clock.now()
            if threads or now >= (idea.published or now) + OPENING:  # `due` moves with each look
                outcomes.append(published_card(idea, _nearest(threads, entry)))
            else:
                outcomes.append(Later(now + AGAIN, "its thread is not open yet"))
        return outcomes

    async def declined(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for entry in entries:
            idea = await _idea(entry, work)
            if idea is None or idea.stage is not Stage.DECLINED:
                outcomes.append(Skip("it was changed or sent again meanwhile", State.CANCELLED))
            else:
                outcomes.append(declined_card(idea))
        return outcomes


async def _idea(entry: Entry, work: IdeasWork) -> Idea | None:
    return await work.ideas.get(entry.community, entry.args["idea"])


async def _threads(work: IdeasWork, idea: Idea) -> list[PlaceAddress]:
    sent = await work.outbox.refs(idea.community, idea.subject, talking.OPEN)
    return [_thread(ref) for _, ref in sent]


def _thread(opening: MessageRef) -> PlaceAddress:
    room = opening.place
    return PlaceAddress(room.platform, room.space, room.place, opening.message)


def _nearest(threads: Sequence[PlaceAddress], entry: Entry) -> PlaceAddress | None:
    """The thread on the platform that is written to, else any."""
    platform = (entry.destination or "").split(":", 1)[0]
    here = [thread for thread in threads if thread.platform == platform]
    return next(iter([*here, *threads]), None)


def _due(person: Person, house: Community, now: datetime) -> datetime:
    return person.quiet_until(now, house.zone) or now


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S.%fZ}"
