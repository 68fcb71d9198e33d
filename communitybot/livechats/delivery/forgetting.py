"""Words that may not be kept live for a day at most, also while a chat goes on for longer than that."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import community_of
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Entry, Later, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads.closing import unfreeze

OFTEN = timedelta(minutes=20)  # a message that is just being tried cannot be drawn anew at that moment
LIVES = timedelta(hours=22)  # so nothing is a day old, also if several looks came at such a moment
GRACE = timedelta(minutes=10)  # for how long the words of a chat without archive serve those still reading


class Forgetting:
    """Blanks what is older than a day where the words of one of the platforms may not be kept."""

    def __init__(self, clock: Clock, keeps: Callable[[str], bool]) -> None:
        self._clock = clock
        self._keeps = keeps

    async def forgets(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Look every so often while a chat takes words; at its end all of them are blanked anyway."""
        return [await self._forget(entry, work) for entry in entries]

    async def _forget(self, entry: Entry, work: ChatsWork) -> Outcome:
        now = self._clock.now()
        chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
        if chat is None or not _talks(chat, now):
            return Skip("nothing more is said in it", State.CANCELLED)
        if not await self._may_keep(work, chat):
            await blank(work, chat, before=now - LIVES)
        return Later(now + OFTEN, "people still talk")

    async def _may_keep(self, work: ChatsWork, chat: Chat) -> bool:
        """Whether every platform of the community allows it: what is said on one is shown on all."""
        house = await community_of(work, chat.community)
        threads = await work.chats.threads(chat.community, chat.id)
        platforms = {space.platform for space in house.spaces} | {each.room.platform for each in threads}
        return all(map(self._keeps, platforms))


async def blank(work: ChatsWork, chat: Chat, *, before: datetime | None = None) -> None:
    """Blank what people said and asked, all of it or what is older; what was posted stays where it is.

    What still waits for a platform that is away is drawn anew, so that no frozen message outlives the log.
    """
    await work.chats.hush(chat.community, chat.id, before=before)
    await work.chats.unwonder(chat.community, chat.id, before=before)
    await unfreeze(CHATS, work, chat)


def _talks(chat: Chat, now: datetime) -> bool:
    """Whether words may come, or serve those who read them a while longer."""
    over = chat.ended is not None and now < chat.ended + chat.late + GRACE
    return chat.stage is Stage.LIVE or (chat.stage is Stage.OVER and over)
