"""What friends, labs and commitments ask about the people around an idea."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.names import clean, fold
from communitybot.conversation.inbound import Caller
from communitybot.conversation.phrases import capital
from communitybot.errors import NotFound
from communitybot.ideas.cards.words import A_MEMBER
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.model.merge import UNDO
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import State
from communitybot.people.model import Person
from communitybot.people.reaching import ELSEWHERE
from communitybot.people.resolve import person as person_meant

WEEK = timedelta(days=7)
MYSELF = frozenset({"me", "i", "myself"})


async def team_of(work: IdeasWork, idea: Idea) -> tuple[str, ...]:
    """The people who carry an idea: its authors, and whoever works on it."""
    members = await work.ideas.members(idea.community, idea.id)
    of = (*(author.person for author in idea.authors), *(member.person for member in members))
    return tuple(dict.fromkeys(of))


def rests(idea: Idea, now: datetime) -> bool:
    """Whether it does not go on now and may later: it is parked, or can still leave the one it joined."""
    if idea.stage is Stage.MERGED:
        return idea.moved is not None and now - idea.moved < UNDO
    return idea.stage is Stage.PARKED


async def said(work: IdeasWork, idea: Idea, now: datetime) -> None:
    """Note that something happened with an idea, so that nobody is nudged about it."""
    await work.ideas.save(replace(idea, said=now))


async def reachable_at(work: IdeasWork, idea: Idea, person: Person, moment: datetime) -> datetime:
    """When a word that is due at a moment may reach somebody: outside their quiet hours."""
    house = await community_of(work, idea.community)
    return person.quiet_until(moment, house.zone) or moment


async def brought(work: IdeasWork, community: str, key: str) -> State | None:
    """What became of a word to somebody: on the account they used last, or else on another of theirs."""
    states = await work.outbox.states(community, [key, f"{key}{ELSEWHERE}"])
    return states.get(f"{key}{ELSEWHERE}", states.get(key))


async def zone_of(work: IdeasWork, idea: Idea, person: Person | None) -> str:
    """Whose days are counted: the person's zone, or the community's."""
    house = await community_of(work, idea.community)
    return house.zone if person is None else person.zone_or(house.zone)


async def meant(work: IdeasWork, caller: Caller, text: str, *, field: str) -> Person:
    """The one member a text means; "me" is the caller. Raises what `people.resolve.person` raises."""
    if fold(text) in MYSELF:
        found = await work.people.get(caller.community, caller.person)
        if found is not None:
            return found
    return await person_meant(work, caller.community, text, field=field)


async def all_of(work: IdeasWork, community: str, persons: Sequence[str]) -> Sequence[Person]:
    """The people of these ids, in their order; refused when one is no member here."""
    known = await work.people.many(community, list(persons))
    if missing := [one for one in persons if one not in known]:
        raise NotFound(f"{len(missing)} of them I do not know here (any more).", example="/idea friends")
    return [known[one] for one in persons]


def shown(idea: Idea, person: str | None, name: str) -> str:
    """The name of somebody as everybody may read it: an anonymous author stays a member without a name."""
    if person is not None and idea.anonymous and idea.by(person):
        return A_MEMBER
    return clean(name, "somebody")


def as_subject(idea: Idea, person: str | None, name: str) -> str:
    """The same at the beginning of a sentence; a name stays as its owner writes it."""
    who = shown(idea, person, name)
    return capital(who) if who == A_MEMBER else who
