"""Changing and cancelling: asked first, with what and who, and only then done."""

import pytest

CIRCLE = "/event create Reading circle, when: friday 5pm, place: Library"
WEEKLY = "/event create Chat, when: tuesday 7pm, repeat: every tuesday"


@pytest.fixture
async def circle(ana):
    await ana.types(CIRCLE)
    await ana.presses("Post it")


@pytest.fixture
async def chat(ana):
    await ana.types(WEEKLY)
    await ana.presses("Post it")


async def test_an_edit_shows_before_and_after_and_waits(ana, ben, circle):
    words = await ana.types("/event edit Reading circle, when: 6pm, place: Room 12")
    assert "When: [2014-10-17 21:00] → [2014-10-17 22:00]" in words
    assert "Where: Library → Room 12" in words
    assert ana.offered() == ["Make the change", "Leave it as it is"]
    assert "Where: Library" in await ben.types("/event show Reading circle")


async def test_a_confirmed_edit_happens_once(ana, ben, circle):
    await ana.types("/event edit Reading circle, when: saturday 6pm")
    question = ana.shown
    assert "Changed: Reading circle, [2014-10-18 22:00]." in await ana.presses("Make the change")
    assert "[2014-10-18 22:00]" in await ben.types("/event show Reading circle")
    assert "settled" in await ana.presses("Make the change", on=question)


async def test_an_edit_that_is_left_changes_nothing(ana, circle):
    await ana.types("/event edit Reading circle, place: Room 12")
    question = ana.shown
    assert "Nothing has changed" in await ana.presses("Leave it as it is")
    assert "settled" in await ana.presses("Make the change", on=question)
    assert "Where: Library" in await ana.types("/event show Reading circle")


async def test_what_another_host_changed_in_between_stays(ana, circle):
    await ana.types("/event edit Reading circle, title: Reading evening")
    first = ana.shown
    await ana.types("/event edit Reading circle, place: Room 12")
    await ana.presses("Make the change")
    await ana.presses("Make the change", on=first)
    words = await ana.types("/event show Reading evening")
    assert "Where: Room 12" in words


async def test_a_repeating_event_asks_which_dates_are_meant(ana, ben, chat):
    await ana.types("/event edit Chat, when: 8pm")
    assert ana.offered() == ["Only this one", "This and following", "All of them", "Leave it as it is"]
    await ana.presses("Only this one")
    words = await ben.types("/events")
    assert "[2014-10-15 00:00]" in words
    assert "[2014-10-21 23:00]" in words


async def test_all_dates_can_be_changed_at_once(ana, ben, chat):
    await ana.types("/event edit Chat, when: 8pm, which: all")
    assert ana.offered() == ["Make the change: all of them", "Leave it as it is"]
    await ana.presses("Make the change: all of them")
    words = await ben.types("/events")
    assert "[2014-10-15 00:00]" in words
    assert "[2014-10-22 00:00]" in words


async def test_only_hosts_and_administrators_are_offered_and_allowed_to_change(world, ana, ben, circle):
    assert "Only the hosts of Reading circle" in await ben.types("/event edit Reading circle, place: Room 12")
    assert await ben.is_suggested("event edit", "event", "read") == ()
    assert len(await ana.is_suggested("event edit", "event", "read")) == 1
    boss = world.person("Dana Cole", runs_it=True)
    assert "Library → Room 12" in await boss.types("/event edit Reading circle, place: Room 12")
    await ana.types("/event edit Reading circle, place: Room 13")
    assert "settled" in await ben.presses("Make the change", on=ana.shown)
    await ana.types("/event cancel Reading circle")
    assert "Only the hosts" in await ben.presses("Cancel Reading circle", on=ana.shown)


async def test_the_form_of_an_edit_holds_what_is_and_changes_only_what_differs(ana, circle):
    await ana.types("/event show Reading circle")
    await ana.presses("Edit")
    held = {field.name: field.value for field in ana.form.fields}
    assert held["place"] == "Library"
    assert "which" not in held
    assert "repeat" not in held
    words = await ana.fills_in(place="Room 12")
    assert "Where: Library → Room 12" in words
    assert "When:" not in words


async def test_an_edit_that_changes_nothing_says_so(ana, circle):
    assert "would change nothing" in await ana.types("/event edit Reading circle, place: Library")


async def test_a_field_is_emptied_with_none(ana, circle):
    assert "Where: Library → nothing" in await ana.types("/event edit Reading circle, place: none")


async def test_how_a_posted_event_repeats_is_refused_with_the_way_to_do_it(ana, chat):
    words = await ana.types("/event edit Chat, repeat: every friday")
    assert "stays as it is" in words
    assert "/event cancel Chat, which: following" in words


async def test_cancelling_asks_with_the_name_and_who_will_be_told(ana, ben, circle):
    await ben.types("/event rsvp Reading circle, answer: going")
    words = await ana.types("/event cancel Reading circle, reason: The library is closed")
    assert "Cancel Reading circle on [2014-10-17 21:00]?" in words
    assert "Reason: The library is closed" in words
    assert "1 person who answered will be told once." in words
    assert ana.offered() == ["Cancel Reading circle", "Keep it"]
    assert "Cancelled" not in await ben.types("/event show Reading circle")


async def test_a_confirmed_cancellation_keeps_the_event_struck_through_with_its_reason(ana, ben, circle):
    (key,) = [choice.value for choice in await ben.is_suggested("event show", "event", "read")]
    await ana.types("/event cancel Reading circle, reason: The library is closed")
    assert "Cancelled: ~Reading circle~" in await ana.presses("Cancel Reading circle")
    words = await ben.types(f"/event show {key}")
    assert words.startswith("Cancelled\n~Reading circle~: The library is closed")
    for command in (
        f"/event edit {key}, place: Room 1",
        f"/event cancel {key}",
        f"/event rsvp {key}, answer: going",
        f"/event remind {key}, before: 1 hour",
    ):
        assert "cancelled" in await ana.types(command)


async def test_one_date_of_a_series_is_cancelled_alone(ana, ben, chat):
    await ana.types("/event cancel Chat")
    assert ana.offered() == ["Only this one", "This and following", "All of them", "Keep it"]
    await ana.presses("Only this one")
    words = await ben.types("/events")
    assert "Chat, [2014-10-14 23:00]" not in words
    assert "Chat, [2014-10-21 23:00]" in words


async def test_a_kept_event_is_not_cancelled(ana, ben, circle):
    await ana.types("/event cancel Reading circle, reason: Snow")
    question = ana.shown
    await ana.presses("Keep it")
    assert "settled" in await ana.presses("Cancel Reading circle", on=question)
    assert "Cancelled" not in await ben.types("/event show Reading circle")


@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        ("/event edit Reading circle, when: yesterday", "yesterday"),
        ("/event edit Reading circle, capacity: many", "not a whole number"),
        ("/event edit Reading circle, link: nowhere", "begins with https://"),
        ("/event edit Reading circle, ends: whenever", "neither an hour nor a length"),
        ("/event edit Reading circle, which: some", "none of the choices"),
        ("/event edit Nothing like it, place: A", "I know no event"),
        ("/event cancel Nothing like it", "The nearest: Reading circle"),
        ("/event cancel", "event"),
    ],
)
async def test_nonsense_is_refused_and_changes_nothing(ana, ben, circle, command, trouble):
    before = await ben.types("/event show Reading circle")
    assert trouble in (await ana.types(command)).replace("Event", "event")
    assert await ben.types("/event show Reading circle") == before


async def test_among_several_events_of_a_name_one_is_asked_for(ana, circle):
    await ana.types("/event create Reading circle, when: saturday 5pm")
    await ana.presses("Post it")
    words = await ana.types("/event show reading")
    assert "Several events fit" in words
    assert "Fri 17 Oct 2014" in words
    assert "Sat 18 Oct 2014" in words
    (first, _) = await ana.is_suggested("event show", "event", "read")
    assert "Reading circle" in await ana.types(f"/event show {first.value}")
    assert "Reading circle" in await ana.types(f"/event show {first.value.partition('@')[0]}")
