"""The fact that an event was revised, for the live chats that stand on its dates."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

import json
from datetime import datetime, timedelta

import pytest
from house import NEW_YORK, House

from communitybot.events.calendars.importing import import_calendar
from communitybot.events.delivery.notices import REVISED
from communitybot.events.model import Details, Kind, Scope
from communitybot.events.views import Changes, Plan
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every

TUESDAY = datetime(2026, 12, 8, 19, 0)
WEEK = timedelta(weeks=1)
WEEKLY = Repeat(every=Every.WEEK)
RENAMED = Changes(title="Connected educators")


@pytest.fixture
async def house(sqlite_units, clock):
    return await House(sqlite_units, clock).open("Hana")


async def revisions(house):
    """What each fact says: the event, and what it was; all are due at once and have keys of their own."""
    facts = await house.promises(kind=REVISED)
    assert all(fact["due"] == house.clock.now() and fact["destination"] is None for fact in facts)
    found = [fact["args"] if isinstance(fact["args"], dict) else json.loads(fact["args"]) for fact in facts]
    return [(each["event"], each["was"]) for each in found]


async def edited(house, one, changes, scope=Scope.ALL, *, date=None):
    key = one.key if date is None else f"{one.event.id}@{date:%Y-%m-%dT%H.%M}"
    return (await house.events.edit(house.caller("Hana"), key, changes, scope)).after


async def test_posting_a_chat_is_no_revision(house):
    await house.posted(TUESDAY, kind=Kind.CHAT)

    assert await revisions(house) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Kind.CHAT, Kind.CHAT, True),
        (Kind.CHAT, Kind.WEBINAR, True),
        (Kind.WEBINAR, Kind.CHAT, True),
        (Kind.WEBINAR, Kind.MEETING, False),
    ],
)
async def test_an_edit_is_told_where_it_is_or_was_a_chat(house, before, after, told):
    one = await house.posted(TUESDAY, kind=before)
    await edited(house, one, Changes(title="Connected educators", kind=after))

    assert await revisions(house) == [(one.event.id, one.event.id)] * told


async def test_each_revision_is_a_fact_of_its_own_and_an_edit_of_nothing_is_none(house):
    one = await house.posted(TUESDAY, kind=Kind.CHAT)
    await edited(house, one, RENAMED)
    await edited(house, one, RENAMED)
    await edited(house, one, Changes(starts=TUESDAY + timedelta(hours=1)))

    assert await revisions(house) == [(one.event.id, one.event.id)] * 2


async def test_a_draft_that_is_edited_tells_its_chat_too(house):
    plan = Plan(details=Details(title="A chat", kind=Kind.CHAT), starts=TUESDAY, zone=NEW_YORK)
    draft = await house.events.draft(house.caller("Hana"), plan)
    await edited(house, draft, RENAMED)

    assert await revisions(house) == [(draft.event.id, draft.event.id)]


@pytest.mark.parametrize("scope", [Scope.THIS, Scope.ALL])
async def test_one_date_and_all_dates_of_a_series_are_told_alike(house, scope):
    one = await house.posted(TUESDAY, kind=Kind.CHAT, repeat=WEEKLY)
    await edited(house, one, RENAMED, scope)

    assert await revisions(house) == [(one.event.id, one.event.id)]


async def test_a_date_that_alone_is_a_chat_is_told_of_every_change_to_its_series(house):
    one = await house.posted(TUESDAY, kind=Kind.MEETING, repeat=WEEKLY)
    await edited(house, one, Changes(kind=Kind.CHAT), Scope.THIS, date=TUESDAY + WEEK)
    await edited(house, one, Changes(starts=TUESDAY + timedelta(hours=1)))

    assert await revisions(house) == [(one.event.id, one.event.id)] * 2


async def test_a_split_says_what_its_dates_were_before(house):
    one = await house.posted(TUESDAY, kind=Kind.CHAT, repeat=WEEKLY)
    later = Changes(starts=TUESDAY + WEEK + timedelta(hours=1))
    after = await edited(house, one, later, Scope.FOLLOWING, date=TUESDAY + WEEK)

    assert after.event.id != one.event.id
    assert await revisions(house) == [(after.event.id, one.event.id)]


@pytest.mark.parametrize("scope", [Scope.THIS, Scope.ALL])
async def test_a_cancellation_is_told(house, scope):
    one = await house.posted(TUESDAY, kind=Kind.CHAT, repeat=WEEKLY)
    await house.events.cancel(house.caller("Hana"), one.key, scope, "snow")
    await house.events.cancel(house.caller("Hana"), one.key, scope, "snow")

    assert await revisions(house) == [(one.event.id, one.event.id)]


async def test_a_cancellation_of_what_follows_is_told_with_what_it_was(house):
    one = await house.posted(TUESDAY, kind=Kind.CHAT, repeat=WEEKLY)
    key = f"{one.event.id}@{TUESDAY + WEEK:%Y-%m-%dT%H.%M}"
    gone = await house.events.cancel(house.caller("Hana"), key, Scope.FOLLOWING)

    assert await revisions(house) == [(gone.event.id, one.event.id)]


async def test_a_cancellation_does_not_end_the_facts_told_before_it(house):
    one = await house.posted(TUESDAY, kind=Kind.CHAT)
    await edited(house, one, RENAMED)
    await house.events.cancel(house.caller("Hana"), one.key, Scope.ALL)

    assert len(await revisions(house)) == 2


@pytest.mark.parametrize(("kind", "told"), [(Kind.CHAT, True), (Kind.MEETING, False)])
async def test_a_chat_that_a_calendar_file_moves_is_told(house, kind, told):
    one = await house.posted(TUESDAY, kind=kind)
    file = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n"
        f"UID:{one.event.uid}\nSUMMARY:Reading circle\nSEQUENCE:7\n"
        "DTSTART;TZID=America/New_York:20261209T190000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    report = await import_calendar(house.units, house.clock, file.encode(), community="Lincoln School")

    assert report.changed == 1
    assert await revisions(house) == [(one.event.id, one.event.id)] * told
