"""A small community on a real database, and people in it who type, press and fill in forms."""

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parent))

from fakes import FakeClock, RecordingPlatform
from long_runs import HUDDLE
from reading_cards import labels, said

from communitybot.bot import Bot
from communitybot.commands.collect import collect
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.controls import Button, Choice
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Asked, Invoked, Pressed, Submitted, Who
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply

MONDAY = datetime(2014, 10, 13, 13, tzinfo=UTC)  # nine in the morning in New York
SPACE = SpaceAddress("playground", "demo")
ROOM = PlaceAddress("playground", "demo", "events")
LOUNGE = PlaceAddress("playground", "demo", "lounge")


class Paper:
    """Calendar files as plain words, so that tests see what was asked for."""

    def one(self, listed) -> bytes:
        return f"BEGIN:VCALENDAR {listed.occurrence.details.title}".encode()

    def address(self, secret: str) -> str:
        return f"https://bot.example/feeds/{secret}.ics"


@dataclass
class Person:
    """Somebody in the community, as they use the bot; `shown` is the last message they saw."""

    bot: Bot
    who: Who
    place: PlaceAddress = LOUNGE
    happenings: list[str] = field(default_factory=list)
    reply: Reply | None = None

    async def types(self, text: str) -> str:
        """Type a whole command and read the answer."""
        command, _, rest = text.removeprefix("/").partition(" ")
        invoked = Invoked(id=self._id(), who=self.who, place=self.place, command=command, typed=rest)
        return self._read(await self.bot.invoke(invoked))

    async def presses(self, control: str, value: str | None = None, *, on: Message | None = None) -> str:
        """Press the button (or choose in the list) with this label under the last message."""
        shown = on or self.shown
        found = [
            each
            for each in shown.controls
            if control in {getattr(each, "label", None), getattr(each, "placeholder", None)}
        ]
        assert found, f"no {control!r} among {labels(shown)}"
        return await self.sends(found[0].action, value)

    async def sends(self, action: Action, value: str | None = None) -> str:
        pressed = Pressed(id=self._id(), who=self.who, place=self.place, action=action, value=value)
        return self._read(await self.bot.press(pressed))

    async def fills_in(self, **values: str) -> str:
        """Send the open form with these answers in the place of what stands in it."""
        form = self.form
        kept = {each.name: each.value for each in form.fields if each.value is not None}
        submitted = Submitted(
            id=self._id(), who=self.who, place=self.place, action=form.action, values={**kept, **values}
        )
        return self._read(await self.bot.submit(submitted))

    async def is_suggested(self, command: str, parameter: str, text: str) -> tuple[Choice, ...]:
        asked = Asked(who=self.who, place=self.place, command=command, parameter=parameter, text=text)
        return await self.bot.suggest(asked)

    @property
    def shown(self) -> Message:
        assert isinstance(self.reply, Answer | Amend), self.reply
        return self.reply.message

    @property
    def form(self) -> Form:
        assert isinstance(self.reply, Ask), self.reply
        return self.reply.form

    def offered(self) -> list[str]:
        return labels(self.shown)

    def button(self, label: str) -> Button:
        return next(each for each in self.shown.controls if isinstance(each, Button) and each.label == label)

    def _id(self) -> str:
        self.happenings.append(f"{self.who.name}-{len(self.happenings)}")
        return self.happenings[-1]

    def _read(self, reply: Reply) -> str:
        self.reply = reply
        match reply:
            case Answer(message) | Amend(message):
                return said(message)
            case Correct(reasons):
                return "\n".join(f"{name}: {reason}" for name, reason in reasons.items())
            case Ask(form):
                return f"{form.title}: {', '.join(each.name for each in form.fields)}"
            case _:
                return ""


@dataclass
class World:
    """A community with a host, a teacher and an administrator."""

    bot: Bot
    clock: FakeClock
    units: object

    async def promised(self) -> list[tuple[str, str | None]]:
        """Kind and destination of everything that has been promised, in order."""
        rows = text("SELECT kind, destination FROM outbox ORDER BY id")
        found = await self.units.read(lambda work: work.connection.execute(rows))
        return [tuple(row) for row in found]

    def person(self, name: str, *, zone: str = "America/New_York", runs_it: bool = False) -> Person:
        roles = frozenset({ADMINISTRATOR}) if runs_it else frozenset()
        account = PersonAddress("playground", "demo", "".join(filter(str.isalnum, name)).lower())
        return Person(self.bot, Who(account=account, name=name, zone=zone, roles=roles))


async def _nothing() -> dict[str, object]:
    return {}


@pytest.fixture
async def world(sqlite_database, request):
    from communitybot.events.commands import event_features
    from communitybot.events.home import Home
    from communitybot.events.service import Events
    from communitybot.people.directory import Directory
    from communitybot.people.resolve import Resolve
    from communitybot.storage.work import UnitsOfWork

    units, clock = UnitsOfWork(sqlite_database), FakeClock(MONDAY)
    directory = Directory(units, clock, "America/New_York")
    rooms = (
        ((ROOM, "events"), (LOUNGE, "lounge")) if getattr(request, "param", True) else ((LOUNGE, "lounge"),)
    )
    await directory.arrived(Arrived(space=SPACE, name="Educators", rooms=rooms, zone="America/New_York"))
    events = Events(units, clock)
    bot = Bot(
        collected=collect(*event_features(events, units, clock, Paper())),
        directory=directory,
        units=units,
        clock=clock,
        resolve=Resolve(units),
        settle=_nothing,
        health=_nothing,
        pages=None,
        home=Home(events, clock).of,
    )
    return World(bot, clock, units)


@pytest.fixture
async def ana(world):
    """A host."""
    return world.person("Ana Ruiz")


@pytest.fixture
async def ben(world):
    """A teacher in Los Angeles."""
    return world.person("Ben Okafor", zone="America/Los_Angeles")


@pytest.fixture
async def huddle(ana):
    """A posted series of Thursdays."""
    await ana.types(HUDDLE)
    await ana.presses("Post it")


@pytest.fixture
async def platform(world):
    """A platform that records, with a relay: `deliver(until)` moves the clock and sends what is due."""
    from communitybot.events.delivery.handlers import handlers
    from communitybot.outbox.relay import Relay
    from communitybot.storage.outbox_ledger import StoredLedger

    recording = RecordingPlatform("playground")
    relay = Relay(
        units=world.units,
        ledger=StoredLedger(world.units.database),
        clock=world.clock,
        platforms={"playground": recording},
        handlers=handlers(world.clock),
    )

    async def deliver(until: datetime | None = None) -> None:
        if until is not None:
            world.clock.set(until)
        for _ in range(8):
            await relay.run_once()

    recording.deliver = deliver
    yield recording
    await relay.stop()
