"""From what somebody typed to the person or room they mean."""

import pytest

from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Who
from communitybot.errors import Misread, NotFound
from communitybot.people.directory import Directory
from communitybot.people.resolve import Resolve

OAK, ELM = SpaceAddress("slack", "T01"), SpaceAddress("slack", "T02")
PEOPLE = {"U1": "Ana López", "U2": "Ana Ruiz", "U3": "Priya Raman", "U4": "Sam Lee", "U5": "Sam Lee"}
ROOMS = {"C1": "events", "C2": "ideas", "C3": "events-archive"}


def account(person, space=OAK):
    return PersonAddress(space.platform, space.space, person)


@pytest.fixture
async def known(sqlite_units, clock):
    """The resolver, and a caller in each of two communities."""
    directory = Directory(sqlite_units, clock, "UTC")
    callers = []
    for space in (OAK, ELM):
        rooms = tuple((PlaceAddress("slack", space.space, place), name) for place, name in ROOMS.items())
        await directory.arrived(Arrived(space=space, name=space.space, rooms=rooms if space == OAK else ()))
        people = PEOPLE if space == OAK else {"U9": "Zoe"}
        met = [
            await directory.caller(
                Who(account=account(person, space), name=name), PlaceAddress("slack", space.space, "C1")
            )
            for person, name in people.items()
        ]
        callers.append(met[0])
    return Resolve(sqlite_units), *callers


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Priya Raman", "U3"),
        ("@priya raman", "U3"),
        ("PRIYA", "U3"),
        ("raman", "U3"),
        ("ana lopez", "U1"),
        ("<@U2>", "U2"),
        ("<@U2|ana>", "U2"),
        ("@U4", "U4"),
        ("slack:T01@U5", "U5"),
    ],
)
async def test_a_person_is_found_as_people_name_them(known, typed, person):
    resolve, caller, _ = known

    assert await resolve.person(caller, typed) == account(person)


async def test_a_name_of_several_people_is_answered_with_those(known):
    resolve, caller, _ = known

    with pytest.raises(Misread, match=r"I read \*ana\* as a person, .*Ana López; Ana Ruiz"):
        await resolve.person(caller, "ana")
    with pytest.raises(Misread, match=r"Sam Lee \(@U4\); Sam Lee \(@U5\)\. Try `@U4`"):
        await resolve.person(caller, "Sam Lee")


async def test_an_unknown_name_is_answered_with_near_ones(known):
    resolve, caller, _ = known

    with pytest.raises(NotFound, match=r"nobody here goes by that name\. Near it: Priya Raman\. Try `Priya"):
        await resolve.person(caller, "Priya Ramen")


@pytest.mark.parametrize(
    "typed", ["Zoe", "<@U9>", "slack:T02@U9", "", "@", "%", "x" * 5000, "\u202e\x00", "'; --"]
)
async def test_nobody_of_another_community_is_found_and_nonsense_is_refused(known, typed):
    resolve, caller, _ = known

    with pytest.raises(NotFound) as refused:
        await resolve.person(caller, typed)
    assert refused.value.example
    assert "Zoe" not in str(refused.value).replace(f"*{typed}*", "")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("events", "C1"),
        ("#Events", "C1"),
        ("<#C2>", "C2"),
        ("ide", "C2"),
        ("slack:T01/C3", "C3"),
        ("C3", "C3"),
        ("here", "C1"),
        ("Here", "C1"),
    ],
)
async def test_a_room_is_found_as_people_name_it(known, typed, place):
    resolve, caller, _ = known

    assert await resolve.place(caller, typed) == PlaceAddress("slack", "T01", place)


async def test_an_unknown_room_is_answered_with_near_ones(known):
    resolve, caller, other = known

    with pytest.raises(NotFound, match=r"I read \*evnts\* as a room, .*#events.* Try `#events`"):
        await resolve.place(caller, "evnts")
    with pytest.raises(NotFound, match="I can see no room"):
        await resolve.place(other, "slack:T01/C1")


async def test_suggestions_begin_with_what_is_typed(known):
    resolve, caller, other = known

    assert [person.name for person in await resolve.people(caller, "ana")] == ["Ana López", "Ana Ruiz"]
    assert [room.name for room in await resolve.places(caller, "#ev")] == ["events", "events-archive"]
    assert not await resolve.places(other, "")
