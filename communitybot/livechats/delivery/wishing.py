"""A host's wish for an archive, brought to those who may grant it: the administrators that are known."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.livechats.cards.hosting import wish_card
from communitybot.livechats.delivery import promises
from communitybot.livechats.model.chat import Archiving, Chat, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Entry, Outcome, Skip, State
from communitybot.people.administrators import administrators

WISH = "chat.wish"


async def pass_on(work: ChatsWork, house: Community, chat: Chat, now: datetime) -> None:
    """Promise each of them one private word about a chat that is announced; asked again, nothing is added."""
    if chat.archiving is not Archiving.WISHED or chat.stage is not Stage.COMING:
        return
    entries = [
        promises.to_person(chat, WISH, "wish", person, person.quiet_until(now, house.zone) or now)
        for person in await administrators(work, house)
    ]
    await work.outbox.put(entries)


async def wishes(entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
    """Draw the word while the wish stands and can be granted."""
    outcomes: list[Outcome] = []
    for entry in entries:
        chat = await work.chats.get(entry.community, entry.args["chat"])
        if chat is None or chat.archiving is not Archiving.WISHED or chat.stage is not Stage.COMING:
            outcomes.append(Skip("there is no such wish any more", State.CANCELLED))
        else:
            outcomes.append(wish_card(chat))
    return outcomes
