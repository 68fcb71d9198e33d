"""The Discord twin: a stand-in for Discord on loopback that the unmodified discord.py runs against.

async with chord.Twin.open() as twin:
    priya = twin.person("Priya Raman")
    oak_ridge = twin.guild("Oak Ridge", owner=priya, channels=["events", "general"])
    ... start a bot with twin.environment ...
    asked = await priya.command(oak_ridge["general"], "event create", {"title": "Reading circle"})
    assert "Reading circle" in (await asked.answer()).text
"""

from twins.chord.interactions import Failed, Interaction
from twins.chord.modal import Modal
from twins.chord.people import Impossible, Person, Room
from twins.chord.server import Server
from twins.chord.sight import Sight
from twins.chord.twin import Twin
from twins.chord.typing_in import Unsendable

__all__ = [
    "Failed", "Impossible", "Interaction", "Modal", "Person", "Room", "Server", "Sight", "Twin", "Unsendable",
]  # fmt: skip
