"""Whatever is typed, chosen or forged, an answer comes back and nothing is half-done."""

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.commands.hashtags import read_hashtag
from communitybot.conversation.inbound import Invoked
from communitybot.conversation.replies import Answer, Ask
from communitybot.errors import Refusal
from communitybot.events.commands.filters import Filter
from communitybot.events.commands.reading import (
    read_day,
    read_length,
    read_link,
    read_moment_near,
    read_names,
    read_rule,
    read_title,
)
from tests.rotating import Rotating

NOW = datetime(2014, 10, 13, 13, tzinfo=UTC)
HOSTILE = (
    "",
    " ",
    "@everyone",
    "<!channel> <@U1>",
    "'; DROP TABLE events; --",
    "=cmd|'/c calc'!A0",
    "\x00\x07\x1b",
    "\u202eevil",
    "👩‍👩‍👧‍👦" * 50,
    "*" * 500,
    "x" * 2_900,
    "-1",
    "999999999999999999999",
    "none",
    "event.post:x",
    '"unclosed, title: no',
    "100 billion years from friday",
    "a@b@c@2014-10-17T17.00",
)
KEEPS_NOTHING = ("event.card", "event.told", "event.remind.room")


@pytest.fixture
async def circle(ana):
    await ana.types("/event create Reading circle, when: friday 5pm")
    await ana.presses("Post it")


@pytest.mark.slow
async def test_any_value_of_any_parameter_gets_an_answer_and_posts_nothing(world, ana, circle):
    sound = {"title": "A", "when": "friday 5pm", "event": "Reading circle", "answer": "maybe", "name": "P"}
    sound |= {"starts": "1 march", "ends": "31 march", "programme": "Reading month"}
    before = [each for each in await world.promised() if each[0] in KEEPS_NOTHING]
    count, hostile = itertools.count(), Rotating(HOSTILE[2::2], few=2)
    for spec in world.bot.commands:
        required = {each.name: sound[each.name] for each in spec.parameters if each.required}
        for parameter in spec.parameters:
            for value in hostile.of(parameter):
                invoked = Invoked(
                    id=f"hostile-{next(count)}",
                    who=ana.who,
                    place=ana.place,
                    command=spec.name,
                    values=required | {parameter.name: value},
                )
                words = ana._read(await world.bot.invoke(invoked))
                assert isinstance(ana.reply, Answer | Ask), (spec.name, parameter.name, value)
                assert "Sorry, something" not in words, (spec.name, parameter.name, value)
    assert [each for each in await world.promised() if each[0] in KEEPS_NOTHING] == before


async def test_every_suggestion_fits_whatever_was_typed(world, ana, circle):
    for spec in world.bot.commands:
        for parameter in (each for each in spec.parameters if each.suggests):
            for value in HOSTILE:
                for choice in await ana.is_suggested(spec.name, parameter.name, value):
                    assert len(choice.value) <= 75


async def test_every_example_of_every_command_can_be_typed(world, ana, circle):
    await ana.types("/programme create Reading month, starts: 1 march, ends: 31 march")
    for spec in world.bot.commands:
        for example in spec.examples:
            words = await ana.types(example)
            refused = ("none of the choices", "I know no event", "I read", "Still needed")
            assert not any(word in words for word in refused), (example, words)


typed = st.one_of(
    st.text(max_size=40), st.sampled_from(HOSTILE), st.text(alphabet="0123456789apmt:- /,#", max_size=12)
)


@settings(max_examples=150, deadline=None)
@given(text=typed)
def test_readers_refuse_kindly_and_never_break(text):
    readers = (
        read_title,
        read_hashtag,
        read_link,
        lambda words: read_names(words, "hosts"),
        lambda words: read_names(words, "topics", split_and=False),
        lambda words: read_length(words, NOW, now=NOW),
        lambda words: read_rule(words, NOW.replace(tzinfo=None)),
        lambda words: read_day(words, now=NOW, zone="America/New_York", field="starts"),
        lambda words: read_moment_near(words, NOW.date(), now=NOW, zone="Europe/London"),
        lambda words: Filter.parse(tuple(words.split(":"))),
    )
    for reader in readers:
        refusal = _refusal_of(reader, text)
        assert refusal is None or (refusal.trouble and refusal.example)


def _refusal_of(reader, text: str) -> Refusal | None:
    try:
        reader(text)
    except Refusal as refusal:
        return refusal
    return None
