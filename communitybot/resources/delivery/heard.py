"""Links that were said: drafts of whoever said them, and the one private word that asks about them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Any

from communitybot.conversation.addresses import PlaceAddress
from communitybot.errors import Misread
from communitybot.ids import new_id
from communitybot.outbox.entry import ALONE, Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock
from communitybot.resources.addresses import Address, links_in, read_address
from communitybot.resources.cards.heard import offer_card
from communitybot.resources.desk import community_of
from communitybot.resources.model import resource as model
from communitybot.resources.model.resource import Resource, Sharer, Source
from communitybot.resources.passing import is_passing
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.sharing import MOST_DRAFTS, keep_draft

HEARD = "resource.heard"
"""Marks for ever that somebody was asked about a link, so that they are not asked again. It says nothing."""
OFFER = "resource.offer"
GATHERED = timedelta(minutes=15)  # what somebody posts in one such span is asked about in one word
LIVE = timedelta(days=14)  # how long a draft waits for its one press
MOST_LATE = timedelta(days=2)  # who posted a link longer ago has forgotten why
MOST_HEARD = 15  # unconfirmed drafts of one person, of rooms and of chats each
LISTED = 40  # drafts looked through for one word


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Links that somebody said, as typed; `chat` is the live chat they said them in."""

    community: str
    sharer: Sharer
    links: Sequence[str]
    source: Source
    room: PlaceAddress | None
    chat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidInChat:
    """What one person said in one live chat, and in which room."""

    person: str
    name: str
    room: PlaceAddress | None
    text: str


ChatWords = Callable[[Any, str, str], Awaitable[Sequence[SaidInChat]]]
"""What people said in a chat (work, community, chat) as far as it may be kept; none where it may not."""


async def draft(work: ResourcesWork, saying: Saying, now: datetime) -> Sequence[Resource]:
    """Keep each link as a draft of whoever said it, and promise the word that asks about them.

    Of somebody who does not want to be asked nothing is kept. Left out is what is shared here or drafted by
    them already, what they were asked about before, and what leads somewhere for a moment only.
    """
    person = await work.people.get(saying.community, saying.sharer.person)
    if person is None or not await work.resources.asks(saying.community, person.id):
        return ()
    addresses = _read(saying.links)
    drafts = await work.resources.drafts(saying.community, person.id, limit=MOST_DRAFTS)
    known = {
        *await work.resources.known(saying.community, [each.canonical for each in addresses]),
        *(draft.canonical for draft in drafts),
        *(draft.address for draft in drafts),  # a page may have called itself otherwise since
    }
    heard = [one for one in drafts if one.source is saying.source and not one.revision]  # as it was said
    own = len(drafts) - len(heard)  # what somebody drafted themselves never gives way
    most = min(MOST_HEARD, MOST_DRAFTS - own)
    made: list[Resource] = []
    for each in addresses:
        new = known.isdisjoint({each.canonical, each.address}) and len(made) < most
        if new and await work.outbox.put([_mark(saying, each, now)]):
            made.append(_drafted(saying, each, now))
    for old in heard[most - len(made) :]:
        await work.resources.delete(old.community, old.id)
    for one in made:
        await keep_draft(work, one, now, lives=LIVE)
    if made:
        house = await community_of(work, saying.community)
        await work.outbox.put([_offer(saying, made, person, house.zone, now)])
    return made


def _read(links: Sequence[str]) -> list[Address]:
    found = []
    for link in links:
        try:
            address = read_address(link)
        except Misread:
            continue
        if not is_passing(address):
            found.append(address)
    return found


def _drafted(saying: Saying, address: Address, now: datetime) -> Resource:
    return Resource(
        id=new_id(),
        community=saying.community,
        title="",
        address=address.address,
        canonical=address.canonical,
        sharer=saying.sharer,
        source=saying.source,
        room=saying.room,
        added=now,
    )


def _mark(saying: Saying, address: Address, now: datetime) -> NewEntry:
    whose = f"{saying.community}:{saying.sharer.person}"
    link = blake2s(address.canonical.encode(), digest_size=16).hexdigest()
    return NewEntry(
        key=f"{HEARD}:{whose}:{link}",
        community=saying.community,
        kind=HEARD,
        due=now,
        subject=HEARD,
        args={"person": saying.sharer.person},
    )


def _offer(saying: Saying, made: Sequence[Resource], person: Person, zone: str, now: datetime) -> NewEntry:
    """The word about these drafts; about posts in rooms, one for all that is posted until it comes."""
    begun = now if saying.chat else _span(now)
    ready = now if saying.chat else begun + GATHERED
    due = person.quiet_until(ready, zone) or ready
    when = f"chat:{saying.chat}" if saying.chat else due.isoformat()
    about: dict[str, Any] = (
        {"drafts": [each.id for each in made]} if saying.chat else {"since": begun.isoformat()}
    )
    return NewEntry(
        key=f"{OFFER}:{saying.community}:{person.id}:{when}",
        community=saying.community,
        kind=OFFER,
        due=due,
        destination=str(person.direct),
        subject=f"{OFFER}:{person.id}",
        args={"person": person.id, "source": saying.source.value, ALONE: True, **about},
    )


def _span(now: datetime) -> datetime:
    """When the span began that a moment lies in."""
    return now - timedelta(seconds=now.timestamp() % GATHERED.total_seconds())


class Hearing:
    """What the outbox does for links that were said."""

    def __init__(self, clock: Clock, chat_words: ChatWords | None = None) -> None:
        self._clock = clock
        self._chat_words = chat_words

    async def heard(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        """Nothing is said of the mark itself."""
        del work
        return [Done() for _ in entries]

    async def offers(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        """Ask whoever said some links whether they are to be kept, as far as that is still open."""
        return [await self._offer(each, work) for each in entries]

    async def chats_ended(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        """Draft the links of a chat for each who said some, where administrators want that."""
        for each in entries:
            if self._chat_words is None or not (await work.resources.settings(each.community)).chats:
                continue
            said = await self._chat_words(work, each.community, each.args["chat"])
            for saying in _by_person(each, said):
                await draft(work, saying, self._clock.now())
        return [Done() for _ in entries]

    async def _offer(self, each: Entry, work: ResourcesWork) -> Outcome:
        now = self._clock.now()
        if now - each.due > MOST_LATE:
            return Skip("it was said too long ago")
        if not await work.resources.asks(each.community, each.args["person"]):
            return Skip("they do not want to be asked", State.CANCELLED)
        drafts = await _open(each, work)
        known = await work.resources.known(each.community, [draft.canonical for draft in drafts])
        open_ = [draft for draft in drafts if draft.canonical not in known]
        if not open_:
            return Skip("nothing is open any more", State.CANCELLED)
        return offer_card(open_)


async def _open(each: Entry, work: ResourcesWork) -> Sequence[Resource]:
    """The drafts one word is about, in the order they were said."""
    if "drafts" in each.args:
        found = await work.resources.many(each.community, each.args["drafts"])
        return [draft for draft in found if draft.state is model.State.DRAFT]
    since = datetime.fromisoformat(each.args["since"])
    drafts = await work.resources.drafts(each.community, each.args["person"], limit=LISTED)
    said = [one for one in drafts if one.source.value == each.args["source"]]
    return [one for one in reversed(said) if since <= one.added < each.due]


def _by_person(each: Entry, said: Sequence[SaidInChat]) -> Sequence[Saying]:
    found: dict[str, tuple[SaidInChat, dict[str, None]]] = {}
    for one in said:
        links = links_in(one.text)
        if links:
            found.setdefault(one.person, (one, {}))[1].update(dict.fromkeys(links))
    return [
        Saying(
            community=each.community,
            sharer=Sharer(first.person, first.name),
            links=tuple(links),
            source=Source.CHAT,
            room=first.room,
            chat=each.args["chat"],
        )
        for first, links in found.values()
    ]
