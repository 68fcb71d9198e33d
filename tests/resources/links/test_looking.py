"""A page is looked at once, in time or for the next question, and what it told is kept."""

import asyncio

import pytest

from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.happening import Happening, acting_on
from communitybot.ports import LinkPreview, NoPreview
from communitybot.resources.allowance import EACH_COMMUNITY, EACH_PERSON, SPAN, Allowance
from communitybot.resources.looking import KEPT, NOTHING_KEPT, Looking

PAGE = "https://www.example.org/lesson?utm_source=x"


class Door:
    """Pages that tell their address as their title, once they are let."""

    def __init__(self, *, tells=True, passing=False):
        self.asked = []
        self.open = asyncio.Event()
        self.open.set()
        self.tells = tells
        self.passing = passing
        self.more = {}

    async def look(self, address):
        self.asked.append(address)
        await self.open.wait()
        if not self.tells:
            raise NoPreview("it took too long", passing=self.passing)
        return LinkPreview(**{"address": address, "title": f"Page {address}", **self.more})


@pytest.fixture
def looking(sqlite_units, clock):
    made = Looking(sqlite_units, clock)
    made.door = Door()
    return made


def caller(person="p1", community="c1"):
    space = SpaceAddress("playground", "1")
    account = PersonAddress("playground", "1", person)
    return Caller(
        person=person,
        name=person,
        community=community,
        account=account,
        space=space,
        place=PlaceAddress("playground", "1", "room"),
        zone="UTC",
    )


async def test_a_page_is_looked_at_once_for_all_its_forms_and_again_after_a_week(looking, clock):
    told = await looking.look(PAGE)

    assert told.title == "Page https://www.example.org/lesson"  # nothing tells who was sent there
    for form in ("http://example.org/lesson/", "https://m.example.org/lesson#top", PAGE):
        assert await looking.look(form) == told
    assert len(looking.door.asked) == 1

    clock.advance(KEPT)
    await looking.look(PAGE)
    assert len(looking.door.asked) == 2


async def test_a_page_that_told_nothing_is_left_alone_for_an_hour(looking, clock):
    looking.door = Door(tells=False)
    assert await looking.look(PAGE) is None
    assert await looking.look(PAGE) is None
    assert len(looking.door.asked) == 1

    clock.advance(NOTHING_KEPT)
    assert await looking.look(PAGE) is None
    assert len(looking.door.asked) == 2


async def test_a_page_that_told_nothing_can_be_asked_once_more_and_one_that_did_anew(looking):
    looking.door = Door(tells=False)
    await looking.look(PAGE)
    assert await looking.look(PAGE, again=True) is None
    looking.door.tells = True

    assert (await looking.look(PAGE, again=True)).title
    assert len(looking.door.asked) == 3
    await looking.look(PAGE, again=True)
    assert len(looking.door.asked) == 3  # it has told what it tells

    looking.door.more = {"title": "Reworded"}
    assert (await looking.look(PAGE, anew=True)).title == "Reworded"
    assert (await looking.look(PAGE)).title == "Reworded"


async def test_a_page_that_was_not_even_asked_is_asked_the_next_time(looking):
    looking.door = Door(tells=False, passing=True)
    assert await looking.look(PAGE) is None
    looking.door.tells = True

    assert (await looking.look(PAGE)).title


async def test_two_who_ask_at_once_have_one_look_and_a_long_one_goes_on_for_the_next(looking):
    looking.door.open.clear()

    assert await asyncio.gather(*(looking.look(PAGE, within=0.02) for _ in range(3))) == [None] * 3
    assert len(looking.door.asked) == 1

    looking.door.open.set()
    assert (await looking.look(PAGE)).title
    assert len(looking.door.asked) == 1


async def test_whoever_gives_up_ends_nobodys_look(looking):
    looking.door.open.clear()
    gives_up = asyncio.create_task(looking.look(PAGE))
    await asyncio.sleep(0.02)
    gives_up.cancel()
    looking.door.open.set()

    assert (await looking.look(PAGE)).title
    assert len(looking.door.asked) == 1


async def test_a_look_remembers_nothing_of_the_command_it_was_made_for(looking, clock, sqlite_units):
    """Else the command would be taken for a repeated one once it keeps what it made."""
    happening = Happening("a press", clock.now())
    with acting_on(happening):
        await looking.look(PAGE)
        assert not happening.kept
        await sqlite_units.run(lambda work: work.previews.find("x", now=clock.now()))

    assert happening.kept


async def test_without_a_door_and_for_what_is_no_address_nothing_is_seen(looking):
    assert await looking.look("not an address") is None
    assert await looking.look("http://127.0.0.1/") is None
    assert await looking.look(f"https://a.example/{'x' * 2_100}") is None
    assert looking.door.asked == []

    looking.door = None
    assert await looking.look(PAGE) is None


async def test_whoever_asks_for_very_many_pages_waits_and_others_do_not(looking):
    async def asks(who, number):
        return await looking.look(f"https://example.org/{number}", by=who)

    greedy = [await asks(caller(), number) for number in range(EACH_PERSON + 3)]

    assert [told is None for told in greedy] == [False] * EACH_PERSON + [True] * 3
    assert len(looking.door.asked) == EACH_PERSON
    assert await asks(caller("p2"), 1_000)
    assert await asks(caller(), 0)  # what is known costs nothing


def test_pages_are_counted_by_person_and_by_community(clock):
    allowance = Allowance(clock)
    taken = [allowance.take(caller(f"p{number}")) for number in range(EACH_COMMUNITY + 5)]

    assert sum(taken) == EACH_COMMUNITY
    assert not allowance.take(caller("newcomer"))
    assert allowance.take(caller("p1", "c2"))

    clock.advance(SPAN)
    assert allowance.take(caller("p1"))


async def test_what_a_page_tells_is_cleaned_before_it_is_kept(looking):
    looking.door.more = {
        "title": "exe\u202egpj\x00  file\u200b",
        "description": "x" * 5_000,
        "canonical": "https://evil.example/lesson",
        "image": "http://10.0.0.1/a.png",
        "address": "http://127.0.0.1/",
        "site": "\u2066Example",
    }
    told = await looking.look(PAGE)

    assert (told.title, told.site) == ("exegpj file", "Example")
    assert len(told.description) <= 600
    assert (told.canonical, told.image) == ("", "")
    assert told.address == "https://www.example.org/lesson"


async def test_its_own_address_is_believed_of_the_same_site_alone(looking):
    looking.door.more = {"canonical": "https://example.org/lesson-1"}
    assert (await looking.look(PAGE)).canonical == "https://example.org/lesson-1"

    looking.door.more = {"canonical": "https://github.io/"}
    assert (await looking.look("https://somebody.github.io/x")).canonical == ""

    looking.door.more = {"canonical": "https://example.org/"}  # as sites say whose pages are made by scripts
    assert (await looking.look("https://example.org/lesson-2")).canonical == ""


@pytest.mark.parametrize(
    ("own", "known"),
    [
        ("https://example.org/exit-tickets", "https://example.org/exit-tickets"),
        ("https://other.example/", "https://example.org/5?id=1"),
        ("", "https://example.org/5?id=1"),
    ],
)
async def test_what_a_shortener_led_to_is_known_by_where_it_is(looking, own, known):
    looking.door.more = {"address": "https://example.org/5?id=1", "canonical": own}

    assert (await looking.look("https://bit.ly/abc")).canonical == known
    assert (
        await looking.look("https://somewhere.example/abc")
    ).canonical == ""  # others may lead to a log-in
