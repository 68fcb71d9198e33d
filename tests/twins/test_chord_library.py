"""The unmodified discord.py runs against the twin: it logs in, syncs, answers, resumes and retries."""

import asyncio
import io
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import yarl
from twins import chord
from twins.chord import faults

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports audioop, which Python 3.13 removes
    import discord
    from discord import app_commands
    from discord.gateway import DiscordWebSocket
    from discord.http import Route


POST = "POST /channels/{channel_id}/messages"


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


async def test_suggestions_reach_the_person_as_they_type():
    bot = Little()

    async def suggest(_interaction, current):
        return [app_commands.Choice(name=f"{current}day 5pm", value="friday 5pm")]

    @bot.tree.command(name="when", description="Asks when")
    @app_commands.autocomplete(moment=suggest)
    async def when(interaction: discord.Interaction, moment: str) -> None:
        await interaction.response.send_message(moment)

    async with oak_ridge() as (twin, priya, _), running(twin, bot):
        asked = await priya.complete("when", "moment", "fri")
        assert await asked.answer() == [{"name": "friday 5pm", "value": "friday 5pm"}]


async def test_a_card_of_components_v2_with_a_file_is_posted_edited_and_read_back():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        view = discord.ui.LayoutView()
        view.add_item(
            discord.ui.Container(
                discord.ui.TextDisplay("## Reading circle"),
                discord.ui.File("attachment://circle.ics"),
            )
        )
        channel = bot.get_channel(int(server["events"].id))
        file = discord.File(io.BytesIO(b"BEGIN:VCALENDAR"), "circle.ics")
        made = await channel.send(view=view, file=file)
        seen = priya.sees(server["events"])[0]
        assert (seen.text, seen.files) == ("## Reading circle", ("circle.ics",))

        view.clear_items()
        view.add_item(discord.ui.TextDisplay("Moved to Friday"))
        await made.edit(view=view, attachments=[])
        after = priya.sees(server["events"])[0]
        assert (after.text, after.files, after.edited) == ("Moved to Friday", (), True)
        found = [each async for each in channel.history(limit=5)]
        assert [each.id for each in found] == [made.id]


async def test_threads_direct_messages_and_refusals_reach_the_library():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        channel = bot.get_channel(int(server["events"].id))
        made = await channel.send("Live chat")
        thread = await made.create_thread(name="Questions")
        await thread.send("First question")
        await thread.edit(archived=True, locked=True)
        assert [each.text for each in priya.sees(str(thread.id))] == ["First question"]

        person = await bot.fetch_user(int(priya.id))
        await person.send("psst")
        assert [each.text for each in priya.sees(priya.direct)] == ["psst"]
        priya.close_dms()
        with pytest.raises(discord.Forbidden) as refused:
            await person.send("psst")
        assert refused.value.code == 50007


async def test_what_people_write_is_heard_with_its_content_when_asked_for():
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    async with oak_ridge() as (twin, priya, server), running(twin, Little(intents=intents)) as bot:
        await priya.types(server["general"], "Good morning")
        await twin.until(lambda: bot.heard)

        assert bot.heard[0][0] == "Good morning"


# When the connection breaks


def listening_bot():
    return Little(intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))


async def test_after_op_7_the_library_resumes_and_hears_what_it_missed():
    async with oak_ridge() as (twin, priya, server), running(twin, listening_bot()) as bot:
        twin.gateway.reconnect()
        await priya.types(server["general"], "meanwhile")
        await twin.until(lambda: bot.heard)

        assert ([each for each, _ in bot.heard], twin.gateway.resumed, twin.gateway.identified) == (
            ["meanwhile"],
            1,
            1,
        )


async def test_after_an_invalid_session_the_library_logs_in_anew_and_has_missed_what_was_said(monkeypatch):
    monkeypatch.setattr(discord.Client, "before_identify_hook", no_wait)
    async with oak_ridge() as (twin, priya, server), running(twin, listening_bot()) as bot:
        twin.gateway.invalidate()
        await priya.types(server["general"], "meanwhile")
        await twin.until(lambda: twin.gateway.identified == 2)
        await twin.ready()
        await priya.types(server["general"], "again")
        await twin.until(lambda: bot.heard)

        assert [each for each, _ in bot.heard] == ["again"]


async def no_wait(*_args, **_more):
    """Log in again at once, where the library would wait five seconds."""


@pytest.mark.parametrize("code", [1006, 4000])
async def test_after_a_broken_socket_the_library_resumes(code):
    async with oak_ridge() as (twin, _, _server), running(twin):
        await twin.gateway.close(code)
        await twin.until(lambda: twin.gateway.resumed == 1)


async def test_without_acknowledgements_the_library_gives_the_connection_up():
    async with chord.Twin.open() as twin:
        twin.gateway.heartbeat = 0.2
        twin.guild("Oak Ridge", owner=twin.person("Priya Raman"))
        async with running(twin, Little(heartbeat_timeout=0.5)):
            twin.gateway.black_hole()
            await twin.until(lambda: not twin.gateway.connections)
            twin.gateway.black_hole(on=False)
            await twin.until(lambda: twin.gateway.resumed + twin.gateway.identified > 1)


async def test_several_shards_in_one_process_share_the_servers(monkeypatch):
    monkeypatch.setattr(discord.AutoShardedClient, "before_identify_hook", no_wait)
    async with oak_ridge() as (twin, priya, _):
        twin.core.shards = 2
        twin.guild("Maple Hill", owner=priya)
        client = discord.AutoShardedClient(
            intents=discord.Intents(guilds=True), guild_ready_timeout=0.05, max_messages=None
        )
        async with running(twin, client) as bot:
            assert sorted(each.name for each in bot.guilds) == ["Maple Hill", "Oak Ridge"]
            assert {each.shard for each in twin.gateway.sessions.values()} == {(0, 2), (1, 2)}


# When Discord says to wait


async def test_after_a_429_the_library_waits_and_sends_once():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.faults.next(POST, faults.Limited(0.05), faults.Limited(0.05, "global"))
        await bot.get_channel(int(server["general"].id)).send("patience")

        assert [each.text for each in priya.sees(server["general"])] == ["patience"]
        assert twin.counts.answers[POST, 429] == 2


async def test_a_429_without_via_is_a_ban_to_the_library():
    async with oak_ridge() as (twin, _, server), running(twin) as bot:
        twin.faults.next(POST, faults.Banned())
        with pytest.raises(discord.HTTPException) as banned:
            await bot.get_channel(int(server["general"].id)).send("patience")

        assert (banned.value.status, twin.counts.requests[POST]) == (429, 1)


async def test_the_library_keeps_within_a_bucket_by_its_headers():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.core.limits.sizes = {POST: (3, 0.3)}
        channel = bot.get_channel(int(server["general"].id))
        await asyncio.gather(*(channel.send(f"{each}") for each in range(7)))

        assert len(priya.sees(server["general"])) == 7
        assert twin.counts.answers[POST, 429] == 0


async def test_the_librarys_own_retry_of_a_500_posts_no_second_message_thanks_to_its_nonce():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.faults.next(POST, faults.AnswerError(500))
        await bot.get_channel(int(server["general"].id)).send("once", nonce="event:1")

        assert [each.text for each in priya.sees(server["general"])] == ["once"]
        assert twin.counts.requests[POST] == 2


async def test_the_retry_of_a_500_without_nonce_memory_would_post_twice():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.core.nonce_window = 0.0
        twin.faults.next(POST, faults.AnswerError(500))
        await bot.get_channel(int(server["general"].id)).send("once", nonce="event:1")

        assert [each.text for each in priya.sees(server["general"])] == ["once", "once"]


async def test_fifty_interactions_a_second_are_delivered_and_their_answers_timed():
    async with oak_ridge(check_late=True) as (twin, priya, server), running(twin):
        asked = []
        for number in range(50):
            asked.append(await priya.command(server["general"], "hello", {"name": f"{number}"}))
            await asyncio.sleep(0.02)
        answers = [await each.answer() for each in asked]

        assert [each.text for each in answers] == [f"Hello {number}" for number in range(50)]
        assert len(twin.counts.acks) == 50
        assert max(twin.counts.acks) < 3.0
