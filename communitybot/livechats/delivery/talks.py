"""Live chats as talks: their log, what of it is still of use in a thread, and how the bot's lines look."""

from datetime import datetime, timedelta

from communitybot.conversation.message import Message
from communitybot.livechats.cards.lines import line_card
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatRepository, ChatsWork
from communitybot.threads.log import Line

STALE = timedelta(minutes=2)  # after which a warning, a repetition or a welcome is of no use any more
FLEETING = frozenset({Kind.WARNING, Kind.REPEAT, Kind.JOINED, Kind.PAUSED, Kind.EXTENDED})


class ChatTalks:
    """Satisfies `communitybot.threads.talks.Talks`."""

    name = "chat"

    def log(self, work: ChatsWork) -> ChatRepository:
        return work.chats

    async def get(self, work: ChatsWork, community: str, talk: str, *, hold: bool = False) -> Chat | None:
        return await work.chats.get(community, talk, hold=hold)

    def goes_on(self, talk: Chat) -> bool:
        return talk.stage is Stage.LIVE

    def expected(self, talk: Chat) -> datetime | None:
        return talk.run.since

    def shows(self, talk: Chat, line: Line, now: datetime) -> bool:
        if line.kind is Kind.REMOVAL:
            return False
        if line.kind in FLEETING:
            fresh = now - line.at <= STALE
            return fresh and (line.kind is Kind.JOINED or line.question == talk.run.question)
        return True

    def draw(self, talk: Chat, line: Line) -> Message:
        return line_card(talk, line)


CHATS = ChatTalks()
