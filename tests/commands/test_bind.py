"""From what was given to typed arguments, with every mistake at once."""

from datetime import UTC, datetime, timedelta

import pytest
from commands.circle import ANA, BEN, COLLECTED, NOW, ROOM, Circles, Known, Level, bound, teacher
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.commands.bind import Missing, Ready, Wrong, bind
from communitybot.conversation import limits
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Chosen, Value
from communitybot.conversation.message import File

CREATE = COLLECTED.command("circle create")
NEEDED: dict[str, Value] = {"title": "Reading circle", "when": "friday 5pm"}


async def argument(name: str, value: Value) -> object:
    outcome = await bound("circle create", NEEDED | {name: value})
    assert isinstance(outcome, Ready), outcome
    return outcome.arguments[name]


async def refusal(name: str, value: Value) -> str:
    outcome = await bound("circle create", NEEDED | {name: value})
    assert isinstance(outcome, Wrong), outcome
    assert set(outcome.mistakes) == {name}
    return str(outcome.mistakes[name])


@pytest.mark.parametrize(
    ("name", "value", "argument_"),
    [
        ("title", "  Reading\ncircle ", "Reading circle"),
        ("title", "Cafe\u0301", "Café"),
        ("title", 7, "7"),
        ("notes", "one\ntwo", "one\ntwo"),
        ("length", "90 minutes", timedelta(minutes=90)),
        ("level", "middle", Level.MIDDLE),
        ("level", "High_School", Level.HIGH_SCHOOL),
        ("level", "all", Level.ALL),
        ("level", "mid", Level.MIDDLE),
        ("language", "English", "en"),
        ("language", "ES", "es"),
        ("language", "span", "es"),
        ("capacity", 30, 30),
        ("capacity", "30", 30),
        ("capacity", "1,000", 1000),
        ("listed", False, False),
        ("listed", "Nope", False),
        ("listed", "YES!", True),
        ("host", "@Ben", BEN),
        ("place", "#general", ROOM),
        ("picture", ("cover.png", b"1"), File("cover.png", "image/png", b"1")),
        ("picture", ("a.unheard-of", b"1"), File("a.unheard-of", "application/octet-stream", b"1")),
    ],
)
async def test_each_kind_is_read(name, value, argument_):
    assert await argument(name, value) == argument_


async def test_one_of_becomes_its_enum():
    assert isinstance(await argument("level", "middle"), Level)


async def test_a_moment_is_read_in_the_callers_own_zone():
    here = await argument("when", "friday 5pm")
    outcome = await bound("circle create", NEEDED, teacher(zone="Europe/Madrid"))

    assert here.start == datetime(2014, 10, 17, 21, 0, tzinfo=UTC)
    assert outcome.arguments["when"].start == datetime(2014, 10, 17, 15, 0, tzinfo=UTC)


async def test_a_message_is_taken_from_the_callers_own_space_only():
    mine = await bound("quote", {"quoted": "test:school/general#17"})
    foreign = await bound("quote", {"quoted": "test:elsewhere/general#17"})
    nonsense = await bound("quote", {"quoted": "that one"})

    assert mine == Ready({"quoted": Chosen(ref=MessageRef(ROOM, "17"))})
    assert "somewhere else" in str(foreign.mistakes["quoted"])
    assert "no message I know" in str(nonsense.mistakes["quoted"])


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("title", "x" * 101, "may have 100 characters; this has 101"),
        ("title", ("a.txt", b"1"), "wants words, not a file"),
        ("notes", "x" * 5_000, "may have 3,000 characters"),
        ("when", "fri 25:00", "no day has an hour 25"),
        ("when", "yesterday 5pm", "past"),
        ("when", "x" * 4_000, "Try `friday 5pm`"),
        ("length", "purple", "length of time"),
        ("level", "purple", "none of the choices"),
        ("level", "high", "could be High school"),
        ("level", "midle", "Try `middle`"),
        ("capacity", "0", "from 1 to 1,000"),
        ("capacity", -1, "from 1 to 1,000"),
        ("capacity", "9" * 400, "from 1 to 1,000"),
        ("capacity", "many", "not a whole number"),
        ("capacity", "²", "not a whole number"),
        ("listed", "perhaps", "yes or no"),
        ("host", "Nobody", "Nobody here"),
        ("place", "nowhere", "no room"),
        ("picture", "cover.png", "I need a file"),
        ("picture", ("../../etc", b"1"), "cannot take the file"),
        ("picture", ("big.bin", b"1" * (limits.FILE_BYTES + 1)), "8 MB"),
    ],
)
async def test_what_cannot_be_read_is_named_with_the_trouble(name, value, why):
    assert why in await refusal(name, value)


async def test_every_mistake_is_found_at_once():
    values = {"title": "Reading", "when": "fri 25:00", "level": "purple", "capacity": "0", "colour": "red"}

    outcome = await bound("circle create", values)

    assert set(outcome.mistakes) == {"when", "level", "capacity", "colour"}


async def test_what_is_missing_is_told_apart_from_what_is_wrong():
    missing = await bound("circle create", {"title": "Reading"})
    both = await bound("circle create", {"level": "purple"})

    assert isinstance(missing, Missing)
    assert [each.name for each in missing.parameters] == ["when"]
    assert [each.name for each in both.missing] == ["title", "when"]


@pytest.mark.parametrize("nothing", ["", "   ", None, "\u200b", "\x00", "\u202e \ufeff"])
async def test_what_cannot_be_seen_is_not_given(nothing):
    outcome = await bound("circle create", {"title": nothing, "when": "friday 5pm", "level": nothing})

    assert isinstance(outcome, Missing)
    assert [each.name for each in outcome.parameters] == ["title"]


async def test_defaults_stay_the_handlers_own():
    feature = Circles()
    outcome = await bound("circle create", NEEDED)

    await feature.create(teacher(), **outcome.arguments)

    assert feature.made[0]["level"] is Level.ALL
    assert feature.made[0]["listed"] is True


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=120),
    st.tuples(st.text(max_size=20), st.binary(max_size=20)),
    st.sampled_from(["friday 5pm", "1 hour", "middle", "yes", "@ana", "#general", "30", "en", str(ANA)]),
)
NAMES = st.sampled_from([each.name for each in CREATE.spec.parameters]) | st.text(max_size=10)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=12))
async def test_any_values_give_arguments_or_refusals(values):
    outcome = await bind(CREATE, values, caller=teacher(), now=NOW, resolve=Known())

    match outcome:
        case Ready(arguments):
            assert {"title", "when"} <= set(arguments)
        case Missing(parameters):
            assert parameters
        case Wrong(mistakes):
            assert mistakes
            assert all(str(mistake) for mistake in mistakes.values())
