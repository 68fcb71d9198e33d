"""The stand-in as tests hold it: people and channels to make, a ledger to read, faults to switch on."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from twins.loom.clock import Clock
from twins.loom.control import Control
from twins.loom.courier import Courier
from twins.loom.doors import Doors
from twins.loom.faults import Faults
from twins.loom.happenings import Happenings
from twins.loom.ledger import Seen, SeenView, see, see_view, visible
from twins.loom.limits import Limits
from twins.loom.methods.installs import grant
from twins.loom.people import Person, Room
from twins.loom.records import Channel, Json, Message, Team, Token, User
from twins.loom.rules.manifest import check_manifest
from twins.loom.rules.schema import faults_of_arguments
from twins.loom.scopes import BOT_SCOPES
from twins.loom.server import Server
from twins.loom.sockets import Sockets
from twins.loom.world import App, World
from twins.loopback.dice import Dice
from twins.loopback.server import served

HOME = "Oak Ridge"


@dataclass(slots=True)
class Twin:
    """A Slack of one's own on 127.0.0.1; the first workspace is there, with the app installed."""

    world: World
    sockets: Sockets
    doors: Doors
    courier: Courier
    home_team: Team

    @staticmethod
    @asynccontextmanager
    async def open(
        seed: int = 0, scale: float = 1.0, port: int = 0, pace: float = 1.0
    ) -> AsyncIterator["Twin"]:
        """Open it; `scale` makes all its time fast, `pace` all but what it waits for the app."""
        twin = _made(seed, scale, pace)
        server = Server(twin.world, twin.sockets)
        print(f"loom: chance is {twin.world.dice!r}")  # pytest shows it beside a failure
        try:
            application = server.application()
            Control(twin.world, twin.courier).add_to(application)
            async with served(application, port) as found:
                twin.world.base_url = f"http://127.0.0.1:{found}"
                yield twin
                await twin.sockets.close()
        finally:
            await server.close()
            await twin.courier.close()

    @property
    def api_url(self) -> str:
        return f"{self.world.base_url}/api/"

    @property
    def authorize_url(self) -> str:
        return f"{self.world.base_url}/oauth/v2/authorize"

    @property
    def bot_token(self) -> str:
        return self.home_team.bot_token

    @property
    def app_token(self) -> str:
        return self.world.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.world.app.signing_secret

    @property
    def client_id(self) -> str:
        return self.world.app.client_id

    @property
    def client_secret(self) -> str:
        return self.world.app.client_secret

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def limits(self) -> Limits:
        return self.world.limits

    @property
    def happens(self) -> Happenings:
        """What goes on in the workspace without the bot."""
        return Happenings(self.world, self.courier)

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def requests(self) -> Counter[str]:
        """How often each method was called."""
        return self.world.requests

    @property
    def bot(self) -> str:
        """The bot's user id in the first workspace."""
        return self.home_team.bot_user

    def workspace(self, name: str, *, installed: bool = False) -> Team:
        """Add a workspace; the app is in it only when said so, else by OAuth."""
        team = _team(self.world, name)
        if installed:
            grant(self.world, team, BOT_SCOPES, rotates=False)
        return team

    def adopt(self, manifest: Json) -> None:
        """Be the app of a manifest: its commands, its events, its scopes; refused when Slack would."""
        faults = check_manifest(manifest)
        assert not faults, f"Slack would not take this manifest: {faults}"
        commands = manifest.get("features", {}).get("slash_commands", [])
        settings = manifest.get("settings", {})
        self.world.commands = frozenset(each["command"] for each in commands)
        self.courier.subscribed = frozenset(settings.get("event_subscriptions", {}).get("bot_events", []))
        self.world.rotates = bool(settings.get("token_rotation_enabled"))
        self.scopes(*manifest["oauth_config"]["scopes"]["bot"])

    def scopes(self, *scopes: str, team: Team | None = None) -> None:
        """Let the bot's token in a workspace have these scopes only."""
        token = self.world.tokens[(team or self.home_team).bot_token]
        token.scopes = frozenset(scopes)

    def person(
        self,
        name: str,
        *,
        tz: str = "America/New_York",
        locale: str = "en-US",
        admin: bool = False,
        owner: bool = False,
        guest: bool = False,
        team: Team | None = None,
    ) -> Person:
        user = User(self.world.name("U"), (team or self.home_team).id, name, tz, locale)
        user.admin, user.owner, user.guest = admin, owner, guest
        self.world.users[user.id] = user
        if not self.world.installer:
            self.world.installer = user.id
        return Person(self.world, self.courier, user.id)

    def channel(
        self,
        name: str,
        *,
        members: Iterable[Person] = (),
        private: bool = False,
        bot: bool = True,
        team: Team | None = None,
        shared_with: Sequence[Team] = (),
    ) -> Room:
        home = team or self.home_team
        people = {each.id for each in members} | ({home.bot_user} if bot else set())
        channel = Channel(self.world.name("C"), home.id, name, people, private)
        channel.shared_with = tuple(each.id for each in shared_with)
        if bot:
            channel.members |= {each.bot_user for each in shared_with}
        self.world.channels[channel.id] = channel
        return Room(self.world, channel.id)

    def direct(self, person: Person) -> Room:
        """Give the person's DM with the bot."""
        team = self.world.teams[person.user.team]
        return Room(self.world, self.world.direct(team.bot_user, person.id).id)

    def seen(self, person: Person, room: Room) -> list[Seen]:
        """List what the person sees in a channel, oldest first."""
        return [see(self.world, person.id, each) for each in visible(self.world, person.id, room.id)]

    def modal(self, person: Person) -> SeenView | None:
        """Give the modal before the person, the topmost."""
        stack = self.world.stacks.get(person.id, [])
        return see_view(self.world, self.world.views[stack[-1]]) if stack else None

    def home(self, person: Person) -> SeenView | None:
        """Give what stands on the app's Home tab for the person."""
        view = self.world.homes.get(person.id)
        return see_view(self.world, view) if view is not None else None

    def message(self, seen: Seen) -> Message:
        """Give the record behind what was seen, for a test that tampers with it."""
        found = self.world.message(seen.channel, seen.ts)
        assert found is not None, "no such message"
        return found

    def check_shapes(self) -> list[str]:
        """Say what was wrong with the requests kept for after the load."""
        kept, self.world.unchecked = self.world.unchecked, []
        return [
            f"{method}: {fault}"
            for method, schema, arguments in kept
            for faults in faults_of_arguments(schema, arguments)
            for fault in faults
        ]

    @property
    def refused(self) -> list[tuple[str, Json]]:
        """Every request that was refused, by method, with the answer."""
        return self.world.refused

    @property
    def acks(self) -> list[float]:
        """How long each acknowledgement took, in Slack's seconds."""
        return [ack.seconds for _, ack in self.courier.acks if ack.error is None]

    @property
    def too_fast(self) -> int:
        """How many requests were answered 429."""
        return sum(1 for _, answer in self.world.refused if answer.get("error") == "ratelimited")


def _made(seed: int, scale: float, pace: float) -> Twin:
    dice, clock = Dice(seed), Clock(scale, pace)
    app = App("A0L00M", "1.1", "", "", "")
    world = World(clock, dice, Faults(seed), Limits(clock), app)
    world.app = replace(
        app,
        client_id=f"{dice.getrandbits(40)}.{dice.getrandbits(40)}",
        client_secret=world.secret(""),
        signing_secret=world.secret(""),
        app_token=world.secret("xapp-1-A0L00M-"),
    )
    home = _team(world, HOME)
    app_scopes = frozenset({"connections:write", "authorizations:read"})
    world.tokens[world.app.app_token] = Token(world.app.app_token, home.id, "app", app_scopes)
    grant(world, home, BOT_SCOPES, rotates=False)
    sockets, doors = Sockets(world), Doors(world)
    courier = Courier(world, sockets, doors, Dice(seed))
    world.tells = courier.tell
    return Twin(world, sockets, doors, courier, home)


def _team(world: World, name: str) -> Team:
    bot = User(world.name("U"), "", "Community Bot", "Etc/UTC", is_bot=True, bot_id=world.name("B"))
    team = Team(world.name("T"), name, name.lower().replace(" ", "-"), bot.id, bot.bot_id)
    bot.team = team.id
    world.users[bot.id], world.teams[team.id] = bot, team
    return team
