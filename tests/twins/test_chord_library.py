"""The unmodified discord.py runs against the twin: it logs in, syncs and answers."""

import io

import pytest
from twins.chord.little_bot import DiscordWebSocket, Little, Route, app_commands, discord, oak_ridge, running


@pytest.fixture(autouse=True)
def _pointed(monkeypatch):
    """discord.py's addresses are put back after each test."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


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

        assert bot.heard[0] == "Good morning"
