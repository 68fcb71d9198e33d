"""The stand-in by HTTP, for drills in which it runs in a process of its own."""

from dataclasses import asdict, dataclass

from aiohttp import web
from twins.loom.courier import Courier
from twins.loom.faults import Fault
from twins.loom.ledger import see, visible
from twins.loom.people import Person, Room
from twins.loom.records import Channel, Json, User
from twins.loom.world import World


@dataclass(slots=True)
class Control:
    """Make people and channels, act as them, plan faults, and read the ledger."""

    world: World
    courier: Courier

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/control/person", self.person)
        app.router.add_post("/control/channel", self.channel)
        app.router.add_post("/control/command", self.command)
        app.router.add_post("/control/types", self.types)
        app.router.add_post("/control/press", self.press)
        app.router.add_post("/control/fault", self.fault)
        app.router.add_get("/control/seen", self.seen)
        app.router.add_get("/control/counts", self.counts)

    async def person(self, request: web.Request) -> web.Response:
        given = await request.json()
        team = next(iter(self.world.teams))
        user = User(self.world.name("U"), team, given["name"], given.get("tz", "America/New_York"))
        self.world.users[user.id] = user
        return web.json_response({"id": user.id})

    async def channel(self, request: web.Request) -> web.Response:
        given = await request.json()
        team = next(iter(self.world.teams.values()))
        members = {*given.get("members", []), team.bot_user}
        channel = Channel(self.world.name("C"), team.id, given["name"], members)
        self.world.channels[channel.id] = channel
        return web.json_response({"id": channel.id})

    async def command(self, request: web.Request) -> web.Response:
        given = await request.json()
        person = Person(self.world, self.courier, given["person"])
        room = Room(self.world, given["channel"])
        doing = await person.command(room, given["command"], given.get("text", ""))
        ack = await doing.ack()
        return web.json_response({"error": ack.error, "seconds": ack.seconds})

    async def types(self, request: web.Request) -> web.Response:
        """Write in a channel or, with `thread`, in a thread of it."""
        given = await request.json()
        person = Person(self.world, self.courier, given["person"])
        await person.types(Room(self.world, given["channel"]), given["text"], thread=given.get("thread"))
        return web.json_response({"ts": self.world.messages[given["channel"]][-1].ts})

    async def press(self, request: web.Request) -> web.Response:
        given = await request.json()
        person = Person(self.world, self.courier, given["person"])
        message = self.world.message(given["channel"], given["ts"])
        if message is None:
            return web.json_response({"error": "message_not_found"}, status=404)
        doing = await person.press(see(self.world, person.id, message), given["button"])
        ack = await doing.ack()
        return web.json_response({"error": ack.error, "seconds": ack.seconds})

    async def fault(self, request: web.Request) -> web.Response:
        """Plan a fault for the next calls of a method, or give it a share of all calls."""
        given = await request.json()
        fault = Fault(given["kind"], given.get("seconds", 0.0), given.get("error", ""))
        if "share" in given:
            self.world.faults.chance(given["method"], given["share"], fault)
        else:
            self.world.faults.plan(given["method"], fault, given.get("times", 1))
        return web.json_response({})

    async def seen(self, request: web.Request) -> web.Response:
        person, channel = request.query["person"], request.query["channel"]
        messages = visible(self.world, person, channel)
        return web.json_response([_told(asdict(see(self.world, person, each))) for each in messages])

    async def counts(self, _: web.Request) -> web.Response:
        refused = [[method, str(answer.get("error"))] for method, answer in self.world.refused]
        return web.json_response({"requests": dict(self.world.requests), "refused": refused})


def _told(seen: Json) -> Json:
    return seen | {"pings": sorted(seen["pings"])}
