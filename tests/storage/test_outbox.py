"""The contract of the table of promises, on both databases: what is put, ended and found."""

import asyncio

import pytest
from databases import NoPostgres, sorted_as_people_do
from fakes import START
from promises import HOUR, drawn, entry, put, row, states, words
from sqlalchemy import text

from communitybot.outbox.entry import State
from communitybot.outbox.held import Answers, Room
from communitybot.outbox.ledger import stamp
from communitybot.storage.engine import create
from communitybot.storage.events_wire import _BEGUN
from communitybot.storage.outbox import _REFS, _ending, _freeing
from communitybot.storage.work import UnitsOfWork

NOW = stamp(START)


async def test_putting_a_key_again_changes_nothing(units):
    assert await put(units, entry("a"), entry("b")) == 2
    assert await put(units, entry("a", due=START + HOUR), entry("c")) == 1

    assert (await row(units, "a"))["due"] == NOW


@pytest.mark.promise("R5")
async def test_four_planners_leave_one_row_for_each_occurrence(units, database):
    planners = [create(database.url) for _ in range(4)]
    rows = [entry(f"event:{n}", message=None) for n in range(500)]

    async def plan(own):
        for begin in range(0, len(rows), 100):
            await UnitsOfWork(own).run(lambda work, b=begin: work.outbox.put(rows[b : b + 100]))

    await asyncio.gather(*(plan(own) for own in planners))
    for own in planners:
        await own.close()

    assert await states(units) == {State.PLANNED: 500}


async def test_hostile_texts_come_back_as_they_were_put(units):
    text_ = "';--\x1f\t\"{},\\N\n𝒳é"
    await put(units, drawn("a", subject=text_, args={"say": text_}), entry(text_))

    assert text_ == (await row(units, "a"))["subject"]
    assert text_ == (await row(units, text_))["key"]


async def test_a_cancelled_subject_ends_what_is_planned_below_it(units):
    await put(
        units,
        entry("event", subject="event:1"),
        entry("occurrence", subject="event:1/2026-12-01"),
        entry("other", subject="event:10"),
        entry("foreign", subject="event:1", community="d"),
    )

    async def cancel(work):
        return await work.outbox.cancel("c", "event:1", reason="called off", below=True)

    assert await units.run(cancel) == 2
    found = await row(units, "occurrence")
    assert (found["state"], found["reason"]) == ("cancelled", "called off")
    assert await states(units) == {State.CANCELLED: 2, State.PLANNED: 2}


async def test_what_is_asked_about_a_subject_uses_an_index(sqlite_units):
    values = dict.fromkeys(("community", "subject", "low", "high", "state", "reason", "now"), "x")
    statements = [*(_ending("", below=below) for below in (True, False)), _REFS, _BEGUN]
    statements += [_freeing(below=below) for below in (True, False)]

    async def plans(work):
        found = []
        for statement in statements:
            explained = text(f"EXPLAIN QUERY PLAN {statement.text}")
            asked = values | {"kind": "x", "revision": 1}
            known = {name: asked[name] for name in explained.compile().params}
            found.append(" ".join(row[3] for row in await work.connection.execute(explained, known)))
        return found

    for plan in await sqlite_units.read(plans):
        assert "SCAN outbox" not in plan
        assert "outbox_" in plan


@pytest.fixture
def sorted_url(postgres):
    """A PostgreSQL that sorts as people do: `event:1#2` between `event:1/2026` and `event:10`."""
    try:
        with sorted_as_people_do(postgres[0]) as url:
            yield url
    except NoPostgres as why:
        pytest.skip(str(why))


@pytest.mark.postgres
async def test_what_is_below_a_subject_is_told_byte_by_byte_however_a_language_sorts(sorted_url):
    database = create(sorted_url)
    units = UnitsOfWork(database)
    there = ("event:1", "event:1/2026-12-01", "event:10", "event:1-b", "event:1#2", "event:1+1")
    await put(units, *(entry(subject, subject=subject) for subject in there))

    async def cancel(work):
        return await work.outbox.cancel("c", "event:1", reason="called off", below=True)

    ended = await units.run(cancel)
    await database.close()

    assert ended == 2


@pytest.mark.promise("R11")
async def test_an_older_revision_is_superseded_and_the_new_one_stays(units):
    await put(
        units,
        entry("old", subject="s", revision=1),
        entry("new", subject="s", revision=2),
        entry("card", subject="s", revision=1, kind="card"),
    )

    async def supersede(work):
        return await work.outbox.supersede("c", "s", revision=2, kinds=("note",))

    assert await units.run(supersede) == 1
    assert [(await row(units, key))["state"] for key in ("old", "new", "card")] == [
        "superseded",
        "planned",
        "planned",
    ]


@pytest.mark.promise("R11")
async def test_what_is_superseded_while_it_is_drawn_never_leaves(units, relays, platform):
    """The edit commits between the claim and the drawing: the claimed row is not frozen any more."""
    await put(units, drawn("a", subject="s", revision=1))
    relay = relays(units, {"fake": platform}, {"drawn": words})
    await relay._sit()
    turn = await relay._ledger.turn(Answers(), now=NOW, room=Room(fresh=10))

    await units.run(lambda work: work.outbox.supersede("c", "s", revision=2))
    await relay._desk.take_on(turn, NOW)
    await relay.run_once()

    assert platform.posted == []
    assert await states(units) == {State.SUPERSEDED: 1}


async def test_refs_of_what_was_sent_are_found_by_key_and_subject(units, relays, platform):
    await put(units, entry("a", subject="s"), entry("b", subject="s"), entry("c", subject="t"))
    await relays(units, {"fake": platform}).run_once()

    async def find(work):
        return await work.outbox.ref("c", "a"), await work.outbox.refs("c", "s", "note")

    ref, refs = await units.read(find)
    assert ref == refs[0][1]
    assert [key for key, _ in refs] == ["a", "b"]
    assert await units.read(lambda work: work.outbox.ref("another", "a")) is None
