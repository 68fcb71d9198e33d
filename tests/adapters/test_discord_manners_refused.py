"""A thousand channels that refuse us, and people who take no messages: the figures of R19, with controls."""

import asyncio
from dataclasses import dataclass, field

import pytest
from twins.chord import permissions

from adapters.discord import client, manners, presence
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import DeliveryError, Unauthorised
from tests.adapters.discording import scene

CHANNELS, CLOSED = 1_000, 150
IN_FLIGHT = 50  # sends the outbox has under way at one time
FAST = 100_000  # requests a second: how fast we send is proved elsewhere
WORDS = message("A reminder")


@dataclass
class Hour:
    """Time passes at once; how many requests were refused by the end of each minute."""

    running: object
    twin: object
    rooms: list[PlaceAddress]
    refused: list[int] = field(default_factory=lambda: [0])
    turns: int = 0

    async def minute(self, *, sends: bool = True):
        if sends:
            await self._send_everywhere()
        self.refused.append(self.twin.counts.invalid.total())
        self.twin.clock.advance(60)

    async def _send_everywhere(self):
        """One message for each room, as when all have something due."""
        self.turns += 1
        waiting = iter(self.rooms)

        async def one():
            for room in waiting:
                try:
                    await self.running.platform.post(room, WORDS, f"{self.turns} {room}"[-200:])
                except DeliveryError:
                    continue

        await asyncio.gather(*(one() for _ in range(IN_FLIGHT)))

    def worst(self, minutes):
        """The most that was refused in any so many minutes."""
        ends = range(minutes, len(self.refused))
        return max(self.refused[end] - self.refused[end - minutes] for end in ends)


@pytest.fixture
async def there(tmp_path, monkeypatch):
    """A server of a thousand closed rooms, and people who take no private messages."""
    async with scene(tmp_path, check_late=True) as opened:
        twin = opened.twin
        twin.core.limits.enforced = False
        pace = client.Pace
        monkeypatch.setattr(client, "Pace", lambda: pace(FAST))
        kept = manners.Manners
        monkeypatch.setattr(presence, "Manners", lambda: kept(twin.clock.seconds))
        yield opened


async def begun(there, running, channels=CHANNELS, closed=CLOSED):
    twin, guild = there.twin, there.guild
    denied = (0, permissions.SEND_MESSAGES)
    rooms = []
    for number in range(channels):
        room = _room(guild, f"room-{number}")
        room.channel.overwrites[twin.core.bot.id] = denied
        rooms.append(PlaceAddress("discord", guild.id, room.id))
    for number in range(closed):
        person = twin.person(f"Person {number}")
        guild.join(person)
        rooms.append(await running.platform.direct(there.address(person)))
        person.close_dms()
    return Hour(running, twin, rooms)


def _room(guild, name):
    """A room the bot is not told of: nothing of this is about how it learns of rooms."""
    tell, guild.core.tell_channel = guild.core.tell_channel, lambda *_, **__: None
    try:
        return guild.add_room(name)
    finally:
        guild.core.tell_channel = tell


@pytest.mark.slow
@pytest.mark.promise("R19")
async def test_a_thousand_refusing_channels_cost_1200_requests_at_first_and_then_100_an_hour(there):
    async with there.bot() as running:
        hour = await begun(there, running)
        for _ in range(10):
            await hour.minute()
        first = hour.refused[-1]
        for minute in range(130):
            await hour.minute(sends=minute % 5 == 0)

    assert CHANNELS + CLOSED <= first <= 1_200
    assert hour.worst(10) <= 1_200
    after = hour.refused[10:]
    assert max(after[end] - after[end - 60] for end in range(60, len(after))) <= 100
    assert hour.refused[-1] > first  # they are asked again, now and then


@pytest.mark.promise("R19")
async def test_without_rests_and_budget_the_same_sends_go_far_beyond(there, monkeypatch):
    monkeypatch.setattr(manners.Manners, "refuse", lambda *_: None)
    monkeypatch.setattr(manners, "NOTHING_BUT_ANSWERS", 10_000)
    async with there.bot() as running:
        hour = await begun(there, running, channels=300, closed=0)
        for _ in range(5):
            await hour.minute()

    assert hour.worst(5) > 1_200


@pytest.mark.promise("R19")
async def test_whatever_refuses_us_there_is_an_end_to_asking(there):
    """More channels than the budget allows, each of them for the first time."""
    async with there.bot() as running:
        hour = await begun(there, running, channels=1_400, closed=0)
        await hour.minute()

    assert manners.NOTHING_BUT_ANSWERS <= hour.refused[-1] <= 1_200


@pytest.mark.promise("R21")
async def test_a_change_of_permissions_is_not_held_up_by_what_others_refused(there):
    there.guild.deny(there.events, permissions.SEND_MESSAGES)
    async with there.bot() as running:
        hour = await begun(there, running, channels=150, closed=0)
        hour.rooms.append(there.room)
        for _ in range(20):
            await hour.minute()
        spent = hour.refused[-1]
        with pytest.raises(Unauthorised):
            await running.platform.post(there.room, WORDS, "not yet")
        there.guild.allow(there.events)
        await _allowed(running, there.room)

    assert spent == 151 + manners.PROBES
    assert [each.text for each in there.principal.sees(there.events)] == ["A reminder"]


async def _allowed(running, room):
    async with asyncio.timeout(5):
        while True:
            try:
                return await running.platform.post(room, WORDS, "allowed")
            except Unauthorised:
                await asyncio.sleep(0.02)
