"""The relay on both databases: promises are kept once, in order, in words that are true when they leave."""

import asyncio
from datetime import timedelta

import pytest
from fakes import START, RecordingPlatform
from promises import HOUR, drawn, entry, put, row, said, states, words

from communitybot.conversation.message import message
from communitybot.outbox.entry import Done, Edit, Later, Skip, State
from communitybot.ports import TryLater, Unauthorised, Undeliverable


async def test_what_is_due_is_posted_once(units, relays, platform):
    await put(units, entry("a"), entry("later", due=START + HOUR))
    relay = relays(units, {"fake": platform})

    await relay.run_once()
    await relay.run_once()

    assert said(platform.posted) == ["words of a"]
    assert await states(units) == {State.SENT: 1, State.PLANNED: 1}
    assert str(platform.posted[0].ref) == (await row(units))["ref"]


async def test_moving_the_clock_brings_what_is_due(units, relays, platform, clock):
    await put(units, entry("later", due=START + HOUR))
    relay = relays(units, {"fake": platform})
    await relay.run_once()

    clock.advance(HOUR)
    await relay.run_once()

    assert said(platform.posted) == ["words of later"]


async def test_words_are_drawn_from_the_data_as_they_are_when_due(units, relays, platform):
    await put(units, drawn("a", args={"say": "hello"}))

    await relays(units, {"fake": platform}, {"drawn": words}).run_once()

    assert said(platform.posted) == ["a: hello"]


async def test_the_running_relay_is_woken_by_what_is_planned(units, relays, platform):
    relay = relays(units, {"fake": platform})
    running = asyncio.ensure_future(relay.run())
    await relay.settled()

    await put(units, entry("a"))
    await asyncio.wait_for(relay.settled(), 2)
    await relay.stop()
    await running

    assert len(platform.posted) == 1


async def test_a_thousand_are_sent_and_none_twice(units, relays, platform):
    await put(units, *(entry(f"k{n}", community=f"c{n % 7}") for n in range(1_000)))

    await relays(units, {"fake": platform}).run_once()

    assert 1_000 == len({posted.key for posted in platform.posted}) == len(platform.posted)
    assert await states(units) == {State.SENT: 1_000}


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Done(), State.DONE),
        (Skip("too late"), State.SKIPPED),
        (Skip("overtaken", State.SUPERSEDED), State.SUPERSEDED),
        (Later(START + HOUR, "quiet hours"), State.PLANNED),
        (Later(START - HOUR, "never mind"), State.PLANNED),
    ],
)
async def test_a_handler_may_answer_without_words(units, relays, platform, outcome, state):
    async def handler(entries, work):
        return [outcome] * len(entries)

    await put(units, drawn("a"))
    await relays(units, {"fake": platform}, {"drawn": handler}).run_once()

    assert platform.posted == []
    assert {state: 1} == await states(units)


async def test_fan_out_is_committed_with_what_fanned_out(units, relays, platform):
    async def handler(entries, work):
        await work.outbox.put([entry(f"{each.key}/{n}") for each in entries for n in range(3)])
        return [Done()] * len(entries)

    await put(units, drawn("a", destination=None))
    await relays(units, {"fake": platform}, {"drawn": handler}).run_once()

    assert len(platform.posted) == 3


async def test_an_edit_replaces_words_in_place(units, relays, platform):
    await put(units, entry("card"))
    relay = relays(units, {"fake": platform}, {"drawn": lambda entries, work: edits(entries, work, "new")})

    async def edits(entries, work, new):
        ref = await work.outbox.ref("c", "card")
        return [Edit(ref, message(new)) for _ in entries]

    await relay.run_once()
    await put(units, drawn("edit"))
    await relay.run_once()

    assert said(platform.posted) == ["new"]


async def test_an_edit_of_a_deleted_message_posts_it_anew_once(units, relays, platform):
    async def edits(entries, work):
        return [Edit(await work.outbox.ref("c", "card"), message("new")) for _ in entries]

    await put(units, entry("card"))
    relay = relays(units, {"fake": platform}, {"drawn": edits})
    await relay.run_once()
    platform.posted[0].gone = True
    await put(units, drawn("edit"))
    await relay.run_once()

    assert said(platform.visible()) == ["new"]
    assert str(platform.visible()[0].ref) == (await row(units, "edit"))["ref"]


async def test_try_later_waits_and_keeps_the_words(units, relays, platform, clock):
    refusals = [TryLater(timedelta(seconds=90))]

    def busy(verb, key):
        if refusals:
            raise refusals.pop()

    platform.before = busy
    await put(units, entry("a"))
    relay = relays(units, {"fake": platform})

    await relay.run_once()
    assert platform.posted == []
    clock.advance(89)
    await relay.run_once()
    assert platform.posted == []
    clock.advance(3)
    await relay.run_once()

    assert said(platform.posted) == ["words of a"]


@pytest.mark.parametrize("problem", [Undeliverable("no such room"), Unauthorised("post here")])
@pytest.mark.promise("R10")
async def test_what_can_never_be_delivered_fails_with_its_reason(units, relays, platform, problem):
    def refuse(verb, key):
        raise problem

    platform.before = refuse
    await put(units, entry("a"))
    await relays(units, {"fake": platform}).run_once()

    found = await row(units)
    assert (State.FAILED, str(problem)) == (found["state"], found["reason"])
    assert found["finished_at"]


async def test_a_person_is_written_to_in_their_direct_place(units, relays, platform):
    await put(units, entry("a", destination="fake:t1@ana"), entry("b", destination="fake:t1@ana"))

    await relays(units, {"fake": platform}).run_once()

    assert {"fake:t1/dm-ana"} == {str(posted.place) for posted in platform.posted}


@pytest.mark.parametrize("changes", [{"kind": "unheard.of"}, {"destination": "nowhere:t1/events"}])
async def test_what_nobody_here_can_handle_stays_and_is_counted(units, relays, platform, changes):
    await put(units, drawn("a", **changes))
    relay = relays(units, {"fake": platform}, {"drawn": words})

    await relay.run_once()

    assert await states(units) == {State.PLANNED: 1}
    assert relay.tally.counts["outbox.unknown_kind"] + relay.tally.counts["outbox.unknown_platform"] == 1


async def test_a_handler_that_fails_on_one_entry_holds_up_no_other(units, relays, platform, clock):
    async def picky(entries, work):
        if any(entry.key == "bad" for entry in entries):
            raise RuntimeError
        return await words(entries, work)

    await put(units, *(drawn(f"k{n}") for n in range(5)), drawn("bad"))
    relay = relays(units, {"fake": platform}, {"drawn": picky})
    for _ in range(24):
        await relay.run_once()
        clock.advance(HOUR)

    assert len(platform.posted) == 5
    assert await states(units) == {State.SENT: 5, State.FAILED: 1}


async def test_an_adapter_that_raises_anything_else_is_a_bug_with_an_end(units, relays, clock):
    platform = RecordingPlatform(honours_keys_for=timedelta(0))

    def broken(verb, key):
        raise KeyError(key)

    platform.before = broken
    await put(units, entry("a"))
    relay = relays(units, {"fake": platform}, settle=timedelta(0))
    for _ in range(24):
        await relay.run_once()
        await asyncio.sleep(0.01)
        await units.run(hurry)

    found = await row(units)
    assert found["state"] == State.FAILED
    assert "KeyError" in found["reason"]


async def hurry(work):
    """Let every doubt be looked into now."""
    from sqlalchemy import text

    await work.connection.execute(text("UPDATE outbox SET claimed_until = 0 WHERE state = 'in_doubt'"))


async def test_several_for_one_room_and_minute_become_one_message(units, relays, platform):
    await put(
        units,
        *(drawn(f"m{n}", merge=True) for n in range(3)),
        drawn("alone"),
        drawn("elsewhere", merge=True, destination="fake:t1/chats"),
        drawn("frozen", merge=True, message=message("frozen words")),
    )
    await relays(units, {"fake": platform}, {"drawn": words}).run_once()

    assert len(platform.posted) == 3
    joined = next(each for each in platform.posted if len(each.message.blocks) > 1)
    assert len(joined.message.blocks) == 4 + 3
    refs = {(await row(units, key))["ref"] for key in ("m0", "m1", "m2", "frozen")}
    assert {str(joined.ref)} == refs
    assert await states(units) == {State.SENT: 6}


async def test_a_joined_message_the_platform_refused_is_drawn_anew(units, relays, platform, clock):
    refusals = [TryLater(timedelta(seconds=1))]

    def busy(verb, key):
        if refusals:
            raise refusals.pop()

    platform.before = busy
    await put(units, *(drawn(f"m{n}", merge=True, subject=f"event:{n}", revision=1) for n in range(3)))
    relay = relays(units, {"fake": platform}, {"drawn": words})
    await relay.run_once()

    await units.run(lambda work: work.outbox.supersede("c", "event:1", revision=2))
    clock.advance(60)
    await relay.run_once()

    assert await states(units) == {State.SENT: 2, State.SUPERSEDED: 1}
    assert len(platform.posted[0].message.blocks) == 3


async def test_stopping_puts_back_what_was_not_begun(units, relays, platform):
    started = asyncio.Event()
    hold = asyncio.Event()
    post = platform.post

    async def slow(place, words, key):
        started.set()
        await hold.wait()
        return await post(place, words, key)

    platform.post = slow
    await put(units, *(entry(f"k{n}") for n in range(60)))
    relay = relays(units, {"fake": platform}, in_flight=10)
    running = asyncio.ensure_future(relay.run())
    await started.wait()
    asyncio.get_running_loop().call_later(0.2, hold.set)
    await relay.stop()
    await running

    assert await states(units) == {State.SENT: 10, State.PLANNED: 50}


async def test_what_falls_due_between_two_looks_is_not_kept_waiting(units, relays, platform, clock):
    await put(units, entry("later", due=START + timedelta(milliseconds=5)))
    relay = relays(units, {"fake": platform})
    await relay.run_once()
    assert 0 < relay._next() <= 0.005

    clock.advance(0.006)

    assert relay._next() == 0
