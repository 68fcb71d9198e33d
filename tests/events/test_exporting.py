"""Exporting: the promised shape, whole, and without what is nobody's business."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

import json
from datetime import datetime

import pytest
from house import House

from communitybot.errors import NotFound
from communitybot.events.calendars.exporting import export
from communitybot.events.model import Answer, Details, Scope
from communitybot.events.service import Plan
from communitybot.moments import Every, Repeat


@pytest.fixture
async def house(sqlite_units, clock):
    return await House(sqlite_units, clock).open("Hana", "Ali")


async def test_the_json_holds_events_changes_answers_and_programmes(house):
    caller = house.caller("Hana")
    await house.events.make_programme(
        caller, "Winter reading", "Books", datetime(2026, 12, 1), datetime(2026, 12, 31)
    )
    weekly = await house.posted(
        datetime(2026, 12, 8, 19), repeat=Repeat(every=Every.WEEK, count=3), capacity=4
    )
    second = f"{weekly.event.id}@2026-12-15T19.00"
    await house.events.rsvp(house.caller("Ali"), second, Answer.GOING)
    await house.events.cancel(caller, second, Scope.THIS, "Snow")
    told, _ = await export(house.units, "Lincoln School")
    held = json.loads(told)
    (event,) = held["events"]

    assert (held["format"], held["version"]) == ("communitybot-export", 1)
    assert held["community"]["settings"]["reminder_minutes"] == [10080, 1440, 60, 15, 0]
    assert held["programmes"][0]["theme"] == "Books"
    assert (event["title"], event["starts"], event["zone"]) == (
        "Reading circle",
        "2026-12-08T19:00",
        "America/New_York",
    )
    assert (event["repeat"], event["capacity"]) == ("FREQ=WEEKLY;COUNT=3", 4)
    assert event["changes"][0]["cancel_reason"] == "Snow"
    assert event["answers"][0]["name"] == "Ali"


async def test_drafts_and_secrets_stay_where_they_are(house):
    caller = house.caller("Hana")
    await house.events.draft(
        caller, Plan(details=Details(title="Surprise party"), starts=datetime(2026, 12, 9, 19), zone="UTC")
    )
    feed, secret = await house.events.make_feed(caller, mine=True)
    told, calendar = await export(house.units, "Lincoln School")

    for hidden in ("Surprise party", secret, feed.secret_hash, "fake:school"):
        assert hidden.encode() not in told + calendar


async def test_equal_data_give_equal_bytes(house):
    await house.posted(datetime(2026, 12, 8, 19))

    assert await export(house.units, "Lincoln School") == await export(house.units, "lincoln-school")


async def test_an_unknown_community_is_refused_with_those_there_are(house):
    with pytest.raises(NotFound, match="Lincoln School"):
        await export(house.units, "Elsewhere")
