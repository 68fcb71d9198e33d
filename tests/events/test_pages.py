"""What the web shows: subscriptions that change only when something did, pages where they were asked for."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from house import House
from icalendar import Calendar

from communitybot.events.calendars.pages import EventFiles, EventPages
from communitybot.events.model import Answer, Host, Kind, Scope
from communitybot.events.service import Changes
from communitybot.moments import Every, Repeat
from communitybot.people.model import Level


@pytest.fixture
async def house(sqlite_units, clock):
    return await House(sqlite_units, clock).open("Hana", "Ali")


@pytest.fixture
def pages(house):
    return EventPages(house.events, house.units, house.clock)


def parts(file) -> list:
    return Calendar.from_ical(file.body).walk("VEVENT")


async def test_a_feed_keeps_its_tag_while_nothing_changed(house, pages):
    await house.posted(datetime(2026, 12, 8, 19), repeat=Repeat(every=Every.WEEK))
    _, secret = await house.events.make_feed(house.caller("Ali"), mine=False)
    first = await pages.feed(secret)
    house.clock.advance(timedelta(hours=5))
    second = await pages.feed(secret)
    elsewhere = await EventPages(house.events, house.units, house.clock).feed(secret)

    assert first == second == elsewhere
    assert b"REFRESH-INTERVAL" in first.body


async def test_edits_and_a_cancellation_reach_subscribers_with_a_rising_sequence(house, pages):
    event = (await house.posted(datetime(2026, 12, 8, 19))).event
    caller = house.caller("Hana")
    _, secret = await house.events.make_feed(caller, mine=False)
    seen = [await pages.feed(secret)]
    for hour in (17, 18, 20):
        house.clock.advance(timedelta(minutes=1))
        await house.events.edit(caller, event.id, Changes(starts=datetime(2026, 12, 8, hour)), Scope.ALL)
        seen.append(await pages.feed(secret))
    house.clock.advance(timedelta(minutes=1))
    await house.events.cancel(caller, event.id, Scope.ALL, "Snow")
    seen.append(await pages.feed(secret))
    sequences = [parts(file)[0]["SEQUENCE"] for file in seen]

    assert {str(parts(file)[0]["UID"]) for file in seen} == {event.uid}
    assert sequences == sorted(set(sequences))
    assert len({file.etag for file in seen}) == len(seen)
    assert [file.modified for file in seen] == sorted({file.modified for file in seen})
    assert str(parts(seen[-1])[0]["STATUS"]) == "CANCELLED"


async def test_a_cancelled_event_stays_for_thirty_days_and_then_goes(house, pages):
    event = (await house.posted(datetime(2026, 12, 8, 19))).event
    _, secret = await house.events.make_feed(house.caller("Ali"), mine=False)
    await house.events.cancel(house.caller("Hana"), event.id, Scope.ALL)
    house.clock.advance(timedelta(days=36))
    still = await pages.feed(secret)
    house.clock.advance(timedelta(days=3))

    assert len(parts(still)) == 1
    assert parts(await pages.feed(secret)) == []


async def test_a_persons_feed_holds_what_they_answered(house, pages):
    weekly = (await house.posted(datetime(2026, 12, 8, 19), repeat=Repeat(every=Every.WEEK))).event
    _, secret = await house.events.make_feed(house.caller("Ali"), mine=True)
    before = await pages.feed(secret)
    house.clock.advance(timedelta(minutes=1))
    await house.events.rsvp(house.caller("Ali"), f"{weekly.id}@2026-12-15T19.00", Answer.MAYBE)
    after = await pages.feed(secret)

    assert parts(before) == []
    assert [part["DTSTART"].dt.date() for part in parts(after)] == [date(2026, 12, 15)]
    assert after.modified > before.modified


async def test_a_revoked_or_guessed_secret_opens_nothing(house, pages):
    _, secret = await house.events.make_feed(house.caller("Ali"), mine=False)
    await pages.feed(secret)
    await house.events.revoke_feeds(house.caller("Ali"))

    assert await pages.feed(secret) is None
    assert await pages.feed("x" * 32) is None
    assert await pages.feed("") is None


async def test_a_file_of_one_date_and_its_address(house):
    posted = await house.posted(datetime(2026, 12, 8, 19))
    files = EventFiles("https://bot.example/", house.clock)
    listed = await house.events.show(house.caller("Ali"), posted.key)
    (part,) = Calendar.from_ical(files.one(listed)).walk("VEVENT")

    assert str(part["SUMMARY"]) == "Reading circle"
    assert files.address("s3cret") == "https://bot.example/calendar/s3cret.ics"


async def open_page(house) -> None:
    async def unit(work):
        community = await work.communities.get("c1")
        settings = replace(community.settings, public_page=True)
        await work.communities.save(replace(community, settings=settings))

    await house.units.run(unit)


async def test_a_page_is_shown_only_where_it_was_asked_for(house, pages):
    await house.posted(datetime(2026, 12, 8, 19))
    closed = await pages.community("lincoln-school")
    await open_page(house)

    assert closed is None
    assert (await pages.community("lincoln-school")).name == "Lincoln School"
    assert await pages.community("nowhere") is None


async def test_a_page_lists_what_is_coming_by_day_with_level_and_what_is_cancelled(house, pages):
    await open_page(house)
    await house.posted(datetime(2026, 12, 8, 19), level=Level.ELEMENTARY)
    off = await house.posted(datetime(2026, 12, 9, 19), title="Called off")
    await house.events.cancel(house.caller("Hana"), off.event.id, Scope.ALL)
    page = await pages.community("lincoln-school")
    (first,), (second,) = (day.entries for day in page.days)

    assert [day.date for day in page.days] == [date(2026, 12, 8), date(2026, 12, 9)]
    assert (first.title, first.when, first.level) == (
        "Reading circle",
        "Tue 8 Dec, 7:00-8:00 PM EST",
        "elementary",
    )
    assert (second.title, second.cancelled) == ("Called off", True)


async def test_a_row_says_the_day_only_in_its_heading_and_who_where_and_what(house, pages):
    await open_page(house)
    await house.posted(
        datetime(2026, 12, 8, 19),
        hosts=(Host("Hana", "hana"), Host("Lee Wong")),
        place="Library",
        kind=Kind.BOOK_CLUB,
        topics=("reading",),
        description="Bring a page.",
    )
    ((row,),) = (day.entries for day in (await pages.community("lincoln-school")).days)

    assert row.hours == "7:00-8:00 PM EST"
    assert (row.hosts, row.place, row.kind) == (("Hana", "Lee Wong"), "Library", "book club")
    assert (row.topics, row.about) == (("reading",), "Bring a page.")


async def test_what_began_yesterday_says_when(house, pages):
    await open_page(house)
    await house.posted(datetime(2026, 12, 8, 19), length=timedelta(days=3))
    house.clock.set(datetime(2026, 12, 9, 20, tzinfo=UTC))
    ((row,),) = (day.entries for day in (await pages.community("lincoln-school")).days)

    assert row.hours == row.when == "Tue 8 Dec, 7:00 PM to Fri 11 Dec, 7:00 PM EST"


async def test_a_page_shows_no_drafts_and_nothing_that_is_over(house, pages):
    await open_page(house)
    await house.posted(datetime(2026, 12, 8, 19))
    house.clock.advance(timedelta(days=10))

    assert (await pages.community("lincoln-school")).days == ()


async def test_asking_again_shows_the_same_address_until_it_is_revoked(house, pages):
    caller = house.caller("Ali")
    secrets = [(await house.events.make_feed(caller, mine=mine))[1] for mine in (False, True, False, True)]

    assert secrets[:2] == secrets[2:]
    assert len(set(secrets)) == 2
    assert await house.events.revoke_feeds(caller) == 2
    _, after = await house.events.make_feed(caller, mine=False)
    assert after not in secrets
    assert await pages.feed(after) is not None
    assert await pages.feed(secrets[0]) is None


async def test_two_people_never_have_one_address(house):
    made = [(await house.events.make_feed(house.caller(name), mine=False))[1] for name in ("Ali", "Hana")]

    assert len(set(made)) == 2
    assert all(len(secret) >= 43 for secret in made)
