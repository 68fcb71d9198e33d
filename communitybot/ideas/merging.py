"""Two ideas that are one: an author of each agrees to it, and for seven days it can be undone."""

from dataclasses import replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import NotAllowed, NotFound
from communitybot.ideas.becoming import become_one, go_apart
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.delivery import merging
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, find
from communitybot.ideas.merge_repository import MergesWork
from communitybot.ideas.merge_views import Came, Likes, Pair, Wished
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.merge import UNDO, Merge, MergeState
from communitybot.ideas.pairing import (
    EXAMPLE,
    demand_either,
    demand_few,
    demand_goes_on,
    demand_pair,
    demand_part,
    demand_undoable,
    not_merged,
    pair_of,
)
from communitybot.ideas.posting import similar_to
from communitybot.ids import new_id
from communitybot.ports import Clock, Units

ENDED = {MergeState.MERGED: Came.MERGED, MergeState.APART: Came.APART, MergeState.UNDONE: Came.UNDONE}


class Merging(Desk):
    """What authors and moderators do with ideas that are the same."""

    def __init__(self, units: Units[MergesWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._merging = units

    async def likes(self, caller: Caller, idea: str) -> Likes:
        """Ideas like this one that it could go on in."""

        async def look(work: MergesWork) -> Likes:
            found = await find(work, caller, idea)
            await demand_part(work, caller, found)
            demand_goes_on(found)
            return Likes(
                idea=found, similar=[each for each in await similar_to(work, found) if each.stage.open]
            )

        return await self._merging.read(look)

    async def look(self, caller: Caller, one: str, other: str) -> Pair:
        """Two ideas side by side, before anybody is asked.

        Raises:
            NotAllowed: for whoever wrote neither and is no moderator.
            AlreadyDone: when one of them does not go on, or somebody kept them apart lately.
            Misread: when both are one idea.
        """
        now = self._clock.now()

        async def unit(work: MergesWork) -> Pair:
            return await demand_pair(work, caller, one, other, now, hold=False)

        return await self._merging.read(unit)

    async def propose(self, caller: Caller, one: str, other: str) -> Wished:
        """Ask for two ideas to be one; an author who proposes it has agreed. Raises what `look` raises."""
        now = self._clock.now()

        async def unit(work: MergesWork) -> Wished:
            pair = await demand_pair(work, caller, one, other, now, hold=True)
            if pair.merge is not None and pair.merge.waits(now):
                return await _asked_already(work, caller, pair, one, now)
            if pair.merge is not None and pair.merge.state is MergeState.MERGED:
                return Wished(pair=pair, came=Came.MERGED, now=False)
            await demand_few(work, caller, pair, now)
            merge = Merge(
                id=new_id(),
                community=caller.community,
                one=one,
                other=other,
                proposer=caller.person,
                asked=now,
            )
            merge = await _agreed(work, caller, merge, pair)
            await work.merges.add(merge)
            if merge.agreed:
                return await _merged(work, caller, replace(pair, merge=merge), now)
            if not await work.people.many(caller.community, merging.wanted(merge, pair.one, pair.other)):
                raise NotAllowed(
                    "Nobody who wrote the other idea is here any more. A host or administrator can merge "
                    "the two.",
                    example=EXAMPLE,
                )
            await merging.of_asking(work, pair.one, merge, now)
            return Wished(pair=replace(pair, merge=merge), came=Came.ASKED)

        return await self._merging.run(unit)

    async def agree(self, caller: Caller, merge: str) -> Wished:
        """Say yes for the ideas one wrote; the last yes that was missing makes them one.

        Raises:
            NotFound: when nothing of that name was asked here.
            NotAllowed: for whoever wrote neither.
        """
        now = self._clock.now()

        async def unit(work: MergesWork) -> Wished:
            pair, asked = await _asked(work, caller, merge)
            if asked.state is not MergeState.ASKED:
                return Wished(pair=pair, came=ENDED.get(asked.state, Came.LAPSED), now=False)
            if not asked.waits(now) or not (pair.one.stage.open and pair.other.stage.open):
                lapsed = replace(asked, state=MergeState.LAPSED, done=now)
                await work.merges.save(lapsed)
                return Wished(pair=replace(pair, merge=lapsed), came=Came.LAPSED)
            return await _answer(work, caller, pair, asked, now)

        return await self._merging.run(unit)

    async def keep_apart(self, caller: Caller, merge: str) -> Wished:
        """Say no, kindly; whoever asked is told. Raises what `agree` raises."""
        now = self._clock.now()

        async def unit(work: MergesWork) -> Wished:
            pair, asked = await _asked(work, caller, merge)
            if asked.state is not MergeState.ASKED:
                return Wished(pair=pair, came=ENDED.get(asked.state, Came.LAPSED), now=False)
            apart = replace(asked, state=MergeState.APART, done=now, ended_by=caller.person)
            await work.merges.save(apart)
            words = (
                f"It stays apart from “{title_of(pair.other)}”: whoever wrote one of them would like to keep "
                "it so. Both go on, and you can still follow and support each other."
            )
            told = [one for one in (asked.proposer, asked.agreed_one, asked.agreed_other) if one]
            await tell(work, pair.one, now, f"merge:{asked.id}:apart", words, to=told, but=[caller.person])
            return Wished(pair=replace(pair, merge=apart), came=Came.APART)

        return await self._merging.run(unit)

    async def may_undo(self, caller: Caller, idea: str) -> Pair:
        """How an idea joined the one it goes on in, for those who may undo that now.

        Raises:
            AlreadyDone: when it is on its own, it is too late, or the other has joined a third one since.
            NotAllowed: for whoever wrote neither and is no moderator.
        """
        now = self._clock.now()

        async def look(work: MergesWork) -> Pair:
            return await demand_undoable(work, caller, idea, now, hold=False)

        return await self._merging.read(look)

    async def undo(self, caller: Caller, idea: str) -> Wished:
        """Let an idea that was merged be on its own again, with all that was its own."""
        now = self._clock.now()

        async def unit(work: MergesWork) -> Wished:
            pair = await demand_undoable(work, caller, idea, now, hold=True)
            if pair.merge is None:
                raise not_merged(pair.one)
            parted = await go_apart(work, pair.merge, (pair.one, pair.other), now, caller.person)
            both = await work.ideas.many(caller.community, [pair.one.id, pair.other.id])
            return Wished(pair=replace(pair, one=both[0], other=both[1], merge=parted), came=Came.UNDONE)

        return await self._merging.run(unit)


async def _agreed(work: MergesWork, caller: Caller, merge: Merge, pair: Pair) -> Merge:
    """The question with the caller's yes: for what they wrote, and as a moderator where no author is left."""

    async def yes(idea: Idea, agreed: str | None) -> str | None:
        if agreed is not None:
            return agreed
        if idea.by(caller.person):
            return caller.person
        left = await work.people.many(idea.community, [author.person for author in idea.authors])
        return caller.person if pair.moderates and not left else None

    return replace(
        merge,
        agreed_one=await yes(pair.one, merge.agreed_one),
        agreed_other=await yes(pair.other, merge.agreed_other),
    )


async def _asked_already(work: MergesWork, caller: Caller, pair: Pair, one: str, now: datetime) -> Wished:
    """The same again is a yes of whoever wrote the other; asked the other way round, they answer that."""
    asked = pair.merge
    if asked is None:
        raise NotFound("Nothing was asked about the two.", example=EXAMPLE)
    if asked.one != one:
        turned = replace(pair, one=pair.other, other=pair.one)
        still = set(merging.wanted(asked, turned.one, turned.other))
        came = Came.ANSWERS if caller.person in still else Came.WAITS
        return Wished(pair=turned, came=came, now=False)
    return await _answer(work, caller, pair, asked, now)


async def _answer(work: MergesWork, caller: Caller, pair: Pair, asked: Merge, now: datetime) -> Wished:
    after = await _agreed(work, caller, asked, pair)
    pair = replace(pair, merge=after)
    if after == asked:
        return Wished(pair=pair, came=Came.WAITS, now=False)
    if after.agreed:
        return await _merged(work, caller, pair, now)
    await work.merges.save(after)
    return Wished(pair=pair, came=Came.WAITS)


async def _merged(work: MergesWork, caller: Caller, pair: Pair, now: datetime) -> Wished:
    if pair.merge is None:
        raise NotFound("Nothing was asked about the two.", example=EXAMPLE)
    merge = await become_one(work, pair.merge, (pair.one, pair.other), now, caller.person)
    both = await work.ideas.many(caller.community, [pair.one.id, pair.other.id])
    after = replace(pair, one=both[0], other=both[1], merge=merge)
    return Wished(pair=after, came=Came.MERGED, until=now + UNDO)


async def _asked(work: MergesWork, caller: Caller, name: str) -> tuple[Pair, Merge]:
    """What was asked with both ideas held, for whoever may answer it."""
    known = await work.merges.get(caller.community, name)
    if known is None:
        raise NotFound("Nothing like that was asked here.", example=EXAMPLE)
    pair = await pair_of(work, caller, known.one, known.other, hold=True)
    asked = await work.merges.get(caller.community, name, hold=True) or known
    demand_either(pair)
    return replace(pair, merge=asked), asked
