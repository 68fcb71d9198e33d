"""Welcomes newcomers by name, and tells them about the archive, in one line a minute."""

from collections.abc import Sequence

from communitybot.livechats.delivery.talking import announce
from communitybot.livechats.model.chat import Stage
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.ports import Clock

NAMED = 8  # by name; the rest are counted


class Welcoming:
    """Draws nothing itself: it adds a line to the log."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def joined(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
            if chat is None or chat.stage is not Stage.LIVE:
                outcomes.append(Skip("the chat is not live any more", State.SUPERSEDED))
                continue
            came = [
                one
                for one in await work.chats.presences(chat.community, chat.id)
                if not one.welcomed and one.words
            ]
            if came:
                names = [one.name for one in came[:NAMED]]
                rest = [f"{len(came) - NAMED} more"] if len(came) > NAMED else []
                await work.chats.welcomed(chat.community, chat.id, [one.person for one in came])
                await announce(work, chat, self._clock.now(), (Kind.JOINED, "\n".join([*names, *rest])))
            outcomes.append(Done())
        return outcomes
