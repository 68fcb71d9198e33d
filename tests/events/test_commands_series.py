"""A series that is changed: what is said beforehand is what happens, to each date in its own week."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

import pytest
from long_runs import dates_of, feeds_of, told
from reading_cards import said


async def test_a_moved_series_keeps_its_end_and_each_date_its_week(world, ana, huddle):
    words = await ana.types("/event edit Huddle, when: wednesday 4pm")

    assert "When: [2014-10-16 20:00] → [2014-10-15 20:00]" in words
    assert "All of them: every Wednesday until 15 December 2014, 4:00 PM EDT, 9 dates from" in words
    await ana.presses("All of them")
    assert "It is now every Wednesday until 15 December 2014, 4:00 PM EDT, 9 dates" in said(ana.shown)
    dates = await dates_of(world, "Huddle")
    assert (len(dates), dates[0], dates[-1]) == (9, "Wed 15 Oct 16:00", "Wed 10 Dec 16:00")


async def test_a_weekday_is_that_of_the_date_s_own_week_and_cancelled_weeks_stay_cancelled(
    world, ana, huddle
):
    await ana.types("/event cancel Huddle, which: this, reason: holiday")
    await ana.presses("Cancel Huddle: only this one")
    words = await ana.types("/event edit Huddle, when: friday 3pm")

    assert "When: [2014-10-23 20:00] → [2014-10-24 19:00]" in words
    assert "every Friday until 15 December 2014, 3:00 PM EDT, 8 dates" in words
    await ana.presses("All of them")
    dates = await dates_of(world, "Huddle")
    assert dates[:2] == ["Fri 17 Oct 15:00 cancelled", "Fri 24 Oct 15:00"]
    assert dates[-1] == "Fri 12 Dec 15:00"
    entries, _ = await feeds_of(world, "Ana Ruiz")
    (gone,) = [each for each in entries if each["STATUS"] == "CANCELLED"]
    assert gone["RECURRENCE-ID"].dt.replace(tzinfo=None) == datetime(2014, 10, 17, 15)
    assert min(each["DTSTART"].dt for each in entries).replace(tzinfo=None) == datetime(2014, 10, 17, 15)


async def test_a_last_date_that_moves_past_the_end_takes_the_end_along(world, ana):
    await ana.types("/event create Lab, when: thursday 4pm, repeat: every thursday until 30 oct")
    await ana.presses("Post it")
    await ana.types("/event edit Lab, when: friday 4pm, which: all")
    await ana.presses("Make the change: all of them")

    assert await dates_of(world, "Lab") == ["Fri 17 Oct 16:00", "Fri 24 Oct 16:00", "Fri 31 Oct 16:00"]


async def test_all_of_them_changes_dates_with_something_of_their_own_where_it_is_not_that(ana, ben, huddle):
    await ana.types("/event edit Huddle, title: Guest huddle, which: this")
    await ana.presses("Make the change: only this one")
    await ana.types("/event show Guest huddle")
    await ana.types("/event edit Huddle, place: Room 9, which: all")
    await ana.presses("Make the change: all of them")

    words = await ben.types("/event show Guest huddle")
    assert "Where: Room 9" in words
    assert words.startswith("Guest huddle")


async def test_what_was_set_for_one_date_stays_and_the_preview_says_so(ana, ben, huddle):
    await ana.types("/event edit Huddle, place: Gym, which: this")
    await ana.presses("Make the change: only this one")
    await ana.types("/event show Huddle 30 oct")
    await ana.presses("Edit")
    words = await ana.fills_in(place="Room 9", which="all")

    assert "16 Oct" in words or "[2014-10-16 20:00]" in words
    assert "keeps its own place." in words
    await ana.presses("Make the change: all of them")
    assert "Where: Gym" in await ben.types("/event show Huddle")
    assert "Where: Room 9" in await ben.types("/event show Huddle 23 oct")


async def test_an_own_calendar_keeps_the_names_of_its_dates_through_moves_and_splits(world, ana, ben, huddle):
    await ben.types("/event rsvp Huddle 30 oct, answer: going")
    _, (first,) = await feeds_of(world, "Ben Okafor")
    for change, press in (
        ("Huddle 30 oct, when: 5pm, which: all", "Make the change: all of them"),
        ("Huddle 23 oct, when: wednesday 5pm, which: following", "Make the change: this and following"),
        ("Huddle 29 oct, when: friday 2pm, which: all", "Make the change: all of them"),
    ):
        await ana.types(f"/event edit {change}")
        await ana.presses(press)
        _, (entry,) = await feeds_of(world, "Ben Okafor")
        assert entry["UID"] == first["UID"]
        assert entry["SEQUENCE"] > first["SEQUENCE"]
        first = entry
    assert entry["DTSTART"].dt.replace(tzinfo=None) == datetime(2014, 10, 31, 14)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("capacity: 5", "Places: no limit → 5"),
        ("title: Guest huddle, which: this", "It was called: Huddle"),
        ("place: Gym, which: this", "Now at: Gym"),
    ],
)
async def test_whoever_is_promised_to_be_told_is_told(ana, ben, platform, change, words):
    await ana.types("/event create Huddle, when: thursday 4pm, repeat: every thursday")
    await ana.presses("Post it")
    await ana.types("/event rsvp Huddle, answer: going")
    await ben.types("/event rsvp Huddle, answer: maybe")
    assert "1 person who answered is told" in await ana.types(f"/event edit Huddle, {change}")
    button = next(each for each in ana.offered() if each in {"All of them", "Make the change: only this one"})
    assert "1 person who answered is told. Its reminders" in await ana.presses(button)
    await platform.deliver()

    assert any(words in each for each in await told(platform, "benokafor"))
    assert not [each for each in await told(platform, "anaruiz") if "Huddle" in each]


async def test_nobody_is_promised_what_nobody_gets(ana, ben, platform, huddle):
    await ben.types("/event rsvp Huddle, answer: going")
    assert "nobody is told" in await ana.types("/event edit Huddle, description: Bring a page., which: all")
    words = await ana.presses("Make the change: all of them")
    await platform.deliver()

    assert "Its card shows it." in words
    assert await told(platform, "benokafor") == []


async def test_all_of_them_tells_those_who_answered_any_date_of_its_first_of_theirs(
    world, ana, ben, platform, huddle
):
    cleo = world.person("Cleo Park")
    await ben.types("/event rsvp Huddle, answer: going")
    await cleo.types("/event rsvp Huddle 6 nov, answer: going")
    words = await ana.types("/event edit Huddle, when: 5pm")
    assert "Only this one: [2014-10-16 20:00]; 1 person who answered is told" in words
    assert "2 people who answered are told" in words
    await ana.presses("All of them")
    await platform.deliver()

    assert any("[2014-10-16 21:00]" in each for each in await told(platform, "benokafor"))
    assert any("[2014-11-06 22:00]" in each for each in await told(platform, "cleopark"))


async def test_a_date_that_keeps_its_own_time_is_not_said_to_have_moved(ana, ben, platform, huddle):
    await ana.types("/event edit Huddle, when: thursday 7pm, which: this")
    await ana.presses("Make the change: only this one")
    await ben.types("/event rsvp Huddle, answer: going")
    assert "nobody is told" in await ana.types("/event edit Huddle 23 oct, when: 5pm, which: all")
    await ana.presses("Make the change: all of them")
    await platform.deliver()

    assert await told(platform, "benokafor") == []


async def test_the_card_of_a_series_says_which_date_is_cancelled(ana, platform, huddle):
    await platform.deliver()
    words = await ana.types("/event cancel Huddle, which: this, reason: The library is closed")
    assert "Only this one: [2014-10-16 20:00]; nobody is told" in words
    await ana.presses("Cancel Huddle: only this one")
    await platform.deliver()

    (card,) = [said(posted.shown) for posted in platform.visible() if str(posted.place).endswith("/events")]
    assert "[2014-10-16 20:00] is cancelled: The library is closed" in card
    assert "[2014-10-23 20:00]" in card


async def test_cancelling_a_series_says_how_many_dates_everywhere(world, ana, ben, platform, huddle):
    await ben.types("/event rsvp Huddle 30 oct, answer: going")
    await platform.deliver()
    nine = "9 dates from [2014-10-16 20:00] to [2014-12-11 21:00]"
    words = await ana.types("/event cancel Huddle")
    assert "This and following: every Thursday until 15 December 2014, 4:00 PM EDT, 9 dates" in words
    assert f"{nine}; 1 person who answered is told" in words
    assert f"Cancelled: ~Huddle~, {nine}." in await ana.presses("All of them")
    world.clock.advance(timedelta(seconds=1))  # a card is not redrawn twice at once
    await platform.deliver()

    (card,) = [said(posted.shown) for posted in platform.visible() if str(posted.place).endswith("/events")]
    assert f"It was planned for every Thursday until 15 December 2014: {nine}." in card
    assert any(nine in each for each in await told(platform, "benokafor"))


async def test_cancelling_the_rest_of_a_series_says_what_its_card_shows(world, ana, platform, huddle):
    await platform.deliver()
    await ana.types("/event cancel Huddle 30 oct, which: following")
    words = await ana.presses("Cancel Huddle: this and following")
    assert "7 dates from [2014-10-30 20:00] to [2014-12-11 21:00]." in words
    assert "its card shows until when it goes on." in words
    world.clock.advance(timedelta(seconds=1))
    await platform.deliver()

    (card,) = [said(posted.shown) for posted in platform.visible() if str(posted.place).endswith("/events")]
    assert "every Thursday until 29 October 2014" in card
