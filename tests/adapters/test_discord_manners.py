"""What keeps us welcome with Discord: refusals rest, budgets hold, a dead token is left alone."""

import contextlib
from datetime import timedelta
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from adapters.discord.errors import Needs, is_ban, meaning
from adapters.discord.manners import NOTHING_BUT_ANSWERS, ONLY_ESSENTIAL, PROBES, Manners, Weight
from adapters.discord.marks import carries, marker_of, nonce_of
from communitybot.ports import TryLater, Unauthorised, Undeliverable


class Watch:
    """A clock that is set by hand."""

    def __init__(self):
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def manners(watch):
    return Manners(watch)


def refused(manners, channel="7"):
    manners.refuse(channel, Unauthorised("Send Messages"))


def test_a_channel_that_refused_us_is_not_asked_for_five_minutes(manners, watch):
    refused(manners)

    watch.at += 299
    with pytest.raises(Unauthorised, match="Send Messages"):
        manners.ask("7", Weight.MESSAGE)
    manners.ask("8", Weight.MESSAGE)
    watch.at += 2
    manners.ask("7", Weight.MESSAGE)


def test_refused_again_it_rests_twice_as_long_but_never_beyond_a_day(manners, watch):
    refused(manners)
    watch.at += 301
    refused(manners)
    watch.at += 301
    with pytest.raises(Unauthorised):
        manners.ask("7", Weight.MESSAGE)
    for _ in range(20):
        refused(manners)
    watch.at += 86_401
    manners.ask("7", Weight.MESSAGE)


def test_a_change_of_permissions_ends_the_rest(manners):
    refused(manners)
    refused(manners, "7 history")
    manners.welcome("7")

    manners.ask("7", Weight.MESSAGE)
    manners.ask("7 history", Weight.MESSAGE)


def test_many_refusals_stop_what_is_not_essential_then_everything(manners, watch):
    for _ in range(ONLY_ESSENTIAL):
        manners.answered(403)
    manners.ask(None, Weight.MESSAGE)
    with pytest.raises(TryLater) as later:
        manners.ask(None, Weight.OPTIONAL)
    assert timedelta(0) < later.value.after <= timedelta(minutes=10)

    for _ in range(NOTHING_BUT_ANSWERS - ONLY_ESSENTIAL):
        manners.answered(429)
    with pytest.raises(TryLater):
        manners.ask(None, Weight.MESSAGE)

    watch.at += 601
    manners.ask(None, Weight.OPTIONAL)


def test_good_answers_count_for_nothing(manners):
    for _ in range(5_000):
        manners.answered(200)
        manners.answered(404)
    manners.ask(None, Weight.OPTIONAL)


def test_a_dead_token_is_told_once_and_never_used_again(manners):
    told = []
    manners.on_death = lambda: told.append(1)
    manners.answered(401)
    manners.answered(401)

    assert told == [1]
    with pytest.raises(Unauthorised, match="DISCORD_TOKEN"):
        manners.ask(None, Weight.MESSAGE)


def test_an_interaction_token_that_is_over_does_not_kill_the_bots_own(manners):
    manners.answered(401, with_token=False)

    assert manners.invalid == 1
    manners.ask(None, Weight.MESSAGE)


def test_after_the_front_doors_page_we_are_silent(manners, watch):
    manners.banned()
    with pytest.raises(TryLater):
        manners.ask(None, Weight.MESSAGE)
    watch.at += 901
    manners.ask(None, Weight.MESSAGE)


def answer(status: int, code: int = 0, *, via: bool = True) -> discord.HTTPException:
    headers = {"Via": "1.1 google"} if via else {}
    response = SimpleNamespace(status=status, reason="x", headers=headers)
    return discord.HTTPException(response, {"code": code, "message": "x"})


@pytest.mark.parametrize(
    ("problem", "kind", "told"),
    [
        (answer(404, 10003), Undeliverable, {"gone": True}),
        (answer(404, 10008), Undeliverable, {"gone": True}),
        (answer(403, 50001), Unauthorised, {"need": "View Channel"}),
        (answer(403, 50013), Unauthorised, {"need": "Send Messages"}),
        (answer(403, 50007), Undeliverable, {"gone": False}),
        (answer(400, 50083), Undeliverable, {"gone": False}),
        (answer(400, 40003), TryLater, {"unsure": False}),
        (answer(400, 30046), TryLater, {"unsure": False}),
        (answer(400, 50035), Undeliverable, {"gone": False}),
        (answer(401), Unauthorised, {}),
        (answer(429), TryLater, {"unsure": False}),
        (answer(429, via=False), TryLater, {"after": timedelta(minutes=15)}),
        (answer(500), TryLater, {"unsure": True}),
        (answer(503), TryLater, {"unsure": True}),
        (discord.RateLimited(31.0), TryLater, {"after": timedelta(seconds=31), "unsure": False}),
        (TimeoutError(), TryLater, {"unsure": True}),
        (aiohttp.ServerDisconnectedError(), TryLater, {"unsure": True}),
        (ConnectionResetError(), TryLater, {"unsure": True}),
        (
            aiohttp.ClientConnectorError(SimpleNamespace(ssl=None, host="x", port=1), OSError()),
            TryLater,
            {"unsure": False},
        ),
    ],
)
def test_each_failure_is_one_of_the_three_kinds(problem, kind, told):
    found = meaning(problem, Needs())

    assert type(found) is kind
    assert {name: getattr(found, name) for name in told} == told


def test_a_mistake_of_ours_is_left_alone():
    assert meaning(KeyError("x")) is None


def test_only_a_429_without_a_via_header_is_a_ban():
    assert is_ban(answer(429, via=False))
    assert not is_ban(answer(429))
    assert not is_ban(answer(403, via=False))


def test_keys_become_nonces_and_markers_that_fit():
    key = "0123456789abcdef01234567"

    assert nonce_of(key) == key
    assert len(nonce_of("x" * 400)) <= 25
    assert 1 <= marker_of(key) <= 2**31 - 1
    assert marker_of(key) == marker_of(key) != marker_of("another")


def test_a_message_is_known_by_its_frame_alone():
    frame = {"type": 17, "id": 5, "components": [{"type": 10, "id": 6, "content": "x"}]}

    assert carries({"components": [frame]}, 5)
    assert not carries({"components": [frame]}, 6)
    assert not carries({"components": []}, 5)
    assert not carries({"content": "5"}, 5)


def test_so_many_are_asked_again_in_an_hour_and_the_others_wait(manners, watch):
    for number in range(PROBES + 5):
        refused(manners, str(number))
    watch.at += 301
    asked = 0
    for number in range(PROBES + 5):
        with contextlib.suppress(Unauthorised):
            manners.ask(str(number), Weight.MESSAGE)
            asked += 1
    assert asked == PROBES

    watch.at += 3_601
    manners.ask(str(PROBES), Weight.MESSAGE)


def test_of_several_who_would_ask_again_one_does(manners, watch):
    refused(manners)
    watch.at += 301
    manners.ask("7", Weight.MESSAGE)
    with pytest.raises(Unauthorised):
        manners.ask("7", Weight.MESSAGE)
