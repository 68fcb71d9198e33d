"""A thousand servers go dark and come back, over the real gateway: no row goes, nobody is greeted (R22)."""

import asyncio
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select, text

from communitybot.conversation.addresses import SpaceAddress
from communitybot.storage.tables import everything
from tests.adapters.discording import scene

SERVERS = 1_000
NEVER_MIND = {"notes"}  # what adapters remember for themselves


@dataclass
class Heard:
    """What the core was told of arrivals and departures."""

    welcomed: list = field(default_factory=list)
    greeted: list = field(default_factory=list)
    said_goodbye: list = field(default_factory=list)

    def listen(self, bot):
        arrived, departed = bot.arrived, bot.departed

        async def hear_arrival(arrival):
            self.welcomed.append(arrival.space)
            if arrival.by is not None:
                self.greeted.append(arrival.space)
            await arrived(arrival)

        async def hear_departure(space):
            self.said_goodbye.append(space)
            await departed(space)

        bot.arrived, bot.departed = hear_arrival, hear_departure
        return self


async def rows(house):
    """Every row there is, by table, in no order."""

    async def read(work):
        found = {}
        for table in everything().sorted_tables:
            held = await work.connection.execute(select(table))
            found[table.name] = sorted(repr(tuple(row)) for row in held)
        return found

    found = await house.units.read(read)
    return {name: held for name, held in found.items() if name not in NEVER_MIND}


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path, check_late=True) as opened:
        opened.twin.core.limits.enforced = False
        yield opened


async def how_many(work):
    return await work.connection.scalar(text("SELECT count(*) FROM spaces"))


async def known(running, servers):
    """Wait until the bot has met so many servers."""
    async with asyncio.timeout(60):
        while await running.house.units.read(how_many) < servers:
            await asyncio.sleep(0.1)
    assert len(await running.house.bot.spaces("discord")) >= servers
    await asyncio.sleep(0.2)


@pytest.mark.slow
@pytest.mark.promise("R22")
async def test_a_thousand_servers_that_go_dark_and_come_back_lose_no_row_and_greet_nobody(there):
    servers = [there.twin.guild(f"School {each}", owner=there.principal) for each in range(SERVERS)]
    async with there.bot() as running:
        await known(running, SERVERS + 1)
        before = await rows(running.house)
        heard = Heard().listen(running.house.bot)
        for server in servers:
            server.outage()
        await asyncio.sleep(1)
        assert heard == Heard()
        assert await rows(running.house) == before

        for server in servers:
            server.back()
        await there.twin.until(lambda: len(heard.welcomed) == SERVERS, timeout=60)
        await running.house.bot.settle()
        after = await rows(running.house)

    assert after == before
    assert sum(map(len, after.values())) > 2 * SERVERS
    assert (heard.greeted, heard.said_goodbye) == ([], [])
    assert there.principal.sees(there.principal.direct) == []


@pytest.mark.promise("R22")
async def test_a_bot_that_starts_during_an_outage_deletes_nothing_either(there):
    servers = [there.twin.guild(f"School {each}", owner=there.principal) for each in range(30)]
    async with there.bot() as running:
        await known(running, 31)
        await running.house.bot.settle()  # what is said on the first day is on its way
        before = await rows(running.house)
    for server in servers:
        server.outage()
    async with there.bot() as running:
        heard = Heard().listen(running.house.bot)
        await asyncio.sleep(0.5)
        assert await rows(running.house) == before
        for server in servers:
            server.back()
        await there.twin.until(lambda: len(heard.welcomed) >= len(servers))
        assert await rows(running.house) == before

    assert heard.greeted == heard.said_goodbye == []


@pytest.mark.promise("R22")
async def test_a_server_that_removes_the_bot_is_no_outage(there):
    """What the proofs above look at does change when the bot is really removed, or really added."""
    server = there.twin.guild("School", owner=there.principal)
    async with there.bot() as running:
        await known(running, 2)
        before = await rows(running.house)
        heard = Heard().listen(running.house.bot)
        server.remove_bot()
        await there.twin.until(lambda: heard.said_goodbye)
        await asyncio.sleep(0.2)
        assert await rows(running.house) != before
        server.add_bot(there.principal)
        await there.twin.until(lambda: there.principal.sees(there.principal.direct))

    assert heard.said_goodbye == heard.greeted == [SpaceAddress("discord", server.id)]
