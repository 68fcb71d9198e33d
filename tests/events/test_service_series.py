"""Editing one date of a series, the rest of it or all, with what its dates have of their own."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

import pytest
from house import House

from communitybot.errors import Misread
from communitybot.events.model import Answer, Scope, Status
from communitybot.events.series import born, family
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


async def starts_of(house, event):
    async def unit(work):
        return [one.starts for one in await work.events.laid_out("c1", event)]

    return await house.units.read(unit)


async def test_editing_this_changes_one_date(house):
    one = await house.posted(TUESDAY, repeat=WEEKLY)
    second = f"{one.event.id}@2026-12-15T19.00"
    await house.events.rsvp(house.caller("Tom"), second, Answer.GOING)
    edited = await house.events.edit(
        house.caller("Hana"),
        second,
        Changes(starts=datetime(2026, 12, 16, 18, 0), title="Guest night"),
        Scope.THIS,
    )

    assert edited.after.original == TUESDAY + WEEK
    assert (await starts_of(house, one.event.id))[:3] == [
        TUESDAY,
        datetime(2026, 12, 16, 18, 0),
        TUESDAY + 2 * WEEK,
    ]
    shown = await house.events.show(house.caller("Tom"), second)
    assert (shown.occurrence.details.title, shown.mine) == ("Guest night", Answer.GOING)
    first = await house.events.show(house.caller("Tom"), one.key)
    assert first.occurrence.details.title == "Reading circle"
    assert {row["subject"] for row in await house.promises("superseded")} == {edited.after.subject}


async def test_editing_all_keeps_exceptions_answers_and_old_buttons(house, clock):
    one = await house.posted(TUESDAY, repeat=WEEKLY)
    third = f"{one.event.id}@2026-12-22T19.00"
    exception = Changes(starts=datetime(2026, 12, 23, 12, 0))
    await house.events.edit(house.caller("Hana"), third, exception, Scope.THIS)
    second = f"{one.event.id}@2026-12-15T19.00"
    await house.events.rsvp(house.caller("Tom"), second, Answer.MAYBE)
    clock.advance(timedelta(days=8))  # the first date is over

    edited = await house.events.edit(
        house.caller("Hana"), second, Changes(starts=datetime(2026, 12, 16, 20, 0)), Scope.ALL
    )

    wednesdays = [datetime(2026, 12, 16, 20, 0), datetime(2026, 12, 23, 12, 0), datetime(2026, 12, 30, 20, 0)]
    assert (await starts_of(house, one.event.id))[:4] == [TUESDAY, *wednesdays]
    assert edited.after.key != second
    shown = await house.events.show(house.caller("Tom"), second)
    assert (shown.occurrence.key, shown.mine) == (edited.after.key, Answer.MAYBE)
    assert (await house.events.show(house.caller("Tom"), third)).occurrence.starts == datetime(
        2026, 12, 23, 12, 0
    )
    assert edited.after.event.uid == one.event.uid


async def test_editing_following_splits_the_series(house, clock):
    clock.advance(timedelta(days=1))
    one = await house.posted(TUESDAY, repeat=Repeat(every=Every.WEEK, count=6))
    third, fourth = f"{one.event.id}@2026-12-22T19.00", f"{one.event.id}@2026-12-29T19.00"
    await house.events.rsvp(house.caller("Tom"), fourth, Answer.GOING)
    await house.events.cancel(house.caller("Hana"), f"{one.event.id}@2027-01-05T19.00", Scope.THIS, "holiday")

    edited = await house.events.edit(
        house.caller("Hana"), third, Changes(starts=datetime(2026, 12, 22, 18, 30)), Scope.FOLLOWING
    )

    new = edited.after.event
    assert new.id != one.event.id
    assert await starts_of(house, one.event.id) == [TUESDAY, TUESDAY + WEEK]
    assert await starts_of(house, new.id) == [datetime(2026, 12, 22, 18, 30) + n * WEEK for n in range(4)]
    moved = await house.events.show(house.caller("Tom"), fourth)
    assert (moved.occurrence.event.id, moved.mine) == (new.id, Answer.GOING)
    exception = await house.events.show(house.caller("Tom"), f"{one.event.id}@2027-01-05T19.00")
    assert (exception.occurrence.status, exception.occurrence.cancel_reason) == (Status.CANCELLED, "holiday")
    planned = [row["key"] for row in await house.promises() if row["kind"].startswith("event.remind")]
    assert not any(one.event.id in key and "2026-12-22" in key for key in planned)
    assert any(new.id in key and "2026-12-22" in key for key in planned)


async def test_a_move_that_breaks_the_rule_is_refused(house):
    first_monday = Repeat(every=Every.MONTH, nth=(1, 0))
    one = await house.posted(datetime(2026, 12, 7, 19, 0), repeat=first_monday)
    with pytest.raises(Misread):
        await house.events.edit(
            house.caller("Hana"), one.key, Changes(starts=datetime(2026, 12, 8, 19, 0)), Scope.ALL
        )
    weekly = await house.posted(TUESDAY, repeat=WEEKLY)
    with pytest.raises(Misread):
        await house.events.edit(house.caller("Hana"), weekly.key, Changes(starts=TUESDAY + WEEK), Scope.ALL)

    assert (await starts_of(house, one.event.id))[0] == datetime(2026, 12, 7, 19, 0)


async def test_a_date_with_its_own_title_is_found_by_it_also_after_a_split(house):
    one = await house.posted(TUESDAY, repeat=WEEKLY)
    third = f"{one.event.id}@2026-12-22T19.00"
    await house.events.edit(house.caller("Hana"), third, Changes(title="Guest night"), Scope.THIS)

    async def found(words: str) -> list[datetime]:
        return [each.occurrence.starts for each in await house.events.search(house.caller("Tom"), words)]

    assert await found("guest") == [TUESDAY + 2 * WEEK]
    assert await found("reading") == [TUESDAY]
    second = f"{one.event.id}@2026-12-15T19.00"
    await house.events.edit(house.caller("Hana"), second, Changes(place="Gym"), Scope.FOLLOWING)
    assert await found("guest night") == [TUESDAY + 2 * WEEK]
    await house.events.cancel(house.caller("Hana"), third, Scope.THIS)
    (gone,) = await house.events.search(house.caller("Tom"), "guest")
    assert gone.occurrence.status is Status.CANCELLED


async def test_a_date_keeps_its_name_through_every_move_and_split(house):
    one = await house.posted(TUESDAY, repeat=WEEKLY)
    third, hana = f"{one.event.id}@2026-12-22T19.00", house.caller("Hana")
    seen = (await house.events.show(hana, third)).occurrence
    named = (family(seen.event.uid), born(seen.event, seen.original))
    for starts, scope in (
        (datetime(2026, 12, 23, 20, 0), Scope.ALL),
        (datetime(2026, 12, 24, 18, 0), Scope.FOLLOWING),
        (datetime(2026, 12, 21, 9, 0), Scope.ALL),
    ):
        edited = await house.events.edit(hana, third, Changes(starts=starts), scope)
        assert edited.after.starts == starts
        assert edited.after.revision > seen.revision
        seen = (await house.events.show(hana, third)).occurrence  # the first button still finds it
        assert seen.starts == starts
        assert (family(seen.event.uid), born(seen.event, seen.original)) == named


async def test_all_dates_take_what_only_some_had_of_their_own_as_it_was_meant(house):
    one = await house.posted(TUESDAY, repeat=WEEKLY, place="Library")
    second, third = (f"{one.event.id}@2026-12-{day}T19.00" for day in (15, 22))
    hana = house.caller("Hana")
    await house.events.edit(hana, second, Changes(title="Guest night"), Scope.THIS)
    longer = Changes(starts=datetime(2026, 12, 23, 12, 0), length=timedelta(hours=2))
    await house.events.edit(hana, third, longer, Scope.THIS)
    await house.events.edit(hana, one.key, Changes(place="Gym", length=timedelta(minutes=90)), Scope.ALL)

    shown = [(await house.events.show(hana, key)).occurrence for key in (one.key, second, third)]
    assert [each.details.place for each in shown] == ["Gym"] * 3
    assert [each.details.title for each in shown] == ["Reading circle", "Guest night", "Reading circle"]
    assert [each.end - each.start for each in shown] == [
        timedelta(minutes=90),
        timedelta(minutes=90),
        timedelta(hours=2),
    ]
