"""Every refusal's example works: for any command and parameter, what an answer advises is not refused."""

import itertools

import pytest
from databases import migrated_file

from communitybot.bootstrap import build
from communitybot.clocks import MovableClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Invoked, Pressed, Submitted, Who
from communitybot.conversation.message import Paragraph
from communitybot.conversation.plain import plain
from communitybot.conversation.replies import Answer, Ask, Correct
from communitybot.conversation.text import Code
from communitybot.settings import load
from tests.fakes import START
from tests.rotating import Rotating

SPACE = SpaceAddress("fake", "school")
EVENTS = PlaceAddress("fake", "school", "events")
ADA = Who(
    account=PersonAddress("fake", "school", "ada"),
    name="Ada Lee",
    zone="America/New_York",
    roles=frozenset({ADMINISTRATOR}),
)
NONSENSE = (
    "xyzzy, plugh",
    "Springfield",
    "-1",
    "25:99",
    "javascript:alert(1)",
    "@nobody",
    "/",
    "100000000000",
)
MANY = {"idea", "consult", "resource", "collection"}  # groups of many commands: a third of the nonsense does
SOUND = {
    "title": "A",
    "when": "friday 5pm",
    "event": "Maths evening",
    "answer": "maybe",
    "name": "P",
    "starts": "1 march",
    "ends": "31 march",
    "programme": "Reading month",
    "words": "feedback",
    "closes": "in 2 weeks",
}
MONTH = "/programme create Reading month, starts: 1 march, ends: 31 march"

CHATS = (
    "/chat schedule Talk, when: in 8 days, hashtag: #ce14, guest: Rosa Lind, questions: Why?",
    "/chat schedule Talk soon, when: in 6 days, hashtag: #spark, form: spark, questions: What worked?",
)


class Typist:
    """An administrator with a bot as it runs."""

    def __init__(self, house):
        self.bot = house.bot
        self.clock = house.clock
        self.counts = itertools.count()

    async def invokes(self, command, values):
        invoked = Invoked(id=str(next(self.counts)), who=ADA, place=EVENTS, command=command, values=values)
        return await self.bot.invoke(invoked)

    async def types(self, line):
        command, _, rest = line.removeprefix("/").partition(" ")
        invoked = Invoked(id=str(next(self.counts)), who=ADA, place=EVENTS, command=command, typed=rest)
        return await self.bot.invoke(invoked)

    async def presses(self, reply, label):
        action = next(each.action for each in reply.message.controls if each.label == label)
        return await self.bot.press(Pressed(id=str(next(self.counts)), who=ADA, place=EVENTS, action=action))

    async def submits(self, form, values):
        sent = Submitted(id=str(next(self.counts)), who=ADA, place=EVENTS, action=form.action, values=values)
        return await self.bot.submit(sent)

    def words(self, reply):
        return plain(reply.message, zone="UTC", now=self.clock.now())


@pytest.fixture
async def ada(tmp_path):
    house = await build(
        load({"COMMUNITYBOT_DATABASE_URL": migrated_file(tmp_path / "bot.db")}), MovableClock(START)
    )
    await house.bot.arrived(Arrived(space=SPACE, name="School", by=ADA, rooms=((EVENTS, "events"),)))
    typist = Typist(house)
    for line in ("/event create Maths evening, when: friday 5pm", "/event create Book swap, when: in 3 days"):
        await typist.presses(await typist.types(line), "Post it")
    await typist.types(MONTH)
    for line in CHATS:
        await typist.presses(await typist.types(line), "Post it")
    await typist.types("/chat start #spark")
    await typist.types("/idea settings reviewed: no")
    await typist.presses(await typist.types("/idea post Mentor hours, need: New teachers leave."), "Send it")
    yield typist
    await house.close()


def advice(reply):
    """The whole commands that a reply says will work."""
    for block in reply.message.blocks:
        if isinstance(block, Paragraph) and getattr(block.text.spans[0], "text", "") in {
            "This works: ",
            "Try ",
        }:
            yield from (span.text for span in block.text.spans if isinstance(span, Code))


@pytest.mark.slow
async def test_what_a_refusal_advises_is_not_refused(ada):
    advised, usual, sparing = 0, Rotating(NONSENSE, few=1), Rotating(NONSENSE[::3], few=1)
    for spec in ada.bot.commands:
        required = {each.name: SOUND.get(each.name, "1 march") for each in spec.parameters if each.required}
        for parameter in spec.parameters:
            for value in (sparing if spec.group in MANY else usual).of(parameter):
                if spec.name.startswith("programme"):
                    await ada.types(MONTH)  # it may have another name by now
                refused = await ada.invokes(spec.name, required | {parameter.name: value})
                if not isinstance(refused, Answer):
                    continue
                for line in advice(refused):
                    advised += 1
                    said = (spec.name, parameter.name, value, line)
                    assert line.startswith("/"), said
                    assert line.count("/" + spec.name) <= 1, said
                    after = await ada.types(line)
                    if not isinstance(after, Answer):
                        continue
                    assert after.message.blocks[0] != refused.message.blocks[0], said
                    assert "This works: " not in ada.words(after), said
    assert advised > 100


async def test_what_was_wrong_in_several_places_is_told_at_once_and_nothing_wrong_is_called_understood(ada):
    told = ada.words(
        await ada.types(
            "/event create X, when: friday 5pm, kind: party, capacity: many, repeat: sometimes, "
            "programme: Foo, link: javascript:alert(1), place: Library"
        )
    )
    understood = told.split("The rest I understood:")[1]

    for wrong in ("party", "many", "sometimes", "Foo", "javascript"):
        assert wrong in told
        assert wrong not in understood
    assert "Place: Library" in understood


async def test_a_handlers_refusal_also_names_what_else_was_wrong(ada):
    told = ada.words(await ada.types("/event create X, when: friday 5pm, link: nowhere, repeat: sometimes"))

    assert "nowhere" in told
    assert "sometimes" in told
    assert "The rest I understood:\n" in told
    assert "nowhere" not in told.split("This works:")[1]
    assert "sometimes" not in told.split("This works:")[1]


async def test_beside_the_fields_of_a_form_stand_plain_words(ada):
    form = (await ada.types("/event create")).form
    for values in ({"title": "X", "when": "bla"}, {"title": "X", "when": "friday 5pm", "link": "nowhere"}):
        reply = await ada.submits(form, values)

        assert isinstance(reply, Correct)
        assert not set("*`") & set("".join(reply.reasons.values()))
    assert "“nowhere”" in reply.reasons["link"]


async def test_a_form_opened_again_says_in_plain_words_what_was_wrong(ada):
    reply = await ada.presses(await ada.types("/event create X, when: bla"), "Fix it in a form")

    assert isinstance(reply, Ask)
    assert not set("*`") & set(reply.form.intro)
    assert not set("*`") & set("".join(field.hint for field in reply.form.fields if field.hint))


async def test_pages_are_counted_from_one(ada):
    told = ada.words(await ada.types("/events page: -1"))

    assert "it must be from 1 " in told
    assert "This works: /events page: 1" in told


@pytest.mark.parametrize("name", ["events", "my settings", "community settings", "communitybot"])
async def test_a_line_that_is_too_long_is_not_promised_what_does_not_come(ada, name):
    reply = await ada.types(f"/{name} {'x' * 3_100}")

    assert "alone I open a form" not in ada.words(reply)
    assert "The form below has more room." in ada.words(reply)
    assert isinstance(await ada.presses(reply, "Fix it in a form"), Ask)


async def test_a_slash_alone_is_answered_kindly(ada):
    told = ada.words(await ada.types("/"))

    assert "nothing" not in told
    assert "/communitybot" in told


async def test_an_example_that_ends_a_sentence_gets_no_second_full_stop():
    from communitybot.errors import Misread

    assert str(Misread("Too long.", example="Bring a page.")) == "Too long. Try `Bring a page.`"


async def test_examples_name_what_is_there(ada):
    told = ada.words(await ada.types("/communitybot event remind"))
    assert "Reading circle" not in told
    assert "/event remind Book swap, before: 1 day, 1 hour" in told

    wrong = await ada.invokes("event rsvp", {"answer": "perhaps"})
    (line,) = advice(wrong)
    assert "Book swap" in line or "Maths evening" in line
    assert "This works" not in ada.words(await ada.types(line))
