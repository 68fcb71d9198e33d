"""A bare discord.py client with one slash command that answers constant text."""


async def serve(token: str) -> None:
    """The client as discord.py's documentation sets up a command tree."""
    import discord
    from discord import app_commands

    client = discord.Client(intents=discord.Intents.default())
    tree = app_commands.CommandTree(client)

    @tree.command(name="events", description="What is coming up")
    async def events(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Reading circle is on Friday at 5 PM.", ephemeral=True)

    @client.event
    async def on_ready() -> None:
        await tree.sync()
        print("ready", flush=True)

    await client.start(token)
