"""Where resources meet live chats: what people said in one, as far as its words may be kept."""

from collections.abc import Sequence
from typing import Any

from communitybot.livechats.model.chat import Showing
from communitybot.resources.delivery.heard import SaidInChat


async def said_in_chat(work: Any, community: str, chat: str) -> Sequence[SaidInChat]:
    """Everybody's words that stand; nothing of a chat that is not archived, or of who is left out of that.

    They are read to tell each person of their own links, and nobody else.
    """
    found = await work.chats.get(community, chat)
    if found is None or not found.archiving.on:
        return ()
    showings = await work.chats.showings(community, chat)
    left_out = {person for person, showing in showings.items() if showing is Showing.LEFT_OUT}
    return [
        SaidInChat(
            person=line.person,
            name=line.name,
            room=None if line.thread is None else line.thread.room,
            text=line.text,
        )
        for line in await work.chats.lines(community, chat, said=True)
        if line.person and line.person not in left_out
    ]
