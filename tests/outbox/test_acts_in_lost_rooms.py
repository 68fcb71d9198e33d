"""A thread that is refused because its whole room is lost: drawn once more, so that it can open elsewhere."""

from datetime import timedelta

import pytest
from fakes import RecordingPlatform
from outbox.acting import CARD, OPENS, THREAD, acting
from promises import drawn, put, row, states

from communitybot.conversation.message import message
from communitybot.outbox.entry import Remove, Skip, State
from communitybot.outbox.send import MOST_ROOMS
from communitybot.ports import TryLater, Unauthorised, Undeliverable

GONE = Undeliverable("the room is gone", gone=True, room=True)
CLOSED = Unauthorised("Send Messages", room=True)
ELSEWHERE = "fake:t1/general"


def refusing(verb, problem, times=99):
    platform, left = RecordingPlatform(), [problem] * times

    def refuse(called, _key):
        if called == verb and left:
            raise left.pop()

    platform.before = refuse
    return platform


def knowing(platform):
    """Handlers that hear of the loss with the first refusal, and say where it goes instead."""

    async def first(entries, work):
        if not platform.calls:
            return [OPENS for _ in entries]
        moved = [drawn(f"{each.key}:elsewhere", destination=ELSEWHERE, kind="moved") for each in entries]
        await work.outbox.put(moved)
        return [Skip("the room is lost", State.CANCELLED)] * len(entries)

    return {"drawn": first, "moved": acting("opens")["drawn"]}


@pytest.mark.parametrize("problem", [GONE, CLOSED], ids=["gone", "closed"])
async def test_a_thread_is_drawn_again_and_can_be_opened_elsewhere(units, relays, problem):
    platform = refusing("post", problem, times=1)
    await put(units, drawn())
    await relays(units, {"fake": platform}, knowing(platform)).run_once()

    assert [str(each.place) for each in platform.posted] == [ELSEWHERE]
    assert len(platform.threads) == 1
    assert (await row(units))["reason"] == "the room is lost"
    assert (await row(units, "a:elsewhere"))["ref"] == str(platform.posted[0].ref)


async def test_a_thread_that_was_put_off_in_a_room_that_is_closed_then_is_opened_elsewhere(
    units, relays, clock
):
    """Its opening stands, but a thread nobody can write in serves nobody."""
    platform, problems = RecordingPlatform(), [CLOSED, TryLater(timedelta(0))]

    def refuse(called, _key):
        if called == "start" and problems:
            raise problems.pop()

    platform.before = refuse
    await put(units, drawn())
    relay = relays(units, {"fake": platform}, knowing(platform))
    await relay.run_once()
    clock.advance(60)
    await relay.run_once()

    assert [str(each.place) for each in platform.posted] == ["fake:t1/events", ELSEWHERE]
    assert list(platform.threads) == [str(platform.posted[1].ref)]


async def test_without_the_word_that_the_room_is_lost_it_simply_fails(units, relays):
    """The negative control."""
    platform = refusing("post", Undeliverable("the room is gone", gone=True))
    await put(units, drawn())
    await relays(units, {"fake": platform}, knowing(platform)).run_once()

    assert await states(units) == {State.FAILED: 1}
    assert platform.threads == {}


async def test_who_opens_it_in_the_lost_room_again_and_again_is_given_up(units, relays):
    platform = refusing("post", GONE)
    await put(units, drawn())
    await relays(units, {"fake": platform}, acting("opens")).run_once()

    assert await states(units) == {State.FAILED: 1}
    assert len(platform.calls) == MOST_ROOMS


@pytest.mark.parametrize(("which", "verb"), [("removes", "remove"), ("closes", "close")])
async def test_what_stands_in_a_closed_room_can_be_left_to_whoever_draws_it(units, relays, which, verb):
    platform = refusing(verb, CLOSED)
    acted = acting(which)["drawn"]

    async def leaves(entries, work):
        return [Skip("left as it is")] * len(entries) if platform.calls else await acted(entries, work)

    await put(units, drawn(destination=THREAD))
    await relays(units, {"fake": platform}, {"drawn": leaves}).run_once()

    assert (await row(units))["reason"] == "left as it is"
    assert len(platform.calls) == 1


async def test_a_removal_that_is_drawn_anew_as_words_is_posted(units, relays):
    """What an act was about is forgotten with it."""
    platform = refusing("remove", CLOSED, times=1)

    async def says(entries, work):
        removal = Remove(CARD)
        return [message("It stays") if platform.calls else removal for _ in entries]

    await put(units, drawn())
    await relays(units, {"fake": platform}, {"drawn": says}).run_once()

    assert len(platform.posted) == 1
    assert (await row(units))["ref"] == str(platform.posted[0].ref)
