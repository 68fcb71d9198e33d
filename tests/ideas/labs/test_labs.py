"""A local lab is an event: planned, moved and cancelled with it, from either side."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from communitybot.errors import Refusal
from communitybot.events.delivery import notices
from communitybot.events.model import Kind, Scope, Status
from communitybot.events.views import Changes
from communitybot.idea_dates import LabDates
from communitybot.ideas.delivery import hosting
from communitybot.ideas.lab_views import LabWish
from communitybot.ideas.labs import LabsDesk
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.lab import Stakeholder
from communitybot.livechats.delivery import promises as chats
from tests.ideas.discussing.made import ANA, idea, member
from tests.ideas.labs.bench import IDEA, caller

HOUR = timedelta(hours=1)
NINE = datetime.fromisoformat("2026-12-12T14:00:00+00:00")  # Saturday morning in New York
WHEN = "saturday 12 december 9am-3pm"


def desk(bench):
    return LabsDesk(bench.units, bench.clock, LabDates(bench.clock))


async def lab(bench):
    return await bench.units.read(lambda work: work.labs.lab("c1", IDEA))


async def event(bench):
    there = await lab(bench)
    return await bench.units.read(lambda work: work.events.get("c1", there.event))


async def planned(bench):
    return await bench.types(
        "ana",
        "idea lab",
        when=WHEN,
        place="Lincoln School",
        stakeholders="Dr. Kim, superintendent\nMaria Lopez, parent",
        decides="Two shared hours a week",
    )


def test_all_three_features_mean_the_same_fact():
    assert hosting.REVISED == notices.REVISED == chats.REVISED


async def test_a_lab_is_planned_with_its_event_and_moved_and_cancelled_by_command(bench):
    shown = await planned(bench)
    assert "Planned, and its event is posted." in shown
    assert "Dr. Kim, superintendent" in shown
    held, stands_on = await lab(bench), await event(bench)
    assert (held.start, held.end) == (NINE, NINE + 6 * HOUR)
    assert (stands_on.status, stands_on.details.kind) == (Status.OPEN, Kind.LAB)
    assert "To be decided: Two shared hours a week" in stands_on.details.description
    progress = await bench.units.read(lambda work: work.labs.progress("c1", IDEA))
    assert (progress.lab, progress.stakeholders) == (NINE, 2)

    before = await bench.now()
    assert "Nothing was to be changed." in await planned(bench)
    assert (await bench.now(), await lab(bench)) == (before, held)
    form = await bench.presses("ana", "idea.lab_change", IDEA)
    typed = {field.name: field.value for field in form.fields}
    assert typed["when"] == "2026-12-12 9am-3pm"
    assert "Nothing was to be changed." in await bench.types("ana", "idea lab", **typed)

    await bench.units.run(lambda work: work.ideas.enrol("c1", IDEA, member("dan", "Dan Lee")))
    moved = await bench.types("dan", "idea lab", when="sunday 13 december 10am-noon")
    assert "Changed." in moved
    assert (await event(bench)).starts == datetime(2026, 12, 13, 10)
    assert ((await lab(bench)).place, len((await lab(bench)).stakeholders)) == ("Lincoln School", 2)

    await bench.presses("dan", "idea.lab_cancelled", IDEA, reason="Snow")
    await bench.presses("dan", "idea.lab_cancelled", IDEA, reason="Snow")
    assert (await event(bench)).status is Status.CANCELLED
    assert (await bench.units.read(lambda work: work.labs.progress("c1", IDEA))).lab is None
    news = await bench.news()
    assert len(news) == 3
    assert news[0].startswith("A local lab is planned: Saturday 12 December 2026, 9:00 AM to 3:00 PM")
    assert news[2].endswith("is cancelled. Snow")


async def test_an_event_that_is_moved_or_cancelled_takes_its_lab_along(bench):
    await planned(bench)
    held = await lab(bench)
    moved = Changes(starts=datetime(2026, 12, 12, 11), place="The library")
    await bench.passes(minutes=1)
    await bench.house.events.edit(ANA, held.event, moved, Scope.ALL)
    await bench.passes(minutes=1)
    after = await lab(bench)
    assert (after.start, after.end, after.place) == (NINE + 2 * HOUR, NINE + 8 * HOUR, "The library")
    assert (
        "The local lab has changed. It is on Saturday 12 December 2026, 11:00 AM" in (await bench.news())[1]
    )

    await bench.house.events.cancel(ANA, held.event, Scope.ALL, "snow")
    await bench.passes(minutes=1)
    assert (await lab(bench)).cancelled
    assert len(await bench.news()) == 3
    await bench.until(NINE + 10 * HOUR)
    assert await bench.led() == set()


async def test_a_lab_that_is_over_counts_for_its_host_once_and_asks_for_commitments(bench):
    await planned(bench)
    await bench.types("ana", "idea lab", when="saturday 12 december 10am-4pm")
    await bench.until(NINE + 6 * HOUR + timedelta(minutes=1))
    assert await bench.led() == set()  # its first end was moved
    await bench.until(NINE + 7 * HOUR + timedelta(minutes=1))
    assert await bench.led() == {("ana", "lab host")}
    assert "The lab is over. Note who promised what" in bench.heard("ana")[-1]
    assert "over" in await bench.types("ana", "idea lab", place="Elsewhere")


async def test_a_lab_and_its_event_are_kept_together_or_not_at_all(bench):
    wish = LabWish(starts=datetime(2026, 12, 12, 9), zone="America/New_York", place="Lincoln School")
    broken = desk(bench)

    async def fail(*_args, **_given):
        raise RuntimeError("the light goes out")

    broken._keep = fail
    with pytest.raises(RuntimeError):
        await broken.plan(ANA, IDEA, wish)
    assert await lab(bench) is None
    assert await events_of(bench) == 0

    await desk(bench).plan(ANA, IDEA, wish)  # the control
    assert await events_of(bench) == 1


async def events_of(bench):
    from sqlalchemy import func, select

    from communitybot.storage.tables.events import events

    return await bench.units.read(
        lambda work: work.connection.scalar(select(func.count()).select_from(events))
    )


async def test_only_the_team_plans_a_lab_and_no_anonymous_author_is_named_by_one(bench):
    wish = LabWish(starts=datetime(2026, 12, 12, 9), zone="America/New_York")
    await bench.units.run(lambda work: work.ideas.enrol("c1", IDEA, member("dan", "Dan Lee")))
    await bench.units.run(lambda work: work.ideas.save(replace(idea(), anonymous=True)))
    for who, why in (
        (caller("eve", "Eve Stone"), "Only the team"),
        (ANA, "your name is not shown"),
        (caller("zoe", "Zoe", community="c2"), "no such idea"),
    ):
        with pytest.raises(Refusal, match=why):
            await desk(bench).plan(who, IDEA, wish)
    with pytest.raises(Refusal, match="a day and an hour"):
        await desk(bench).plan(caller("dan", "Dan Lee"), IDEA, LabWish(place="Lincoln School"))
    past = replace(wish, starts=datetime(2026, 11, 12, 9))
    with pytest.raises(Refusal, match="has passed already"):
        await desk(bench).plan(caller("dan", "Dan Lee"), IDEA, past)

    seen = await desk(bench).plan(
        caller("dan", "Dan Lee"), IDEA, replace(wish, stakeholders=(Stakeholder("Kim"),))
    )
    assert (seen.lab.host, seen.lab.stakeholders) == ("dan", (Stakeholder("Kim"),))


async def test_an_idea_that_is_withdrawn_takes_its_lab_out_of_the_calendar(bench):
    await planned(bench)
    await bench.presses("ana", "idea.withdrawn", IDEA, reason="We moved on")
    assert (await bench.now()).stage is Stage.WITHDRAWN
    await bench.passes(minutes=1)
    assert ((await event(bench)).status, (await lab(bench)).cancelled) == (Status.CANCELLED, True)
    await bench.until(NINE + 10 * HOUR)
    assert await bench.led() == set()
