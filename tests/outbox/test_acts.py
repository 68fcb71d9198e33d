"""Threads opened and closed and messages removed: each leaves once, where it should, and is recorded."""

from datetime import timedelta

import pytest
from fakes import START
from outbox.acting import CARD, OPENS, THREAD, act, acting, calls
from promises import HOUR, drawn, entry, put, row, states, words
from sqlalchemy import text

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.conversation.text import Unsayable
from communitybot.outbox.entry import Later, State, Thread
from communitybot.ports import TryLater, Unauthorised, Undeliverable


async def done(units, relays, platform, *entries, handlers):
    await put(units, *entries)
    relay = relays(units, {"fake": platform}, handlers)
    await relay.run_once()
    await relay.run_once()
    return relay


async def test_a_thread_is_opened_once_and_its_key_becomes_the_opening(units, relays, platform):
    await done(units, relays, platform, drawn(), handlers=acting("opens"))

    opening = await units.read(lambda work: work.outbox.ref("c", "a"))
    thread = PlaceAddress("fake", "t1", "events", opening.message)
    assert [posted.ref for posted in platform.posted] == [opening]
    assert platform.posted[0].shown == OPENS.opening
    assert platform.threads == {str(opening): "Reading circle"}
    assert str(thread) == THREAD


@pytest.mark.parametrize("pinned", [True, False])
async def test_an_opening_is_pinned_only_where_that_is_wished(sqlite_units, relays, platform, pinned):
    async def opens(entries, work):
        return [Thread("Reading circle", message("We begin"), pinned=pinned) for _ in entries]

    await done(sqlite_units, relays, platform, drawn(), handlers={"drawn": opens})

    assert platform.pinned == ([platform.posted[0].ref] if pinned else [])


async def test_a_message_is_removed_once(units, relays, platform):
    handlers = acting("removes")
    await done(units, relays, platform, entry("card"), drawn("gone", destination=None), handlers=handlers)

    assert platform.visible() == []
    assert calls(platform, "remove") == ["remove"]
    assert (await row(units, "gone"))["ref"] == str(CARD)


@pytest.mark.parametrize(("which", "verb"), [("closes", "close"), ("reopens", "reopen")])
async def test_a_thread_is_closed_or_opened_again_once(units, relays, platform, which, verb):
    await done(units, relays, platform, drawn(destination=THREAD), handlers=acting(which))

    assert platform.calls == [(verb, THREAD)]
    assert await states(units) == {State.SENT: 1}
    assert (await row(units))["ref"] == str(CARD)


@pytest.mark.parametrize("which", ["removes", "closes"])
async def test_what_is_gone_need_not_be_removed_or_closed(units, relays, platform, which):
    def gone(_verb, _key):
        raise Undeliverable("there is nothing there", gone=True, room=True)

    platform.before = gone
    await done(units, relays, platform, drawn(destination=THREAD), handlers=acting(which))

    assert await states(units) == {State.SENT: 1}
    assert len(platform.calls) == 1


async def test_a_message_that_may_not_be_removed_is_a_failure_and_nothing_is_posted_for_it(
    units, relays, platform
):
    def forbidden(_verb, _key):
        raise Unauthorised("Manage Messages")

    platform.before = forbidden
    await done(units, relays, platform, drawn(), handlers=acting("removes"))

    assert (await row(units))["reason"] == "missing: Manage Messages"
    assert await states(units) == {State.FAILED: 1}
    assert platform.posted == []


@pytest.mark.parametrize(
    ("which", "destination"),
    [
        ("opens", None),
        ("opens", "fake:t1@teacher"),
        ("opens", THREAD),
        ("opens", "nowhere"),
        ("closes", None),
        ("closes", "fake:t1@teacher"),
        ("closes", "fake:t1/events"),
        ("reopens", "fake:t1/events"),
    ],
)
async def test_where_it_cannot_be_done_it_fails_before_it_leaves(
    sqlite_units, relays, platform, which, destination
):
    platforms = {"fake": platform, "nowhere": platform}
    await put(sqlite_units, drawn(destination=destination))
    await relays(sqlite_units, platforms, acting(which)).run_once()

    assert platform.calls == []
    assert await states(sqlite_units) == {State.FAILED: 1}
    assert "thread" in (await row(sqlite_units))["reason"]


async def test_what_may_be_joined_with_others_is_not_when_it_is_more_than_words(units, relays, platform):
    async def both(entries, work):
        drawn_ = await words(entries, work)
        acted = await act([each for each in entries if each.args], work)
        return [acted.pop() if each.args else said for each, said in zip(entries, drawn_, strict=True)]

    rows = [drawn(key, merge=True) for key in ("a", "b")]
    rows.append(drawn("thread", merge=True, args={"act": "opens"}))
    await done(units, relays, platform, *rows, handlers={"drawn": both})

    assert await states(units) == {State.SENT: 3}
    assert len(platform.posted) == 2  # the two that are joined, and the opening
    assert len(platform.threads) == 1


async def test_a_thread_its_handler_puts_off_is_opened_at_its_time(units, relays, platform, clock):
    async def at_the_hour(entries, work):
        before = clock.now() < START + HOUR
        return [Later(START + HOUR, "not yet") if before else OPENS for _ in entries]

    relay = await done(units, relays, platform, drawn(), handlers={"drawn": at_the_hour})
    assert platform.calls == []
    clock.advance(HOUR)
    await relay.run_once()

    assert len(platform.threads) == len(platform.posted) == 1


async def test_a_thread_the_platform_puts_off_is_opened_when_it_may(units, relays, platform, clock):
    left = [TryLater(timedelta(minutes=5))]

    def busy(_verb, _key):
        if left:
            raise left.pop()

    platform.before = busy
    relay = await done(units, relays, platform, drawn(), handlers=acting("opens"))
    assert await states(units) == {State.PLANNED: 1}
    clock.advance(timedelta(minutes=6))
    await relay.run_once()

    assert await states(units) == {State.SENT: 1}
    assert len(platform.threads) == len(platform.posted) == 1


async def test_an_act_of_another_version_is_kept_and_told_of_once(units, relays, platform, clock):
    await put(units, entry("later version"), entry("of today"))
    unknown = """UPDATE outbox SET payload = '{"act":"applaud"}' WHERE key = 'later version'"""
    await units.run(lambda work: work.connection.execute(text(unknown)))
    relay = relays(units, {"fake": platform})
    for _ in range(12):  # more often than a bug is forgiven
        await relay.run_once()
        clock.advance(HOUR)

    assert await states(units) == {State.PLANNED: 1, State.SENT: 1}
    assert (await row(units, "later version"))["payload"] == '{"act":"applaud"}'
    assert relay.tally.counts["outbox.unknown_act"] == 12


async def test_hostile_words_arrive_as_they_were_said(units, relays, platform):
    hostile = "';--\"{},[\\N\n𝒳é @everyone"
    said_ = Thread(hostile, message(hostile))

    async def opens(entries, work):
        return [said_ for _ in entries]

    await done(units, relays, platform, drawn(), handlers={"drawn": opens})

    assert list(platform.threads.values()) == [hostile]
    assert platform.posted[0].shown == said_.opening


async def test_words_of_another_version_that_may_be_joined_hold_up_nobody(units, relays, platform, clock):
    await put(units, entry("later version", merge=True), entry("of today", merge=True))
    unknown = "UPDATE outbox SET payload = '[99,[]]' WHERE key = 'later version'"
    await units.run(lambda work: work.connection.execute(text(unknown)))
    relay = relays(units, {"fake": platform})
    for _ in range(12):
        await relay.run_once()
        clock.advance(HOUR)

    assert await states(units) == {State.FAILED: 1, State.SENT: 1}


@pytest.mark.parametrize("title", ["", "   ", "x" * 500])
def test_a_title_nobody_could_read_is_refused_when_it_is_made(title):
    with pytest.raises(Unsayable):
        Thread(title, message("We begin"))
