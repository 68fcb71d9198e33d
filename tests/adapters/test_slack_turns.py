"""Slack's limits while live chats run: one room's pause is its own, and history is shared by its two uses."""

import asyncio
from datetime import timedelta

import pytest
from twins import loom
from twins.loom.faults import SLOWS, Fault

from adapters.slack.pace import A_MINUTE, WINDOW, Pace, Use
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import TryLater
from tests.adapters.slack_ears import classroom

POST, REPLIES = "chat.postMessage", "conversations.replies"


class Time:
    """A clock that is moved by hand."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def pace(time):
    return Pace(time, time.sleep)


def is_free(pace, channel):
    try:
        pace.check("T1", POST, channel)
    except TryLater:
        return False
    return True


# Pauses


def test_the_limit_of_a_channel_holds_up_that_channel_alone(pace, time):
    pace.pause("T1", POST, timedelta(seconds=1), "C1")

    assert [is_free(pace, each) for each in ("C1", "C2")] == [False, True]
    time.now += 1.0
    assert is_free(pace, "C1")


def test_a_longer_pause_is_about_the_whole_workspace(pace):
    pace.pause("T1", POST, timedelta(seconds=5), "C1")

    assert [is_free(pace, each) for each in ("C1", "C2")] == [False, False]
    pace.check("T2", POST, "C3")


def test_two_channels_refused_at_once_are_about_the_whole_workspace(pace):
    pace.pause("T1", POST, timedelta(seconds=1), "C1")
    pace.pause("T1", POST, timedelta(seconds=1), "C2")

    assert not is_free(pace, "C3")


def test_a_channel_refused_twice_is_still_one_channel(pace):
    pace.pause("T1", POST, timedelta(seconds=1), "C1")
    pace.pause("T1", POST, timedelta(seconds=1), "C1")

    assert is_free(pace, "C2")


async def test_while_one_room_has_to_wait_others_are_posted_in():
    async with loom.Twin.open(seed=79) as twin, classroom(twin) as room:
        platform, elsewhere = room.adapter.floor.platform, twin.channel("staff", members=[room.dana])
        other = PlaceAddress("slack", twin.home_team.id, elsewhere.id)
        twin.faults.plan(POST, Fault(SLOWS, seconds=1))
        await asyncio.sleep(1.0)  # the opening's second
        with pytest.raises(TryLater):
            await platform.post(room.thread, message("Q1"), "chat:q1")
        asked = twin.requests[POST]
        with pytest.raises(TryLater):
            await platform.post(room.thread, message("Q1"), "chat:q1")
        assert twin.requests[POST] == asked
        await platform.post(other, message("A reminder"), "reminder:1")

        assert [each.text for each in twin.seen(room.dana, elsewhere)] == ["A reminder"]


# Two uses of a method


def spend(pace, use):
    try:
        pace.spend("T1", REPLIES, use)
    except TryLater as later:
        return later.after.total_seconds()
    return 0.0


def test_catching_up_leaves_half_of_a_minute_to_doubts(pace):
    caught = sum(spend(pace, Use.CATCHING_UP) == 0.0 for _ in range(100))
    doubts = sum(spend(pace, Use.USUAL) == 0.0 for _ in range(100))

    assert (caught, doubts) == (A_MINUTE[REPLIES] // 2, A_MINUTE[REPLIES] // 2)


def test_where_nobody_catches_up_doubts_have_it_all(pace):
    assert sum(spend(pace, Use.USUAL) == 0.0 for _ in range(100)) == A_MINUTE[REPLIES]


@pytest.mark.parametrize("eager", list(Use))
def test_of_one_a_minute_each_gets_every_other(pace, time, eager):
    """Whoever asks first each time does not get it each time."""
    pace.spend("T1", REPLIES)
    pace.pause("T1", REPLIES, timedelta(seconds=1))
    time.now += 1.0
    uses = sorted(Use, key=lambda each: each is not eager)
    served = []
    for _ in range(600):
        served += [use for use in uses if spend(pace, use) == 0.0]
        time.now += 1.0

    assert len(served) >= 9
    assert abs(served.count(Use.USUAL) - served.count(Use.CATCHING_UP)) <= 1


@pytest.mark.parametrize("use", list(Use))
def test_of_one_a_minute_who_is_alone_gets_them_all(pace, time, use):
    pace.spend("T1", REPLIES)
    pace.pause("T1", REPLIES, timedelta(seconds=1))
    time.now += 1.0
    served = 0
    for _ in range(600):
        served += spend(pace, use) == 0.0
        time.now += 1.0

    assert served >= 9


# A faster Slack


async def test_at_ten_times_the_speed_every_span_is_a_tenth(time):
    pace = Pace(time, time.sleep, speed=10.0)
    began = time.now
    for _ in range(3):
        async with pace.turn("T1", "C1"):
            pass
    assert time.now - began == pytest.approx(0.2)
    for _ in range(A_MINUTE[REPLIES]):
        pace.spend("T1", REPLIES)
    assert spend(pace, Use.USUAL) == pytest.approx(WINDOW / 10)


async def test_with_both_at_ten_times_the_speed_ten_posts_a_second_are_taken_and_none_is_refused():
    loop = asyncio.get_running_loop()
    async with (
        loom.Twin.open(seed=79, pace=10.0) as twin,
        classroom(twin, pace=Pace(speed=10.0)) as room,
    ):
        platform, began = room.adapter.floor.platform, loop.time()
        for number in range(12):
            await platform.post(room.thread, message(f"Q{number}"), f"chat:{number}")
        took = loop.time() - began

    assert twin.too_fast == 0
    assert 1.1 < took < 6.0
