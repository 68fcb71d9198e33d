"""Tags: which are in use, what has none yet, and one tag that becomes another."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotFound
from communitybot.resources.delivery import retagging
from communitybot.resources.desk import Desk, demand_moderating, moderates
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import Counted

EXAMPLE = "/resource tags"
PER_PAGE = 40
MOST = 2_000  # tags that are put in the order of their letters
UNTAGGED = 8
MINE = 200  # of somebody's own, looked through for those without a tag


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsPage:
    """Some tags in the order of their letters, with the most used of all; `bare`: some resources have none.

    `begins` are the letters all of them begin with.
    """

    tags: Sequence[Counted]
    most_used: Sequence[Counted]
    begins: str
    number: int
    more: bool
    bare: bool
    moderates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Untagged:
    """Some resources without a tag that the caller may give some to."""

    resources: Sequence[Resource]
    number: int
    more: bool
    moderates: bool


@dataclass(frozen=True, slots=True)
class Retag:
    """One tag that is to become another: how many resources have each now."""

    old: Counted
    new: Counted


class Tagging(Desk):
    """What anybody sees of tags, and what hosts do with them."""

    async def tags(self, caller: Caller, begins: str, page: int) -> TagsPage:
        async def unit(work: ResourcesWork) -> TagsPage:
            hosts = await moderates(work, caller)
            used = await work.resources.tags(caller.community, begins, limit=MOST)
            ordered = sorted(used, key=lambda each: (fold(each.name), each.name))
            start = (page - 1) * PER_PAGE
            return TagsPage(
                tags=ordered[start : start + PER_PAGE],
                most_used=used[:5] if len(used) > PER_PAGE and not begins else (),
                begins=begins,
                number=page,
                more=len(ordered) > start + PER_PAGE,
                bare=bool(await _bare(work, caller, moderating=hosts, limit=1, offset=0)),
                moderates=hosts,
            )

        return await self._units.read(unit)

    async def untagged(self, caller: Caller, page: int) -> Untagged:
        """Those without a tag: all of them for hosts, their own for everybody else."""

        async def unit(work: ResourcesWork) -> Untagged:
            hosts = await moderates(work, caller)
            offset = (page - 1) * UNTAGGED
            found = await _bare(work, caller, moderating=hosts, limit=UNTAGGED + 1, offset=offset)
            more = len(found) > UNTAGGED
            return Untagged(resources=found[:UNTAGGED], number=page, more=more, moderates=hosts)

        return await self._units.read(unit)

    async def compare(self, caller: Caller, old: str, new: str) -> Retag:
        """What it would mean that one tag becomes another; hosts may ask.

        Raises:
            NotAllowed: for anybody else.
            NotFound: when nothing has the old tag.
        """

        async def unit(work: ResourcesWork) -> Retag:
            await demand_moderating(work, caller)
            return await _compared(work, caller.community, old, new)

        return await self._units.read(unit)

    async def rename(self, caller: Caller, old: str, new: str) -> Retag:
        """Let one tag become another on every resource, some at a time."""
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> Retag:
            await demand_moderating(work, caller)
            retag = await _compared(work, caller.community, old, new)
            await retagging.begin(work, caller.community, old, new, now)
            return retag

        return await self._units.run(unit)


async def _compared(work: ResourcesWork, community: str, old: str, new: str) -> Retag:
    if old == new:
        raise AlreadyDone("Both are the same tag.", example="/resource tags")
    counts = [await _count(work, community, tag) for tag in (old, new)]
    if not counts[0].count:
        raise NotFound(
            f"No resource here has the tag #{old}.", understood=f"#{old}", example=EXAMPLE, field="rename"
        )
    return Retag(*counts)


async def _count(work: ResourcesWork, community: str, tag: str) -> Counted:
    used = await work.resources.tags(community, tag, limit=MOST)
    return next((each for each in used if each.name == tag), Counted(tag, 0))


async def _bare(
    work: ResourcesWork, caller: Caller, *, moderating: bool, limit: int, offset: int
) -> Sequence[Resource]:
    if moderating:
        return await work.resources.untagged(caller.community, limit=limit, offset=offset)
    mine = await work.resources.mine(caller.community, caller.person, limit=MINE)
    return [each for each in mine if each.seen and not each.tags][offset : offset + limit]
