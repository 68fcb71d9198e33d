"""A server with a bot's commands, for tests that answer by hand what people do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from twins.chord import interactions as kinds
from twins.chord.asking import Answer, Asking, asking
from twins.chord.interactions import Interaction
from twins.chord.people import Person
from twins.chord.server import Server
from twins.chord.sight import Sight
from twins.chord.state import Json
from twins.chord.twin import Twin

OPTIONS: list[Json] = [
    {"type": 3, "name": "title", "description": "x", "required": True},
    {"type": 3, "name": "when", "description": "x", "autocomplete": True},
    {"type": 3, "name": "level", "description": "x", "choices": [{"name": "All levels", "value": "all"}]},
    {"type": 6, "name": "host", "description": "x"},
    {"type": 7, "name": "room", "description": "x"},
    {"type": 11, "name": "flyer", "description": "x"},
    {"type": 4, "name": "seats", "description": "x", "min_value": 1, "max_value": 9},
]
COMMANDS: list[Json] = [
    {
        "name": "event",
        "type": 1,
        "description": "x",
        "contexts": [0],
        "options": [{"type": 1, "name": "create", "description": "x", "options": OPTIONS}],
    },
    {"name": "events", "type": 1, "description": "x"},
    {"name": "Save it", "type": 3},
]
MODAL: Json = {
    "custom_id": "form",
    "title": "Plan an event",
    "components": [
        {"type": 10, "content": "You will see a preview."},
        {
            "type": 18,
            "label": "Title",
            "component": {"type": 4, "custom_id": "title", "style": 1, "max_length": 9},
        },
        {
            "type": 18,
            "label": "Level",
            "component": {
                "type": 3,
                "custom_id": "level",
                "required": False,
                "min_values": 0,
                "options": [
                    {"label": "All", "value": "all", "default": True},
                    {"label": "Few", "value": "few"},
                ],
            },
        },
        {"type": 18, "label": "Host", "component": {"type": 5, "custom_id": "host", "required": False}},
        {
            "type": 18,
            "label": "Flyer",
            "component": {"type": 19, "custom_id": "flyer", "required": False, "min_values": 0},
        },
    ],
}
CARD: Json = {"content": "card", "components": [{"type": 1, "components": [
    {"type": 2, "style": 1, "label": "Going", "custom_id": "going"},
]}]}  # fmt: skip


class Scene:
    """Oak Ridge, where Priya is, and the bot's side of it."""

    def __init__(self, twin: Twin, ask: Asking, priya: Person, server: Server) -> None:
        self.twin, self.ask, self.priya, self.server = twin, ask, priya, server
        self.room = server["general"]

    async def answers(
        self, interaction: Interaction, kind: int, data: Json | None = None, *, query: str = ""
    ) -> Answer:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback{query}"
        return await self.ask("POST", path, {"type": kind} | ({"data": data} if data is not None else {}))

    async def hook(
        self, interaction: Interaction, method: str, tail: str = "", body: Json | None = None
    ) -> Answer:
        return await self.ask(method, f"/webhooks/{self.twin.core.bot.id}/{interaction.token}{tail}", body)

    async def asked(self) -> Interaction:
        return await self.priya.command(self.room, "events")

    async def card(self) -> Sight:
        await self.ask.post(self.room, CARD)
        return self.priya.sees(self.room)[-1]

    async def start(self, kind: str) -> Interaction:
        """Begin an interaction of a kind, by its name in words."""
        if kind == "command":
            return await self.asked()
        if kind == "component":
            return await self.priya.press(await self.card(), "Going")
        if kind == "autocomplete":
            return await self.priya.complete("event create", "when", "fri", values={"title": "x"})
        opener = await self.start("command" if kind == "modal of a command" else "component")
        await self.answers(opener, kinds.MODAL, MODAL)
        return await self.priya.fill(await opener.answer(), {"Title": "circle"})


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    async with Twin.open() as twin, asking(twin) as ask:
        twin.core.limits.enforced = False
        priya = twin.person("Priya Raman")
        made = Scene(twin, ask, priya, twin.guild("Oak Ridge", owner=priya))
        await ask("PUT", f"/applications/{twin.core.bot.id}/commands", COMMANDS)
        yield made
