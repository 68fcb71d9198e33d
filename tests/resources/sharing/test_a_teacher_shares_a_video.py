"""A teacher shares a video, a colleague finds that it is there, and it is changed and taken back."""

from dataclasses import dataclass
from itertools import count

import pytest
from fakes import FakeClock, RecordingPlatform

from communitybot.bootstrap import build
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.controls import Select
from communitybot.conversation.inbound import ADMINISTRATOR, Asked, Invoked, Pressed, Submitted, Who
from communitybot.conversation.replies import Amend, Answer, Ask, Correct
from communitybot.settings import load
from tests.events.reading_cards import said
from tests.resources.sharing.school import LOUNGE, NOON, PAGE, SHELF, SPACE, Door, words

LINK = "https://videos.example.org/strips?utm_source=mail"
numbers = count(1)


@dataclass
class Somebody:
    """A member at a keyboard."""

    house: object
    name: str
    administers: bool = False
    place: object = LOUNGE

    @property
    def who(self):
        roles = frozenset({ADMINISTRATOR}) if self.administers else frozenset()
        account = PersonAddress("fake", "school", self.name.split()[0].lower())
        return Who(account=account, name=self.name, roles=roles, zone="America/New_York")

    @property
    def here(self):
        return {"id": f"h{next(numbers)}", "who": self.who, "place": self.place}

    async def types(self, line):
        command, _, rest = line.removeprefix("/").partition(" ")
        return await self.house.bot.invoke(Invoked(**self.here, command=command, typed=rest))

    async def presses(self, shown, label, value=None):
        shown = getattr(shown, "message", shown)
        names = {
            control.placeholder if isinstance(control, Select) else control.label: control.action
            for control in shown.controls
        }
        (action,) = [action for name, action in names.items() if name.startswith(label)]
        return await self.house.bot.press(Pressed(**self.here, action=action, value=value))

    async def sends(self, ask, **values):
        """Send a form as it stands, but for these values."""
        assert isinstance(ask, Ask), ask
        kept = {field.name: field.value for field in ask.form.fields if field.value is not None}
        return await self.house.bot.submit(
            Submitted(**self.here, action=ask.form.action, values=kept | values)
        )

    async def is_suggested(self, parameter, text):
        asked = Asked(who=self.who, place=LOUNGE, command="resource share", parameter=parameter, text=text)
        return [choice.value for choice in await self.house.bot.suggest(asked)]


@pytest.fixture
async def house(sqlite_url):
    settings = {
        "COMMUNITYBOT_DATABASE_URL": sqlite_url,
        "COMMUNITYBOT_SECRET_KEY": "s" * 43,
        "COMMUNITYBOT_BASE_URL": "https://bot.example",
    }
    house = await build(load(settings), FakeClock(NOON))
    house.platforms["fake"] = RecordingPlatform("fake")
    house.looking.door = Door({"https://videos.example.org/strips": PAGE})
    lounge, shelf = Room(LOUNGE, "lounge"), Room(SHELF, "shelf", frozenset({Purpose.RESOURCES}))
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln",
        zone="America/New_York",
        spaces=(SPACE,),
        rooms=(lounge, shelf),
    )
    await house.units.run(lambda work: work.communities.add(community))
    yield house
    await house.relay.stop()
    await house.close()


async def delivered(house):
    """Let some seconds pass, and what falls due be delivered."""
    for _ in range(4):
        house.clock.advance(5)
        await house.relay.run_once()


def read(reply):
    assert isinstance(reply, Answer | Amend), reply
    return words(reply.message)


def cards(house, room=LOUNGE):
    """What stands in a room, as words."""
    visible = house.platforms["fake"].visible()
    return [said(each.shown) for each in visible if each.place == room]


async def test_from_a_link_to_a_card_that_follows_and_goes(house):
    ana, ben = Somebody(house, "Ana Ruiz"), Somebody(house, "Ben Ito")

    # One line is enough; what its page tells is filled in, and nobody else has seen it.
    preview = await ana.types(f"/resource share {LINK}, grade: 3-5, tags: #fractions, note: Cut on Monday.")
    assert "Nobody else has seen it yet" in read(preview)
    assert "Fraction strips" in read(preview)
    assert "Its page told the title" in read(preview)
    assert cards(house) == []
    assert "In the bin" not in read(await ana.types("/resource drafts"))
    form = await ana.presses(preview, "Change it")
    assert isinstance(await ana.sends(form, grade="banana", title="!!"), Correct)
    preview = await ana.sends(form, subject="maths", tags="")
    assert "Subject: maths" in read(preview)
    assert "#fractions" not in read(preview)
    old = preview
    preview = await ana.sends(await ana.presses(preview, "Change it"), tags="#games")
    assert "It was changed since" in read(await ana.presses(old, "Share it"))

    # Pressed twice it is shared once; its card stands where it was shared.
    assert "Thank you! Shared: Fraction strips" in read(await ana.presses(preview, "Share it"))
    assert "Shared already" in read(await ana.presses(preview, "Share it"))
    await delivered(house)
    (card,) = cards(house)
    for part in ("Grades 3 to 5", "#games", "Cut on Monday.", "Shared by Ana Ruiz", "CC BY-SA"):
        assert part in card

    # The same link again asks for a note, and keeps the one that was typed.
    known = await ben.types("/resource share videos.example.org/strips, note: Mine folded them.")
    assert "Already shared by Ana Ruiz" in read(known)
    form = await ben.presses(known, "Add your note")
    assert [field.value for field in form.form.fields] == ["Mine folded them."]
    assert "Your note stands" in read(await ben.sends(form))
    await delivered(house)
    (card,) = cards(house)
    assert "Mine folded them." in card

    # Only what is given changes; others may not; a card that somebody deleted still has its view.
    assert "Only whoever shared" in read(await ben.types("/resource edit Fraction strips, grade: K"))
    assert "Changed" in read(await ana.types("/resource edit Fraction strips, grade: K-2"))
    await delivered(house)
    assert "K to 2" in cards(house)[0]
    (shown,) = house.platforms["fake"].visible()
    shown.gone = True
    view = await ben.presses(shown.shown, "More")
    assert "Cut on Monday." in read(view)
    assert "Take it back" not in [getattr(each, "label", "") for each in view.message.controls]

    # Its link names it as well, also as one says it.
    assert "K to 2" in read(await ben.types("/resource view videos.example.org/strips"))

    # It is taken back after a question, and whoever looks reads why not.
    form = await ana.types("/resource withdraw Fraction strips")
    assert "Taken back" in read(await ana.sends(form, reason="It moved"))
    assert "taken back already" in read(await ana.sends(form))
    await delivered(house)
    assert cards(house) == []
    assert "I know no such resource" in read(await ben.presses(shown.shown, "More"))


async def test_words_alone_are_asked_for_in_a_form_and_drafts_wait_their_turn(house):
    ana, ben = Somebody(house, "Ana Ruiz", place=SHELF), Somebody(house, "Ben Ito")

    form = await ana.types("/resource share")
    asked = [field.name for field in form.form.fields]
    assert asked == [
        *("link", "title", "about", "grade", "subject"),
        *("tags", "note", "kind", "login", "file"),
    ]
    sent = await ana.sends(form, title="To print", file=("strips.pdf", b"%PDF-1.7"))
    given = await ana.presses(await ana.presses(sent, "Share it"), "View it")
    (file,) = (await ben.presses(given, "Get the file")).message.files
    assert (file.name, file.content) == ("strips.pdf", b"%PDF-1.7")
    preview = await ana.sends(
        form, about="Ask which fraction is larger.\nThen let them draw it.", tags="warmups"
    )
    assert "Ask which fraction is larger." in read(preview)
    kept = await ana.presses(preview, "Keep as draft")
    assert "Only you see it, for 30 days" in read(kept)
    for line in ("/resource share nolink", "/resource share http://127.0.0.1/"):
        assert "/resource share https://" in read(await ana.types(line))
    for number in range(3):
        await ana.types(f"/resource share https://a.example/{number}, title: Number {number}")

    assert "say them in about" in read(await ana.types("/resource share A warm-up for Monday"))
    for line in ("/resource note \U0001f389, text: Nice", "/resource withdraw ???"):
        assert "I know no resource named" in read(await ana.types(line))  # and not the only one there is
    aimed = await ben.sends(await ben.types("/resource share room: #shelf"), about="Count in fours.")
    assert "Its card goes to #shelf." in read(aimed)  # the form keeps the room that was typed

    drafts = await ana.types("/resource drafts")
    assert [f"Number {number}" in read(drafts) for number in range(3)] == [True] * 3
    older = await ana.presses(drafts, "Older drafts")
    assert "Ask which fraction is larger." in read(older)
    assert "Thank you! Shared" in read(await ana.presses(older, "Share 4"))
    assert "Your drafts" in read(await ana.presses(drafts, "Not this 1"))
    assert "Number 2" not in read(await ana.presses(drafts, "Not this 1"))  # gone already, and nothing else
    for label in ("Share 2", "Not this 2"):
        assert "Thank you" not in read(await ben.presses(drafts, label))
    assert "Number 1" in read(await ana.types("/resource drafts"))
    await delivered(house)
    assert "Ask which fraction is larger." in "".join(cards(house, SHELF))

    assert await ben.is_suggested("tags", "games, warm") == ["games, warm", "games, warmups"]
    assert await ben.is_suggested("grade", "3") == ["3", "3-5"]
    text = await ben.presses((await ben.types("/resource view Ask which")).message, "All its words")
    assert "Then let them draw it." in read(text)
