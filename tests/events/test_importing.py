"""Importing: once however often, whole or not at all, with reminders and without noise."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from house import House

from communitybot.events.calendars.exporting import export
from communitybot.events.calendars.importing import import_calendar
from communitybot.events.model import Answer, Scope, Status
from communitybot.events.series import born
from communitybot.events.service import Changes

CALENDARS = Path(__file__).parent / "calendars"
ZONED = "DTSTART;TZID=America/New_York"


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-TIMEZONE:America/New_York\n{body}END:VCALENDAR\n".encode()


def circle(day: str = "20261210T190000", *, sequence: int = 0, more: str = "", title: str = "Circle") -> str:
    return f"UID:circle@x\nSUMMARY:{title}\nSEQUENCE:{sequence}\n{ZONED}:{day}\n{more}".strip()


@pytest.fixture
async def house(sqlite_units, clock):
    return await House(sqlite_units, clock).open("Hana", "Ali")


@pytest.fixture
def bring(house):
    async def bring(*events: str | bytes, community: str = "Lincoln School"):
        content = events[0] if isinstance(events[0], bytes) else calendar(*events)
        return await import_calendar(house.units, house.clock, content, community=community)

    return bring


async def stored(house, uid="circle@x"):
    return await house.units.read(lambda work: work.events.by_uid("c1", uid))


def counts(report) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.unread


@pytest.mark.parametrize("name", ["google", "exchange", "apple", "wordpress"])
async def test_a_file_read_twice_changes_nothing(bring, name):
    content = (CALENDARS / f"{name}.ics").read_bytes()
    first = await bring(content)
    second = await bring(content)

    assert first.new > 0
    assert counts(second) == (0, 0, first.new, first.unread)


async def test_the_same_on_both_databases(units, clock):
    content = (CALENDARS / "google.ics").read_bytes()
    first = await import_calendar(units, clock, content, community="Lincoln School")
    second = await import_calendar(units, clock, content, community="lincoln school")
    made = await units.read(lambda work: work.communities.by_name("Lincoln School"))

    assert counts(first) == (4, 0, 0, 0)
    assert counts(second) == (0, 0, 4, 0)
    assert made.zone == "America/Chicago"  # the file says where its people are


async def test_a_community_is_not_made_for_a_file_nobody_can_read(sqlite_units, clock):
    report = await import_calendar(sqlite_units, clock, b"no calendar", community="Nobody")
    made = await sqlite_units.read(lambda work: work.communities.every())

    assert counts(report) == (0, 0, 0, 1)
    assert made == []


async def test_imported_events_are_open_and_remind_without_cards_or_notices(house, bring):
    await bring(circle())
    kinds = {promise["kind"] for promise in await house.promises("any")}

    assert (await stored(house)).status is Status.OPEN
    assert kinds == {"event.remind.room", "event.remind.people"}


async def test_a_moved_event_takes_its_reminders_and_answers_along(house, bring):
    await bring(circle())
    event = await stored(house)
    await house.events.rsvp(house.caller("Ali"), event.id, Answer.GOING)
    before = await house.promises(kind="event.remind.room")
    report = await bring(circle("20261211T180000", sequence=1))
    after = await house.promises(kind="event.remind.room")
    listed = await house.events.show(house.caller("Ali"), event.id)
    moved = timedelta(hours=23)

    assert counts(report) == (0, 1, 0, 0)
    assert {one["due"] + moved for one in before} <= {one["due"] for one in after}
    assert not {one["key"] for one in before} & {one["key"] for one in after}
    assert (listed.mine, listed.tally.going) == (Answer.GOING, 1)
    assert [json.loads(one["args"])["news"] for one in await house.promises(kind="event.told")] == ["changed"]


async def test_a_cancelled_event_loses_its_reminders_and_is_kept(house, bring):
    await bring(circle())
    report = await bring(circle(sequence=1, more="STATUS:CANCELLED"))

    assert counts(report) == (0, 1, 0, 0)
    assert (await stored(house)).status is Status.CANCELLED
    assert await house.promises(kind="event.remind.room") == []


async def test_one_cancelled_date_leaves_the_others(house, bring):
    await bring(circle("20261203T190000", more="RRULE:FREQ=WEEKLY;COUNT=3"))
    report = await bring(
        circle(
            "20261203T190000", more="RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=America/New_York:20261210T190000"
        )
    )
    subjects = {promise["subject"][-16:] for promise in await house.promises(kind="event.remind.room")}

    assert counts(report) == (0, 1, 0, 0)
    assert subjects == {"2026-12-03T19:00", "2026-12-17T19:00"}


async def test_a_date_put_back_is_held_again(house, bring):
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    await bring(circle("20261203T190000", more=f"{rule}\nEXDATE;TZID=America/New_York:20261210T190000"))
    report = await bring(circle("20261203T190000", more=rule))
    page = await house.events.coming(house.caller("Ali"), since=house.clock.now())

    assert counts(report) == (0, 1, 0, 0)
    assert page.total == 3


async def test_answers_follow_a_series_that_moves_to_another_hour(house, bring):
    await bring(circle("20261203T190000", more="RRULE:FREQ=WEEKLY;COUNT=3"))
    event = await stored(house)
    await house.events.rsvp(house.caller("Ali"), f"{event.id}@2026-12-10T19.00", Answer.MAYBE)
    await bring(circle("20261203T173000", sequence=1, more="RRULE:FREQ=WEEKLY;COUNT=3"))
    listed = await house.events.show(house.caller("Ali"), f"{event.id}@2026-12-10T17.30")

    assert listed.mine is Answer.MAYBE


async def test_what_was_changed_here_outlives_the_same_file(house, bring):
    await bring(circle())
    event = await stored(house)
    caller = house.caller("Hana", administers=True)
    await house.events.edit(caller, event.id, Changes(title="Our circle"), Scope.ALL)
    again = await bring(circle())
    quiet_file = await bring(circle(title="Their circle"))  # changed, and its SEQUENCE did not rise
    kept = await stored(house)
    newer = await bring(circle(title="Their circle", sequence=1))

    assert counts(again) == (0, 0, 1, 0)
    assert counts(quiet_file) == (0, 0, 1, 0)
    assert "kept as it is here" in quiet_file.problems[0]
    assert kept.details.title == "Our circle"
    assert counts(newer) == (0, 1, 0, 0)
    assert (await stored(house)).details.title == "Their circle"


async def test_programs_that_never_raise_sequence_are_still_followed(house, bring):
    for title in ("One", "Two", "Three"):
        report = await bring(circle(title=title))

    assert counts(report) == (0, 1, 0, 0)
    assert (await stored(house)).details.title == "Three"


async def test_an_older_file_changes_nothing(house, bring):
    await bring(circle(title="New", sequence=5))
    report = await bring(circle(title="Old", sequence=4))

    assert counts(report) == (0, 0, 1, 0)
    assert (await stored(house)).details.title == "New"


async def test_a_series_moved_by_its_file_keeps_the_names_of_its_dates(house, bring):
    await bring(circle("20261203T190000", more="RRULE:FREQ=WEEKLY;COUNT=3"))
    event = await stored(house)
    before = (await house.events.show(house.caller("Ali"), event.id)).occurrence
    await bring(circle("20261203T173000", sequence=1, more="RRULE:FREQ=WEEKLY;COUNT=3"))
    after = (await house.events.show(house.caller("Ali"), before.key)).occurrence

    assert after.starts == before.starts - timedelta(minutes=90)
    assert born(after.event, after.original) == born(before.event, before.original)


async def test_sequence_only_rises_over_imports_and_edits(house, bring):
    seen = []
    await bring(circle(sequence=3))
    seen.append((await stored(house)).revision)
    event = await stored(house)
    caller = house.caller("Hana", administers=True)
    for title in ("a", "b", "c"):
        await house.events.edit(caller, event.id, Changes(title=title), Scope.ALL)
        seen.append((await stored(house)).revision)
    await bring(circle(title="d", sequence=4))
    seen.append((await stored(house)).revision)
    await house.events.cancel(caller, event.id, Scope.ALL)
    seen.append((await stored(house)).revision)

    assert seen == sorted(set(seen))


async def test_a_half_broken_file_imports_whole_events_only(house, bring):
    report = await bring((CALENDARS / "half-broken.ics").read_bytes())
    there = await house.units.read(lambda work: work.calendars.every("c1"))

    assert counts(report) == (2, 0, 0, 3)
    assert sorted(event.uid for event in there) == ["after@example.org", "whole@example.org"]


async def test_what_is_exported_is_known_when_it_comes_back(house, bring):
    for name in ("google", "exchange", "apple", "wordpress"):
        await bring((CALENDARS / f"{name}.ics").read_bytes())
    event = await stored(house, "4k2example1@google.com")
    caller = house.caller("Hana", administers=True)
    await house.events.cancel(caller, f"{event.id}@2026-12-29T16.00", Scope.THIS, "Holidays")
    await house.posted(datetime(2026, 12, 9, 19), hashtag="ce14", capacity=5, topics=("panel", "maps"))
    _, content = await export(house.units, "Lincoln School")
    there = await house.units.read(lambda work: work.calendars.every("c1"))
    report = await bring(content)

    assert counts(report) == (0, 0, len(there), 0)
    assert report.problems == ()


async def test_an_export_moves_a_community_elsewhere_whole(house, bring, tmp_path):
    await bring((CALENDARS / "google.ics").read_bytes())
    _, content = await export(house.units, "Lincoln School")
    await bring(content, community="A second home")
    _, again = await export(house.units, "A second home")

    assert again == content.replace(b"Lincoln School\r\n", b"A second home\r\n")
