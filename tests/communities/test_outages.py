"""An outage deletes nothing, however often a platform says that we left and came back."""

import pytest
from sqlalchemy import text

from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH
from tests.storage.rows import counts

TIMES = 1_000
ROWS = "SELECT * FROM {} ORDER BY 1, 2"
WHOLE = ("people", "accounts", "events", "rsvps", "occurrences", "communities", "spaces", "follows")


async def everything(places):
    async def read(work):
        found = {
            name: [tuple(row) for row in await work.connection.execute(text(ROWS.format(name)))]
            for name in WHOLE
        }
        return found, await counts(work.connection)

    return await places.house.units.read(read)


@pytest.fixture
async def busy(places, ada, ben):
    """Two spaces of one community in which something was planned and answered."""
    await places.join(ada, ben)
    await ada.types("/event create Maths evening, when: in 2 days")
    await ada.presses("Post it")
    await ben.types("/event rsvp Maths evening, answer: going")
    await ben.types("/event follow topic: reading")
    await places.house.bot.settle()
    return places


@pytest.mark.promise("R22")
@pytest.mark.slow
async def test_a_thousand_departures_and_returns_leave_every_row(busy):
    before = await everything(busy)
    for turn in range(TIMES):
        space, name = ((NORTH, "Oak Hill"), (SOUTH, "Elm Street"))[turn % 2]
        await busy.house.bot.departed(space)
        await busy.arrive(space, name)

    assert (await everything(busy))[1] == before[1]
    assert _unordered(await everything(busy)) == _unordered(before)


async def test_a_row_that_went_would_be_noticed(busy):
    before = await everything(busy)
    await busy.house.units.run(lambda work: work.connection.execute(text("DELETE FROM rsvps")))

    assert (await everything(busy))[1] != before[1]


async def test_a_departure_alone_deletes_nothing_either_and_is_remembered(busy):
    before = await everything(busy)
    await busy.house.bot.departed(NORTH)
    community = await busy.community(NORTH)

    assert (await everything(busy))[1] == before[1]
    assert [left.space for left in community.left] == [NORTH]
    assert NORTH_EVENTS not in community.rooms_for("events")


async def test_reminders_planned_before_an_outage_come_after_it(busy):
    await busy.house.bot.departed(NORTH)
    await busy.arrive(NORTH, "Oak Hill")
    await busy.house.bot.advance(26 * 3600)

    assert any("Reminder, 1 day before" in each for each in busy.said(NORTH_EVENTS))


def _unordered(read):
    """Rows without the order of a community's spaces, which follows who came back last."""
    rows, number = read
    rows = dict(rows)
    rows["spaces"] = sorted((row[0], row[1], row[3]) for row in rows["spaces"])
    return rows, number
