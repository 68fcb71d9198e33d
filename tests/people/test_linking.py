"""/my link: two accounts become one person, who counts once."""

from datetime import timedelta

import pytest

from communitybot.conversation.actions import Action
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, SOUTH_EVENTS


@pytest.fixture
async def mara(places, ada, ben):
    """Somebody with an account in each of two spaces that are one community: north first, then south."""
    await places.join(ada, ben)
    accounts = places.somebody(NORTH, "Mara"), places.somebody(SOUTH, "Mara")
    for account in accounts:
        await account.types("/my settings")
    return accounts


async def plans(somebody, line):
    await somebody.types(line)
    await somebody.presses("Post it")
    await somebody.house.bot.settle()


async def unite(places, first, second):
    code = await places.code(first, "/my link")
    await second.types(f"/my link code: {code}")
    said = await second.presses("Both are mine")
    await places.house.bot.settle()
    return said


async def test_a_code_says_what_to_do_with_it_and_to_keep_it_to_oneself(mara):
    said = await mara[0].types("/my link")

    assert "use your other account" in said
    assert "whoever uses it becomes you here" in said


async def test_what_would_happen_is_shown_and_nothing_happens_before_it_is_agreed(places, ada, mara):
    north, south = mara
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await plans(ada, "/event create Book swap, when: in 3 days")
    await north.types("/event rsvp Maths evening, answer: going")
    await south.types("/event rsvp Maths evening, answer: maybe")
    await south.types("/event rsvp Book swap, answer: going")
    said = await south.types(f"/my link code: {await places.code(north, '/my link')}")

    assert "Are you also Mara?" in said
    assert "North, @mara" in said
    assert "This account gave 2 answers. Where both answered (one event), the later answer stands." in said
    assert "cannot be taken apart" in said
    assert await north.id() != await south.id()
    assert "Nothing has changed" in await south.presses("Not now")


async def test_two_accounts_are_one_person_with_the_firsts_settings(places, mara):
    north, south = mara
    first = await north.id()
    await north.types("/my settings quiet: 22:00-6:00")
    await south.types("/my settings quiet: none")
    await unite(places, north, south)

    assert await north.id() == await south.id() == first
    assert "10:00 PM to 6:00 AM" in await south.types("/my settings")


async def test_an_answer_given_twice_counts_once_and_the_later_stands(places, ada, mara):
    north, south = mara
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await north.types("/event rsvp Maths evening, answer: maybe")
    await places.house.bot.advance(60)
    await south.types("/event rsvp Maths evening, answer: going")
    await places.house.bot.settle()
    assert "1 maybe" in places.said(NORTH_EVENTS)[0]  # negative control: before, they count as two
    await unite(places, north, south)

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        assert "1 going" in places.said(place)[0]
        assert "1 maybe" not in places.said(place)[0]
    assert "1 going" in await north.types("/event show Maths evening")


async def test_a_place_that_becomes_free_goes_to_whoever_waited(places, ada, mara):
    north, south = mara
    await plans(ada, "/event create Workshop, when: in 2 days, capacity: 1")
    await north.types("/event rsvp Workshop, answer: going")
    await ada.types("/event rsvp Workshop, answer: going")
    await places.house.bot.advance(60)
    await south.types("/event rsvp Workshop, answer: can't")
    assert "1 waiting" in await ada.types("/event show Workshop")
    await unite(places, north, south)
    shown = await ada.types("/event show Workshop")

    assert "1 going" in shown
    assert "1 waiting" not in shown
    assert any("Workshop" in each for each in places.direct(ada))


async def test_reminders_come_once_to_the_account_used_last(places, ada, mara):
    north, south = mara
    await plans(ada, "/event create Maths evening, when: in 2 days")
    for account in mara:
        await account.types("/event rsvp Maths evening, answer: going")
    await unite(places, north, south)
    await places.house.bot.advance(timedelta(days=1, hours=1).total_seconds())
    assert [len(places.direct(each)) for each in mara] == [0, 1]

    await north.types("/my settings")
    await places.house.bot.advance(timedelta(days=1).total_seconds())

    assert len(places.direct(south)) == 1
    assert len(places.direct(north)) == 3  # an hour, fifteen minutes, the start


async def test_without_joining_each_account_is_reminded(places, ada, mara):
    """The negative control of reminders that come once."""
    await plans(ada, "/event create Maths evening, when: in 2 days")
    for account in mara:
        await account.types("/event rsvp Maths evening, answer: going")
    await places.house.bot.advance(timedelta(days=1, hours=1).total_seconds())

    assert [len(places.direct(each)) for each in mara] == [1, 1]


async def test_what_either_hosts_follows_or_planned_is_the_one_persons(places, ada, mara):
    north, south = mara
    await ada.types(f"/community settings host: {south.who.account}")
    await plans(south, "/event create Chess club, when: in 4 days")
    await south.types("/event follow topic: reading")
    await unite(places, north, south)
    community = await places.community(NORTH)

    assert community.hosts == {await north.id()}
    assert "Chess evening" in await north.types("/event edit Chess club, title: Chess evening")
    assert "reading" in await north.types("/event follow")


async def test_a_third_account_joins_as_well(places, ada, mara):
    north, south = mara
    await unite(places, north, south)
    third = places.somebody(NORTH, "Phone")
    await third.types("/my settings")

    assert "on 3 accounts" in await unite(places, south, third)
    assert await third.id() == await north.id()


async def test_the_code_works_once(places, mara):
    north, south = mara
    code = await places.code(north, "/my link")
    await south.types(f"/my link code: {code}")
    agree = south.action("Both are mine")
    await south.sends(agree)

    assert "are one person" in await south.sends(agree)
    assert "are one person" in await north.types(f"/my link code: {code}")


async def test_ones_own_code_is_for_ones_other_account(places, mara):
    code = await places.code(mara[0], "/my link")

    assert "Give it from your other account" in await mara[0].types(f"/my link code: {code}")


async def test_an_expired_code_gets_a_kind_word(places, mara):
    code = await places.code(mara[0], "/my link")
    places.house.clock.move_to(places.house.clock.now() + timedelta(minutes=15))

    assert "has expired" in await mara[1].types(f"/my link code: {code}")


async def test_a_code_for_spaces_is_for_the_other_command(places, ada, mara):
    code = await places.code(ada, "/community link")

    assert "/community link" in await mara[1].types(f"/my link code: {code}")


async def test_nobody_of_another_community_becomes_one_with_somebody_here(places, ada, ben):
    code = await places.code(ada, "/my link")
    said = await ben.types(f"/my link code: {code}")

    assert "another community" in said
    assert "another community" in await ben.sends(Action("my.link", (code,)))
    assert await ada.id() != await ben.id()


@pytest.mark.parametrize(
    "typed", ["", "x", "2222-2222", "' OR 1=1 --", "\ud800" * 8, "A" * 5_000, "@everyone"]
)
async def test_what_is_no_code_is_said_kindly_and_changes_nothing(places, ada, typed):
    before = await ada.id()

    said = await ada.types(f"/my link code: {typed}")

    assert said
    assert "went wrong" not in said
    assert await ada.id() == before


@pytest.mark.parametrize("typed", ["2222-2222", "nonsense", "", "../../etc"])
async def test_a_forged_press_is_answered_kindly(ada, typed):
    said = await ada.sends(Action("my.link", (typed,)))

    assert said
    assert "went wrong" not in said


async def test_a_single_account_is_stored_as_before(places, ada):
    person = await places.house.units.read(lambda work: work.people.sighting(ada.who.account))

    assert person is None or person.person.reach is None
    await ada.types("/my settings")
    person = await places.house.units.read(lambda work: work.people.sighting(ada.who.account))
    assert person.person.reach is None
    assert person.person.direct == ada.who.account


async def test_where_the_space_used_last_is_left_reminders_come_to_another_account(places, ada, mara):
    north, south = mara
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await south.types("/event rsvp Maths evening, answer: going")
    await unite(places, north, south)
    await places.house.bot.departed(SOUTH)
    await places.house.bot.advance(timedelta(days=1, hours=1).total_seconds())

    assert [len(places.direct(each)) for each in mara] == [1, 0]


async def test_somebody_with_one_account_stays_where_they_are_when_a_space_is_left(places, ada, mara):
    await mara[1].types("/events")
    await places.house.bot.departed(SOUTH)
    person = await places.house.units.read(lambda work: work.people.sighting(mara[1].who.account))

    assert person.person.direct == mara[1].who.account
