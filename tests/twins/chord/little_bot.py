"""A bare discord.py bot with a handful of commands, and how it is pointed at a twin."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import yarl
from twins.chord.people import Person
from twins.chord.server import Server
from twins.chord.twin import Twin

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports audioop, which Python 3.13 removes
    import discord
    from discord import app_commands
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

__all__ = ["DiscordWebSocket", "Little", "Route", "app_commands", "discord", "oak_ridge", "running"]


class Form(discord.ui.Modal, title="Plan an event"):
    """Asks for one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="title")
        self.add_item(discord.ui.Label(text="Title", component=self.typed))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Planned {self.typed.value}", ephemeral=True)


class Card(discord.ui.View):
    """One button that changes its message."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="I'm going", custom_id="going")
    async def going(self, interaction: discord.Interaction, _button: discord.ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="1 going")


class Little(discord.Client):
    """Says hello, thinks, opens a form, posts a card, and remembers what it heard."""

    def __init__(self, *, intents: discord.Intents | None = None, **more: Any) -> None:
        super().__init__(intents=intents or discord.Intents.default(), guild_ready_timeout=0.05, **more)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self._declare()

    def _declare(self) -> None:
        @self.tree.command(name="hello", description="Says hello")
        async def hello(interaction: discord.Interaction, name: str) -> None:
            await interaction.response.send_message(f"Hello {name}")

        @self.tree.command(name="slow", description="Thinks first")
        async def slow(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.followup.send("Thought about it", ephemeral=True)

        @self.tree.command(name="plan", description="Opens a form")
        async def plan(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Form())

        @self.tree.command(name="card", description="Posts a card")
        async def card(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("0 going", view=Card())

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)


@asynccontextmanager
async def running(twin: Twin, bot: Any = None) -> AsyncIterator[Any]:
    """Run a client (a little one unless given) against the twin until the block ends."""
    Route.BASE = twin.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(twin.gateway_url)
    client = bot or Little()
    task = asyncio.create_task(client.start(twin.token))
    try:
        await twin.until(lambda: client.is_ready() or task.done())
        if task.done():
            task.result()
        yield client
    finally:
        await client.close()
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


@asynccontextmanager
async def oak_ridge(**more: Any) -> AsyncIterator[tuple[Twin, Person, Server]]:
    """Open a twin with one person in one server of two rooms."""
    async with Twin.open(**more) as twin:
        priya = twin.person("Priya Raman")
        yield twin, priya, twin.guild("Oak Ridge", owner=priya, channels=["events", "general"])
