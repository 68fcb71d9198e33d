"""Seeing to it that somebody is in charge: the cockpit before the start, the chair when the host is away."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from communitybot.livechats.cards.hosting import offer_card, ready_card
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.talking import announce
from communitybot.livechats.desk import rooms_of
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock

EARLY = timedelta(minutes=10)  # a sign so long before the start counts as being there


class Hosting:
    """Tells hosts what they need, and never holds up a chat for them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def ready(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Make a private word for each host before the start; with what they need to know."""
        for entry in entries:
            chat = await work.chats.get(entry.community, entry.args["chat"])
            if chat is not None and chat.stage is Stage.COMING and entry.due >= chat.start - promises.READIED:
                await work.outbox.put(await self._to_hosts(work, chat, promises.OFFER, "ready"))
        return [Done() for _ in entries]

    async def chairs(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Offer the chair to co-hosts when whoever should be in it has not been seen."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _live(entry, work)
            if chat is None or _is_there(chat):
                outcomes.append(Skip("a host is there", State.SUPERSEDED))
                continue
            alone = promises.entry(chat, promises.ALONE, "alone", self._clock.now() + promises.WAITED)
            others = await self._to_hosts(work, chat, promises.OFFER, "offer", but=chat.chair)
            await work.outbox.put([*others, alone])
            outcomes.append(Done())
        return outcomes

    async def offers(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Draw what a host is told in private."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await work.chats.get(entry.community, entry.args["chat"])
            if chat is None or chat.stage not in {Stage.COMING, Stage.LIVE}:
                outcomes.append(Skip("the chat is over", State.CANCELLED))
            elif entry.args["about"] == "ready":
                house = await work.communities.get(chat.community)
                outcomes.append(ready_card(chat, rooms=len(rooms_of(house)) if house else 0))
            elif _is_there(chat):
                outcomes.append(Skip("a host is there", State.SUPERSEDED))
            else:
                outcomes.append(offer_card(chat))
        return outcomes

    async def alone(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Go on without a host, and say so."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _live(entry, work)
            if chat is None or _is_there(chat):
                outcomes.append(Skip("a host is there", State.SUPERSEDED))
                continue
            await announce(work, chat, self._clock.now(), (Kind.NO_HOST, ""))
            outcomes.append(Done())
        return outcomes

    async def _to_hosts(
        self, work: ChatsWork, chat: Chat, kind: str, about: str, *, but: str | None = None
    ) -> list[NewEntry]:
        people = await _hosts(work, chat)
        now = self._clock.now()
        return [
            promises.to_person(chat, kind, f"{about}:{chat.start:%Y%m%dT%H%M}", person, now, about=about)
            for person in people
            if person.id != but
        ]


async def _hosts(work: ChatsWork, chat: Chat) -> Sequence[Person]:
    named = [host.person for host in chat.hosts if host.person is not None]
    known = await work.people.many(chat.community, named)
    return [known[person] for person in dict.fromkeys(named) if person in known]


async def _live(entry: Entry, work: ChatsWork) -> Chat | None:
    chat = await work.chats.get(entry.community, entry.args["chat"])
    return chat if chat is not None and chat.stage is Stage.LIVE else None


def _is_there(chat: Chat) -> bool:
    """Whether a host has done or said anything since shortly before the start."""
    return chat.seen is not None and chat.seen >= _from(chat)


def _from(chat: Chat) -> datetime:
    return chat.start - EARLY
