"""Where a card stands: what is redrawn in place is looked for where it was redrawn last."""

from datetime import datetime, timedelta

from communitybot.conversation.addresses import MessageRef
from communitybot.outbox.entry import Entry, Later, Skip
from communitybot.resources.repository import ResourcesWork

NOT_YET = timedelta(seconds=5)


async def stands(
    each: Entry, work: ResourcesWork, now: datetime, *, redrawn: str, posted: str
) -> MessageRef | Later | Skip:
    """Where the card of an entry's subject stands, which may have been posted anew by a redrawing.

    What is on its way to it is waited for, so that no older words come after newer ones, and none after
    it was taken away. Keys begin with `card:` and `redrawn:`; `redrawn` and `posted` are the kinds.
    """
    coming = await work.outbox.unfinished(each.community, each.subject)
    begins = (f"{each.subject}:card:", f"{each.subject}:redrawn:")
    if any(drawn and key != each.key and key.startswith(begins) for key, drawn in coming.items()):
        return Later(now + NOT_YET, "the card is being changed")
    for kind in (redrawn, posted):
        if sent := await work.outbox.refs(each.community, each.subject, kind):
            return sent[-1][1]
    if any(key.startswith(begins[0]) for key in coming):
        return Later(now + NOT_YET, "the card is on its way")
    return Skip("there is no card")
