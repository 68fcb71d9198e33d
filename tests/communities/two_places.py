"""The whole bot between two platforms that record, and people in both who type and press."""

from dataclasses import dataclass, field
from itertools import count

from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Invoked, Pressed, Submitted, Who
from communitybot.conversation.plain import plain
from communitybot.conversation.replies import Amend, Answer, Ask, Correct
from tests.fakes import RecordingPlatform

NORTH, SOUTH = SpaceAddress("north", "n1"), SpaceAddress("south", "s1")
NORTH_EVENTS, SOUTH_EVENTS = PlaceAddress("north", "n1", "events"), PlaceAddress("south", "s1", "events")
_ids = count(1)


def room(space, name):
    return PlaceAddress(space.platform, space.space, name)


@dataclass
class Somebody:
    """One account, as its owner uses it; `reply` is what they see."""

    house: object
    who: Who
    place: PlaceAddress
    reply: object = None
    forms: list = field(default_factory=list)

    async def types(self, line):
        name, _, rest = line.removeprefix("/").partition(" ")
        told = Invoked(id=str(next(_ids)), who=self.who, place=self.place, command=name, typed=rest)
        return self._read(await self.house.bot.invoke(told))

    async def presses(self, label):
        return await self.sends(self.action(label))

    async def sends(self, action):
        told = Pressed(id=str(next(_ids)), who=self.who, place=self.place, action=action)
        return self._read(await self.house.bot.press(told))

    async def fills_in(self, **values):
        form = self.reply.form
        kept = {each.name: each.value for each in form.fields if each.value is not None}
        told = Submitted(
            id=str(next(_ids)), who=self.who, place=self.place, action=form.action, values=kept | values
        )
        return self._read(await self.house.bot.submit(told))

    def action(self, label, shown=None):
        controls = (shown or self.reply.message).controls
        return next(each.action for each in controls if getattr(each, "label", None) == label)

    def offered(self):
        return [getattr(each, "label", None) for each in self.reply.message.controls]

    async def id(self):
        return (await self.house.directory.caller(self.who, self.place)).person

    def _read(self, reply):
        self.reply = reply
        match reply:
            case Answer(shown) | Amend(shown):
                return plain(shown, zone="America/New_York", now=self.house.clock.now())
            case Ask(form):
                return f"{form.title}: {', '.join(each.name for each in form.fields)}"
            case Correct(reasons):
                return "\n".join(f"{name}: {why}" for name, why in reasons.items())
            case _:
                return ""


class TwoPlaces:
    """A community on `north`, another on `south`, and one bot in both."""

    def __init__(self, house):
        self.house = house
        self.north, self.south = RecordingPlatform("north"), RecordingPlatform("south")
        house.platforms |= {"north": self.north, "south": self.south}

    def somebody(self, space, name, *, runs_it=False):
        account = PersonAddress(space.platform, space.space, name.lower())
        roles = frozenset({ADMINISTRATOR} if runs_it else ())
        who = Who(account=account, name=name, zone="America/New_York", roles=roles)
        return Somebody(self.house, who, room(space, "lounge"))

    async def arrive(self, space, name, *, by=None, rooms=("events", "lounge")):
        told = tuple((room(space, each), each) for each in rooms)
        await self.house.bot.arrived(Arrived(space=space, name=name, by=by, rooms=told))

    async def community(self, space):
        return await self.house.units.read(lambda work: work.communities.by_space(space))

    async def communities(self):
        """The ids of the communities the two spaces are in."""
        return [(await self.community(space)).id for space in (NORTH, SOUTH)]

    async def join(self, host, guest):
        """Join the guest's space to the host's community; returns the code."""
        code = await self.code(host, "/community link")
        await guest.types(f"/community link code: {code}")
        await guest.presses("Join")
        await self.house.bot.settle()
        return code

    async def code(self, somebody, command):
        said = await somebody.types(command)
        return said.split("Your code is ", 1)[1].split(".", 1)[0].strip("`* ")

    def said(self, place):
        platform = self.house.platforms[place.platform]
        return [self.words(each.shown) for each in platform.posted if each.place == place]

    def words(self, shown):
        return plain(shown, zone="America/New_York", now=self.house.clock.now())

    def direct(self, somebody):
        account = somebody.who.account
        return self.said(PlaceAddress(account.platform, account.space, f"dm-{account.person}"))
