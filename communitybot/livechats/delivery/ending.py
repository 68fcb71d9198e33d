"""The end of a chat, and what follows: the archive, late answers, reflections, and what is kept no longer."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from communitybot.livechats.archive.forgetting import leave_out
from communitybot.livechats.cards.archive import reflection_card
from communitybot.livechats.cards.lines import line_card
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.forgetting import GRACE, blank
from communitybot.livechats.delivery.talking import announce, redraw_cards
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import community_of
from communitybot.livechats.model.chat import Chat, Showing, Stage
from communitybot.livechats.model.log import Kind, Presence
from communitybot.livechats.numbers import began, minutes_of
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import (
    Done,
    Entry,
    Later,
    NewEntry,
    Outcome,
    Skip,
    State,
)
from communitybot.ports import Clock
from communitybot.threads import closing
from communitybot.threads.log import Line

ARCHIVED = timedelta(seconds=20)  # after the end: words that were on their way are in by then
CLOSED = timedelta(minutes=2)  # after the last word may be said the threads are closed
NIGHTLY = timedelta(days=1)  # how often it is looked whether an archive is kept long enough


class Ending:
    """What is done once a chat is over."""

    def __init__(self, clock: Clock, address: Callable[[Chat], str]) -> None:
        self._clock = clock
        self._address = address

    async def ended(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Record who was there for how long, and ask those who took part what they take away."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _over(entry, work)
            if chat is None:
                outcomes.append(Skip("the chat is gone", State.CANCELLED))
                continue
            present = await work.chats.presences(chat.community, chat.id)
            first = await began(work, chat)
            minutes = {one.person: minutes_of(one, chat, first) for one in present}
            await work.chats.record(chat.community, chat.id, minutes)
            await work.outbox.put(await self._reflections(chat, present, work))
            outcomes.append(Done())
        return outcomes

    async def _reflections(self, chat: Chat, present: Sequence[Presence], work: ChatsWork) -> list[NewEntry]:
        now = self._clock.now()
        house = await community_of(work, chat.community)
        spoke = [one for one in present if not one.lurked]
        people = await work.people.many(chat.community, [one.person for one in spoke])
        return [
            promises.to_person(
                chat, promises.REFLECT, "reflect", person, person.quiet_until(now, house.zone) or now
            )
            for person in people.values()
        ]

    async def reflects(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Draw the prompt to reflect, unless it came already."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _over(entry, work)
            if chat is None:
                outcomes.append(Skip("the chat is gone", State.CANCELLED))
                continue
            done = {one.person for one in await work.chats.reflections(chat.community, chat.id)}
            if entry.args["person"] in done:
                outcomes.append(Skip("they have reflected already"))
            else:
                person = entry.args["person"]
                chosen = await work.chats.showings(chat.community, chat.id, [person])
                outcomes.append(reflection_card(chat, chosen.get(person)))
        return outcomes

    async def reflected(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:  # noqa: ARG002
        """A reflection is a fact others may build on; here nothing more follows from it."""
        return [Done() for _ in entries]

    async def archives(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Make the words findable and tell the rooms where they stand; what is not archived is blanked."""
        return [await self._archive(entry, work) for entry in entries]

    async def _archive(self, entry: Entry, work: ChatsWork) -> Outcome:
        chat = await _over(entry, work, hold=True)
        now = self._clock.now()
        if chat is None:
            return Skip("the chat is gone", State.CANCELLED)
        if not chat.archiving.on:
            if chat.ended is not None and now < (until := chat.ended + chat.late + GRACE):
                return Later(until, "its words serve those who still read")
            await blank(work, chat)
            return Done()
        showings = await work.chats.showings(chat.community, chat.id)
        left_out = {person for person, showing in showings.items() if showing is Showing.LEFT_OUT}
        chat = await leave_out(work.chats, chat, left_out)
        await work.chats.index(chat.community, chat.id)
        await announce(work, chat, now, (Kind.ARCHIVED, self._address(chat)))
        rooms = [thread.room for thread in await work.chats.threads(chat.community, chat.id)]
        await work.outbox.put(promises.of_archive(chat, rooms, now))
        await redraw_cards(work, chat, now)
        return Done()

    async def told(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Tell each room, beside its thread, where the archive is: also those who were not there read it."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _over(entry, work)
            if chat is None or not chat.archiving.on:
                outcomes.append(Skip("there is no archive", State.CANCELLED))
                continue
            line = Line(
                talk=chat.id, number=0, kind=Kind.ARCHIVED, at=self._clock.now(), text=self._address(chat)
            )
            outcomes.append(line_card(chat, line))
        return outcomes

    async def finishes(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Close the threads once nothing more is said in them."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _over(entry, work, hold=True)
            if chat is None:
                outcomes.append(Skip("the chat is gone", State.CANCELLED))
                continue
            outcomes.append(await self._finish(work, chat))
        return outcomes

    async def _finish(self, work: ChatsWork, chat: Chat) -> Outcome:
        """Close each thread once all has arrived there; one whose platform is away holds up no other."""
        now = self._clock.now()
        last = (chat.ended or chat.end) + chat.late + CLOSED
        if now < last:
            return Later(last, "late answers are taken for longer")
        return await closing.finish(CHATS, work, chat, last, now)

    async def expires(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Forget a chat whose time is over, as its community has it now: it may have chosen another."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _over(entry, work, hold=True)
            if chat is None:
                outcomes.append(Skip("the chat is gone", State.CANCELLED))
                continue
            house = await community_of(work, chat.community)
            until = (chat.ended or chat.end) + house.settings.keeps_archives
            now = self._clock.now()
            if until > now:
                outcomes.append(Later(min(until, now + NIGHTLY), "its time is not over"))
                continue
            await work.chats.delete(chat.community, chat.id)
            outcomes.append(Done())
        return outcomes


async def finish(work: ChatsWork, before: Chat, after: Chat, now: datetime) -> Chat:
    """Keep that a chat is over, and promise all that follows from it."""
    await work.chats.save(after)
    house = await community_of(work, after.community)
    last = now + after.late
    entries = [
        promises.entry(after, promises.ENDED, "ended", now),
        promises.entry(after, promises.ARCHIVE, "archive", now + ARCHIVED),
        promises.entry(after, promises.FINISH, "finish", last + CLOSED),
        promises.entry(after, promises.EXPIRE, "expire", now + min(NIGHTLY, house.settings.keeps_archives)),
    ]
    await work.outbox.put(entries)
    if after.revision != before.revision:
        await redraw_cards(work, after, now)
    return after


async def _over(entry: Entry, work: ChatsWork, *, hold: bool = False) -> Chat | None:
    chat = await work.chats.get(entry.community, entry.args["chat"], hold=hold)
    return chat if chat is not None and chat.stage is Stage.OVER else None
