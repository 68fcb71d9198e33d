"""Whether somebody drafted the same before: what is sent twice makes one draft."""

from communitybot.conversation.inbound import Caller
from communitybot.resources.model.resource import Resource, State
from communitybot.resources.previews import Wished
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.sharing import MOST_DRAFTS


async def drafted_before(
    work: ResourcesWork, caller: Caller, wished: Wished, blank: Resource
) -> Resource | None:
    """The draft the same words made before, held; `blank` is known by what its page calls itself."""
    found = await _same(work, caller, wished, blank)
    held = await work.resources.get(found.community, found.id, hold=True) if found is not None else None
    return held if held is not None and held.state is State.DRAFT else None  # or it was shared this moment


async def _same(work: ResourcesWork, caller: Caller, wished: Wished, blank: Resource) -> Resource | None:
    drafts = await work.resources.drafts(caller.community, caller.person, limit=MOST_DRAFTS)
    if wished.address is not None:
        names = {wished.address.canonical, blank.canonical}
        same = (one for one in drafts if one.canonical in names or one.address == blank.address)
        return next(same, None)
    said = (blank.file, wished.wish.text or "")
    alike = [one for one in drafts if not one.address and (one.file, one.text) == said]
    if wished.file is None:
        return next(iter(alike), None)
    for one in alike:  # telephones name many pictures alike
        kept = await work.resources.file(one.community, one.id)
        if kept is not None and kept[2] == wished.file.content:
            return one
    return None
