"""Two communities of one bot: Oak has something of everything, and Ann of Elm tries to reach it."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from fakes import FakeClock, RecordingPlatform
from sqlalchemy import select

from communitybot.bootstrap import House, build
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Asked, Invoked, Posted, Pressed, Submitted, Who
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.settings import load
from communitybot.storage.tables import everything

OAK, ELM = "oak", "elm"
CANARY = "kumquat"
"""Stands in everything that is said, planned or named in Oak."""

NOBODYS = frozenset({"inbox", "installations", "installs_begun", "link_previews", "notes"})
"""Tables that hold nothing of a community."""

OF = {"idea_words": (("idea_terms", "id", "term"),)}
"""Tables that name the row they belong to without a key of the database's: parent, its column, their own."""


@dataclass
class Somebody:
    """A person of one community, at its room."""

    both: "Two"
    space: str
    name: str
    administers: bool = True

    @property
    def who(self) -> Who:
        roles = frozenset({ADMINISTRATOR}) if self.administers else frozenset()
        account = PersonAddress("fake", self.space, self.name.split()[0].lower())
        return Who(account=account, name=self.name, roles=roles, zone="America/New_York")

    @property
    def room(self) -> PlaceAddress:
        return PlaceAddress("fake", self.space, "chats")

    async def person(self) -> str:
        return (await self.both.house.directory.caller(self.who, self.room)).person

    async def types(self, line: str) -> Reply:
        word, _, rest = line.removeprefix("/").partition(" ")
        return await self.gives(word, typed=rest)

    async def gives(self, command: str, *, typed: str | None = None, **values: Any) -> Reply:
        id_, place = self.both.happening(), self.room
        told = Invoked(id=id_, who=self.who, place=place, command=command, typed=typed, values=values)
        return await self.both.house.bot.invoke(told)

    async def acts(
        self, action: Action, value: str | None = None, message: MessageRef | None = None
    ) -> Reply:
        pressed = Pressed(
            id=self.both.happening(),
            who=self.who,
            place=self.room,
            action=action,
            value=value,
            message=message,
        )
        return await self.both.house.bot.press(pressed)

    async def sends(self, action: Action, values: dict[str, str], message: MessageRef | None = None) -> Reply:
        sent = Submitted(
            id=self.both.happening(),
            who=self.who,
            place=self.room,
            action=action,
            values=values,
            message=message,
        )
        return await self.both.house.bot.submit(sent)

    async def presses(self, reply: Reply, label: str) -> Reply:
        assert isinstance(reply, Answer | Amend), reply
        found = [each for each in reply.message.controls if getattr(each, "label", "").startswith(label)]
        return await self.acts(found[0].action)

    async def says(self, thread: PlaceAddress, text: str) -> MessageRef:
        ref = MessageRef(thread, f"{next(self.both.numbers)}")
        told = Posted(who=self.who, ref=ref, text=text, at=self.both.clock.now())
        await self.both.house.bot.hear(told)
        return ref


@dataclass
class Two:
    """The bot with both communities in it."""

    house: House
    clock: FakeClock
    platform: RecordingPlatform
    numbers: Any = field(default_factory=lambda: count(1_000_000))
    ids: dict[str, str] = field(default_factory=dict)
    _happenings: Any = field(default_factory=lambda: count(1))

    def happening(self) -> str:
        return f"h{next(self._happenings)}"

    def somebody(self, space: str, name: str, **given: Any) -> Somebody:
        return Somebody(self, space, name, **given)

    @property
    def omar(self) -> Somebody:
        return self.somebody(OAK, f"Omar {CANARY.capitalize()}")

    @property
    def ann(self) -> Somebody:
        return self.somebody(ELM, "Ann Lee")

    async def passes(self, **by: float) -> None:
        """Let time pass, delivering what falls due on the way."""
        until = self.clock.now() + timedelta(**by)
        while True:
            await self.house.relay.run_once()
            due = await self.house.bot.next_due()
            if due is None or due > until:
                break
            self.clock.set(max(due, self.clock.now()))
        self.clock.set(until)
        await self.house.relay.run_once()

    async def suggested(self, who: Somebody, command: str, parameter: str, text: str) -> list[str]:
        """What is offered while somebody types."""
        asked = Asked(who=who.who, place=who.room, command=command, parameter=parameter, text=text)
        return [each.label for each in await self.house.bot.suggest(asked)]

    def thread(self, space: str) -> PlaceAddress:
        """The thread that was opened last in a community."""
        refs = [MessageRef.parse(each) for each in self.platform.threads]
        ref = [each for each in refs if each.place.space == space][-1]
        return PlaceAddress("fake", space, ref.place.place, ref.message)

    def seen(self, space: str) -> list[str]:
        """All that can be read in the rooms, threads and private places of a community."""
        return [repr(each.shown) for each in self.platform.visible() if each.place.space == space]

    async def kept(self, community: str) -> dict[str, set[str]]:
        """Every row of one community: its own by name, else its parent's."""

        async def read(work: Any) -> dict[str, set[str]]:
            kept: dict[str, set[str]] = {}
            keys: dict[tuple[str, str], set[Any]] = {}
            for table in everything().sorted_tables:
                if table.name in NOBODYS:
                    continue
                rows = (await work.connection.execute(select(table))).mappings().all()
                mine = [row for row in rows if _of(table, row, community, keys)]
                for column in table.columns:
                    keys[table.name, column.name] = {_hashable(row[column.name]) for row in mine}
                kept[table.name] = {repr(dict(row)) for row in mine}
            return kept

        return await self.house.units.read(read)

    async def everything_of(self, community: str) -> tuple[dict[str, set[str]], list[str]]:
        """What is kept of a community, and what its people see."""
        return await self.kept(community), self.seen(community)


def _of(table: Any, row: Any, community: str, keys: dict[tuple[str, str], set[Any]]) -> bool:
    if table.name == "communities":
        return bool(row["id"] == community)
    if "community" in table.columns:
        return bool(row["community"] == community)
    parents = [(key.column.table.name, key.column.name, key.parent.name) for key in table.foreign_keys]
    parents += OF.get(table.name, ())
    assert parents, f"{table.name} belongs to nobody: say so in NOBODYS"
    return any(row[own] in keys[parent, name] for parent, name, own in parents)


def _hashable(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


async def opened(url: str) -> Two:
    """The bot with two communities, each a room for everything; nothing has happened yet."""
    clock = FakeClock()
    told = {"COMMUNITYBOT_DATABASE_URL": url, "COMMUNITYBOT_SECRET_KEY": "s" * 43}
    house = await build(load(told | {"COMMUNITYBOT_BASE_URL": "https://bot.example"}), clock)
    platform = RecordingPlatform()
    house.platforms["fake"] = platform

    async def both(work: Any) -> None:
        for space in (OAK, ELM):
            await work.communities.add(
                Community(
                    id=space,
                    name=f"{space.capitalize()} School",
                    slug=space,
                    zone="America/New_York",
                    spaces=(SpaceAddress("fake", space),),
                    rooms=(
                        Room(
                            PlaceAddress("fake", space, "chats"),
                            "chats",
                            frozenset({Purpose.CHATS, Purpose.EVENTS}),
                        ),
                    ),
                )
            )

    await house.units.run(both)
    return Two(house, clock, platform)


CHAT = (
    "/chat schedule {name}, when: {when}, hashtag: #{tag}, guest: Mr Kumquat, archive: yes, late: 3 days,"
    " questions: Why {name}? | Which kumquat? | How many kumquats? | And then, kumquat?"
)


async def planted(two: Two) -> None:
    """Something of everything in Oak: chats at every stage, what was said in them, events, a programme."""
    omar, nils = two.omar, two.somebody(OAK, "Nils Kumquat", administers=False)
    await omar.types("/programme create Kumquat month, starts: 1 december, ends: 31 december")
    for name, when, tag in (
        ("Kumquat past", "in 10 minutes", "pastk"),
        ("Kumquat live", "in 3 hours", "livek"),
        ("Kumquat coming", "in 5 days", "comek"),
    ):
        await omar.presses(await omar.types(CHAT.format(name=name, when=when, tag=tag)), "Post it")
    preview = await omar.types("/event create Kumquat salon, when: friday 5pm, programme: Kumquat month")
    await omar.presses(preview, "Post it")
    await two.passes(minutes=20)
    await omar.says(two.thread(OAK), "A kumquat a day.")
    await nils.types("/chat ask Which kumquat is yours?")
    await two.passes(hours=2)
    await nils.types("/chat reflect I will plant a kumquat.")
    await two.passes(minutes=52)
    await omar.says(two.thread(OAK), "Kumquats for all.")
    await nils.says(two.thread(OAK), "A1 Two kumquats.")
    await nils.types("/chat ask Whose kumquat?")
    await nils.types("/chat show initials")
    await nils.types("/event rsvp Kumquat salon, answer: maybe")
    await nils.types("/event remind Kumquat salon, before: 2 hours")
    await nils.types("/event follow topic: kumquat")
    await nils.types("/event calendar feed: mine")
    await nils.types("/chat show name, where: all chats")
    await omar.types(CHAT.format(name="Kumquat draft", when="in 6 days", tag="draftk"))
    await omar.types("/event create Kumquat draft, when: in 6 days")
    await two.passes(minutes=1)
    two.ids = await _ids(two)


DATES = """
SELECT 'date of ' || event, event || '@' || replace(substr(original, 1, 16), ':', '.')
FROM occurrences WHERE community = 'oak'
"""
EVENTS = """
SELECT 'event ' || status, id FROM events
WHERE community = 'oak' AND id NOT IN (SELECT event FROM chats)
"""


async def _ids(two: Two) -> dict[str, str]:
    """The keys of what Oak has, by what it is."""

    async def read(work: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for query in (
            "SELECT 'chat ' || stage, id FROM chats WHERE community = 'oak'",
            "SELECT 'event of ' || stage, event FROM chats WHERE community = 'oak'",
            DATES,
            EVENTS,
            "SELECT 'programme', id FROM programmes WHERE community = 'oak'",
            "SELECT 'question', id FROM chat_wonderings",
            "SELECT 'person ' || name, id FROM people WHERE community = 'oak'",
            "SELECT 'feed', id FROM feeds WHERE community = 'oak'",
        ):
            found |= {str(name): str(key) for name, key in await work.connection.exec_driver_sql(query)}
        return found

    return await two.house.units.read(read)


def words_of(reply: Reply) -> str:
    """All that stands in a reply, with what its buttons carry."""
    return repr(reply)


def forms_of(reply: Reply) -> list[Action]:
    return [reply.form.action] if isinstance(reply, Ask) else []
