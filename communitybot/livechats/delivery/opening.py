"""At the hour: the chat goes live, a thread opens in each room, and its words are listened to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats import run
from communitybot.livechats.calendar import Calendar
from communitybot.livechats.cards.opening import opening_card
from communitybot.livechats.cards.words import heading_of
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.edits import is_behind
from communitybot.livechats.delivery.forgetting import OFTEN
from communitybot.livechats.delivery.holding import hold
from communitybot.livechats.delivery.talking import announce, redraw_cards, rouse
from communitybot.livechats.delivery.threads import is_known_open, opening_of
from communitybot.livechats.desk import community_of, rooms_of
from communitybot.livechats.model.chat import Archiving, Chat, Pace, Stage
from communitybot.livechats.model.log import Kind, Thread
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import (
    FINAL,
    Done,
    Edit,
    Entry,
    Later,
    Outcome,
    Skip,
    State,
)
from communitybot.outbox.entry import Thread as OpenThread
from communitybot.ports import Clock

TITLE = 70  # weight of a thread's title: chat tools show threads in a narrow list
SOON = timedelta(seconds=1)  # until it is asked again whether a thread is open
SELDOM = timedelta(seconds=10)  # the same, once a platform has been away for some minutes


class Opening:
    """Begins chats at their hour, and opens their threads."""

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

    async def opened(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Look whether threads are open; from then on they show what is in the log."""
        await hold(entries, work)
        return [await self._opened(entry, work) for entry in entries]

    async def _opened(self, entry: Entry, work: ChatsWork) -> Outcome:
        now = self._clock.now()
        chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
        if chat is None:
            return Skip("the chat is gone", State.CANCELLED)
        room = PlaceAddress.parse(entry.args["room"])
        threads = await work.chats.threads(chat.community, chat.id)
        thread = next((one for one in threads if one.room == room), None)
        if thread is None:
            return Skip("the room is not in it any more", State.CANCELLED)
        state = await work.outbox.state(chat.community, thread.opening)  # first: it may be sent in between
        if not await is_known_open(work, thread):
            if state is None or state in FINAL:
                await work.chats.save_thread(replace(thread, closed=True))
                return Skip("its thread could not be opened")
            waited = now - (chat.run.since or now)
            return Later(now + min(max(SOON, waited / 20), SELDOM), "its thread is not open yet")
        if thread.closed:  # all was over before it opened
            place = await opening_of(work, thread)
            await work.outbox.put([promises.of_close(chat, replace(thread, place=place), now)])
        await rouse(work, chat, now)
        return Done()

    async def cards(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Draw the cards at the heads of threads anew, as the chat is now."""
        await hold(entries, work)
        outcomes: list[Outcome] = []
        drawn: set[str] = set()
        for entry in entries:
            chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
            if chat is None or entry.subject in drawn:
                outcomes.append(Skip("it is gone, or drawn with another", State.SUPERSEDED))
                continue
            if await is_behind(work, entry):
                outcomes.append(Later(self._clock.now() + SOON, "another edit of it is on its way"))
                continue
            drawn.add(entry.subject)
            room = entry.args["room"]
            ref = await work.outbox.ref(chat.community, f"chat:{chat.id}:open:{room}")
            if ref is None:
                outcomes.append(Skip("its thread is not open"))
                continue
            house = await community_of(work, chat.community)
            archived = self._address(chat) if _readable(chat) else None
            outcomes.append(Edit(ref, opening_card(chat, house.name, archived=archived)))
        return outcomes


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
    await work.chats.open_rooms([Thread(chat=chat.id, community=chat.community, room=room) for room in rooms])
    entries = promises.of_opening(live, rooms, now) + promises.of_step(live, now)
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
