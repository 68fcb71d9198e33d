"""/community link: a code in one place, in the other what would happen, and the choice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from communitybot.communities.codes import hash_code, new_code, read_code
from communitybot.conversation.actions import Action
from communitybot.errors import Misread
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, SOUTH_EVENTS, room


async def plans(somebody, line):
    await somebody.types(line)
    await somebody.presses("Post it")
    await somebody.house.bot.settle()


async def spaces(places):
    return [(await places.community(space)).id for space in (NORTH, SOUTH)]


async def test_a_code_is_short_and_says_what_to_do_with_it(places, ada):
    said = await ada.types("/community link")
    code = await places.code(ada, "/community link")

    assert len(code) == 9
    assert "It works once, for 15 minutes." in said
    assert "/community link code: " in said
    assert "becomes part of" in said


async def test_what_would_move_is_shown_and_nothing_moves_before_it_is_agreed(places, ada, ben):
    await plans(ben, "/event create Book swap, when: in 3 days")
    await ben.types("/programme create Reading month, starts: 1 march, ends: 31 march")
    said = await ben.types(f"/community link code: {await places.code(ada, '/community link')}")

    assert "Elm Street becomes part of Oak Hill and brings 1 event, 1 person and 1 programme." in said
    assert "#events on North, #events on South" in said
    assert "cannot be taken apart" in said
    assert ben.offered() == ["Join", "Not now"]
    assert len(set(await spaces(places))) == 2


async def test_who_thinks_better_of_it_changes_nothing(places, ada, ben):
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")

    assert "Nothing has changed" in await ben.presses("Not now")
    assert len(set(await spaces(places))) == 2


async def test_joined_both_see_the_same_events_people_and_programmes(places, ada, ben):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await plans(ben, "/event create Book swap, when: in 3 days")
    await ben.types("/event rsvp Book swap, answer: going")
    await ben.types("/programme create Reading month, starts: 1 march, ends: 31 march")
    await places.join(ada, ben)

    for somebody in (ada, ben):
        listed = await somebody.types("/events")
        assert "Maths evening" in listed
        assert "Book swap" in listed
        assert "Reading month" in await somebody.types("/programmes")
    assert "1 going" in await ada.types("/event show Book swap")
    assert len(set(await spaces(places))) == 1


async def test_both_sides_hosts_are_hosts_and_settings_are_those_of_the_code(places, ada, ben):
    cleo = places.somebody(SOUTH, "Cleo")
    await cleo.types("/my settings")
    await ben.types("/community settings host: Cleo, zone: Chicago, planners: hosts")
    await places.join(ada, ben)
    community = await places.community(SOUTH)

    assert (community.name, community.zone) == ("Oak Hill", "America/New_York")
    assert await cleo.id() in community.hosts
    assert community.spaces == (NORTH, SOUTH)
    assert community.rooms_for("events") == (NORTH_EVENTS, SOUTH_EVENTS)


async def test_what_is_coming_is_posted_in_the_rooms_it_is_new_to_and_not_again_where_it_was(
    places, ada, ben
):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await plans(ben, "/event create Book swap, when: in 3 days")
    await places.join(ada, ben)

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        said = places.said(place)
        assert sum("Maths evening" in each for each in said) == 1
        assert sum("Book swap" in each for each in said) == 1


async def test_a_long_calendar_does_not_flood_the_other_rooms(places, ada, ben):
    for number in range(14):
        await plans(ben, f"/event create Circle number {number + 1}, when: in {number + 2} days")
    await places.join(ada, ben)

    assert len([each for each in places.said(NORTH_EVENTS) if "Circle number" in each]) == 10


async def test_a_third_space_joins_as_well_and_brings_all_that_was_joined_before(places, ada, ben):
    await places.join(ada, ben)
    third = places.somebody(type(NORTH)("north", "n2"), "Cleo", runs_it=True)
    await places.arrive(third.who.account.in_space, "Ash Grove")
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await places.join(third, ada)

    assert len({*await spaces(places), (await places.community(third.who.account.in_space)).id}) == 1
    assert "Maths evening" in await third.types("/events")


async def test_the_same_code_works_once(places, ada, ben):
    code = await places.join(ada, ben)
    cleo = places.somebody(type(NORTH)("north", "n2"), "Cleo", runs_it=True)
    await places.arrive(cleo.who.account.in_space, "Ash Grove")

    assert "belongs to its community" in await ben.types(f"/community link code: {code}")
    assert "has been used already" in await cleo.types(f"/community link code: {code}")


async def test_two_who_agree_at_once_join_once(places, ada, ben):
    code = await places.code(ada, "/community link")
    await ben.types(f"/community link code: {code}")
    join = ben.action("Join")

    assert "Joined" in await ben.sends(join)
    assert "has been used" in await ben.sends(join)


async def test_an_expired_code_gets_a_kind_word(places, ada, ben):
    code = await places.code(ada, "/community link")
    places.house.clock.move_to(places.house.clock.now() + timedelta(minutes=15))

    assert "has expired" in await ben.types(f"/community link code: {code}")


async def test_a_code_that_expires_while_one_thinks_does_not_join(places, ada, ben):
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    places.house.clock.move_to(places.house.clock.now() + timedelta(minutes=16))

    assert "has expired" in await ben.presses("Join")
    assert len(set(await spaces(places))) == 2


async def test_ones_own_code_is_for_the_other_place(places, ada):
    code = await places.code(ada, "/community link")

    assert "is this community's own" in await ada.types(f"/community link code: {code}")


async def test_a_code_for_accounts_is_for_the_other_command(places, ada, ben):
    code = await places.code(ada, "/my link")

    assert "/my link" in await ben.types(f"/community link code: {code}")
    assert len(set(await spaces(places))) == 2


async def test_only_administrators_and_hosts_make_codes_or_use_them(places, ada, ben):
    teacher, visitor = places.somebody(NORTH, "Tess"), places.somebody(SOUTH, "Vic")
    code = await places.code(ada, "/community link")

    for refused in (
        await teacher.types("/community link"),
        await visitor.types(f"/community link code: {code}"),
        await visitor.sends(Action("community.join", (code,))),
    ):
        assert "administrators and hosts" in refused
    assert len(set(await spaces(places))) == 2
    await ada.types("/community settings host: Tess")
    assert "Your code is" in await teacher.types("/community link")
    await ben.types("/my settings")


async def test_who_lost_the_right_meanwhile_does_not_join(places, ada, ben):
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    demoted = places.somebody(SOUTH, "Ben")

    assert "administrators and hosts" in await demoted.sends(ben.action("Join"))
    assert len(set(await spaces(places))) == 2


HOSTILE = (
    "",
    "x",
    "K7MN4PQ",
    "K7MN-4PQRS",
    "0O1I-LLLL",
    "' OR 1=1 --",
    "K7MN\u202e4PQR",
    "Ｋ７ＭＮ４ＰＱＲ",
    "ßßßßßßßß",
    "\ud800" * 8,
    "@everyone",
    "<!channel>",
    "A" * 5_000,
    "%" * 8,
    "K7MN-4PQR:K7MN",
)


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_is_no_code_is_said_kindly_and_changes_nothing(places, ben, typed):
    said = await ben.types(f"/community link code: {typed}")

    assert "went wrong" not in said
    assert said
    assert len(set(await spaces(places))) == 2


@pytest.mark.parametrize("typed", ["2222-2222", "nonsense", "", "../../etc", "x" * 64])
async def test_a_forged_press_is_answered_kindly(places, ben, typed):
    said = await ben.sends(Action("community.join", (typed,)))

    assert "went wrong" not in said
    assert "/community link" in said or "eight letters" in said
    assert len(set(await spaces(places))) == 2


async def test_a_code_is_read_however_it_was_copied(places, ada, ben):
    code = await places.code(ada, "/community link")

    assert "becomes part of" in await ben.types(f"/community link code:  {code.lower().replace('-', ' ')} ")


async def test_no_code_stands_in_the_database(places, ada):
    code = await places.code(ada, "/community link")
    rows = await places.house.units.read(
        lambda work: work.connection.execute(text("SELECT * FROM link_codes"))
    )
    stored = " ".join(str(each) for row in rows for each in row)

    assert code not in stored
    assert code.replace("-", "") not in stored
    assert hash_code(code, b"k" * 40) in stored  # negative control: it is there, as a hash
    assert hash_code(code, b"another key") not in stored


async def test_codes_long_expired_are_forgotten(places, ada):
    await ada.types("/community link")
    places.house.clock.move_to(places.house.clock.now() + timedelta(days=8))
    await ada.types("/community link")
    kept = await places.house.units.read(
        lambda work: work.connection.scalar(text("SELECT count(*) FROM link_codes"))
    )

    assert kept == 1


def test_codes_are_alike_in_nothing_but_their_look():
    made = {new_code() for _ in range(2_000)}

    assert len(made) == 2_000
    assert all(read_code(code) == code for code in made)


def test_a_letter_that_could_be_misread_is_in_no_code():
    with pytest.raises(Misread):
        read_code("K7MN-4PQ0")
    assert not set("01ILO") & set("".join(new_code() for _ in range(500)))


async def test_rooms_named_after_joining_lead_to_the_room_of_ones_own_space(places, ada, ben):
    await places.join(ada, ben)
    await places.arrive(NORTH, "Oak Hill", rooms=("events", "lounge", "news"))
    await places.arrive(SOUTH, "Elm Street", rooms=("events", "lounge", "news"))
    await ben.types("/community settings room: news")
    community = await places.community(SOUTH)

    assert community.rooms_for("events") == (NORTH_EVENTS, room(SOUTH, "news"))


NAMES = (
    "<!channel> @everyone **x** `y`",
    "&" * 80,
    "\u202e" + "Ω" * 90,
    "🏫" * 40,
    "[a](javascript:alert(1))",
)


@pytest.mark.parametrize("name", NAMES)
async def test_hostile_names_fit_every_card_of_joining_and_of_the_first_day(places, ada, ben, name):
    extra = type(NORTH)("north", "odd")
    admin = places.somebody(extra, "Cleo", runs_it=True)
    admin.who = replace(admin.who, name=name)
    await places.arrive(extra, name, by=admin.who, rooms=("events", "ideas"))
    second = places.somebody(extra, "Cleo2", runs_it=True)
    second.who = replace(second.who, name=name)
    await second.types("/my settings")
    await places.house.bot.settle()
    said = [
        await second.types(f"/my link code: {await places.code(admin, '/my link')}"),
        await second.presses("Both are mine"),
        await ben.types(f"/community link code: {await places.code(admin, '/community link')}"),
        await ben.presses("Join"),
    ]

    assert len(places.direct(admin)) == 1
    assert not any("Sorry" in each for each in said)
    assert "Joined" in said[3]
