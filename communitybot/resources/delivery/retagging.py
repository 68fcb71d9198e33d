"""One tag becomes another on resources and in digests: some at a time, so that nothing else waits long."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome
from communitybot.ports import Clock
from communitybot.resources.delivery import cards
from communitybot.resources.digest_repository import DigestWork
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import ResourceQuery, Sort

RETAG = "resource.retag"
AT_ONCE = 50
GENTLY = timedelta(seconds=1)


async def begin(work: ResourcesWork, community: str, old: str, new: str, now: datetime) -> None:
    """Promise it; the same asked twice at one time is done once."""
    await work.outbox.put([_entry(community, old, new, now, since=now.isoformat(), turn=0)])


def _entry(community: str, old: str, new: str, due: datetime, *, since: str, turn: int) -> NewEntry:
    return NewEntry(
        key=f"retag:{community}:{old}:{new}:{since}:{turn}",
        community=community,
        kind=RETAG,
        due=due,
        subject=f"retag:{community}",
        args={"old": old, "new": new, "since": since, "turn": turn},
    )


class Retagging:
    """Changes some resources, and promises the next turn while others have the old tag."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def retags(self, entries: Sequence[Entry], work: DigestWork) -> Sequence[Outcome]:
        for each in entries:
            old, new = each.args["old"], each.args["new"]
            if each.args["turn"] == 0:
                await work.digests.retag(each.community, old, new)
            query = ResourceQuery(tag=old, sort=Sort.NEW, limit=AT_ONCE)
            found = await work.resources.sought(each.community, query)
            changed = 0
            for id_ in sorted(hit.resource.id for hit in found.hits):
                changed += await self._retag(work, each.community, id_, old, new)
            if found.more and changed:
                since, turn = each.args["since"], each.args["turn"] + 1
                due = self._clock.now() + GENTLY
                await work.outbox.put([_entry(each.community, old, new, due, since=since, turn=turn)])
        return [Done() for _ in entries]

    async def _retag(self, work: ResourcesWork, community: str, id_: str, old: str, new: str) -> bool:
        resource = await work.resources.get(community, id_, hold=True)
        if resource is None or old not in resource.tags:
            return False
        after = retagged(resource, old, new)
        await work.resources.save(after)
        await cards.changed(work, after, self._clock.now())
        return True


def retagged(resource: Resource, old: str, new: str) -> Resource:
    """A resource with one tag in place of another, each once."""
    tags = tuple(dict.fromkeys(new if tag == old else tag for tag in resource.tags))
    return replace(resource, tags=tags, revision=resource.revision + 1)
