"""People whose direct messages are closed: asked once in thirty days, however often something is for them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from twins.chord.faults import Denied

from adapters.discord import client, doors, openings
from adapters.discord.openings import Openings
from communitybot.clocks import MovableClock
from communitybot.conversation.message import message
from communitybot.ports import DeliveryError, TryLater, Undeliverable
from tests.adapters.discording import scene

POST, OPEN = "POST /channels/{channel_id}/messages", "POST /users/@me/channels"
START = datetime(2026, 12, 1, 12, tzinfo=UTC)
WORDS = message("Reading circle is tomorrow.")
CROWD = 500
FAST = 100_000  # requests a second: how fast we send is proved elsewhere


@pytest.fixture
async def there(tmp_path, monkeypatch):
    pace = client.Pace
    monkeypatch.setattr(client, "Pace", lambda: pace(FAST))
    async with scene(tmp_path, check_late=True) as opened:
        opened.twin.core.limits.enforced = False
        yield opened


@pytest.fixture
def clock():
    return MovableClock(START)


def pass_time(clock, **span):
    clock.move_to(clock.now() + timedelta(**span))


async def tell(running, whom, key):
    """One private message; None when it arrived, else why not."""
    try:
        place = await running.platform.direct(whom)
        await running.platform.post(place, WORDS, key)
    except DeliveryError as problem:
        return problem
    return None


async def tell_all(running, clock, crowd, turn):
    """As the outbox does it: whoever has to wait is told again when their time has come; how long it took."""
    began = clock.now()
    waiting = dict.fromkeys(crowd, began)
    while waiting:
        clock.move_to(min(waiting.values()))
        now = clock.now()
        due = [each for each, at in waiting.items() if at <= now]
        told = await asyncio.gather(*(tell(running, each, f"{turn} {each}"[-100:]) for each in due))
        for each, why in zip(due, told, strict=True):
            if isinstance(why, TryLater):
                waiting[each] = now + why.after
            else:
                del waiting[each]
    return clock.now() - began


def closed_crowd(there, number):
    found = []
    for each in range(number):
        person = there.twin.person(f"Person {each}")
        there.guild.join(person)
        person.close_dms()
        found.append(there.address(person))
    return found


@pytest.mark.slow
@pytest.mark.promise("R19")
async def test_five_hundred_closed_doors_are_knocked_at_once_each_in_thirty_days(there, clock):
    crowd = closed_crowd(there, CROWD)
    counts = there.twin.counts
    async with there.bot(clock) as running:
        took = await tell_all(running, clock, crowd, "first")
        assert counts.requests[POST] == CROWD
        assert took >= timedelta(minutes=CROWD // openings.MOST - 1)
    async with there.bot(clock) as running:  # a restart
        for day in range(6):
            await tell_all(running, clock, crowd, f"day {day}")
            pass_time(clock, days=4)
        assert (counts.requests[POST], counts.requests[OPEN]) == (CROWD, CROWD)
        pass_time(clock, days=8)
        await tell_all(running, clock, crowd, "next month")
    assert (counts.requests[POST], counts.requests[OPEN]) == (2 * CROWD, CROWD)


@pytest.mark.promise("R19")
async def test_control_without_a_memory_they_are_knocked_at_every_time(there, clock, monkeypatch):
    monkeypatch.setattr(doors, "LASTS", timedelta())
    crowd = closed_crowd(there, 10)
    async with there.bot(clock) as running:
        for turn in range(3):
            await tell_all(running, clock, crowd, turn)

    assert there.twin.counts.requests[POST] == 30


async def test_at_most_ten_private_channels_are_opened_in_a_minute(there, clock):
    crowd = closed_crowd(there, 25)
    async with there.bot(clock) as running:
        told = await asyncio.gather(*(tell(running, each, str(each)[-40:]) for each in crowd))
        waits = sorted(why.after for why in told if isinstance(why, TryLater))

        assert there.twin.counts.requests[OPEN] == 10
        assert [round(wait / timedelta(minutes=1)) for wait in waits] == [1] * 10 + [2] * 5


async def test_somebody_who_writes_to_us_is_written_to_again(there, clock):
    teacher = there.teacher
    async with there.bot(clock) as running:
        whom = there.address(teacher)
        teacher.close_dms()
        assert isinstance(await tell(running, whom, "a"), Undeliverable)
        teacher.close_dms(closed=False)
        assert isinstance(await tell(running, whom, "b"), Undeliverable)  # nobody told us
        await teacher.types(teacher.direct, "Hello?")
        await asyncio.sleep(0.3)

        assert await tell(running, whom, "c") is None


async def test_whoever_looks_into_their_settings_is_tried_again_also_after_a_restart(there, clock):
    teacher = there.teacher
    async with there.bot(clock) as running:
        teacher.close_dms()
        assert isinstance(await tell(running, there.address(teacher), "a"), Undeliverable)
        teacher.close_dms(closed=False)
    async with there.bot(clock) as running:
        assert isinstance(await tell(running, there.address(teacher), "b"), Undeliverable)
        asked = await teacher.command(there.events, "events")
        await asked.answer()
        await asyncio.sleep(0.3)
        assert isinstance(await tell(running, there.address(teacher), "c"), Undeliverable)
        asked = await teacher.command(there.events, "my settings")
        await asked.answer()
        await asyncio.sleep(0.3)

        assert await tell(running, there.address(teacher), "d") is None


async def test_told_that_it_opens_channels_too_fast_it_waits_a_minute(there, clock):
    crowd = closed_crowd(there, 3)
    there.twin.faults.next(OPEN, Denied(40003))
    async with there.bot(clock) as running:
        first = await tell(running, crowd[0], "a")
        second = await tell(running, crowd[1], "b")
        assert isinstance(first, TryLater)
        assert isinstance(second, TryLater)
        assert there.twin.counts.requests[OPEN] == 1
        pass_time(clock, seconds=61)

        assert isinstance(await tell(running, crowd[0], "a"), Undeliverable)


def test_in_no_minute_there_are_more_than_ten_however_people_come_back():
    clock = MovableClock(START)
    made, slow = [], Openings(clock.now)
    waiting = {f"person {number}": START for number in range(60)}
    while waiting:
        for name, at in list(waiting.items()):
            if at <= clock.now():
                try:
                    slow.ask(name)
                except TryLater as later:
                    waiting[name] = clock.now() + later.after * (1 + len(name) % 3 / 10)
                else:
                    made.append(clock.now())
                    del waiting[name]
        pass_time(clock, seconds=1)

    assert len(made) == 60
    assert max(sum(one <= each < one + timedelta(seconds=60) for each in made) for one in made) <= 10
