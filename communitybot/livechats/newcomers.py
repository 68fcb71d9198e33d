"""Signs of people in a chat: the first of each is welcomed, many together, with how they will appear."""

from datetime import datetime, timedelta

from communitybot.livechats.delivery import promises
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.repository import ChatsWork

UNDER_WAY = timedelta(seconds=5)  # a welcome due sooner may be drawn before this sign is kept


async def signed(
    work: ChatsWork,
    chat: Chat,
    person: str,
    name: str,
    at: datetime,
    *,
    now: datetime | None = None,
    word: bool = False,
    answer: bool = False,
) -> None:
    """Note a sign of somebody; whoever speaks first is welcomed with all who do within the same minute.

    `now` is when it is heard, which may be long after it was given.
    """
    first = await work.chats.sign(chat.community, chat.id, person, name, at, word=word, answer=answer)
    if first and word and chat.stage is Stage.LIVE:
        soon = (now or at) + UNDER_WAY
        bucket = int(soon.timestamp() // promises.WELCOMED.total_seconds()) + 1
        due = at.fromtimestamp(bucket * promises.WELCOMED.total_seconds(), tz=at.tzinfo)
        await work.outbox.put([promises.entry(chat, promises.JOINED, f"joined:{bucket}", due)])
