"""Looking at ideas: the lists of them, and one as somebody sees it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.communities.names import fold
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Caller
from communitybot.errors import NotFound
from communitybot.ideas.desk import Desk, community_of, find, moderates
from communitybot.ideas.merge_repository import MergesWork
from communitybot.ideas.model.idea import Idea, Joining, Member, Stage
from communitybot.ideas.repository import IdeasWork
from communitybot.ideas.views import IdeaQuery, Page, Seen, Sort
from communitybot.ports import Clock, Units

LOOKED_THROUGH = 200  # of the hottest ideas, for the tags that are in use
ON_THE_WAY = (Joining.MEMBER, Joining.ASKED, Joining.INVITED)


class Listing(Desk):
    """What can be seen of ideas; it changes nothing."""

    def __init__(self, units: Units[MergesWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._looking = units

    async def page(self, caller: Caller, query: IdeaQuery) -> Page:
        """Some ideas of a list; those that are not published are in their authors' own lists alone."""
        wanted = replace(query, person=caller.person if query.sort is Sort.MINE else None)
        if query.stage is not None and not query.stage.seen:
            wanted = replace(wanted, sort=Sort.MINE, person=caller.person)
        return await self._units.read(lambda work: work.ideas.listed(caller.community, wanted))

    async def place_of(self, caller: Caller) -> str:
        """Where somebody is, as they said with an idea of theirs; empty when they never did."""

        async def look(work: IdeasWork) -> str:
            query = IdeaQuery(sort=Sort.MINE, person=caller.person, limit=25)
            mine = (await work.ideas.listed(caller.community, query)).ideas
            places = (idea.place.strip() for idea in mine if idea.by(caller.person))
            return next((place for place in places if place), "")

        return await self._units.read(look)

    async def tags(self, caller: Caller, text: str) -> Sequence[str]:
        """Tags in use that begin so, the most used first."""

        async def look(work: IdeasWork) -> Sequence[Idea]:
            query = IdeaQuery(sort=Sort.HOT, limit=LOOKED_THROUGH)
            return (await work.ideas.listed(caller.community, query)).ideas

        wanted = fold(text)
        used = Counter(tag for idea in await self._units.read(look) for tag in idea.tags)
        return [tag for tag, _ in used.most_common() if fold(tag).startswith(wanted)]

    async def look(self, caller: Caller, idea: str) -> Seen:
        """An idea with its team, its threads, and what the caller has to do with it.

        Raises:
            NotFound: when there is none, or it is not theirs to see.
        """
        now = self._clock.now()

        async def unit(work: MergesWork) -> Seen:
            found = await find(work, caller, idea)
            own = found.by(caller.person)
            people = await work.ideas.members(found.community, found.id, ON_THE_WAY)
            return Seen(
                idea=found,
                members=[one for one in people if one.joining is Joining.MEMBER],
                supports=not own
                and await work.ideas.voted(found.community, found.id, caller.person) is not None,
                follows=await work.ideas.followed(found.community, found.id, caller.person) is not None,
                mine=own,
                moderates=await moderates(work, caller),
                zone=(await community_of(work, found.community)).zone,
                part=_part(people, caller.person),
                asking=[one for one in people if own and one.joining is Joining.ASKED],
                talks=await _talks(work, found),
                into=await _into(work, caller, found),
                joined=await _joined(work, found, now),
            )

        return await self._looking.read(unit)


async def _into(work: IdeasWork, caller: Caller, idea: Idea) -> Idea | None:
    """The idea it goes on in, which may have joined a third; None where the caller may not see that one."""
    into = idea
    try:
        while into.stage is Stage.MERGED and into.into is not None:
            into = await find(work, caller, into.into)
    except NotFound:
        return None
    return into if into is not idea else None


async def _joined(work: MergesWork, idea: Idea, now: datetime) -> Sequence[Idea]:
    """Ideas that joined this one so lately that it can be undone, the first first."""
    lately = [merge.one for merge in await work.merges.into(idea.community, idea.id) if merge.undoable(now)]
    return await work.ideas.many(idea.community, lately)


def _part(people: Sequence[Member], person: str) -> Member | None:
    return next((one for one in people if one.person == person), None)


async def _talks(work: IdeasWork, idea: Idea) -> Sequence[MessageRef]:
    """The openings of its threads that are open; a thread is named after its opening."""
    threads = await work.discussions.threads(idea.community, idea.id)
    places = (thread.place for thread in threads if thread.place is not None and not thread.closed)
    return [MessageRef(place.room, place.thread) for place in places if place.thread is not None]
