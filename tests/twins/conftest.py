"""The twins with a little in them: a Slack workspace and its libraries, a Discord server and a client."""

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from twins import chord, loom
from twins.chord.asking import asking


@pytest.fixture
async def twin():
    """A Slack that refuses what comes too fast."""
    async with loom.Twin.open(seed=9) as opened:
        yield opened


@pytest.fixture
def client(twin):
    return AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)


@pytest.fixture
def app(twin):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    return AsyncApp(client=client, signing_secret=twin.signing_secret, process_before_response=True)


@pytest.fixture
async def place():
    """A Discord, somebody on it, and the server they own."""
    async with chord.Twin.open() as opened:
        priya = opened.person("Priya Raman")
        yield opened, priya, opened.guild("Oak Ridge", owner=priya, channels=["events", "general"])


class Scene:
    """A room of a server on Discord, somebody in it, and a client that asks with the bot's token."""

    def __init__(self, twin, ask, priya, server):
        self.twin, self.ask, self.priya, self.server = twin, ask, priya, server
        self.room = server["general"]
        self.path = f"/channels/{self.room.id}"


@pytest.fixture
async def scene(place):
    opened, priya, server = place
    opened.core.limits.enforced = False
    async with asking(opened) as ask:
        yield Scene(opened, ask, priya, server)
