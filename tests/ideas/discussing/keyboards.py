"""People who type commands, press buttons, choose in lists and send forms about ideas, in a whole bot."""

from dataclasses import dataclass
from itertools import count

from fakes import FakeClock, RecordingPlatform

from communitybot.bootstrap import build
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Asked, Invoked, Pressed, Submitted, Who
from communitybot.conversation.replies import Amend, Answer, Ask
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.settings import load
from tests.ideas.discussing.made import NEW_YORK, NOON, ROOM, SPACE, words

numbers = count(1)
MORNING = NOON.replace(hour=15)  # ten o'clock in New York: nobody's quiet hours


@dataclass
class Somebody:
    """A member at a keyboard, in the room for ideas."""

    house: object
    name: str
    administers: bool = False

    @property
    def who(self):
        roles = frozenset({ADMINISTRATOR}) if self.administers else frozenset()
        account = PersonAddress("fake", "school", self.name.split()[0].lower())
        return Who(account=account, name=self.name, roles=roles, zone=NEW_YORK)

    async def types(self, line, *, place=ROOM):
        command, _, rest = line.removeprefix("/").partition(" ")
        told = Invoked(id=f"k{next(numbers)}", who=self.who, place=place, command=command, typed=rest)
        return await self.house.bot.invoke(told)

    async def presses(self, shown, label, value=None):
        """Press a button, or choose a value in a list, by the beginning of its label."""
        shown = getattr(shown, "message", shown)
        named = {getattr(each, "label", getattr(each, "placeholder", "")): each for each in shown.controls}
        found = next(each for name, each in named.items() if name.startswith(label))
        pressed = Pressed(id=f"k{next(numbers)}", who=self.who, place=ROOM, action=found.action, value=value)
        return await self.house.bot.press(pressed)

    async def chooses(self, shown, placeholder, label):
        """Choose in a list by the beginning of what one reads."""
        lists = (each for each in shown.message.controls if getattr(each, "placeholder", "") == placeholder)
        value = next(each.value for each in next(lists).options if each.label.startswith(label))
        return await self.presses(shown, placeholder, value)

    async def sends(self, ask, **values):
        """Send a form as it stands, but for these values."""
        assert isinstance(ask, Ask), ask
        kept = {field.name: field.value for field in ask.form.fields if field.value is not None}
        sent = Submitted(
            id=f"k{next(numbers)}", who=self.who, place=ROOM, action=ask.form.action, values=kept | values
        )
        return await self.house.bot.submit(sent)

    async def offered(self, command, parameter, text):
        """What is suggested while they type."""
        asked = Asked(who=self.who, place=ROOM, command=command, parameter=parameter, text=text)
        return [choice.label for choice in await self.house.bot.suggest(asked)]

    def told(self):
        """What the bot told them in private."""
        posted = self.house.platforms["fake"].visible()
        return [each.shown for each in posted if each.place.place == f"dm-{self.who.account.person}"]

    def thread_of(self, title):
        """The card at the head of an idea's thread as it is now, and the thread."""
        platform = self.house.platforms["fake"]
        opening = next(ref for ref, named in platform.threads.items() if named.startswith(title))
        card = next(each for each in platform.visible() if str(each.ref) == opening)
        return card.shown, PlaceAddress("fake", "school", "ideas", card.ref.message)

    def said_in(self, thread):
        """What the bot said in a thread, in words."""
        visible = self.house.platforms["fake"].visible()
        return [words(each.shown) for each in visible if each.place == thread]

    async def posts(self, title, **parts):
        """Post an idea, which a community without moderators publishes at once."""
        line = ", ".join([f"/idea post {title}", *(f"{name}: {part}" for name, part in parts.items())])
        return await self.presses(await self.types(line), "Send it")


def read(reply):
    assert isinstance(reply, Answer | Amend), reply
    return words(reply.message)


async def delivered(house, **by):
    """Deliver what is due by then, as it falls due."""
    from datetime import timedelta

    until = house.clock.now() + timedelta(**by)
    while (due := await house.bot.next_due()) is not None and due <= until:
        house.clock.set(max(due, house.clock.now()))
        await house.relay.run_once()
    house.clock.set(until)
    await house.relay.run_once()


async def opened(database_url):
    settings = {
        "COMMUNITYBOT_DATABASE_URL": database_url,
        "COMMUNITYBOT_SECRET_KEY": "s" * 43,
        "COMMUNITYBOT_BASE_URL": "https://bot.example",
    }
    house = await build(load(settings), FakeClock(MORNING))
    house.platforms["fake"] = RecordingPlatform("fake")
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln",
        zone=NEW_YORK,
        spaces=(SPACE,),
        rooms=(Room(ROOM, "ideas", frozenset({Purpose.IDEAS})),),
    )

    async def unit(work):
        await work.communities.add(community)
        await work.ideas.set("c1", IdeaSettings(reviewed=False, prompts=False))

    await house.units.run(unit)
    return house
