"""A thousand channels that refuse us, and people who take no messages: the figures of R19, with controls."""

import asyncio
from dataclasses import dataclass, field

import pytest
from twins.chord import permissions

from adapters.discord import client, manners, openings, presence
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import DeliveryError, Unauthorised
from tests.adapters.discording import scene

CHANNELS, CLOSED = 1_000, 150
ROOMS = 10  # in a server
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
        monkeypatch.setattr(openings, "MOST", FAST)
        kept = manners.Manners
        monkeypatch.setattr(presence, "Manners", lambda: kept(twin.clock.seconds))
        opened.servers, opened.people = [], []
        yield opened


async def begun(there, channels=CHANNELS, closed=CLOSED):
    """Servers of ten rooms each, before the bot comes; it is not told that its rights end."""
    twin, servers = there.twin, there.servers
    for number in range(channels // ROOMS):
        names = [f"room-{each}" for each in range(ROOMS)]
        servers.append(twin.guild(f"School {number}", owner=there.principal, channels=names))
    for number in range(closed):
        there.people.append(twin.person(f"Person {number}"))
        there.guild.join(there.people[-1])


async def refusing(there, running):
    """From now on nothing is taken, in any room or from any of those people."""
    running.house.bot.room_changed = _nothing  # what the community makes of a lost room is told elsewhere
    rooms = []
    for server in there.servers:
        for number in range(ROOMS):
            room = server[f"room-{number}"]
            room.channel.overwrites[there.twin.core.bot.id] = (0, permissions.SEND_MESSAGES)
            rooms.append(PlaceAddress("discord", server.id, room.id))
    for person in there.people:
        rooms.append(await running.platform.direct(there.address(person)))
        person.close_dms()
    return Hour(running, there.twin, rooms)


@pytest.mark.slow
@pytest.mark.promise("R19")
async def test_a_thousand_refusing_channels_cost_1200_requests_at_first_and_then_100_an_hour(there):
    await begun(there)
    async with there.bot() as running:
        hour = await refusing(there, running)
        for minute in range(10):
            await hour.minute(
                sends=minute in {0, 1, 4, 5, 6, 9}
            )  # before, at and after a rest of five minutes
        first = hour.refused[-1]
        for minute in range(130):
            await hour.minute(sends=minute % 10 == 0)

    assert CHANNELS + CLOSED <= first <= 1_200
    assert hour.worst(10) <= 1_200
    after = hour.refused[10:]
    assert max(after[end] - after[end - 60] for end in range(60, len(after))) <= 100
    assert hour.refused[-1] > first  # they are asked again, now and then


@pytest.mark.promise("R19")
async def test_without_rests_and_budget_the_same_sends_go_far_beyond(there, monkeypatch):
    monkeypatch.setattr(manners.Manners, "refuse", lambda *_: None)
    monkeypatch.setattr(manners, "NOTHING_BUT_ANSWERS", 10_000)
    await begun(there, channels=300, closed=0)
    async with there.bot() as running:
        hour = await refusing(there, running)
        for _ in range(5):
            await hour.minute()

    assert hour.worst(5) > 1_200


@pytest.mark.promise("R19")
async def test_whatever_refuses_us_there_is_an_end_to_asking(there):
    """More channels than the budget allows, each of them for the first time."""
    await begun(there, channels=1_400, closed=0)
    async with there.bot() as running:
        hour = await refusing(there, running)
        await hour.minute()

    assert manners.NOTHING_BUT_ANSWERS <= hour.refused[-1] <= 1_200


@pytest.mark.promise("R21")
async def test_a_change_of_permissions_is_not_held_up_by_what_others_refused(there):
    there.guild.deny(there.events, permissions.SEND_MESSAGES)
    await begun(there, channels=150, closed=0)
    async with there.bot() as running:
        hour = await refusing(there, running)
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


async def _nothing(_room):
    pass


async def _allowed(running, room):
    async with asyncio.timeout(5):
        while True:
            try:
                return await running.platform.post(room, WORDS, "allowed")
            except Unauthorised:
                await asyncio.sleep(0.02)
