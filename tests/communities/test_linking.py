"""/community link: a code in one place, in the other what would happen, and the choice."""

from dataclasses import replace

import pytest

from communitybot.conversation.actions import Action
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, SOUTH_EVENTS, room


async def plans(somebody, line):
    await somebody.types(line)
    await somebody.presses("Post it")
    await somebody.house.bot.settle()


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
    assert len(set(await places.communities())) == 2


async def test_who_thinks_better_of_it_changes_nothing(places, ada, ben):
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")

    assert "Nothing has changed" in await ben.presses("Not now")
    assert len(set(await places.communities())) == 2


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
    assert len(set(await places.communities())) == 1


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

    assert len({*await places.communities(), (await places.community(third.who.account.in_space)).id}) == 1
    assert "Maths evening" in await third.types("/events")


async def test_only_administrators_and_hosts_make_codes_or_use_them(places, ada, ben):
    teacher, visitor = places.somebody(NORTH, "Tess"), places.somebody(SOUTH, "Vic")
    code = await places.code(ada, "/community link")

    for refused in (
        await teacher.types("/community link"),
        await visitor.types(f"/community link code: {code}"),
        await visitor.sends(Action("community.join", (code,))),
    ):
        assert "administrators and hosts" in refused
    assert len(set(await places.communities())) == 2
    await ada.types("/community settings host: Tess")
    assert "Your code is" in await teacher.types("/community link")
    await ben.types("/my settings")


async def test_who_lost_the_right_meanwhile_does_not_join(places, ada, ben):
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    demoted = places.somebody(SOUTH, "Ben")

    assert "administrators and hosts" in await demoted.sends(ben.action("Join"))
    assert len(set(await places.communities())) == 2


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
