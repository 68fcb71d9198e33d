"""Rate limits under thousands of sends: hardly ever refused, and silent for as long as Discord says (R20)."""

import asyncio
from dataclasses import dataclass, field

import pytest
from twins.chord.limits import Bucket as TheirBucket
from twins.chord.limits import Limits, Verdict

from adapters.discord import buckets
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import TryLater
from tests.adapters.discording import scene
from tests.adapters.hasty import hastily

POST = "POST /channels/{channel_id}/messages"
SENDS, CHANNELS = 5_000, 50
IN_FLIGHT = 50  # sends the outbox has under way at one time
FASTER, FAST = 10.0, 3.0
ON_THE_WIRE = 0.9  # seconds, at `FAST` 0.3 real ones: what had left when it was told to wait
WORDS = message("A reminder")


@dataclass(frozen=True)
class Asked:
    """One request as Discord counted it; `wait` is what it was told to wait, if it was refused."""

    at: float
    channel: str
    wait: float
    scope: str


@dataclass(slots=True)
class Watched(Limits):
    """The twin's limits, with a note of each request."""

    asked: list[Asked] = field(default_factory=list)

    def ask(self, route, params) -> Verdict:
        verdict = Limits.ask(self, route, params)
        now = asyncio.get_running_loop().time()
        self.asked.append(Asked(now, params.get("channel_id", ""), verdict.wait, verdict.scope))
        return verdict

    @property
    def share_refused(self) -> float:
        return sum(each.wait > 0 for each in self.asked) / len(self.asked)

    def too_early(self) -> list[Asked]:
        """Requests that came while it was said that none should: everywhere, or in their channel."""
        return [
            each
            for told in self.asked
            if told.wait > 0
            for each in self.asked
            if told.at + ON_THE_WIRE < each.at < told.at + told.wait
            and (told.scope == "global" or each.channel == told.channel)
        ]

    def used_up_elsewhere(self, channel: str, seconds: float) -> None:
        """Somebody else with this bot's token has used what there is in a channel."""
        now = asyncio.get_running_loop().time()
        self._buckets[POST, channel] = TheirBucket(5, 5.0, taken=5, until=now + seconds)

    def all_used_up_elsewhere(self, seconds: float) -> None:
        """Somebody else with this bot's token has used all there is."""
        now = asyncio.get_running_loop().time()
        self._all.extend([now + seconds - 1.0] * self.everywhere)


async def sent(running, places, sends):
    """Send round and round, as the outbox does: so many under way, and again when it is said to."""
    waiting = iter([(place, turn) for turn in range(sends // len(places)) for place in places])

    async def one():
        for place, turn in waiting:
            while True:
                try:
                    await running.platform.post(place, WORDS, f"{turn} {place.place}")
                except TryLater as later:
                    await asyncio.sleep(later.after.total_seconds())
                else:
                    break

    await asyncio.gather(*(one() for _ in range(IN_FLIGHT)))


async def sending(folder, *, sends, channels, meanwhile=None) -> Watched:
    """What the twin noted while so many messages were sent, and that all of them are seen."""
    async with scene(folder, check_late=True) as there:
        there.twin.core.limits = limits = Watched()
        rooms = [there.guild.add_room(f"room-{number}") for number in range(channels)]
        places = [PlaceAddress("discord", there.guild.id, room.id) for room in rooms]
        async with there.bot() as running:
            during = asyncio.create_task(meanwhile(limits, rooms)) if meanwhile else None
            await sent(running, places, sends)
            if during is not None:
                await during
        seen = [len(there.teacher.sees(room)) for room in rooms]
    assert seen == [sends // channels] * channels
    return limits


@pytest.mark.slow
@pytest.mark.promise("R20")
def test_of_five_thousand_sends_hardly_one_is_refused(tmp_path, monkeypatch):
    async def proof():
        limits = await sending(tmp_path, sends=SENDS, channels=CHANNELS)

        assert len(limits.asked) >= SENDS
        assert limits.share_refused < 0.001
        assert limits.too_early() == []

    hastily(monkeypatch, FASTER, proof)


@pytest.mark.promise("R20")
def test_without_our_buckets_and_pace_many_are_refused(tmp_path, monkeypatch):
    def take(bucket):
        bucket.outgoing += 1
        return True

    async def turn(_pace):
        return

    monkeypatch.setattr(buckets.Bucket, "_take", take)
    monkeypatch.setattr(buckets.Pace, "turn", turn)

    async def proof():
        limits = await sending(tmp_path, sends=300, channels=20)

        assert limits.share_refused > 0.01

    hastily(monkeypatch, FASTER, proof)


async def elsewhere(limits, rooms):
    """Twice in a channel, then twice everywhere, others use up what we thought was ours."""
    for number in (3, 4):
        await asyncio.sleep(4)
        limits.used_up_elsewhere(rooms[number].id, 6.0)
    for _ in range(2):
        await asyncio.sleep(5)
        limits.all_used_up_elsewhere(3.0)


@pytest.mark.promise("R20")
@pytest.mark.slow
def test_nothing_is_asked_while_discord_says_to_wait(tmp_path, monkeypatch):
    async def proof():
        limits = await sending(tmp_path, sends=400, channels=20, meanwhile=elsewhere)

        assert {each.scope for each in limits.asked if each.wait} == {"user", "global"}
        assert limits.too_early() == []

    hastily(monkeypatch, FAST, proof)


@pytest.mark.promise("R20")
@pytest.mark.slow
def test_what_the_library_alone_does_with_a_refusal_is_too_early_for_others(tmp_path, monkeypatch):
    monkeypatch.setattr(buckets.Bucket, "refused", lambda *_: None)

    async def proof():
        limits = await sending(tmp_path, sends=400, channels=20, meanwhile=elsewhere)

        assert limits.too_early() != []

    hastily(monkeypatch, FAST, proof)
