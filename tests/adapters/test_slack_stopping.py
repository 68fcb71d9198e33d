"""When the bot stops, what Slack has told it is kept and acknowledged first, and nothing goes on."""

import asyncio

import pytest
from twins import loom

from adapters.slack import socket_mode
from tests.adapters.slack_ears import classroom, until


@pytest.fixture
async def room():
    async with loom.Twin.open(seed=29) as twin, classroom(twin) as seats:
        yield seats


def slowly(room, monkeypatch, seconds):
    """The database takes a while for each word."""
    began, keep = [], room.ears.hear

    async def hear(heard):
        began.append(heard)
        await asyncio.sleep(seconds)
        await keep(heard)

    monkeypatch.setattr(room.ears, "hear", hear)
    return began


async def stopped(room):
    floor, room.adapter.floor = room.adapter.floor, None
    await floor.stop()


async def test_what_is_being_kept_is_kept_and_acknowledged_before_it_stops(room, monkeypatch):
    began = slowly(room, monkeypatch, 0.4)
    await room.says(room.priya, "A1 On the way out.")
    await until(lambda: bool(began))
    await stopped(room)

    assert [each.text for each in room.ears.heard] == ["A1 On the way out."]
    assert room.twin.sockets.resent == 0


async def test_without_waiting_it_would_still_be_under_way(room, monkeypatch):
    """The control: what is not held on to is not waited for."""

    class Forgets(set):
        def add(self, _task):
            pass

    began = slowly(room, monkeypatch, 0.4)
    room.adapter.floor.socket._taking = Forgets()
    await room.says(room.priya, "A1 On the way out.")
    await until(lambda: bool(began))
    await stopped(room)

    assert room.ears.heard == []
    await until(lambda: bool(room.ears.heard))


async def test_what_takes_too_long_is_left_to_be_told_again_and_does_not_go_on(room, monkeypatch):
    monkeypatch.setattr(socket_mode, "FINISH", 0.1)
    began = slowly(room, monkeypatch, 1.0)
    await room.says(room.priya, "A1 Never mind.")
    await until(lambda: bool(began))
    await stopped(room)
    await asyncio.sleep(1.2)

    assert room.ears.heard == []
