"""At the hour: the chat goes live, a thread opens in each room, and its words are listened to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.conversation.message import Message
from communitybot.livechats import run
from communitybot.livechats.calendar import Calendar
from communitybot.livechats.cards.opening import opening_card
from communitybot.livechats.cards.words import heading_of
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.forgetting import OFTEN
from communitybot.livechats.delivery.talking import announce, redraw_cards
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import community_of, rooms_of
from communitybot.livechats.model.chat import Archiving, Chat, Pace, Stage
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.outbox.entry import Thread as OpenThread
from communitybot.ports import Clock
from communitybot.threads.log import Thread
from communitybot.threads.promises import of_opening

TITLE = 70  # weight of a thread's title: chat tools show threads in a narrow list


class Opening:
    """Begins chats at their hour, and draws the heads of their threads."""

    def __init__(
        self, clock: Clock, calendar: Calendar, address: Callable[[Chat], str], keeps: Callable[[str], bool]
    ) -> None:
        self._clock = clock
        self._calendar = calendar
        self._address = address
        self._keeps = keeps

    async def starts(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        return [await self._start(entry, work) for entry in entries]

    async def _start(self, entry: Entry, work: ChatsWork) -> Outcome:
        now = self._clock.now()
        chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
        if chat is None or chat.stage is not Stage.COMING:
            return Skip("it has begun, or was cancelled", State.SUPERSEDED)
        if chat.start > now:
            return Skip("it was moved", State.SUPERSEDED)
        dated = await self._calendar.dated(work, chat.community, chat.event, chat.original)
        if dated is None or dated.called_off:
            await work.chats.save(replace(chat, stage=Stage.CANCELLED))
            return Skip("its date was cancelled", State.CANCELLED)
        if now >= chat.end:
            await work.chats.save(replace(chat, stage=Stage.CANCELLED))
            return Skip("late: its time is over")
        await begin(work, chat, now, self._keeps)
        return Done()

    async def opens(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Draw the openings of threads."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await work.chats.get(entry.community, entry.args["chat"])
            if chat is None or chat.stage is not Stage.LIVE:
                outcomes.append(Skip("the chat is not live any more", State.CANCELLED))
                continue
            house = await community_of(work, chat.community)
            outcomes.append(OpenThread(heading_of(chat, TITLE), opening_card(chat, house.name)))
        return outcomes

    async def head(self, work: ChatsWork, chat: Chat) -> Message:
        """The card at the head of a thread, as the chat is now."""
        house = await community_of(work, chat.community)
        archived = self._address(chat) if _readable(chat) else None
        return opening_card(chat, house.name, archived=archived)


async def begin(work: ChatsWork, chat: Chat, now: datetime, keeps: Callable[[str], bool]) -> Chat:
    """Go live: threads are promised, people welcomed, the first step planned.

    No archive is made of it where words may not be kept any more, whatever was allowed when it was planned.
    """
    house = await community_of(work, chat.community)
    if not all(keeps(space.platform) for space in house.spaces):
        chat = replace(chat, archiving=Archiving.OFF)
    live = run.began(chat, now)
    await work.chats.save(live)
    rooms = rooms_of(house)
    await work.chats.open_rooms([Thread(talk=chat.id, community=chat.community, room=room) for room in rooms])
    entries = of_opening(CHATS.name, live, rooms, now) + promises.of_step(live, now)
    entries.append(promises.entry(live, promises.CHAIR, "chair", now + promises.MISSED))
    entries.append(promises.entry(live, promises.FORGET, "forget", now + OFTEN))
    await work.outbox.put(entries)
    await announce(work, live, now, (Kind.WELCOME, ""), question=0)
    if live.pace is Pace.AT_ONCE:
        for number, question in enumerate(live.questions, 1):
            if not question.left_out:
                await announce(work, live, now, (Kind.QUESTION, question.text), question=number)
    return live


async def follow(work: ChatsWork, before: Chat, after: Chat, now: datetime) -> None:
    """Keep a new state of a running chat, and plan what follows from it."""
    await work.chats.save(after)
    await work.outbox.put(promises.of_step(after, now))
    if after.revision != before.revision:
        await redraw_cards(work, after, now)


def _readable(chat: Chat) -> bool:
    return chat.stage is Stage.OVER and chat.archiving.on
