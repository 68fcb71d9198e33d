"""Single lines of an archive as its readers may see them, for whoever finds some of them."""

from collections.abc import Sequence
from dataclasses import replace

from communitybot.livechats.archive.consent import Appearing
from communitybot.livechats.archive.veiling import Names
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.repository import ChatRepository
from communitybot.threads.log import Line


async def as_agreed(chats: ChatRepository, chat: Chat, lines: Sequence[Line]) -> Sequence[tuple[Line, str]]:
    """Each line without names that may not be seen, and what its author agreed to be called."""
    showings = await chats.showings(chat.community, chat.id)
    present = await chats.presences(chat.community, chat.id)
    spoke = ((line.person, line.name) for line in lines if line.person is not None)
    appearing = Appearing(showings, (*((each.person, each.name) for each in present), *spoke))
    names = Names(appearing)
    return [(replace(line, text=names.veiled(line.text)), appearing.called(line.person)) for line in lines]
