"""In doubt: what may have arrived is looked for before it is sent again; nothing is lost or seen twice."""

import asyncio
from datetime import timedelta

import pytest
from fakes import RecordingPlatform
from promises import drawn, entry, put, row, states, words
from sqlalchemy import text

from communitybot.outbox.entry import State
from communitybot.ports import TryLater, Unauthorised

NOW = timedelta(0)


UNSURE = TryLater(NOW, unsure=True)


async def let_doubts_settle(units):
    """As if the settle wait and every back-off had passed."""

    async def past(work):
        await work.connection.execute(
            text(
                "UPDATE outbox SET started_at = started_at - 100000000, begun_at = begun_at - 100000000,"
                " claimed_until = CASE WHEN state = 'in_doubt' THEN 0 ELSE claimed_until END"
            )
        )

    await units.run(past)


async def sent_and_looked_into(units, relay, *entries):
    """Have entries sent, and what is in doubt afterwards looked into once the wait is over."""
    await put(units, *entries)
    await relay.run_once()
    await let_doubts_settle(units)
    await relay.run_once()


def failing_once(problem, verb="post"):
    left = [problem]

    def fail(called, _key):
        if called == verb and left:
            raise left.pop()

    return fail


@pytest.mark.promise("R2")
async def test_a_lost_answer_is_posted_again_with_the_same_key(units, relays, platform):
    platform.after = failing_once(UNSURE)
    await put(units, entry("a"))
    relay = relays(units, {"fake": platform})

    await relay.run_once()
    assert await states(units) == {State.IN_DOUBT: 1}
    await asyncio.sleep(1.1)
    await relay.run_once()

    assert len(platform.posted) == 1
    assert await states(units) == {State.SENT: 1}
    assert not [call for call in platform.calls if call[0] == "find"]


@pytest.mark.promise("R2")
async def test_without_keys_the_history_is_asked_and_the_message_found(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)
    platform.after = failing_once(UNSURE)
    await sent_and_looked_into(units, relays(units, {"fake": platform}), entry("a"))

    assert len(platform.posted) == 1
    assert str(platform.posted[0].ref) == (await row(units))["ref"]


@pytest.mark.promise("R1")
async def test_what_history_does_not_know_is_sent_once_more(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)
    platform.before = failing_once(UNSURE)
    await sent_and_looked_into(units, relays(units, {"fake": platform}), entry("a"))

    assert len(platform.posted) == 1
    assert await states(units) == {State.SENT: 1}


async def test_history_is_not_asked_before_the_slowest_acceptance(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)
    platform.after = failing_once(UNSURE)
    await put(units, entry("a"))
    relay = relays(units, {"fake": platform})

    await relay.run_once()
    await relay.run_once()

    assert [verb for verb, _ in platform.calls] == ["post"]
    found = await row(units)
    assert found["claimed_until"] - found["started_at"] >= 25_000_000


@pytest.mark.promise("R2")
async def test_the_wait_begins_when_the_attempt_ended_however_long_it_waited_its_turn(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)
    post = platform.post

    async def slow_then_unsure(place, what, key):
        await asyncio.sleep(0.15)
        await post(place, what, key)
        raise UNSURE

    platform.post = slow_then_unsure
    await put(units, entry("first"), entry("second"))
    relay = relays(units, {"fake": platform}, in_flight=1)
    relay._desk._pace.ahead = 2  # both are claimed at once, and one waits for the other
    await relay.run_once()

    second = await row(units, "second")
    assert second["claimed_until"] - second["started_at"] >= 25_290_000


async def test_a_key_the_platform_has_forgotten_is_looked_for_first(units, relays):
    platform = RecordingPlatform(honours_keys_for=timedelta(seconds=60))
    platform.after = failing_once(UNSURE)
    await sent_and_looked_into(units, relays(units, {"fake": platform}), entry("a"))

    assert [verb for verb, _ in platform.calls] == ["post", "find"]
    assert await states(units) == {State.SENT: 1}


@pytest.mark.promise("R3")
async def test_where_history_is_forbidden_one_more_copy_at_most_and_it_is_counted(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)

    def lost(verb, _key):
        raise UNSURE

    def forbidden(verb, _key):
        if verb == "find":
            raise Unauthorised("read history")

    platform.after, platform.before = lost, forbidden
    await put(units, entry("a"))
    relay = relays(units, {"fake": platform})
    for _ in range(6):
        await relay.run_once()
        await let_doubts_settle(units)

    assert len(platform.posted) == 2
    assert relay.tally.counts["possible_duplicate_total"] == 1
    assert await states(units) == {State.FAILED: 1}


@pytest.mark.promise("R10")
async def test_what_a_message_carried_is_found_with_it_and_knows_where_it_is(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)
    platform.after = failing_once(UNSURE)
    relay = relays(units, {"fake": platform}, {"drawn": words})
    await sent_and_looked_into(units, relay, *(drawn(f"m{n}", merge=True) for n in range(3)))

    assert await states(units) == {State.SENT: 3}
    assert {(await row(units, f"m{n}"))["ref"] for n in range(3)} == {str(platform.posted[0].ref)}


async def test_an_edit_in_doubt_is_simply_made_again(units, relays, platform):
    from communitybot.conversation.message import message
    from communitybot.outbox.entry import Edit

    async def edits(entries, work):
        return [Edit(await work.outbox.ref("c", "card"), message("new")) for _ in entries]

    await put(units, entry("card"))
    relay = relays(units, {"fake": platform}, {"drawn": edits})
    await relay.run_once()
    platform.after = failing_once(UNSURE, "edit")
    await put(units, drawn("edit"))
    await relay.run_once()
    await let_doubts_settle(units)
    await relay.run_once()

    assert len(platform.posted[0].edits) == 2
    assert await states(units) == {State.SENT: 2}


async def test_what_may_have_arrived_is_not_taken_back_but_what_surely_did_not_is(units, relays, clock):
    platform = RecordingPlatform()
    problems = {"unsure": TryLater(NOW, unsure=True), "surely": TryLater(NOW)}
    keys = {}

    def refuse(verb, key):
        if keys.setdefault(key, len(keys)) < 2 and problems:
            raise problems.pop("unsure" if keys[key] == 0 else "surely")

    platform.before = refuse
    await put(units, entry("unsure", subject="s"))
    relay = relays(units, {"fake": platform})
    await relay.run_once()
    await put(units, entry("surely", subject="s"))
    await relay.run_once()

    assert await units.run(lambda work: work.outbox.cancel("c", "s", reason="called off")) == 1
    clock.advance(60)
    await asyncio.sleep(1.1)
    await relay.run_once()

    assert await states(units) == {State.SENT: 1, State.CANCELLED: 1}
    assert (await row(units, "unsure"))["state"] == "sent"
