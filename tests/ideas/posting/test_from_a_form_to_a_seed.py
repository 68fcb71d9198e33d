"""A teacher writes an idea, a moderator reads it first, and everybody can think along: as people do it."""

from dataclasses import dataclass, replace
from itertools import count

import pytest
from fakes import FakeClock, RecordingPlatform
from ink import NOON, ROOM, SPACE
from reading_cards import labels, said

from communitybot.bootstrap import build
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Invoked, Pressed, Submitted, Who
from communitybot.conversation.plain import plain
from communitybot.conversation.replies import Amend, Answer, Ask, Correct
from communitybot.people.model import Quiet
from communitybot.settings import load

numbers = count(1)


@dataclass
class Somebody:
    """A member at a keyboard."""

    house: object
    name: str
    administers: bool = False

    @property
    def who(self):
        roles = frozenset({ADMINISTRATOR}) if self.administers else frozenset()
        account = PersonAddress("fake", "school", self.name.split()[0].lower())
        return Who(account=account, name=self.name, roles=roles, zone="America/New_York")

    async def types(self, line):
        command, _, rest = line.removeprefix("/").partition(" ")
        return await self.house.bot.invoke(
            Invoked(id=f"h{next(numbers)}", who=self.who, place=ROOM, command=command, typed=rest)
        )

    async def presses(self, shown, label):
        shown = getattr(shown, "message", shown)
        action = next(each.action for each in shown.controls if getattr(each, "label", "").startswith(label))
        return await self.house.bot.press(
            Pressed(id=f"h{next(numbers)}", who=self.who, place=ROOM, action=action)
        )

    async def sends(self, ask, **values):
        """Send a form as it stands, but for these values."""
        assert isinstance(ask, Ask), ask
        kept = {field.name: field.value for field in ask.form.fields if field.value is not None}
        sent = Submitted(
            id=f"h{next(numbers)}", who=self.who, place=ROOM, action=ask.form.action, values=kept | values
        )
        return await self.house.bot.submit(sent)

    def told(self, platform):
        """What the bot told them in private, newest last."""
        posted = platform.visible()
        return [each.shown for each in posted if each.place.place == f"dm-{self.who.account.person}"]


def words(reply):
    assert isinstance(reply, Answer | Amend), reply
    return plain(reply.message, zone="America/New_York", now=NOON)


@pytest.fixture
async def school_bot(sqlite_url):
    settings = {
        "COMMUNITYBOT_DATABASE_URL": sqlite_url,
        "COMMUNITYBOT_SECRET_KEY": "s" * 43,
        "COMMUNITYBOT_BASE_URL": "https://bot.example",
    }
    house = await build(load(settings), FakeClock(NOON))
    house.platforms["fake"] = RecordingPlatform("fake")
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln",
        zone="America/New_York",
        spaces=(SPACE,),
        rooms=(Room(ROOM, "ideas", frozenset({Purpose.IDEAS})),),
    )
    await house.units.run(lambda work: work.communities.add(community))
    yield house
    await house.relay.stop()
    await house.close()


async def hosting(house, member):
    """Make a member a host."""
    caller = await house.directory.caller(member.who, ROOM)

    async def unit(work):
        community = await work.communities.get("c1")
        await work.communities.save(replace(community, hosts=frozenset({caller.person})))
        person = await work.people.get("c1", caller.person)
        await work.people.save(replace(person, quiet=Quiet(start=Quiet().end, end=Quiet().end)))

    await house.units.run(unit)


async def delivered(house):
    """Let some seconds pass, and what falls due be delivered."""
    for _ in range(5):
        house.clock.advance(5)
        await house.relay.run_once()


async def only(house):
    (idea,) = await house.units.read(lambda work: work.ideas.waiting("c1", limit=5))
    return idea


async def test_an_idea_goes_from_a_form_to_a_seed_by_way_of_a_reason_and_a_second_try(school_bot):
    ana, hana = Somebody(school_bot, "Ana Ruiz"), Somebody(school_bot, "Hana Ito")
    boss, platform = Somebody(school_bot, "Bo Lind", administers=True), school_bot.platforms["fake"]
    await hosting(school_bot, hana)

    # The form keeps what is too long, as a draft, and says by how much.
    form = await ana.types("/idea post")
    assert "anonymous" not in [field.name for field in form.form.fields]
    assert isinstance(await ana.sends(form, title="!!!", need="A need."), Correct)
    preview = await ana.sends(form, title="Peer observation hour", need="word " * 310, tags="#Time, mentors")
    assert "You wrote 310 words; 10 too many." in words(preview)
    assert "Send it" not in labels(preview.message)

    # Shortened, with one thing emptied, it is sent; the host is told once.
    form = await ana.presses(preview, "Change it")
    preview = await ana.sends(form, need="New teachers never see a colleague. Ask a@b.example.", tags="")
    assert "I may have found an e-mail address in the need" in words(preview)
    assert "Tags" not in words(preview)
    assert "A moderator reads it first." in words(await ana.presses(preview, "Send it"))
    assert "Sent: Peer" in words(await ana.presses(preview, "Send it"))  # a second press does nothing
    await delivered(school_bot)
    (told,) = hana.told(platform)
    assert "An idea waits to be read: Peer observation hour" in said(told)

    # The host declines it with a reason; its author reads why, changes it and sends it again.
    queue = await hana.presses(told, "Review")
    assert "From Ana Ruiz" in words(queue)
    form = await hana.presses(queue, "Decline")
    assert isinstance(await hana.sends(form, reason="  "), Correct)
    assert "is put aside" in words(await hana.sends(form, reason="It has an e-mail address."))
    await delivered(school_bot)
    why = ana.told(platform)[-1]
    assert "did not publish it. Why:\nIt has an e-mail address." in said(why)
    preview = await ana.sends(await ana.presses(why, "Change it"), need="New teachers never see a colleague.")
    await ana.presses(preview, "Send it again")

    # It is published; whoever comes second reads what the first did; the author is led to its thread.
    queue = await boss.types("/idea review")
    assert "“Peer observation hour” is published." in words(
        await hana.presses(await hana.types("/idea review"), "Publish")
    )
    assert "“Peer observation hour” is published already" in words(await boss.presses(queue, "Publish"))
    await delivered(school_bot)
    news = ana.told(platform)[-1]
    assert "Your idea is published: Peer observation hour" in said(news)
    (opening,) = platform.threads
    assert opening.split("#")[1] in repr(news)  # the way to its thread

    # Its words change for everybody, and in the end it is taken back.
    changed = await ana.types("/idea edit Peer observation, approach: One hour a month.")
    assert "Its card follows in every thread." in words(changed)
    await delivered(school_bot)
    shown = [said(each.shown) for each in platform.visible() if each.place.place == ROOM.place]
    assert any("One hour a month." in each for each in shown)  # the card
    assert any("Ana Ruiz changed the approach." in each for each in shown)  # the thread
    form = await ana.types("/idea withdraw Peer observation, reason: We do it already")
    assert "“Peer observation hour” will not go on." in form.form.intro
    assert "Withdrawn" in words(await ana.sends(form))
    assert "is withdrawn already" in words(await ana.sends(form))


async def test_settings_are_shown_to_all_changed_by_some_and_nobody_reads_first_then(school_bot):
    ana, boss = Somebody(school_bot, "Ana Ruiz"), Somebody(school_bot, "Bo Lind", administers=True)

    assert labels((await ana.types("/idea settings")).message) == []
    assert "Only administrators" in words(await ana.types("/idea settings reviewed: no"))
    card = await boss.types("/idea settings")
    once = await boss.presses(card, "Publish at once")
    again = await boss.presses(card, "Publish at once")  # the same button, pressed twice
    assert "Ideas are published as soon as they are sent." in words(once)
    assert words(again) == words(once)
    form = await boss.presses(once, "Day and hour")
    assert "no full hour" in (await boss.sends(form, hour="soon")).reasons["hour"]
    assert "Fridays at 8:00 AM" in words(await boss.sends(form, day="friday", hour="8 am"))
    assert "This works: /idea settings day: monday" in words(await boss.types("/idea settings day: someday"))

    preview = await ana.types(
        "/idea post Time to plan, need: Teachers plan alone., anonymous: yes, roles: coach and wizard"
    )
    assert "Ideas here carry their author's name" in words(preview)
    assert "*wizard*" not in words(preview)
    assert "wizard, which is no role I know" in words(preview)
    asked = (await ana.types("/idea post category: policy, tags: #time")).form  # only a title is missing
    assert {each.name: each.value for each in asked.fields if each.value} == {
        "category": "policy",
        "tags": "#time",
    }
    kept = await ana.presses(preview, "Keep as draft")
    assert "Kept as a draft: Time to plan" in words(kept)
    assert "Time to plan" in words(await ana.types("/ideas sort: mine"))
    assert "Preview and send" in labels((await ana.types("/idea view Time to plan")).message)
    preview = await ana.presses(kept, "Go on with it")
    assert "Published: Time to plan" in words(await ana.presses(preview, "Send it"))
    assert "Discarded" not in words(await ana.presses(preview, "Discard"))
    assert await school_bot.units.read(lambda work: work.ideas.waiting("c1", limit=5)) == []


async def test_nobody_else_reaches_a_draft_by_its_buttons(school_bot):
    ana, nils = Somebody(school_bot, "Ana Ruiz"), Somebody(school_bot, "Nils Berg", administers=True)
    preview = await ana.types("/idea post Time to plan, need: Teachers plan alone.")

    for label in ("Send it", "Change it", "Keep as draft"):
        assert "I know no such idea here" in words(await nils.presses(preview, label))
    assert "gone already" in words(await nils.presses(preview, "Discard"))
    assert "Discarded" in words(await ana.presses(preview, "Discard"))
