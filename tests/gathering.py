"""One community on three platforms, as one bot sees it: real storage, a clock that stands still."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from fakes import FakeClock, RecordingPlatform

from communitybot.bootstrap import build
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller, Posted, Reacted, Removed, Reworded, Who
from communitybot.ports import TryLater
from communitybot.settings import load
from communitybot.threads.listening import ThreadListener
from tests.events.reading_cards import labels, said

PLATFORMS = ("discord", "slack", "playground")
NEW_YORK = "America/New_York"
MONDAY = datetime.fromisoformat("2014-10-13T13:00:00+00:00")


def space(platform):
    return SpaceAddress(platform, "school")


def room(platform):
    return PlaceAddress(platform, "school", "chats")


@dataclass
class Member:
    """Somebody, with their account on one platform."""

    hall: "Gathering"
    name: str
    platform: str
    administers: bool = False

    @property
    def account(self):
        return PersonAddress(self.platform, "school", self.name.split()[0].lower())

    @property
    def who(self):
        roles = frozenset({ADMINISTRATOR}) if self.administers else frozenset()
        return Who(account=self.account, name=self.name, roles=roles, zone=NEW_YORK)

    async def caller(self) -> Caller:
        return await self.hall.house.directory.caller(self.who, room(self.platform))

    async def says(self, text, *, reply_to=None, at=None, shown=()):
        """Speak in the thread of their platform; returns the message."""
        thread = self.hall.thread(self.platform)
        ref = MessageRef(thread, f"{next(self.hall.numbers)}")
        when = at or self.hall.clock.now()
        await self.hall.bot.hear(
            Posted(who=self.who, ref=ref, text=text, at=when, reply_to=reply_to, shown=shown)
        )
        self.hall.history.append(Posted(who=self.who, ref=ref, text=text, at=when, reply_to=reply_to))
        return ref

    async def rewords(self, ref, text):
        await self.hall.bot.hear(Reworded(ref=ref, text=text, at=self.hall.clock.now()))

    async def removes(self, *refs):
        await self.hall.bot.hear(Removed(refs=refs))

    async def reacts(self, ref, *, on=True):
        await self.hall.bot.hear(Reacted(who=self.who, ref=ref, mark="thumbsup", on=on))


@dataclass
class Gathering:
    """A bot, three platforms that record what is posted, and the people there."""

    house: object
    clock: FakeClock
    platforms: dict
    numbers: object = field(default_factory=lambda: count(1_000_000))
    history: list = field(default_factory=list)

    @property
    def bot(self):
        return self.house.bot

    @property
    def units(self):
        return self.house.units

    async def hear(self, heard, by):
        """What was heard of somebody who was recognised a while ago."""
        await ThreadListener(self.units, self.house.chats.ear).hear(heard, by)

    def member(self, name, platform, **given):
        return Member(self, name, platform, **given)

    async def until(self, moment):
        """Move the clock on, stopping wherever something is due, and deliver it."""
        while True:
            await self.house.relay.run_once()
            due = await self.house.bot.next_due()
            if due is None or due > moment:
                break
            self.clock.set(max(due, self.clock.now()))
        self.clock.set(max(moment, self.clock.now()))
        await self.house.relay.run_once()

    async def later(self, **by):
        await self.until(self.clock.now() + timedelta(**by))

    def thread(self, platform):
        """The thread that was opened on a platform."""
        first = next(ref for ref in self.platforms[platform].threads)
        ref = MessageRef.parse(first)
        return PlaceAddress(platform, "school", ref.place.place, ref.message)

    def said(self, platform):
        """Every message of the bot in the thread of a platform, as words."""
        posted = self.platforms[platform].visible()
        return [said(each.shown) for each in posted if each.place == self.thread(platform)]

    def read(self, platform):
        return "\n".join(self.said(platform))

    def opening(self, platform):
        """The card at the head of the thread of a platform: its words, and its buttons."""
        there = self.platforms[platform]
        shown = next(each.shown for each in there.visible() if str(each.ref) in there.threads)
        return said(shown), labels(shown)


async def opened(database_url, *, names=PLATFORMS, at=MONDAY, anew=True, kind=Gathering):
    """Build everything over a database; `anew`: for the first time, with the community and its rooms."""
    environment = {
        "COMMUNITYBOT_DATABASE_URL": database_url,
        "COMMUNITYBOT_SECRET_KEY": "s" * 43,
        "COMMUNITYBOT_BASE_URL": "https://bot.example",
    }
    clock = FakeClock(at)
    house = await build(load(environment), clock)
    platforms = {name: RecordingPlatform(name) for name in names}
    house.platforms.update(platforms)
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln-school",
        zone=NEW_YORK,
        spaces=tuple(space(name) for name in names),
        rooms=tuple(
            Room(each, "chats", frozenset({Purpose.CHATS, Purpose.EVENTS})) for each in map(room, names)
        ),
    )
    if anew:
        await house.units.run(lambda work: work.communities.add(community))
    return kind(house=house, clock=clock, platforms=platforms)


def away(hall, name):
    """A platform goes away: nothing can be posted on it until `back`."""

    def refuse(_verb, _key):
        raise TryLater(timedelta(seconds=5))

    hall.platforms[name].before = refuse


def back(hall, name):
    hall.platforms[name].before = lambda _verb, _key: None
