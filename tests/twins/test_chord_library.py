"""The unmodified discord.py runs against the twin: it logs in, syncs, answers, resumes and retries."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import yarl
from twins import chord

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports audioop, which Python 3.13 removes
    import discord
    from discord import app_commands
    from discord.gateway import DiscordWebSocket
    from discord.http import Route


@pytest.fixture(autouse=True)
def pointed(monkeypatch):
    """discord.py's addresses are put back after each test."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


class Form(discord.ui.Modal, title="Plan an event"):
    name = discord.ui.Label(text="Title", component=discord.ui.TextInput(custom_id="title"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Planned {self.name.component.value}", ephemeral=True)


class Card(discord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="I'm going", custom_id="going")
    async def going(self, interaction: discord.Interaction, _button: discord.ui.Button) -> None:
        await interaction.response.edit_message(content="1 going")


class Little(discord.Client):
    """A bare bot with a handful of commands."""

    def __init__(self, **more):
        super().__init__(
            intents=more.pop("intents", discord.Intents.default()), guild_ready_timeout=0.05, **more
        )
        self.tree = app_commands.CommandTree(self)
        self.heard = []
        self._declare()

    def _declare(self):
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

    async def setup_hook(self):
        await self.tree.sync()

    async def on_message(self, message):
        self.heard.append((message.content, message.author.name))


@asynccontextmanager
async def running(twin: chord.Twin, bot: discord.Client | None = None) -> AsyncIterator[Little]:
    Route.BASE = twin.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(twin.gateway_url)
    bot = bot or Little()
    task = asyncio.create_task(bot.start(twin.token))
    try:
        await twin.until(lambda: bot.is_ready() or task.done())
        if task.done():
            task.result()
        yield bot
    finally:
        await bot.close()
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


@asynccontextmanager
async def oak_ridge(**more):
    async with chord.Twin.open(**more) as twin:
        priya = twin.person("Priya Raman")
        server = twin.guild("Oak Ridge", owner=priya, channels=["events", "general"])
        yield twin, priya, server


async def test_logs_in_finds_its_server_and_syncs_its_commands():
    async with oak_ridge() as (twin, _, server), running(twin) as bot:
        assert [each.name for each in bot.guilds] == ["Oak Ridge"]
        assert [each.name for each in bot.guilds[0].text_channels] == ["events", "general"]
        assert len(twin.core.world.commands[""]) == 4
        assert server.id == str(bot.guilds[0].id)


async def test_a_slash_command_is_answered_for_everybody_to_see():
    async with oak_ridge() as (twin, priya, server), running(twin):
        asked = await priya.command(server["general"], "hello", {"name": "Ana"})
        seen = await asked.answer()

        assert (seen.text, seen.author, seen.ephemeral) == ("Hello Ana", "Community Bot", False)
        assert twin.seen(priya, server["general"]) == [seen]


async def test_a_deferred_private_answer_is_seen_by_one_person_only():
    async with oak_ridge() as (twin, priya, server), running(twin):
        ben = twin.person("Ben Ortiz")
        server.join(ben)
        seen = await (await priya.command(server["general"], "slow")).answer()

        assert (seen.text, seen.ephemeral) == ("Thought about it", True)
        assert twin.seen(ben, server["general"]) == []


async def test_a_modal_opens_and_what_is_filled_in_arrives():
    async with oak_ridge() as (twin, priya, server), running(twin):
        modal = await (await priya.command(server["general"], "plan")).answer()
        assert (modal.title, modal.labels) == ("Plan an event", ["Title"])

        seen = await (await priya.fill(modal, {"Title": "Reading circle"})).answer()
        assert seen.text == "Planned Reading circle"


async def test_a_button_edits_its_card_in_place():
    async with oak_ridge() as (twin, priya, server), running(twin):
        card = await (await priya.command(server["general"], "card")).answer()
        after = await (await priya.press(card, "I'm going")).answer()

        assert (after.id, after.text, after.edited) == (card.id, "1 going", True)
