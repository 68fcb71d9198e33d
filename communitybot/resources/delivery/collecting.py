"""Cards of collections in rooms, redrawn as they change; and a word to whoever is let work on one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.outbox.entry import ALONE, Done, Edit, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock
from communitybot.resources.cards.collecting import collection_card, gone_card, let_card
from communitybot.resources.desk import community_of
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.collection import Collection, Right, Sharing

CARD = "collection.card"
REDRAWN = "collection.card.redrawn"
LET = "collection.let"
SOON = timedelta(seconds=2)  # several changes at once are one redrawing
SHOWN = 6
MOST_LATE = timedelta(days=7)


async def saved(work: JudgingWork, collection: Collection, now: datetime) -> Collection:
    """Store a changed collection, have its cards redrawn, and return it as it is now."""
    after = replace(collection, changed=now, revision=collection.revision + 1)
    await work.judging.save_collection(after)
    await changed(work, after, now)
    return await work.judging.collection(after.community, after.id) or after


async def post(work: JudgingWork, collection: Collection, room: PlaceAddress, now: datetime) -> None:
    """Promise its card in a room, once a day however often this is asked."""
    key = f"card:{room}:{now.date().isoformat()}"
    await work.outbox.put([_entry(collection, CARD, key, now, str(room))])


async def changed(work: JudgingWork, collection: Collection, now: datetime) -> None:
    """Have its cards redrawn as it is then; where it is gone or not everybody's any more, they say so."""
    cards = await _cards(work, collection)
    if not cards:
        return
    await work.outbox.supersede(
        collection.community, collection.subject, revision=collection.revision, kinds=[REDRAWN]
    )
    await work.outbox.put(
        [
            _entry(
                collection,
                REDRAWN,
                f"redrawn:{collection.revision}:{card}",
                now + SOON,
                str(ref.place),
                ref=str(ref),
            )
            for card, ref in cards.items()
        ]
    )


async def _cards(work: JudgingWork, collection: Collection) -> Mapping[str, MessageRef]:
    """Its cards by their keys, each where it stands: where it was redrawn last, if it was posted anew."""
    found: dict[str, MessageRef] = {}
    for kind in (CARD, REDRAWN):
        for key, ref in await work.outbox.refs(collection.community, collection.subject, kind):
            found[key[key.index(":card:") + 1 :]] = ref
    return found


async def tell_helper(
    work: JudgingWork, collection: Collection, person: Person, right: Right, now: datetime
) -> None:
    """Tell somebody in private that they may work on a collection."""
    house = await community_of(work, collection.community)
    due = person.quiet_until(now, house.zone) or now
    key = f"let:{now.isoformat()}:{person.id}"
    told = {"person": person.id, "right": right.value, ALONE: True}
    await work.outbox.put([_entry(collection, LET, key, due, str(person.direct), **told)])


class CollectionCards:
    """Draws cards of collections when they are due."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def posts(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for each in entries:
            collection = await _public(each, work)
            gone = Skip("not everybody sees it any more", State.CANCELLED)
            outcomes.append(await _drawn(collection, work) if collection is not None else gone)
        return outcomes

    async def redraws(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for each in entries:
            collection = await _public(each, work)
            card = await _drawn(collection, work) if collection is not None else gone_card()
            outcomes.append(Edit(MessageRef.parse(each.args["ref"]), card))
        return outcomes

    async def shown(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        """What is hidden, taken back or called otherwise is so on the cards of collections as well."""
        now = self._clock.now()
        for community in dict.fromkeys(each.community for each in entries):
            ids = [each.args["resource"] for each in entries if each.community == community]
            for one in await work.judging.public_with(community, ids):
                held = await work.judging.collection(community, one, hold=True)
                if held is not None:
                    after = replace(held, revision=held.revision + 1)
                    await work.judging.save_collection(after)
                    await changed(work, after, now)
        return [Done() for _ in entries]

    async def lets(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for each in entries:
            collection = await work.judging.collection(each.community, each.args["collection"])
            people = await work.judging.people(each.community, each.args["collection"])
            right = next((one.right for one in people if one.person == each.args["person"]), None)
            if collection is None or right is None or collection.sharing is Sharing.PRIVATE:
                outcomes.append(Skip("they are not let work on it any more", State.CANCELLED))
            elif self._clock.now() - each.due > MOST_LATE:
                outcomes.append(Skip("it is no news any more"))
            else:
                outcomes.append(let_card(collection, right))
        return outcomes


async def _public(each: Entry, work: JudgingWork) -> Collection | None:
    found = await work.judging.collection(each.community, each.args["collection"])
    return found if found is not None and found.sharing is Sharing.COMMUNITY else None


async def _drawn(collection: Collection, work: JudgingWork) -> Any:
    items = await work.judging.items(collection.community, collection.id, limit=SHOWN)
    known = await work.resources.many(collection.community, [item.resource for item in items])
    people = await work.judging.people(collection.community, collection.id)
    return collection_card(collection, items, {one.id: one for one in known if one.seen}, people)


def _entry(
    collection: Collection, kind: str, key: str, due: datetime, destination: str, **args: Any
) -> NewEntry:
    return NewEntry(
        key=f"{collection.subject}:{key}",
        community=collection.community,
        kind=kind,
        due=due,
        destination=destination,
        subject=collection.subject,
        args={"collection": collection.id, **args},
        revision=collection.revision,
    )
