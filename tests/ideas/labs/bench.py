"""A whole bot over real storage, with Ana's idea in it: what people press, and what reaches them later."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from fakes import FakeClock, RecordingPlatform

from communitybot.bootstrap import build
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import Invoked, Pressed, Submitted, Who
from communitybot.ideas.commitments import CommitmentsDesk
from communitybot.ideas.delivery import talking
from communitybot.ideas.friends import FriendsDesk
from communitybot.ideas.model.idea import Author, Role, Stage
from communitybot.settings import load
from tests.ideas.discussing.made import ROOM, SPACE, School, caller, idea, labels, words

IDEA = idea().id
NEW_YORK = "America/New_York"
MONDAY = datetime.fromisoformat("2026-11-30T15:00:00+00:00")  # ten in the morning in New York
NAMES = {"ana": "Ana Ruiz", "ben": "Ben Okri", "cleo": "Cleo Diaz", "dan": "Dan Lee", "eve": "Eve Stone"}


@dataclass
class Bench(School):
    """The bot, and everybody in it: Ana wrote the idea, nobody else works on it."""

    house: object = None
    platform: object = None
    numbers: object = field(default_factory=count)

    @property
    def friends(self):
        return FriendsDesk(self.units, self.clock)

    @property
    def commitments(self):
        return CommitmentsDesk(self.units, self.clock)

    def who(self, person):
        account = PersonAddress("fake", "school", person)
        return Who(account=account, name=NAMES[person], zone=NEW_YORK)

    async def types(self, person, command, **values):
        self.clock.advance(1)  # nobody does two things in one moment
        happening = f"i{next(self.numbers)}"
        call = Invoked(id=happening, who=self.who(person), place=ROOM, command=command, values=values)
        return shown(await self.house.bot.invoke(call))

    async def presses(self, person, verb, *arguments, value=None, **fields):
        """Press a button, or send the form of a verb."""
        self.clock.advance(1)
        action, happening = Action(verb, arguments), f"p{next(self.numbers)}"
        given = {"id": happening, "who": self.who(person), "place": ROOM, "action": action}
        if fields:
            return shown(await self.house.bot.submit(Submitted(**given, values=fields)))
        return shown(await self.house.bot.press(Pressed(**given, value=value)))

    async def until(self, moment):
        """Move the clock on, stopping wherever something is due, and deliver it."""
        for _ in range(500):
            await self.house.relay.run_once()
            due = await self.house.bot.next_due()
            if due is None or due > moment:
                break
            self.clock.set(max(due, self.clock.now()))
        else:
            raise AssertionError("something is due for ever")
        self.clock.set(max(moment, self.clock.now()))
        await self.house.relay.run_once()

    async def passes(self, **by):
        await self.until(self.clock.now() + timedelta(**by))

    def heard(self, person):
        """What somebody was told in private, in order."""
        there = [one for one in self.platform.visible() if one.place.place == f"dm-{person}"]
        return [words(one.shown) for one in there]

    def closed_to(self, person):
        """From now on nobody can write to somebody."""
        from communitybot.ports import Undeliverable

        direct = self.platform.direct

        async def refuse(address):
            if address.person == person:
                raise Undeliverable("their door is closed")
            return await direct(address)

        self.platform.direct = refuse

    async def news(self):
        """What was to be said in the threads of the idea."""
        return [args["words"] for args, _ in await self.promised("idea.news")]

    async def talks(self):
        """Open the idea's thread, as publishing it does."""

        async def unit(work):
            await talking.published(work, await work.ideas.get("c1", IDEA, hold=True), self.clock.now())

        await self.units.run(unit)
        await self.passes(minutes=1)

    def thread(self):
        """What stands in the idea's thread, but for its head."""
        there = [one for one in self.platform.visible() if one.place.place == "ideas" and one.place.thread]
        return [words(one.shown) for one in there]

    async def led(self):
        """Who took which role."""
        return {(args["person"], args["role"]) for args, _ in await self.promised("ideas.led")}


def shown(reply):
    """A reply as words, with the labels of its controls; a form as its title and the names of its fields."""
    message = getattr(reply, "message", None)
    if message is not None:
        return f"{words(message)}\n[{' | '.join(labels(message))}]"
    form = getattr(reply, "form", None)
    return form if form is not None else reply


async def opened(url):
    environment = {
        "COMMUNITYBOT_DATABASE_URL": url,
        "COMMUNITYBOT_SECRET_KEY": "s" * 43,
        "COMMUNITYBOT_BASE_URL": "https://bot.example",
    }
    clock = FakeClock(MONDAY)
    house = await build(load(environment), clock)
    house.platforms["fake"] = RecordingPlatform("fake")
    bench = Bench(units=house.units, clock=clock, house=house, platform=house.platforms["fake"])
    rooms = (Room(ROOM, "ideas", frozenset({Purpose.IDEAS, Purpose.EVENTS})),)
    school = Community(
        id="c1", name="Lincoln School", slug="lincoln", zone=NEW_YORK, spaces=(SPACE,), rooms=rooms
    )
    await house.units.run(lambda work: work.communities.add(school))
    for person, name in NAMES.items():
        await bench.person(person, name)
    await bench.has(idea(stage=Stage.TEAM, created=MONDAY, published=MONDAY, moved=MONDAY))
    return bench


__all__ = ["IDEA", "MONDAY", "NAMES", "Author", "Bench", "Role", "caller", "opened", "shown"]
