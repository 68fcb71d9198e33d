"""Programmes: made once, changed and removed by those who may, listed page by page."""

import pytest

MAKE = "/programme create Reading month, starts: 1 nov, ends: 30 nov, theme: one"


@pytest.fixture
async def head(world):
    return world.person("Grace Lindqvist", runs_it=True)


async def test_the_same_again_is_there_and_another_of_that_name_is_refused(ana):
    first = await ana.types(MAKE)
    again = await ana.types(MAKE)
    other = await ana.types("/programme create Reading month, starts: 5 dec, ends: 30 dec, theme: two")

    assert first == again
    assert "There is a programme of that name already: Reading month, 1 November 2014" in other
    assert "I have left it as it is." in other
    assert "/programme edit Reading month, starts: 2014-12-05, ends: 2014-12-30, theme: two" in other


async def test_what_is_advised_changes_it(ana):
    await ana.types(MAKE)
    await ana.types("/programme edit Reading month, starts: 2014-12-05, ends: 2014-12-30, theme: two")
    listed = await ana.types("/programmes")

    assert "2014-12-05" in listed
    assert "two" in listed
    assert "1 programme." in listed


async def test_a_programme_is_changed_in_a_form_and_removed_with_a_button(ana):
    await ana.types(MAKE)
    made = ana.shown
    await ana.presses("Change it")
    assert "is changed" in await ana.fills_in(title="Month of reading")
    assert "is removed" in await ana.presses("Remove it", on=made)
    assert "no programme yet" in await ana.types("/programmes")


async def test_a_programme_with_events_stays_and_only_those_in_charge_change_it(ana, ben, head):
    await ana.types(MAKE)
    await ana.types("/event create Kickoff, when: friday 5pm, programme: Reading month")
    await ana.presses("Post it")

    assert "only hosts of this community and administrators" in await ben.types(
        "/programme edit Reading month, theme: mine"
    )
    assert "so it stays" in await head.types("/programme remove Reading month")
    assert "is changed" in await head.types("/programme edit Reading month, theme: none")


async def test_two_programmes_cannot_have_one_name(ana):
    await ana.types(MAKE)
    await ana.types("/programme create Maths week, starts: 1 dec, ends: 7 dec")

    assert "another programme named Reading month" in await ana.types(
        "/programme edit Maths week, title: reading MONTH"
    )


async def test_many_programmes_are_listed_page_by_page(ana):
    for number in range(1, 12):
        await ana.types(f"/programme create Week {number}, starts: {number} nov, ends: {number + 1} nov")

    first = await ana.types("/programmes")
    assert "11 programmes, 1 to 5." in first
    second = await ana.presses("Later")
    assert "11 programmes, 6 to 10." in second
    assert "Week 6" in second
    assert "11 programmes, 11 to 11." in await ana.presses("Later")
    assert ana.offered() == ["See the events of a programme", "Earlier"]
