"""Some people's direct messages are closed to us: what is said to another account of theirs, or in a room."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from communitybot.communities.lost import LOST
from communitybot.communities.model import Community, Purpose
from communitybot.communities.repository import CommunityRepository
from communitybot.communities.welcome import WELCOME
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.frozen import thaw
from communitybot.conversation.message import Message, message, paragraph
from communitybot.conversation.text import Code, Person, Unsayable
from communitybot.outbox.entry import ALONE, UNREACHED, Done, Entry, Handler, NewEntry, Outbox, Outcome, Skip
from communitybot.people.model import Person as Member
from communitybot.people.repository import PeopleRepository

TOLD_HERE = "people.told_here"
"""The outbox kind of what is said in a room instead; its words are frozen."""
TOLD_ELSEWHERE = "people.told_elsewhere"
"""The outbox kind of what is said privately on another account of theirs; its words are frozen."""
FOR_ONE_ALONE = frozenset({WELCOME, LOST})
"""The kinds of which a room hears nothing but that there is something for somebody."""
TRIED, MEANT = "tried", "meant"
ELSEWHERE = "/elsewhere"
"""How the key of what is told on another account ends, after the key of what could not be said."""


class ReachingWork(Protocol):
    """The unit of work in which another way to somebody is found."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...

    @property
    def outbox(self) -> Outbox: ...


class Unsaid(Protocol):
    """Whoever shows a greeting later that nobody could be sent."""

    async def note(self, work: Any, space: SpaceAddress, person: str) -> None: ...


def handlers(unsaid: Unsaid | None = None) -> Mapping[str, Handler]:
    """The handler of `UNREACHED`; `unsaid` is told of greetings nobody could be sent."""

    async def unreached(entries: Sequence[Entry], work: ReachingWork) -> Sequence[Outcome]:
        return [await _one(entry, work, unsaid) for entry in entries]

    return {UNREACHED: unreached}


async def _one(entry: Entry, work: ReachingWork, unsaid: Unsaid | None) -> Outcome:
    """Privately on another of their accounts; else in a room, if it is not for them alone."""
    to = PersonAddress.parse(entry.args["to"])
    house = await work.communities.get(entry.community)
    known = await work.people.sighting(to)
    if house is None:
        return Skip("their community is gone")
    tried = [*entry.args.get("args", {}).get(TRIED, ()), str(to)]
    another = _another(known.person, house, tried) if known is not None else None
    if another is not None:
        await work.outbox.put([_elsewhere(entry, another, tried)])
        return Done()
    first = PersonAddress.parse(tried[0])
    if unsaid is not None and known is not None and _meant(entry) == WELCOME:
        await unsaid.note(work, first.in_space, known.person.id)
    rooms = house.rooms_for(Purpose.EVENTS)
    near = next((room for room in rooms if room.in_space == first.in_space), None)
    if near is None:
        return Skip("they cannot be written to, and their space has no room for events")
    whom = Person(first, known.person.name if known is not None else "Somebody")
    await work.outbox.put([_here(entry, near, whom)])
    return Done()


def _another(person: Member, house: Community, tried: Sequence[str]) -> PersonAddress | None:
    """An account that was not tried; the same one in another server of its platform is as closed."""
    closed = {(one.platform, one.person) for one in map(PersonAddress.parse, tried)}
    open_ones = (one for one in person.accounts if one.in_space in house.spaces)
    return next((one for one in open_ones if (one.platform, one.person) not in closed), None)


def _elsewhere(entry: Entry, another: PersonAddress, tried: Sequence[str]) -> NewEntry:
    return NewEntry(
        key=f"{entry.key}{ELSEWHERE}",
        community=entry.community,
        kind=TOLD_ELSEWHERE,
        due=entry.due,
        destination=str(another),
        subject=entry.subject,
        revision=entry.revision,
        message=thaw(entry.args["words"]),
        args={TRIED: list(tried), MEANT: _meant(entry), **({ALONE: True} if _alone(entry) else {})},
    )


def _here(entry: Entry, room: PlaceAddress, whom: Person) -> NewEntry:
    """Once a day and subject for each person: whoever closed the door is not called after at every turn."""
    if _meant(entry) in FOR_ONE_ALONE:
        words = called(whom)
    elif _alone(entry):
        words = hinted(whom)
    else:
        words = said_here(whom, thaw(entry.args["words"]))
    return NewEntry(
        key=f"unreached:{whom.address}:{entry.subject}:{entry.due:%Y-%m-%d}",
        community=entry.community,
        kind=TOLD_HERE,
        due=entry.due,
        destination=str(room),
        subject=entry.subject,
        revision=entry.revision,
        message=words,
    )


def _meant(entry: Entry) -> str:
    """The kind of what was to be said in the first place."""
    kind: str = entry.args.get("args", {}).get(MEANT) or entry.args.get("kind", "")
    return kind


def _alone(entry: Entry) -> bool:
    """Whether it was said to be for one person alone, whichever way it comes."""
    return bool(entry.args.get("args", {}).get(ALONE))


def hinted(whom: Person) -> Message:
    """That there is news for them alone: neither what nor about what, since a room reads it."""
    return message(paragraph(whom, ": I have news for you and cannot write to you privately."))


def called(whom: Person) -> Message:
    """That there is something for them alone, and how they get to see it."""
    how = ": I cannot write to you privately. Type "
    return message(paragraph(whom, how, Code("/community settings"), ", and only you see how to set me up."))


def said_here(whom: Person, words: Message) -> Message:
    """The same words with a line before them; only a line, if both together are too long."""
    line = paragraph(whom, ": I cannot write to you privately, so I say it here.")
    try:
        return Message((line, *words.blocks))
    except Unsayable:
        news = ": I have news for you and cannot write to you privately. See "
        return message(paragraph(whom, news, Code("/events"), "."))
