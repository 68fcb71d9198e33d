"""Where a promise stands can be asked by its key and its community, for one look into an index."""

import pytest
from promises import drawn, entry, put
from sqlalchemy import bindparam, text

from communitybot.outbox.entry import Done, Skip, State
from communitybot.ports import Undeliverable
from communitybot.storage.outbox import _STATE, _STATES


async def state(units, key, community="c"):
    return await units.read(lambda work: work.outbox.state(community, key))


async def test_a_promise_is_planned_then_sent(units, relays, platform):
    await put(units, entry())
    assert await state(units, "a") is State.PLANNED
    await relays(units, {"fake": platform}).run_once()

    assert await state(units, "a") is State.SENT


async def test_a_promise_is_seen_under_way_while_it_is(units, relays, platform):
    seen = []
    post = platform.post

    async def look_and_post(place, what, key):
        seen.append(await state(units, "a"))
        return await post(place, what, key)

    platform.post = look_and_post
    await put(units, entry())
    await relays(units, {"fake": platform}).run_once()

    assert seen == [State.SENDING]


async def test_what_was_never_promised_or_by_another_community_is_nowhere(units):
    await put(units, entry("theirs", community="d"))

    assert await state(units, "never") is None
    assert await state(units, "theirs") is None
    assert await units.read(lambda work: work.outbox.states("c", ["never", "theirs"])) == {}


async def test_several_are_asked_for_together(units, relays, platform):
    def refuse(_verb, key):
        if len(platform.calls) == 1:
            raise Undeliverable("no such room")

    async def nothing(entries, work):
        return [Done() if each.key == "done" else Skip("too late") for each in entries]

    platform.before = refuse
    relay = relays(units, {"fake": platform}, {"drawn": nothing})
    await put(units, entry("refused"))
    await relay.run_once()
    await put(units, entry("sent"), drawn("done"), drawn("skipped"))
    await relay.run_once()
    await put(units, entry("planned"), entry("sent elsewhere", community="d"))

    keys = ["refused", "sent", "done", "skipped", "planned", "sent elsewhere", "never", "sent"]
    found = await units.read(lambda work: work.outbox.states("c", keys))
    assert found == {
        "refused": State.FAILED,
        "sent": State.SENT,
        "done": State.DONE,
        "skipped": State.SKIPPED,
        "planned": State.PLANNED,
    }


async def test_nothing_asked_costs_nothing_and_answers_nothing(units):
    assert await units.read(lambda work: work.outbox.states("c", [])) == {}


@pytest.mark.parametrize("statement", [_STATE, _STATES], ids=["one", "several"])
async def test_asking_uses_the_index_of_keys(units, statement):
    await put(units, *(entry(f"k{n}") for n in range(50)))

    async def plan(work):
        sqlite = work.connection.dialect.name == "sqlite"
        if not sqlite:
            await work.connection.execute(text("SET LOCAL enable_seqscan = off"))
        asked = text(f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{statement.text}")
        if statement is _STATES:
            asked = asked.bindparams(bindparam("keys", expanding=True))
        values = {"community": "c", "keys" if statement is _STATES else "key": "k1"}
        if statement is _STATES:
            values["keys"] = ["k1", "k2"]
        return " ".join(str(row) for row in await work.connection.execute(asked, values))

    assert "outbox_key" in await units.read(plan)
