"""What the outbox does for requests: their card, who is told of an answer, and the end of their time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.outbox.entry import ALONE, Done, Edit, Entry, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.resources.answered import answers_of
from communitybot.resources.cards.answered import answered_card, offered_card
from communitybot.resources.cards.asked import lapsed_card, request_card
from communitybot.resources.delivery.promises import told_of
from communitybot.resources.delivery.standing import stands
from communitybot.resources.model.request import MOST_OFFERS, OPEN_FOR, Ending, Reply, Request, Stage
from communitybot.resources.model.resource import Resource
from communitybot.resources.request_repository import RequestsWork
from communitybot.resources.request_views import SeenRequest

CARD = "request.card"
REDRAWN = "request.card.redrawn"
LAPSE = "request.lapse"
LAPSED = "request.lapsed"
ANSWERED = "request.answered"
OFFERED = "request.offered"
MOST_LATE = timedelta(days=7)  # what is older is no news; the card shows how it stands
AT_ONCE = 20  # requests one resource may fit


def entry(request: Request, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of a request; what is given beyond its destination are its arguments."""
    return NewEntry(
        key=f"{request.subject}:{key}",
        community=request.community,
        kind=kind,
        due=due,
        subject=request.subject,
        destination=given.pop("destination", None),
        revision=request.revision,
        args={"request": request.id, **given},
    )


async def post(work: RequestsWork, request: Request, now: datetime) -> None:
    """Promise the card of an open request in its room, and the end of its time."""
    await work.outbox.put(
        [
            entry(request, CARD, f"card:{request.room}", now, destination=str(request.room)),
            entry(request, LAPSE, "lapse", now + OPEN_FOR),
        ]
    )


async def changed(work: RequestsWork, request: Request, now: datetime) -> None:
    """Have the card redrawn as the request is now; count `revision` first."""
    await work.outbox.supersede(
        request.community, request.subject, revision=request.revision, kinds=[REDRAWN]
    )
    await work.outbox.redraw(request.community, request.subject, kinds=[CARD, REDRAWN])
    room = str(request.room)
    await work.outbox.put([entry(request, REDRAWN, f"redrawn:{request.revision}", now, destination=room)])


async def tell_of_answer(
    work: RequestsWork, request: Request, resource: Resource, by: str, now: datetime
) -> None:
    """Promise a private word to whoever asked and to those who need it too, once for each answer."""
    needers = await work.requests.needers(request.community, request.id)
    people = [person for person in dict.fromkeys((request.asker.person, *needers)) if person != by]
    await _tell(work, request, ANSWERED, now, people=people, resource=resource)


async def tell_of_end(work: RequestsWork, request: Request, now: datetime) -> None:
    """Promise whoever asked a kind word that it is closed, where that was not their own doing."""
    await _tell(work, request, LAPSED, now, people=[request.asker.person])


async def follow(work: RequestsWork, some: Sequence[Resource], now: datetime) -> None:
    """Resources have changed for everybody: the cards they stand on are redrawn."""
    for community in dict.fromkeys(one.community for one in some):
        ids = [one.id for one in some if one.community == community]
        for each in await work.requests.replied_with(community, ids):
            request = await work.requests.get(community, each, hold=True)
            if request is not None and request.seen:
                after = replace(request, revision=request.revision + 1)
                await work.requests.save(after)
                await changed(work, after, now)


async def _tell(
    work: RequestsWork,
    request: Request,
    kind: str,
    now: datetime,
    *,
    people: Sequence[str],
    resource: Resource | None = None,
) -> None:
    """Promise each of these people a private word outside their quiet hours, once for a resource."""
    house = await work.communities.get(request.community)
    if house is None or not people:
        return
    about = {"resource": resource.id} if resource is not None else {}
    key = ":".join((kind.rpartition(".")[2], *about.values()))
    known = await work.people.many(request.community, people)
    await work.outbox.put(
        [
            entry(
                request,
                kind,
                f"{key}:{person.id}",
                person.quiet_until(now, house.zone) or now,
                destination=str(person.direct),
                person=person.id,
                **{ALONE: True},
                **about,
            )
            for person in known.values()
        ]
    )


class Asked:
    """Draws what is due for requests, from the request as it is then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def posts(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for each in entries:
            seen = await _seen(each, work)
            house = await work.communities.get(each.community)
            if seen is None or seen.request.stage is not Stage.OPEN:
                outcomes.append(Skip("it was closed before", State.CANCELLED))
            elif house is None or house.is_lost(PlaceAddress.parse(each.destination or "")):
                outcomes.append(Skip("the room is lost; it stands in the list", State.CANCELLED))
            else:
                outcomes.append(request_card(seen))
        return outcomes

    async def redraws(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """Redraw it in place; an open one that was taken away is posted anew."""
        outcomes: list[Outcome] = []
        for each in entries:
            seen = await _seen(each, work)
            if seen is None:
                outcomes.append(Skip("it is gone", State.CANCELLED))
                continue
            ref = await stands(each, work, self._clock.now(), redrawn=REDRAWN, posted=CARD)
            outcomes.append(Edit(ref, request_card(seen)) if isinstance(ref, MessageRef) else ref)
        return outcomes

    async def lapses(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """Close what has been open for its time, and tell its asker so."""
        now = self._clock.now()
        for each in entries:
            request = await work.requests.get(each.community, each.args["request"], hold=True)
            if request is None or request.stage is not Stage.OPEN:
                continue
            after = replace(
                request,
                stage=Stage.CLOSED,
                closed=now,
                ending=Ending.LAPSED,
                revision=request.revision + 1,
            )
            await work.requests.save(after)
            await changed(work, after, now)
            await tell_of_end(work, after, now)
        return [Done() for _ in entries]

    async def lapsed(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """The kind word that its time is over."""
        outcomes: list[Outcome] = []
        for each in entries:
            seen = await _seen(each, work)
            outcomes.append(
                lapsed_card(seen.request) if seen is not None else Skip("it is gone", State.CANCELLED)
            )
        return outcomes

    async def answered(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """What those are told who wait for an answer."""
        outcomes: list[Outcome] = []
        for each in entries:
            seen = await _seen(each, work)
            found = [one for one in seen.answers if one.resource.id == each.args["resource"]] if seen else []
            if seen is None or not found:
                outcomes.append(Skip("it is no answer any more", State.CANCELLED))
            elif self._clock.now() - each.due > MOST_LATE:
                outcomes.append(Skip("it is no news any more"))
            else:
                outcomes.append(answered_card(seen.request, found[0], to=each.args["person"]))
        return outcomes

    async def offered(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """What somebody is told whose request something fits that was shared later."""
        outcomes: list[Outcome] = []
        for each in entries:
            seen = await _seen(each, work)
            resource = await work.resources.get(each.community, each.args["resource"])
            if seen is None or seen.request.stage is not Stage.OPEN:
                outcomes.append(Skip("it is closed", State.CANCELLED))
            elif resource is None or not resource.seen:
                outcomes.append(Skip("it was taken back", State.CANCELLED))
            elif self._clock.now() - each.due > MOST_LATE:
                outcomes.append(Skip("it is no news any more"))
            else:
                outcomes.append(offered_card(seen.request, resource))
        return outcomes

    async def shared(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """Offer what is shared to those who had asked for such a thing: each once, and not too often."""
        for each in entries:
            resource = await work.resources.get(each.community, each.args["resource"])
            if resource is None or not resource.seen:
                continue
            await self._answers(work, resource)
            for request in await work.requests.fitting(each.community, resource, limit=AT_ONCE):
                await self._offer(work, request, resource)
        return [Done() for _ in entries]

    async def shown(self, entries: Sequence[Entry], work: RequestsWork) -> Sequence[Outcome]:
        """What is hidden leaves the cards it stands on, and comes back to them."""
        await follow(work, await told_of(entries, work), self._clock.now())
        return [Done() for _ in entries]

    async def _answers(self, work: RequestsWork, resource: Resource) -> None:
        """It was written as an answer, which it is from now on."""
        now = self._clock.now()
        await follow(work, [resource], now)
        for each in await work.requests.replied_with(resource.community, [resource.id]):
            request = await work.requests.get(resource.community, each)
            if request is not None and request.stage is Stage.OPEN:
                await tell_of_answer(work, request, resource, resource.sharer.person, now)

    async def _offer(self, work: RequestsWork, request: Request, resource: Resource) -> None:
        replies = await work.requests.replies(request.community, request.id)
        many = sum(reply.offered for reply in replies) >= MOST_OFFERS
        if many or request.by(resource.sharer.person):
            return
        now = self._clock.now()
        reply = Reply(resource=resource.id, by=resource.sharer, at=now, offered=True)
        if await work.requests.reply(request.community, request.id, reply):
            await _tell(work, request, OFFERED, now, people=[request.asker.person], resource=resource)


async def _seen(each: Entry, work: RequestsWork) -> SeenRequest | None:
    """The request of an entry as its room sees it; None when nobody does."""
    request = await work.requests.get(each.community, each.args["request"])
    house = await work.communities.get(each.community)
    if request is None or house is None or not request.seen:
        return None
    return SeenRequest(
        request=request,
        answers=await answers_of(work, request),
        mine=False,
        moderates=False,
        needs_it=False,
        zone=house.zone,
    )
