"""Slack's rate limits under thousands of sends: one a second in a channel, silence while it says so (R20)."""

import asyncio
from dataclasses import dataclass, field

import pytest
from twins import loom
from twins.loom.limits import Limits
from twins.loom.refusals import TooFast

from adapters.slack import floor
from adapters.slack.pace import Pace
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import TryLater
from tests.adapters.hasty import hastily
from tests.adapters.slacking import seated

SENDS, CHANNELS = 5_000, 100
IN_FLIGHT = 50  # sends the outbox has under way at one time
FASTER, FAST = 5.0, 3.0
ON_THE_WIRE = 2.4  # seconds, at `FAST` 0.8 real ones: what had left before it was told to wait
POST = "chat.postMessage"
WORDS = message("A reminder")


@dataclass(slots=True)
class Watched(Limits):
    """The twin's limits, with a note of each post and each pause; `pause` makes one."""

    posts: list[float] = field(default_factory=list)
    refused: int = 0
    paused: list[tuple[float, float]] = field(default_factory=list)
    asks_to_wait: int = 0

    def call(self, method, team, tier):
        if method == POST:
            self.posts.append(self.clock.now())
            if self.asks_to_wait:
                wait, self.asks_to_wait = self.asks_to_wait, 0
                self.paused.append((self.clock.now(), wait))
                raise TooFast(wait)
        Limits.call(self, method, team, tier)

    def post(self, channel):
        try:
            Limits.post(self, channel)
        except TooFast:
            self.refused += 1
            raise

    def too_early(self):
        """Posts that came while Slack had said that none should."""
        return [
            at for told, wait in self.paused for at in self.posts if told + ON_THE_WIRE < at < told + wait
        ]


async def sent(platform, places, sends):
    """Send round and round, as the outbox does: so many under way, and again when it is said to."""
    waiting = iter([(place, turn) for turn in range(sends // len(places)) for place in places])

    async def one():
        for place, turn in waiting:
            while True:
                try:
                    await platform.post(place, WORDS, f"{turn} {place.place}")
                except TryLater as later:
                    await asyncio.sleep(later.after.total_seconds())
                else:
                    break

    await asyncio.gather(*(one() for _ in range(IN_FLIGHT)))


async def sending(folder, monkeypatch, *, sends, channels, meanwhile=None):
    """What the twin noted while so many messages were sent, and that all of them are seen."""
    clock = asyncio.get_running_loop().time
    monkeypatch.setattr(floor, "Pace", lambda: Pace(clock=clock))
    async with loom.Twin.open(seed=41) as twin:
        twin.world.checks_later = True
        twin.world.limits = limits = Watched(twin.world.clock)
        async with seated(twin, folder / "bot.db") as table:
            team = twin.home_team.id
            rooms = [twin.channel(f"room-{number}", members=[table.dana]) for number in range(channels)]
            places = [PlaceAddress("slack", team, room.id) for room in rooms]
            during = asyncio.create_task(meanwhile(limits)) if meanwhile else None
            await sent(table.platform, places, sends)
            if during is not None:
                await during
            seen = [len(twin.seen(table.dana, room)) for room in rooms]
    assert seen == [sends // channels] * channels
    return limits


@pytest.mark.slow
@pytest.mark.promise("R20")
def test_of_five_thousand_posts_hardly_one_is_refused(tmp_path, monkeypatch):
    async def proof():
        limits = await sending(tmp_path, monkeypatch, sends=SENDS, channels=CHANNELS)

        assert len(limits.posts) >= SENDS
        assert limits.refused / len(limits.posts) < 0.001

    hastily(monkeypatch, FASTER, proof)


@pytest.mark.promise("R20")
def test_without_turns_in_a_channel_many_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.slack.pace.BETWEEN", 0.0)

    async def proof():
        limits = await sending(tmp_path, monkeypatch, sends=40, channels=4)

        assert limits.refused / len(limits.posts) > 0.1

    hastily(monkeypatch, FASTER, proof)


async def pauses(limits):
    """Slack asks the whole method to wait, twice."""
    for _ in range(2):
        await asyncio.sleep(4)
        limits.asks_to_wait = 5


@pytest.mark.promise("R20")
def test_nothing_is_posted_while_slack_says_to_wait(tmp_path, monkeypatch):
    async def proof():
        limits = await sending(tmp_path, monkeypatch, sends=500, channels=50, meanwhile=pauses)

        assert len(limits.paused) == 2
        assert limits.too_early() == []

    hastily(monkeypatch, FAST, proof)


@pytest.mark.promise("R20")
def test_without_pauses_it_would_go_on_posting(tmp_path, monkeypatch):
    monkeypatch.setattr(Pace, "pause", lambda *_: None)

    async def proof():
        limits = await sending(tmp_path, monkeypatch, sends=500, channels=50, meanwhile=pauses)

        assert limits.too_early() != []

    hastily(monkeypatch, FAST, proof)
