"""Telling people once: of a new event, a move, a cancellation, a free place, a missed reminder."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from communitybot.communities.model import Community
from communitybot.communities.names import fold
from communitybot.conversation.message import Message, message, paragraph, small
from communitybot.events import occurrences
from communitybot.events.cards import cancelled_card, moved_card, new_event_card, place_freed_card
from communitybot.events.cards.words import name_of, when_of
from communitybot.events.delivery.notices import News, to_person
from communitybot.events.model import Answer, Event, Follow, FollowKind, Occurrence, Status
from communitybot.events.posted import Posted
from communitybot.events.repository import EventsWork, slot_of
from communitybot.events.views import Listed
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.people.model import Person
from communitybot.ports import Clock


class Telling:
    """The outbox handler of notices: first it finds out whom to tell, then each person is told."""

    def __init__(self, clock: Clock, posted: Posted) -> None:
        self._clock = clock
        self._posted = posted

    async def told(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        leads = await self._posted.leads_of(work, [each for each in entries if "person" in each.args])
        return [await self._one(entry, work, leads.of(entry)) for entry in entries]

    async def _one(self, entry: Entry, work: EventsWork, jump: str | None) -> Outcome:
        now = self._clock.now()
        event = await work.events.get(entry.community, entry.args["event"])
        house = await work.communities.get(entry.community)
        if event is None or house is None:
            return Skip("the event is gone", State.CANCELLED)
        if "person" in entry.args:
            return await _draw(entry, event, work, now, jump)
        if News(entry.args["news"]) is News.NEW:
            await work.outbox.put(await _to_followers(entry, event, house, work, now))
        else:
            await work.outbox.put(await _to_coming(entry, event, house, work, now))
        return Done()


async def _to_followers(
    entry: Entry, event: Event, house: Community, work: EventsWork, now: datetime
) -> list[NewEntry]:
    """Once for each person, whatever they follow; not to those who made it. Quiet hours hold it back."""
    details = event.details
    of = {(FollowKind.HOST, fold(host.name)) for host in details.hosts}
    of |= {(FollowKind.TOPIC, fold(topic)) for topic in details.topics}
    if details.hashtag:
        of.add((FollowKind.HASHTAG, fold(details.hashtag)))
    found: dict[str, Follow] = {}
    for follow in await work.events.followers(event.community, of):
        found.setdefault(follow.person, follow)
    makers = {event.created_by, *(host.person for host in details.hosts)}
    people = await work.people.many(event.community, sorted(found.keys() - makers))
    return [
        to_person(
            entry,
            person,
            event.starts,
            due=person.quiet_until(now, house.zone) or now,
            because=_because(found[person.id]),
        )
        for person in people.values()
    ]


async def whom(
    work: EventsWork, event: Event, originals: Sequence[datetime], *, but: str = ""
) -> Mapping[str, datetime]:
    """Those who said going, maybe or waiting to one of the dates, with the first of theirs; not `but`."""
    firsts = await work.events.attending(event.community, event.id, originals)
    people = await work.people.many(event.community, sorted(firsts.keys() - {but}))
    return {person: firsts[person] for person in people}


async def _to_coming(
    entry: Entry, event: Event, house: Community, work: EventsWork, now: datetime
) -> list[NewEntry]:
    """Those who answered one of the dates; each once, about the first of theirs, with what it was."""
    dates = {datetime.fromisoformat(original): was for original, was in entry.args["dates"].items()}
    firsts = await whom(work, event, list(dates), but=entry.args["by"])
    people = await work.people.many(event.community, list(firsts))
    return [
        to_person(
            entry, person, firsts[person.id], due=_heard(person, house, now), was=dates[firsts[person.id]]
        )
        for person in people.values()
    ]


def _heard(person: Person, house: Community, now: datetime) -> datetime:
    """What they said they would come to reaches them at once, unless they chose otherwise."""
    return (person.quiet_until(now, house.zone) if person.quiet.holds_attending else None) or now


async def _draw(entry: Entry, event: Event, work: EventsWork, now: datetime, jump: str | None) -> Outcome:
    """`jump` leads to the event's card in the reader's space."""
    original = occurrences.resolve(event, datetime.fromisoformat(entry.args["original"]))
    if original is None:
        return Skip("the date is gone", State.CANCELLED)
    changes = (await work.events.changes(event.community, [event.id]))[event.id]
    one = occurrences.occurrence(event, original, changes.get(original))
    news = News(entry.args["news"])
    if one.end <= now and news is not News.MISSED:
        return Skip("late: it is over")
    if news is News.CANCELLED:
        return cancelled_card(one, one.cancel_reason, jump=jump, **_run(entry.args.get("run")))
    if news is News.MISSED:
        return _missed_card(one)
    if one.status is Status.CANCELLED:
        return Skip("the date was cancelled", State.CANCELLED)
    if news is News.CHANGED:
        return moved_card(_before(entry, one), one, jump=jump)
    return await _about(entry, one, work, jump)


async def _about(entry: Entry, one: Occurrence, work: EventsWork, jump: str | None) -> Outcome:
    slot, person = slot_of(one), entry.args["person"]
    rsvp = (await work.events.rsvps([slot], [person])).get((slot, person))
    mine = rsvp.answer if rsvp else None
    listed = Listed(occurrence=one, tally=(await work.events.tallies([slot]))[slot], mine=mine)
    if entry.args["news"] == News.NEW:
        return new_event_card(listed, entry.args["because"], jump=jump)
    if mine is not Answer.GOING:
        return Skip("they gave the place back")
    return place_freed_card(listed, jump=jump)


def _before(entry: Entry, one: Occurrence) -> Occurrence:
    """The date as it was before the change that is told, whatever date of the series it is."""
    was = entry.args["was"]
    start = one.start - timedelta(seconds=was["by"])
    return replace(
        one,
        event=replace(one.event, zone=was["zone"]),
        start=start,
        end=start + timedelta(seconds=was["length"]),
        details=replace(
            one.details,
            title=was["title"],
            place=was["place"],
            link=was["link"],
            capacity=was["capacity"],
        ),
    )


def _run(held: Mapping[str, Any] | None) -> dict[str, Any]:
    """How many dates a cancelled series had, from when to when, as its card wants it."""
    if held is None:
        return {}
    last = datetime.fromisoformat(held["last"]) if held["last"] else None
    return {"span": (datetime.fromisoformat(held["first"]), last, held["count"])}


def _because(follow: Follow) -> str:
    if follow.kind is FollowKind.HASHTAG:
        return f"you follow #{follow.value}"
    return f"you follow the {follow.kind.value} {follow.value}"


def _missed_card(one: Occurrence) -> Message:
    return message(
        paragraph("A reminder of ", name_of(one), " on ", when_of(one), " was not sent: it came too late."),
        small("I could not send for a while. Later reminders go out as planned."),
    )
