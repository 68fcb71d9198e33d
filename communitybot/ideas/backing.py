"""Standing behind an idea: support, one a person and none for one's own, and following."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.ideas.delivery import talking
from communitybot.ideas.desk import EXAMPLE, Desk, held_where_it_goes_on, repeated
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.repository import IdeasWork

AT_ONCE = timedelta(seconds=2)  # a second click so soon is the same one


@dataclass(frozen=True, slots=True)
class Backed:
    """What became of it: the idea with its count, whether the caller does now, and whether that is new."""

    idea: Idea
    on: bool
    changed: bool


class Backing(Desk):
    """Support and following; whatever is repeated, the last wish of each person counts once."""

    async def support(self, caller: Caller, idea: str, *, on: bool | None = None) -> Backed:
        """Support an idea or take it back; without `on` the other of what was, but not within two seconds.

        Raises:
            NotAllowed: for one's own idea.
            AlreadyDone: for an idea that others do not see any more.
        """
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Backed:
            found = await _goes_on(work, caller, idea)
            if found.by(caller.person):
                raise NotAllowed(
                    "This idea is your own, so your support goes without saying. Others can add theirs.",
                    example=EXAMPLE,
                )
            since = await work.ideas.voted(found.community, found.id, caller.person)
            wanted = _wanted(on, since, now)
            if wanted is (since is not None):
                if on:  # a vote that came with an idea that joined this one is their own from now on
                    await work.ideas.vote(found.community, found.id, caller.person, on=True, at=now)
                return Backed(found, wanted, changed=False)
            votes = await work.ideas.vote(found.community, found.id, caller.person, on=wanted, at=now)
            after = replace(found, votes=votes, revision=found.revision + 1, said=now)
            await work.ideas.save(after)
            await talking.changed(work, after, now)
            return Backed(after, wanted, changed=True)

        return await repeated(self._units, unit)

    async def follow(self, caller: Caller, idea: str, *, on: bool | None = None) -> Backed:
        """Follow an idea or end it, as `support` does; it is nobody else's business."""
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Backed:
            found = await _goes_on(work, caller, idea)
            since = await work.ideas.followed(found.community, found.id, caller.person)
            wanted = _wanted(on, since, now)
            if wanted is (since is not None):
                if on:
                    await work.ideas.follow(found.community, found.id, caller.person, on=True, at=now)
                return Backed(found, wanted, changed=False)
            follows = await work.ideas.follow(found.community, found.id, caller.person, on=wanted, at=now)
            return Backed(replace(found, follows=follows), wanted, changed=True)

        return await repeated(self._units, unit)


def _wanted(on: bool | None, since: datetime | None, now: datetime) -> bool:  # noqa: FBT001 - None is neither
    """What is wished: as said, else the other of what has been since then, a double click apart."""
    return on if on is not None else since is None or now - since < AT_ONCE


async def _goes_on(work: IdeasWork, caller: Caller, idea: str) -> Idea:
    """The idea, held; of one that was merged, the one it goes on in."""
    found = await held_where_it_goes_on(work, caller, idea)
    if not found.stage.seen:
        raise AlreadyDone(f"This idea is {found.stage.value}, so nobody else sees it now.", example=EXAMPLE)
    return found
