"""Drafts that nobody shared are forgotten after a while."""

from collections.abc import Sequence

from communitybot.outbox.entry import Done, Entry, Outcome
from communitybot.resources.model.resource import State
from communitybot.resources.repository import ResourcesWork


async def forgets(entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
    """Forget what is still a draft; what was shared or is gone stays as it is."""
    for each in entries:
        resource = await work.resources.get(each.community, each.args["resource"], hold=True)
        if resource is not None and resource.state is State.DRAFT:
            await work.resources.delete(resource.community, resource.id)
    return [Done() for _ in entries]
