"""A bot that workspaces add by themselves, and a browser to add it with."""

import socket
from contextlib import asynccontextmanager

from twins import loom
from twins.loom.methods.installs import remove_app

from tests.adapters.slacking import housed, point


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Web:
    """A bot that workspaces add by themselves, and a browser that keeps cookies."""

    def __init__(self, twin, house, adapter, address):
        self.twin, self.house, self.adapter = twin, house, adapter
        self.address = address.rstrip("/")

    async def begins(self, browser):
        async with browser.get(f"{self.address}/slack/install", allow_redirects=False) as answer:
            assert answer.status == 302
            self.cookie = answer.headers["Set-Cookie"]
            return answer.headers["Location"]

    async def allows(self, browser, location):
        async with browser.get(location, allow_redirects=False) as answer:
            return answer.headers["Location"]

    async def comes_back(self, browser, location):
        async with browser.get(location) as answer:
            return answer.status, await answer.text()

    async def installs(self, browser):
        back = await self.allows(browser, await self.begins(browser))
        told = await self.comes_back(browser, back)
        await self.adapter.floor.tasks.idle()
        return told

    async def spaces(self):
        every = await self.house.units.read(lambda work: work.communities.every())
        return {space.space for community in every for space in community.spaces}


@asynccontextmanager
async def opened(tmp_path, *, seed=17):
    async with loom.Twin.open(seed=seed) as twin:
        remove_app(twin.world, twin.home_team)  # nobody has added it yet
        async with served(twin, tmp_path) as opening:
            yield opening


@asynccontextmanager
async def served(twin, tmp_path):
    told = {
        "SLACK_API_URL": twin.api_url,
        "SLACK_SIGNING_SECRET": twin.signing_secret,
        "SLACK_CLIENT_ID": twin.client_id,
        "SLACK_CLIENT_SECRET": twin.client_secret,
        "COMMUNITYBOT_HTTP_PORT": str(free_port()),
        "COMMUNITYBOT_SECRET_KEY": "k" * 40,
    }
    async with housed(told, tmp_path / "bot.db") as (house, adapter, address):
        point(twin, address)
        await adapter.floor.tasks.idle()
        yield Web(twin, house, adapter, address)
