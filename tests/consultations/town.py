"""One bot on two platforms, with a superintendent, a host and teachers who type and press."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from hall import Hall, opened, room
from reading_cards import labels, said

from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.controls import Select
from communitybot.conversation.inbound import ADMINISTRATOR, Invoked, Pressed, Submitted, Who
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet

NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)  # Tuesday noon in New York
PLATFORMS = ("discord", "slack")
SCHOOL_DAY = (
    "/consult open School day, who: Rosa Lind, superintendent, why: The board decides in March, "
    "used: I read the summary to the board, "
    "questions: Should the day start later? [yes | no | unsure] | How sure? [1-5] | What would it change?, "
    "closes: in 14 days"
)
FIRST, SECOND = "Should the day start later?", "What would it change?"


@dataclass
class Typist:
    """Somebody at a keyboard; `reply` is the last the bot said to them."""

    town: "Town"
    name: str
    platform: str = "slack"
    administers: bool = False
    space: str = "school"
    reply: object = None

    @property
    def who(self) -> Who:
        account = PersonAddress(self.platform, self.space, self.name.split()[0].lower())
        roles = frozenset({ADMINISTRATOR}) if self.administers else frozenset()
        return Who(account=account, name=self.name, roles=roles, zone="America/New_York")

    @property
    def place(self):
        return room(self.platform) if self.space == "school" else self.town.elsewhere

    async def caller(self):
        return await self.town.hall.house.directory.caller(self.who, self.place)

    async def types(self, line, *, happening=None):
        word, _, rest = line.removeprefix("/").partition(" ")
        told = Invoked(
            id=happening or self.town.happening(), who=self.who, place=self.place, command=word, typed=rest
        )
        self.reply = await self.town.bot.invoke(told)
        return self.words

    async def acts(self, action, value=None, *, happening=None):
        told = Pressed(
            id=happening or self.town.happening(),
            who=self.who,
            place=self.place,
            action=action,
            value=value,
        )
        self.reply = await self.town.bot.press(told)
        return self.words

    async def presses(self, label, message=None, *, value=None, happening=None):
        shown = self.reply.message if message is None else message
        (control,) = [
            each
            for each in shown.controls
            if label in {getattr(each, "label", None), getattr(each, "placeholder", None)}
        ]
        return await self.acts(control.action, value, happening=happening)

    async def sends(self, *, happening=None, **values):
        """Send the form that was opened, with what stands in it and what is given."""
        form = self.reply.form
        held = {each.name: each.value for each in form.fields if each.value is not None}
        told = Submitted(
            id=happening or self.town.happening(),
            who=self.who,
            place=self.place,
            action=form.action,
            values=held | values,
        )
        self.reply = await self.town.bot.submit(told)
        return self.words

    async def answers(self, card, *, showing="name", happening=None, **values):
        """Press Answer on a card and fill in the form."""
        await self.presses("Answer", card)
        return await self.sends(showing=showing, happening=happening, **values)

    @property
    def words(self):
        match self.reply:
            case Answer(message) | Amend(message):
                return said(message)
            case Ask(form):
                return f"{form.title}\n{form.intro or ''}"
            case Correct(reasons):
                return "\n".join(reasons.values())
            case Quiet():
                return ""
        return ""

    @property
    def buttons(self):
        return labels(self.reply.message)

    def choices(self, label):
        found = next(
            each for each in self.reply.message.controls if getattr(each, "placeholder", "") == label
        )
        assert isinstance(found, Select)
        return [(each.value, each.label) for each in found.options]

    @property
    def told(self):
        """What the bot told them in private, by itself."""
        dm = f"dm-{self.who.account.person}"
        return [said(each.shown) for each in self.town.seen(self.platform) if each.place.place == dm]


@dataclass
class Town:
    hall: Hall
    numbers: object = field(default_factory=lambda: count(1))
    elsewhere: object = None

    @property
    def bot(self):
        return self.hall.bot

    @property
    def units(self):
        return self.hall.units

    def happening(self):
        return f"h{next(self.numbers)}"

    def somebody(self, name, platform="slack", **given):
        return Typist(self, name, platform, **given)

    @property
    def hana(self):
        """The host, who runs the place, on Discord."""
        return self.somebody("Hana Ito", "discord", administers=True)

    def seen(self, platform):
        return self.hall.platforms[platform].visible()

    def cards(self, platform):
        """What stands in the room of a platform, oldest first."""
        return [each.shown for each in self.seen(platform) if each.place == room(platform)]

    def read(self, platform):
        return [said(each) for each in self.cards(platform)]

    async def opens(self, line=SCHOOL_DAY):
        """A consultation that the host opens; returns its card on Slack, and the host."""
        hana = self.hana
        await hana.types(line)
        await hana.presses("Open it")
        await self.later(seconds=5)
        return hana

    async def later(self, **by):
        await self.hall.later(**by)

    async def only(self):
        """The one consultation there is."""
        (one,) = await self.units.read(lambda work: work.consultations.named("c1", "", limit=9, person=None))
        return one

    async def people(self):
        one = await self.only()
        return (await self.units.read(lambda work: work.consultations.counts("c1", [one.id])))[one.id]


async def built(database_url, *, at=NOON, anew=True):
    return Town(await opened(database_url, names=PLATFORMS, at=at, anew=anew))
