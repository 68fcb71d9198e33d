"""A digest tells nothing twice, however often it is planned, tried again or begun anew; and why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from communitybot.outbox.entry import Entry
from communitybot.resources.delivery.editions import DUE, Editions
from communitybot.storage.tables.resource_digests import resource_told
from tests.resources.returning.library import breaks_down, came


def titles(platform):
    return [
        line.split(":")[0] for said in came(platform) for line in said.splitlines() if line.startswith("- ")
    ]


async def test_through_breakdowns_and_restarts_each_is_told_once(school, relays, platform):
    await school.begun()
    for day in range(4):
        await school.shares(f"r{day}", title=f"Day {day}")
        school.later(days=1)
        handlers = {kind: breaks_down(handler) for kind, handler in school.handlers().items()}
        for _ in range(2):  # the process that begins anew goes on with what is kept
            relay = relays(school.units, {"fake": platform}, handlers)
            for _ in range(6):
                await relay.run_once()
                school.later(minutes=1)
            await relay.stop()

    assert titles(platform) == [f"- Day {day}" for day in range(4)]


@pytest.mark.parametrize("protected", [True, False])
async def test_without_the_note_of_what_was_told_it_would_be_told_again(school, protected):
    """The guard itself, and its negative control: the window is set back as by a wrong clock."""
    digest = await school.begun()
    await school.shares("r1")
    editions = Editions(school.clock)
    school.later(days=1)

    async def turns(work):
        told = []
        for number in range(2):
            held = await work.digests.get("c1", digest.id)
            house = await work.communities.get("c1")
            await editions._turn(work, held, house, house.zone)
            states = await work.outbox.unfinished("c1", digest.subject)
            told.append(sum(":due:" not in key for key in states))
            if not protected:
                await work.connection.execute(delete(resource_told))
            school.later(days=1)
            if number == 0:
                await work.outbox.cancel("c1", digest.subject, reason="as if it had arrived")
                after = await work.digests.get("c1", digest.id)
                await work.digests.keep(replace(after, told=held.made - timedelta(days=1)))
        return told

    assert await school.units.run(turns) == ([1, 0] if protected else [1, 1])


async def test_a_turn_that_is_handled_twice_chooses_once(school):
    digest = await school.begun()
    await school.shares("r1")
    editions = Editions(school.clock)
    due = digest.next
    school.clock.set(due)
    school.later(minutes=1)
    args = {"digest": digest.id, "next": due.isoformat()}
    entry = Entry(1, "k", "c1", DUE, due, None, digest.subject, args, 0, 0, 0)

    async def unit(work):
        await editions.due([entry], work)
        await editions.due([entry], work)
        return await work.outbox.unfinished("c1", digest.subject)

    found = await school.units.run(unit)
    assert sum(":due:" not in key for key in found) == 1
