"""Acts whose answer was lost: what repeats is done again, an opening is looked for and gets its thread."""

import asyncio
from datetime import timedelta

import pytest
from fakes import RecordingPlatform
from outbox.acting import CARD, THREAD, acting, calls
from outbox.wall import opens
from promises import drawn, put, row, states
from sqlalchemy import text

from communitybot.outbox.entry import State
from communitybot.ports import TryLater, Unauthorised, Undeliverable

UNSURE = TryLater(timedelta(0), unsure=True)
LATER = TryLater(timedelta(0))
PAST = (
    "UPDATE outbox SET started_at = started_at - 100000000, begun_at = begun_at - 100000000,"
    " claimed_until = CASE WHEN state = 'in_doubt' THEN 0 ELSE claimed_until END"
)


def failing(verb, *problems):
    """Raises these at the first calls of a verb."""
    left = list(problems)

    def fail(called, _key):
        if called == verb and left:
            raise left.pop(0)

    return fail


def forgetful():
    return RecordingPlatform(honours_keys_for=timedelta(0))


async def begun(units, relays, platform, *rows, handlers):
    await put(units, *rows)
    relay = relays(units, {"fake": platform}, handlers)
    await relay.run_once()
    return relay


async def settled(units, relay, times=1):
    """As if the settle wait and every back-off had passed."""
    for _ in range(times):
        await units.run(lambda work: work.connection.execute(text(PAST)))
        await relay.run_once()


@pytest.mark.parametrize(
    ("which", "verb"), [("removes", "remove"), ("closes", "close"), ("reopens", "reopen")]
)
async def test_a_removal_or_a_closing_is_simply_done_again(units, relays, which, verb):
    platform = forgetful()
    platform.after = failing(verb, UNSURE, UNSURE)
    relay = await begun(units, relays, platform, drawn(destination=THREAD), handlers=acting(which))
    assert await states(units) == {State.IN_DOUBT: 1}
    await settled(units, relay, times=3)

    assert [said for said, _ in platform.calls] == [verb] * 3  # and nothing was looked for
    assert await states(units) == {State.SENT: 1}
    assert (await row(units))["ref"] == str(CARD)


async def test_a_removal_that_is_unsure_does_not_wait_for_the_slowest_acceptance(units, relays):
    platform = forgetful()
    platform.after = failing("remove", UNSURE)
    relay = await begun(units, relays, platform, drawn(), handlers=acting("removes"))
    await asyncio.sleep(1.1)
    await relay.run_once()

    assert await states(units) == {State.SENT: 1}


@pytest.mark.promise("R2")
@pytest.mark.parametrize("lost", ["post", "start"])
async def test_a_found_opening_gets_its_thread_and_no_second_opening(units, relays, lost):
    platform = forgetful()
    platform.after = failing(lost, UNSURE)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    await settled(units, relay)

    assert len(platform.posted) == 1
    assert list(platform.threads) == [str(platform.posted[0].ref)]
    assert await states(units) == {State.SENT: 1}
    assert (await row(units))["ref"] == str(platform.posted[0].ref)


@pytest.mark.promise("R1")
async def test_an_opening_that_is_nowhere_is_posted_with_its_thread(units, relays):
    platform = forgetful()
    platform.before = failing("post", UNSURE)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    await settled(units, relay)

    assert len(platform.posted) == len(platform.threads) == 1
    assert await states(units) == {State.SENT: 1}


@pytest.mark.promise("R2")
async def test_where_keys_are_honoured_a_young_opening_is_just_asked_for_again(units, relays, platform):
    platform.after = failing("post", UNSURE)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    await asyncio.sleep(1.1)
    await relay.run_once()

    assert len(platform.posted) == len(platform.threads) == 1
    assert calls(platform, "find") == []


@pytest.mark.promise("R2")
async def test_an_opening_whose_thread_was_put_off_is_looked_for_once_its_key_is_forgotten(
    units, relays, platform, clock
):
    """A platform says "later" to the thread: its opening stands, and the answer to it is not lost."""
    platform.before = failing("start", LATER)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    assert (len(platform.posted), len(platform.threads)) == (1, 0)
    platform.honours_keys_for = timedelta(0)  # it has forgotten
    clock.advance(600)
    await settled(units, relay, times=2)

    assert calls(platform, "find") == ["find"]
    assert len(platform.posted) == len(platform.threads) == 1


async def test_a_thread_put_off_while_it_is_looked_into_is_asked_for_again(units, relays):
    platform = forgetful()
    platform.after = failing("post", UNSURE)
    platform.before = failing("start", LATER, UNSURE)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    await settled(units, relay, times=3)

    assert calls(platform, "post", "find", "start") == ["post", *["find", "start"] * 3]
    assert await states(units) == {State.SENT: 1}


async def test_a_thread_that_may_not_be_started_fails_and_its_opening_is_not_repeated(units, relays):
    platform = forgetful()
    platform.after = failing("post", UNSURE)
    platform.before = failing("start", Unauthorised("Create Public Threads"))
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    await settled(units, relay, times=2)

    found = await row(units)
    assert (found["state"], found["reason"]) == ("failed", "missing: Create Public Threads")
    assert found["ref"] == str(platform.posted[0].ref)
    assert len(platform.posted) == 1


@pytest.mark.promise("R3")
async def test_where_history_is_forbidden_one_more_opening_at_most(units, relays):
    platform = forgetful()
    platform.after = failing("post", *[UNSURE] * 5)
    platform.before = failing("find", *[Unauthorised("read history")] * 5)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    await settled(units, relay, times=5)

    assert len(platform.posted) == 2
    assert relay.tally.counts["possible_duplicate_total"] == 1
    assert await states(units) == {State.FAILED: 1}


async def test_an_act_of_another_version_in_doubt_is_kept_and_told_of(units, relays):
    platform = forgetful()
    platform.after = failing("post", UNSURE)
    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": opens})
    unknown = """UPDATE outbox SET payload = '{"act":"applaud"}'"""
    await units.run(lambda work: work.connection.execute(text(unknown)))
    await settled(units, relay, times=12)

    assert await states(units) == {State.IN_DOUBT: 1}
    assert relay.tally.counts["outbox.unknown_act"] == 12
    assert len(platform.posted) == 1


async def test_a_room_that_is_gone_with_what_may_stand_in_it_is_drawn_again(units, relays):
    platform = forgetful()
    platform.after = failing("post", UNSURE)
    gone = Undeliverable("the room is gone", gone=True)
    platform.before = failing("find", gone)
    drawings = []

    async def counted(entries, work):
        drawings.append(len(entries))
        return await opens(entries, work)

    relay = await begun(units, relays, platform, drawn(), handlers={"drawn": counted})
    await settled(units, relay, times=2)

    assert drawings == [1, 1]
    assert await states(units) == {State.SENT: 1}
