"""A post that is refused because its whole room is lost: drawn once more, so that it can go elsewhere."""

from datetime import timedelta

import pytest
from fakes import RecordingPlatform
from promises import drawn, entry, put, row, states, words
from sqlalchemy import text

from communitybot.outbox.entry import Skip, State
from communitybot.outbox.send import MOST_ROOMS
from communitybot.ports import TryLater, Unauthorised, Undeliverable

GONE = Undeliverable("the room is gone", gone=True, room=True)
CLOSED = Unauthorised("Send Messages", room=True)
ELSEWHERE = "fake:t1/general"


def refusing(problem, times=99):
    """A platform that refuses the first posts, all of them unless told otherwise."""
    platform, left = RecordingPlatform(), [problem] * times

    def refuse(verb, _key):
        if verb == "post" and left:
            raise left.pop()

    platform.before = refuse
    return platform


def posts(platform):
    return [key for verb, key in platform.calls if verb == "post"]


class Knowing:
    """A handler that hears of the loss with the first refusal, as a feature does from its store."""

    def __init__(self, platform):
        self._platform = platform

    async def draw(self, entries, work):
        if not posts(self._platform):
            return await words(entries, work)
        moved = [drawn(f"{each.key}:elsewhere", destination=ELSEWHERE, kind="moved") for each in entries]
        await work.outbox.put(moved)
        return [Skip("the room is lost", State.CANCELLED)] * len(entries)


@pytest.mark.parametrize("problem", [GONE, CLOSED], ids=["gone", "closed"])
async def test_it_is_drawn_again_and_can_go_elsewhere(units, relays, problem):
    platform = refusing(problem, times=1)
    await put(units, drawn())
    handlers = {"drawn": Knowing(platform).draw, "moved": words}
    await relays(units, {"fake": platform}, handlers).run_once()

    assert len(posts(platform)) == 2  # the refused one, and the one elsewhere
    assert [str(each.place) for each in platform.posted] == [ELSEWHERE]
    assert (await row(units))["reason"] == "the room is lost"


async def test_what_shared_a_message_goes_elsewhere_each_by_itself(units, relays):
    platform = refusing(GONE, times=1)
    await put(units, drawn("a", merge=True), drawn("b", merge=True))
    handlers = {"drawn": Knowing(platform).draw, "moved": words}
    await relays(units, {"fake": platform}, handlers).run_once()

    assert await states(units) == {State.CANCELLED: 2, State.SENT: 2}
    assert len(posts(platform)) == 3


async def test_without_the_word_that_the_room_is_lost_it_simply_fails(units, relays):
    """The negative control."""
    platform = refusing(Undeliverable("the room is gone", gone=True))
    await put(units, drawn())
    await relays(units, {"fake": platform}, {"drawn": Knowing(platform).draw}).run_once()

    assert await states(units) == {State.FAILED: 1}
    assert len(posts(platform)) == 1


async def test_who_draws_it_for_the_lost_room_again_and_again_is_given_up(units, relays):
    platform = refusing(GONE)
    await put(units, drawn())
    await relays(units, {"fake": platform}, {"drawn": words}).run_once()

    assert await states(units) == {State.FAILED: 1}
    assert len(posts(platform)) == MOST_ROOMS


async def test_words_nobody_can_find_again_fail_at_once(units, relays):
    platform = refusing(GONE)
    await put(units, entry())
    await relays(units, {"fake": platform}, {"drawn": words}).run_once()

    assert await states(units) == {State.FAILED: 1}
    assert len(posts(platform)) == 1


async def in_doubt(units, relays, platform, looked):
    """A row whose answer was lost; `looked` is what looking into the history gives."""
    left = [TryLater(timedelta(0), unsure=True)]

    def lost(verb, _key):
        if verb == "post" and left:
            raise left.pop()
        if verb == "find":
            raise looked
        if verb == "post":
            raise GONE

    platform.before = lost
    await put(units, drawn())
    handlers = {"drawn": Knowing(platform).draw, "moved": words}
    relay = relays(units, {"fake": platform}, handlers)
    await relay.run_once()
    past = (
        "UPDATE outbox SET started_at = started_at - 100000000, begun_at = begun_at - 100000000,"
        " claimed_until = CASE WHEN state = 'in_doubt' THEN 0 ELSE claimed_until END"
    )
    await units.run(lambda work: work.connection.execute(text(past)))
    assert await states(units) == {State.IN_DOUBT: 1}
    return relay


async def test_a_doubt_about_a_room_that_is_gone_is_said_elsewhere(units, relays):
    platform = RecordingPlatform(honours_keys_for=timedelta(0))
    relay = await in_doubt(units, relays, platform, Undeliverable("the room is gone", gone=True))
    await relay.run_once()

    assert (await row(units))["reason"] == "the room is lost"
    assert (await row(units, "a:elsewhere"))["destination"] == ELSEWHERE


async def test_a_doubt_that_cannot_be_looked_into_for_another_reason_ends(units, relays):
    """The negative control: where the room may still be read, nothing is said twice."""
    platform = RecordingPlatform(honours_keys_for=timedelta(0))
    relay = await in_doubt(units, relays, platform, Undeliverable("the request is not taken"))
    await relay.run_once()

    assert await states(units) == {State.FAILED: 1}
