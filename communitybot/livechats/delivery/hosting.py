"""Seeing to it that somebody is in charge: the cockpit before the start, the chair when the host is away."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from communitybot.livechats.cards.hosting import offer_card, ready_card
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.talking import announce
from communitybot.livechats.desk import community_of, rooms_of
from communitybot.livechats.model.chat import Chat, Form, Phase, Stage
from communitybot.livechats.model.log import LEFT, Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.administrators import administrators
from communitybot.people.model import Person
from communitybot.ports import Clock

EARLY = timedelta(minutes=10)  # a sign so long before the start counts as being there


async def miss_hosts(work: ChatsWork, before: Chat, now: datetime) -> None:
    """A question was over with no word or sign of a host who had been there: a co-host may take the chair.

    `before` is the chat while that question was open. It is asked once for each time they fall silent; in a
    chat over days nobody expects hosts all the time.
    """
    run, seen = before.run, before.seen
    asked = before.form is not Form.SLOW and run.phase is Phase.QUESTION and run.since is not None
    if not asked or seen is None or not _from(before) <= seen < (run.since or now):
        return
    since = seen.isoformat()
    await work.outbox.put(
        [promises.entry(before, promises.CHAIR, f"chair:{since}", now, since=(run.since or now).isoformat())]
    )


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
            if chat is None or _is_there(chat, entry):
                outcomes.append(Skip("a host is there", State.SUPERSEDED))
                continue
            since = entry.args.get("since", "")
            key = f"alone:{since}" if since else "alone"
            alone = promises.entry(
                chat, promises.ALONE, key, self._clock.now() + promises.WAITED, since=since
            )
            others = await self._to_hosts(work, chat, promises.OFFER, "offer", but=chat.chair, since=since)
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
                house = await community_of(work, chat.community)
                known = await administrators(work, house)
                outcomes.append(ready_card(chat, rooms=len(rooms_of(house)), asked=bool(known)))
            elif _is_there(chat, entry):
                outcomes.append(Skip("a host is there", State.SUPERSEDED))
            else:
                outcomes.append(offer_card(chat, left=bool(entry.args.get("since"))))
        return outcomes

    async def alone(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        """Go on without a host, and say so."""
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _live(entry, work)
            if chat is None or _is_there(chat, entry):
                outcomes.append(Skip("a host is there", State.SUPERSEDED))
                continue
            left = LEFT if entry.args.get("since") else ""
            await announce(work, chat, self._clock.now(), (Kind.NO_HOST, left))
            outcomes.append(Done())
        return outcomes

    async def _to_hosts(
        self, work: ChatsWork, chat: Chat, kind: str, about: str, *, but: str | None = None, since: str = ""
    ) -> list[NewEntry]:
        people = await _hosts(work, chat)
        now = self._clock.now()
        key = f"{about}:{since or f'{chat.start:%Y%m%dT%H%M}'}"
        return [
            promises.to_person(chat, kind, key, person, now, about=about, since=since)
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


def _is_there(chat: Chat, entry: Entry) -> bool:
    """Whether a host has shown a sign since they were missed; at first, since shortly before the start."""
    since = entry.args.get("since")
    return chat.seen is not None and chat.seen >= (datetime.fromisoformat(since) if since else _from(chat))


def _from(chat: Chat) -> datetime:
    """From when a sign counts; a chat may have begun before its hour."""
    asked = (question.asked for question in chat.questions if question.asked is not None)
    return min([chat.start, chat.run.since or chat.start, *asked]) - EARLY
