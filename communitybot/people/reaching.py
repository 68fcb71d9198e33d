"""Saying in a room what could not be said privately: some people's direct messages are closed to us."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from communitybot.communities.model import Purpose
from communitybot.communities.repository import CommunityRepository
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.frozen import thaw
from communitybot.conversation.message import Message, message, paragraph
from communitybot.conversation.text import Code, Person, Unsayable
from communitybot.outbox.entry import UNREACHED, Done, Entry, Handler, NewEntry, Outbox, Outcome, Skip
from communitybot.people.repository import PeopleRepository

TOLD_HERE = "people.told_here"
"""The outbox kind of what is said in a room instead; its words are frozen."""


class ReachingWork(Protocol):
    """The unit of work in which another way to somebody is found."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...

    @property
    def outbox(self) -> Outbox: ...


def handlers() -> Mapping[str, Handler]:
    """The handler of `UNREACHED`."""
    return {UNREACHED: _unreached}


async def _unreached(entries: Sequence[Entry], work: ReachingWork) -> Sequence[Outcome]:
    return [await _one(entry, work) for entry in entries]


async def _one(entry: Entry, work: ReachingWork) -> Outcome:
    """Once a day and subject for each person: whoever closed the door is not called after at every turn."""
    to = PersonAddress.parse(entry.args["to"])
    house = await work.communities.get(entry.community)
    rooms = house.rooms_for(Purpose.EVENTS) if house is not None else ()
    near = [room for room in rooms if room.in_space == to.in_space]
    if not near:
        return Skip("they cannot be written to, and their space has no room for events")
    known = await work.people.sighting(to)
    name = known.person.name if known is not None else "Somebody"
    here = NewEntry(
        key=f"unreached:{to}:{entry.subject}:{entry.due:%Y-%m-%d}",
        community=entry.community,
        kind=TOLD_HERE,
        due=entry.due,
        destination=str(near[0]),
        subject=entry.subject,
        revision=entry.revision,
        message=said_here(Person(to, name), thaw(entry.args["words"])),
    )
    await work.outbox.put([here])
    return Done()


def said_here(whom: Person, words: Message) -> Message:
    """The same words with a line before them; only a line, if both together are too long."""
    line = paragraph(whom, ": I cannot write to you privately, so I say it here.")
    try:
        return Message((line, *words.blocks))
    except Unsayable:
        news = ": I have news for you and cannot write to you privately. See "
        return message(paragraph(whom, news, Code("/events"), "."))
