"""What is made of words that are said in the threads of live chats."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller, Listening, Posted, Reacted
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import seen_by
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.newcomers import signed
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.sorting import belongs, line_of
from communitybot.ports import Clock
from communitybot.threads.hearing import Ear
from communitybot.threads.labels import read_label
from communitybot.threads.log import Line, Thread
from communitybot.threads.meaning import meant

ON_ITS_WAY = timedelta(minutes=2)  # so long after the end words are heard that were said before it
SWEPT = timedelta(days=1)  # for how long after the end deletions made while we were away are looked for


class ChatWords:
    """Sorts words into the log of their chat; satisfies `communitybot.threads.hearing.Sorting`."""

    def listens(self, talk: Chat, now: datetime) -> bool:
        return talk.takes_words(now - ON_ITS_WAY)

    def takes_words(self, talk: Chat, at: datetime) -> bool:
        return talk.takes_words(at)

    def heard_from(self, talk: Chat) -> tuple[datetime, datetime | None]:
        return talk.start, None if talk.ended is None else talk.ended + talk.late

    async def listening(self, work: ChatsWork, platform: str, now: datetime) -> Sequence[Listening]:
        """From the start of each chat on: what was said before may have been changed or deleted meanwhile."""
        found = await work.chats.listened(platform, since=now - SWEPT)
        return [
            Listening(thread=thread.place, since=min(chat.start, thread.posted or chat.start))
            for thread, chat in found
            if thread.place is not None
        ]

    async def line_of(
        self, work: ChatsWork, talk: Chat, posted: Posted, by: Caller, *, later: bool = False
    ) -> Line:
        return await line_of(work, talk, posted, by, later=later)

    def reworded(self, talk: Chat, line: Line, text: str, shown: tuple[str, ...]) -> Line:
        label, words = read_label(text, talk.hashtag)
        kept = line.moved or label == line.label
        question = line.question if kept else belongs(talk, label, None)
        return replace(line, text=words, shown=shown, label=label, question=question)

    async def said(self, work: ChatsWork, talk: Chat, line: Line, thread: Thread, now: datetime) -> None:
        del thread
        person = line.person or ""
        answers = (line.label is not None or line.answers is None) and line.question > 0
        await signed(work, talk, person, line.name, line.at, now=now, word=True, answer=answers)
        await _followed(work, talk, person, line.at)

    async def reacted(self, work: ChatsWork, talk: Chat, reacted: Reacted, by: Caller, now: datetime) -> None:
        line = await meant(CHATS, work, talk, reacted.ref)
        if line is None or not line.said:
            return
        await work.chats.react(
            talk.community, talk.id, line.number, by.person, reacted.mark, on=reacted.on, at=now
        )
        if talk.stage is Stage.LIVE:
            await signed(work, talk, by.person, by.name, now)
            await _followed(work, talk, by.person, now)

    async def retold(self, work: ChatsWork, talk: Chat, thread: Thread, until: datetime) -> None:
        """Nothing follows: a chat is read again from its start as long as it is listened to."""

    async def missed(self, work: ChatsWork, talk: Chat) -> None:
        await work.chats.save(replace(talk, revision=talk.revision + 1))


def chat_ear(clock: Clock) -> Ear[Chat, ChatsWork]:
    """Whoever hears live chats."""
    return Ear(CHATS, ChatWords(), clock)


async def _followed(work: ChatsWork, chat: Chat, person: str, at: datetime) -> None:
    """Keep what follows of somebody's word for the chat: a host was seen, an archive shows more."""
    seen = at if seen_by(chat, person, at) else chat.seen
    late = chat.stage is Stage.OVER
    if late or seen != chat.seen:
        await work.chats.save(replace(chat, seen=seen, revision=chat.revision + late))
