"""From what somebody typed ("@Ana", "#events") to the person or room they mean, in their community only."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from communitybot.communities.lost_cards import why
from communitybot.communities.model import Community, Room
from communitybot.communities.names import fold
from communitybot.conversation.addresses import BadAddress, PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import Misread, NotFound
from communitybot.moments.refusal import quoted
from communitybot.people.model import Person
from communitybot.people.repository import PeopleWork
from communitybot.ports import Units

MENTION = re.compile(r"<[@#]!?([A-Za-z0-9._~-]{1,64})(?:\|[^<>]{0,100})?>")
BARE_ID = re.compile(r"[@#]?([A-Za-z0-9._~-]{1,64})")
MOST = 200  # characters; ours: twice the longest name
LISTED = 5
HERE = "here"  # the room it is typed in
ALIKE = 0.6  # ours: "Priya Ramen" is near "Priya Raman", "Bob" is not


async def person(work: PeopleWork, community: str, text: str, *, field: str | None = None) -> Person:
    """The one person a text means: an address, a mention, an account's name or id, or a name.

    `NotFound` lists near names; `Misread` lists those a text could mean, when they are several.
    """
    if known := await _by_account(work, community, text.strip()):
        return known
    if _names_an_account(text.strip()):
        raise _unmet(await _anybody(work, community), field)
    sought = fold(text) if len(text) <= MOST else ""
    found = await work.people.named(community, sought, LISTED + 1) if sought else ()
    exact = [each for each in found if each.folded == sought]
    matches = exact or list(found)
    if len(matches) == 1:
        return matches[0]
    understood = f"I read {quoted(text)} as a person"
    if matches:
        names = "; ".join(_told_apart(each, matches) for each in matches[:LISTED])
        trouble = f"{understood}, but that could be more than one: {names}."
        account = f"@{matches[0].direct.person}"
        raise Misread(trouble, understood=understood, example=account, field=field)
    near = await work.people.named(community, sought[:2], 200) if len(sought) > 1 else ()
    alike = _nearest(sought, [each.name for each in near])
    example = alike[0] if alike else await _anybody(work, community)
    raise _unknown(understood, "nobody here goes by that name", alike, example, field)


async def place(
    work: PeopleWork,
    community: str,
    text: str,
    *,
    space: SpaceAddress | None = None,
    field: str | None = None,
) -> Room:
    """The one room a text means: an address, a mention, an id, or a name; `NotFound` lists near names.

    Where several spaces have such a room, that of `space` is meant.
    """
    whole = await work.communities.get(community)
    rooms = () if whole is None else whole.open_rooms
    rooms = tuple(sorted(rooms, key=lambda room: room.address.in_space != space))
    for room in rooms:
        if text.strip() == str(room.address) or _id(text) == room.address.place:
            return room
    sought = fold(text) if len(text) <= MOST else ""
    exact = [room for room in rooms if fold(room.name) == sought]
    matches = exact or [room for room in rooms if sought and fold(room.name).startswith(sought)]
    here = [room for room in matches if room.address.in_space == space]
    if len(here) == 1 or len(matches) == 1:
        return (here or matches)[0]
    understood = f"I read {quoted(text)} as a room"
    if matches:
        names = "; ".join(f"#{room.name} on {room.address.platform}" for room in matches[:LISTED])
        trouble = f"{understood}, but that could be more than one: {names}."
        raise Misread(trouble, understood=understood, example=str(matches[0].address), field=field)
    if lost := _lost(whole, text, sought):
        known = f"I read #{lost.name} as a room"
        raise NotFound(f"{known}, but it {why(lost)}.", understood=known, example="#events", field=field)
    alike = _nearest(sought, [room.name for room in rooms]) or [room.name for room in rooms[:LISTED]]
    named = [f"#{name}" for name in alike]
    raise _unknown(understood, "I can see no room of that name", named, "#events", field)


def _lost(whole: Community | None, text: str, sought: str) -> Room | None:
    """The room that is meant, among those nothing can be posted in."""
    away = (
        [room for room in whole.rooms if room.away is not None and not room.address.thread] if whole else []
    )
    meant = {text.strip(), _id(text)}
    return next(
        (
            room
            for room in away
            if meant & {str(room.address), room.address.place} or (sought and fold(room.name) == sought)
        ),
        None,
    )


async def _here(work: PeopleWork, caller: Caller) -> PlaceAddress:
    """The room the caller is in, also from a thread in it; a private conversation is none."""
    whole = await work.communities.get(caller.community)
    rooms = () if whole is None else whole.open_rooms
    found = next((room for room in rooms if room.address == caller.place.room), None)
    if found is None:
        example = f"#{rooms[0].name}" if rooms else "#events"
        raise _unknown("I read *here* as a room", "this is none that I can post in", [], example, None)
    return found.address


class Resolve:
    """Finds the people and rooms that are named in typed commands; each call is one read."""

    def __init__(self, units: Units[PeopleWork]) -> None:
        self._units = units

    async def person(self, caller: Caller, text: str) -> PersonAddress:
        """The first account of the person named; refuses as `person` above."""
        found = await self._units.read(lambda work: person(work, caller.community, text))
        return found.direct

    async def place(self, caller: Caller, text: str) -> PlaceAddress:
        """The room named, or the one the caller is in ("here"); refuses as `place` above."""
        if fold(text) == HERE:
            return await self._units.read(lambda work: _here(work, caller))
        found = await self._units.read(lambda work: place(work, caller.community, text, space=caller.space))
        return found.address

    async def people(self, caller: Caller, text: str, limit: int = 25) -> Sequence[Person]:
        """Suggestions while a name is being typed."""
        return await self._units.read(
            lambda work: work.people.named(caller.community, fold(text[:MOST]), limit)
        )

    async def places(self, caller: Caller, text: str, limit: int = 25) -> Sequence[Room]:
        """Suggestions while a room's name is being typed, in the order rooms are listed."""
        whole = await self._units.read(lambda work: work.communities.get(caller.community))
        sought = fold(text[:MOST])
        rooms = () if whole is None else whole.open_rooms
        return [room for room in rooms if sought in fold(room.name)][:limit]


async def _by_account(work: PeopleWork, community: str, text: str) -> Person | None:
    try:
        return await work.people.by_account(community, PersonAddress.parse(text))
    except BadAddress:
        pass
    account = _id(text)
    whole = await work.communities.get(community) if account else None
    for space in whole.spaces if whole is not None and account else ():
        address = PersonAddress(space.platform, space.space, account)
        if known := await work.people.by_account(community, address):
            return known
    return None


def _names_an_account(text: str) -> bool:
    """Whether a platform, not a person, wrote this: an address or a mention."""
    try:
        PersonAddress.parse(text)
    except BadAddress:
        return MENTION.fullmatch(text) is not None
    return True


async def _anybody(work: PeopleWork, community: str) -> str | None:
    """A name that works as an example here."""
    return next((each.name for each in await work.people.named(community, "", 1)), None)


def _unmet(example: str | None, field: str | None) -> NotFound:
    return NotFound(
        "I read somebody's account, but they have not used me here yet. Once they have, name them again.",
        understood="somebody's account",
        example=example,
        field=field,
    )


def _id(text: str) -> str:
    found = MENTION.fullmatch(text.strip()) or BARE_ID.fullmatch(text.strip())
    return found[1] if found else ""


def _told_apart(one: Person, among: Sequence[Person]) -> str:
    """A name, with the account where another of the same name is meant too."""
    alike = sum(each.folded == one.folded for each in among) > 1
    return f"{one.name} (@{one.direct.person})" if alike else one.name


def _nearest(sought: str, names: Sequence[str]) -> list[str]:
    def likeness(name: str) -> float:
        return SequenceMatcher(None, sought, fold(name)).ratio()

    return [name for name in sorted(names, key=likeness, reverse=True) if likeness(name) >= ALIKE][:LISTED]


def _unknown(
    understood: str, trouble: str, near: Sequence[str], example: str | None, field: str | None
) -> NotFound:
    also = f" Near it: {', '.join(near)}." if near else ""
    return NotFound(
        f"{understood}, but {trouble}.{also}",
        understood=understood,
        example=near[0] if near else example,
        field=field,
    )
