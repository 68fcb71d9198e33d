"""A bot with a small feature, and short ways to knock at its door."""

from commands.circle import Circles
from commands.test_help import lines

from communitybot.bot import Bot
from communitybot.commands.help import with_help
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Invoked, Pressed, Submitted, Who
from communitybot.conversation.replies import Amend, Answer
from communitybot.people.directory import Directory
from communitybot.people.resolve import Resolve

SPACE = SpaceAddress("test", "school")
ROOM = PlaceAddress("test", "school", "general")
ANA = Who(account=PersonAddress("test", "school", "ana"), name="Ana", zone="America/New_York")


class Door:
    """A bot with the small feature, and short ways to knock."""

    def __init__(self, units, clock, **given):
        self.circles = Circles()
        self.collected = with_help(self.circles)
        self.directory = Directory(units, clock, "America/New_York")
        self.settled = 0
        self.bot = Bot(
            collected=self.collected,
            directory=self.directory,
            units=units,
            clock=clock,
            resolve=Resolve(units),
            settle=self.settle,
            health=self.health,
            pages="the pages",
            **given,
        )
        self.ids = 0

    async def settle(self):
        self.settled += 1

    async def health(self):
        return {"ok": True}

    def id(self):
        self.ids += 1
        return f"h{self.ids}"

    async def say(self, text, happening=None, who=ANA):
        word, _, rest = text.removeprefix("/").partition(" ")
        return await self.bot.invoke(
            Invoked(id=happening or self.id(), who=who, place=ROOM, command=word, typed=rest)
        )

    async def give(self, command, happening=None, **values):
        return await self.bot.invoke(
            Invoked(id=happening or self.id(), who=ANA, place=ROOM, command=command, values=values)
        )

    async def press(self, action, happening=None, value=None):
        return await self.bot.press(
            Pressed(id=happening or self.id(), who=ANA, place=ROOM, action=action, value=value)
        )

    async def send(self, form, happening=None, **values):
        return await self.bot.submit(
            Submitted(id=happening or self.id(), who=ANA, place=ROOM, action=form.action, values=values)
        )


def told(reply):
    assert isinstance(reply, Answer | Amend), reply
    return lines(reply.message)
