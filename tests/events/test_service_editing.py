"""Editing and cancelling, with reminders and answers, on real databases."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import date, datetime, timedelta

import pytest
from house import House

from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.events.model import Answer, Host, Scope, Status
from communitybot.events.service import Changes
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every
from tests import kinds

database_url = kinds.on_sqlite_alone

TUESDAY = datetime(2026, 12, 8, 19, 0)
WEEK = timedelta(weeks=1)
WEEKLY = Repeat(every=Every.WEEK)


@pytest.fixture
async def house(units, clock):
    return await House(units, clock).open("Hana", "Tom", "Ada")


def dues(rows, kind="event.remind.room"):
    return [row["due"] for row in rows if row["kind"] == kind]


async def test_moving_an_event_moves_its_reminders(house):
    one = await house.posted(TUESDAY)
    await house.events.rsvp(house.caller("Tom"), one.key, Answer.GOING)

    edited = await house.events.edit(
        house.caller("Hana"), one.key, Changes(starts=TUESDAY + timedelta(hours=2)), Scope.THIS
    )

    assert edited.moved
    assert edited.after.start == one.start + timedelta(hours=2)
    planned = dues(await house.promises())
    assert planned == [edited.after.start - offset for offset in house.community.settings.offsets]
    assert {row["state"] for row in await house.promises("superseded")} == {"superseded"}
    assert len(await house.promises("superseded")) == 10
    assert len(await house.promises(kind="event.told")) == 2  # the new event, and the move
    listed = await house.events.show(house.caller("Tom"), one.key)  # the old key still finds it
    assert (listed.occurrence.starts, listed.mine) == (TUESDAY + timedelta(hours=2), Answer.GOING)


async def test_moving_there_and_back_plans_every_reminder_again(house):
    one = await house.posted(TUESDAY)
    for starts in (TUESDAY + timedelta(hours=2), TUESDAY):
        await house.events.edit(house.caller("Hana"), one.event.id, Changes(starts=starts), Scope.ALL)

    assert dues(await house.promises()) == [one.start - offset for offset in house.community.settings.offsets]


async def test_a_new_description_changes_no_reminder_and_tells_nobody(house):
    one = await house.posted(TUESDAY)
    wish = Changes(description="Bring a page.")
    edited = await house.events.edit(house.caller("Hana"), one.key, wish, Scope.ALL)

    assert edited.after.revision == 1
    assert not edited.moved
    assert await house.promises("superseded") == []
    assert len(await house.promises(kind="event.told")) == 1
    assert len(await house.promises(kind="event.card.edit")) == 1
    again = await house.events.edit(house.caller("Hana"), one.key, wish, Scope.ALL)
    assert again.after.revision == 1


async def test_only_hosts_the_planner_and_administrators_edit(house):
    one = await house.posted(TUESDAY, hosts=(Host("Tom", "tom"),))

    with pytest.raises(NotAllowed):
        await house.events.edit(house.caller("Ada"), one.key, Changes(title="Mine"), Scope.ALL)
    await house.events.edit(house.caller("Tom"), one.key, Changes(title="Ours"), Scope.ALL)
    await house.events.edit(house.caller("Ada", administers=True), one.key, Changes(title="All's"), Scope.ALL)
    assert (await house.events.show(house.caller("Ada"), one.key)).occurrence.details.title == "All's"


async def test_a_past_time_is_refused_and_nothing_changes(house):
    one = await house.posted(TUESDAY)
    before = await house.promises("any")
    with pytest.raises(AlreadyDone):
        await house.events.edit(
            house.caller("Hana"), one.key, Changes(starts=datetime(2026, 11, 30, 9, 0), title="X"), Scope.ALL
        )

    assert await house.promises("any") == before
    assert (await house.events.show(house.caller("Hana"), one.key)).occurrence == one


@pytest.mark.parametrize(("scope", "left"), [(Scope.THIS, 3), (Scope.FOLLOWING, 1), (Scope.ALL, 0)])
async def test_cancelling_keeps_the_date_and_drops_its_reminders(house, scope, left):
    one = await house.posted(TUESDAY, repeat=Repeat(every=Every.WEEK, count=4))
    second = f"{one.event.id}@2026-12-15T19.00"
    await house.events.rsvp(house.caller("Tom"), second, Answer.GOING)
    cancelled = await house.events.cancel(house.caller("Hana"), second, scope, "snow")
    again = await house.events.cancel(house.caller("Hana"), second, scope, "snow")

    assert (cancelled.status, again.status, again.cancel_reason) == (
        Status.CANCELLED,
        Status.CANCELLED,
        "snow",
    )
    assert (await house.events.coming(house.caller("Tom"))).total == left
    planned = [row["key"] for row in await house.promises() if row["kind"].startswith("event.remind")]
    assert not any("2026-12-15" in key for key in planned)
    told = [row for row in await house.promises(kind="event.told") if "cancelled" in row["key"]]
    assert len(told) == 1
    with pytest.raises(AlreadyDone):
        await house.events.rsvp(house.caller("Ada"), second, Answer.GOING)


async def test_changing_the_zone_keeps_the_wall_clock(house):
    one = await house.posted(TUESDAY, zone="America/New_York")
    edited = await house.events.edit(
        house.caller("Hana"), one.key, Changes(zone="America/Chicago"), Scope.ALL
    )

    assert edited.after.starts == TUESDAY
    assert edited.after.start == one.start + timedelta(hours=1)


async def test_the_dates_of_a_day_are_found_by_the_reader_s_clocks(house):
    one = await house.posted(TUESDAY, repeat=WEEKLY)
    (found,) = await house.events.on_day(house.caller("Tom"), [one.event.id], date(2027, 11, 30))

    assert found.occurrence.starts == datetime(2027, 11, 30, 19, 0)  # far beyond what is laid out
    assert await house.events.on_day(house.caller("Tom"), [one.event.id], date(2026, 12, 9)) == []


async def test_what_is_foreseen_names_whom_each_choice_would_tell(house):
    one = await house.posted(TUESDAY, repeat=Repeat(every=Every.WEEK, until=date(2027, 1, 12)))
    second, third = (f"{one.event.id}@2026-12-{day}T19.00" for day in (15, 22))
    await house.events.rsvp(house.caller("Tom"), second, Answer.GOING)
    await house.events.rsvp(house.caller("Ada"), one.key, Answer.MAYBE)
    await house.events.rsvp(house.caller("Hana"), third, Answer.GOING)
    hana, wish = house.caller("Hana"), Changes(starts=datetime(2026, 12, 16, 20, 0))
    foreseen = await house.events.foresee(hana, second, wish, list(Scope))

    assert {scope: each.told for scope, each in foreseen.items()} == {
        Scope.THIS: 1,
        Scope.FOLLOWING: 1,  # whoever makes the change need not be told
        Scope.ALL: 2,
    }
    assert [foreseen[scope].run.count for scope in (Scope.FOLLOWING, Scope.ALL)] == [5, 6]
    assert foreseen[Scope.ALL].event.repeat.until == date(2027, 1, 13)
    none = await house.events.foresee(hana, second, Changes(description="Bring a page."), [Scope.ALL])
    assert (none[Scope.ALL].told, none[Scope.ALL].news) == (0, False)
    gone = await house.events.foresee_cancelled(hana, second, list(Scope))
    assert {scope: each.told for scope, each in gone.items()} == {
        Scope.THIS: 1,
        Scope.FOLLOWING: 1,
        Scope.ALL: 2,
    }
