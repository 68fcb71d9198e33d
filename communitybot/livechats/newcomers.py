"""Signs of people in a chat: the first of each is welcomed, many together, with how they will appear."""

from datetime import datetime

from communitybot.livechats.delivery import promises
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.repository import ChatsWork


async def signed(
    work: ChatsWork,
    chat: Chat,
    person: str,
    name: str,
    at: datetime,
    *,
    word: bool = False,
    answer: bool = False,
) -> None:
    """Note a sign of somebody; a newcomer is welcomed with all who come within the same minute."""
    first = await work.chats.sign(chat.community, chat.id, person, name, at, word=word, answer=answer)
    if first and chat.stage is Stage.LIVE:
        bucket = int(at.timestamp() // promises.WELCOMED.total_seconds()) + 1
        due = at.fromtimestamp(bucket * promises.WELCOMED.total_seconds(), tz=at.tzinfo)
        await work.outbox.put([promises.entry(chat, promises.JOINED, f"joined:{bucket}", due)])
