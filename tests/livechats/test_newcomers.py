"""Everybody who speaks is welcomed, and told of the archive, within about a minute."""

from datetime import timedelta

import pytest
from hall import START

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana)
    await hall.until(START + 15 * MINUTE)
    return planned


@pytest.fixture
async def ana(hall):
    return hall.member("Ana Ruiz", "slack")


async def test_whoever_pressed_a_button_first_is_welcomed_with_their_first_word(hall, chat, ana):
    await hall.chats.come(await ana.caller(), chat.id)
    await hall.later(minutes=3)
    assert "Welcome, Ana Ruiz" not in hall.read("slack")
    await ana.says("A2: here I am")
    await hall.later(minutes=2)
    assert hall.read("slack").count("Welcome, Ana Ruiz") == 1


async def test_whoever_speaks_while_the_welcome_of_the_minute_is_drawn_is_in_the_next(hall, chat, ana):
    ben = hall.member("Ben Okafor", "slack")
    await ben.says("A2: hello")
    await hall.until(START + 17 * MINUTE)  # Ben's welcome has just been drawn
    await ana.says("A2: me too", at=START + 17 * MINUTE - SECOND)  # told a second later
    await hall.later(minutes=2)
    assert "Welcome, Ana Ruiz" in hall.read("slack")
    assert hall.read("slack").count("Welcome, Ben Okafor") == 1


async def test_nobody_is_welcomed_for_a_second_word(hall, chat, ana):
    await ana.says("A2: one")
    await hall.later(minutes=2)
    await ana.says("A2: two")
    await hall.later(minutes=2)
    assert hall.read("slack").count("Welcome, Ana Ruiz") == 1
