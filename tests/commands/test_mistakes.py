"""What a person reads when a command could not be carried out as typed."""

import pytest
from commands.circle import COLLECTED, NOW, Known, bound, teacher
from commands.test_bind import NAMES, VALUES
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.commands.bind import Missing, Wrong, bind
from communitybot.commands.form import sent
from communitybot.commands.mistakes import ask, correct, example_for, refused, reopened, wrong
from communitybot.commands.typed import parse
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Bullets, Controls, Paragraph
from communitybot.conversation.replies import Answer, Ask, Correct
from communitybot.conversation.text import Code
from communitybot.errors import Misread, NotAllowed

CREATE = COLLECTED.command("circle create")
SPEC = CREATE.spec


def words(answer: Answer) -> str:
    """Every word of an answer."""
    texts = []
    for block in answer.message.blocks:
        texts += [block.text] if isinstance(block, Paragraph) else []
        texts += block.items if isinstance(block, Bullets) else []
    return "\n".join("".join(span.text for span in text.spans) for text in texts)


def button(answer: Answer) -> Button | None:
    return next((control for control in answer.message.controls if isinstance(control, Button)), None)


async def mistaken(values) -> Answer:
    outcome = await bound("circle create", values)
    assert isinstance(outcome, Wrong)
    return wrong(SPEC, values, outcome.mistakes, outcome.missing)


async def test_a_wrong_value_is_answered_with_the_trouble_the_rest_and_an_example_that_works():
    told = words(await mistaken({"title": "Reading circle", "when": "fri 25:00"}))

    assert "When: I read fri 25:00 as a time, but no day has an hour 25. Try friday 5pm." in told
    assert "The rest I understood:\nTitle: Reading circle" in told
    assert "This works: /circle create Reading circle, when: friday 5pm" in told


async def test_the_example_really_works():
    answer = await mistaken({"title": "Reading, of course", "when": "fri 25:00", "level": "midle"})
    example = next(s.text for b in answer.message.blocks[-2:-1] for s in b.text.spans if isinstance(s, Code))

    outcome = await bound("circle create", parse(SPEC, example.removeprefix("/circle create")))

    assert outcome.arguments["title"] == "Reading, of course"
    assert outcome.arguments["level"] == "middle"


async def test_a_button_opens_the_form_with_what_was_typed_and_what_was_wrong():
    answer = await mistaken({"title": "Café", "when": "fri 25:00"})
    fix = button(answer)
    assert fix.label == "Fix it in a form"

    values = sent(fix.action).values
    form = (await reopened(CREATE, values, caller=teacher(), now=NOW, resolve=Known())).form

    assert [field.value for field in form.fields[:2]] == ["Café", "fri 25:00"]
    assert "no day has an hour 25" in form.fields[1].hint
    assert "no day has an hour 25" in form.intro


async def test_what_does_not_fit_a_button_leaves_the_example():
    answer = await mistaken({"title": "A rather long title " * 4, "when": "fri 25:00"})

    assert button(answer) is None
    assert "This works: " in words(answer)


async def test_missing_ones_are_asked_for_in_a_form_that_keeps_the_rest():
    outcome = await bound("circle create", {"title": "Reading circle", "level": "mid"})
    assert isinstance(outcome, Missing)

    reply = ask(SPEC, {"title": "Reading circle", "level": "mid"}, outcome.parameters)

    assert isinstance(reply, Ask)
    assert reply.form.intro == "Still needed: when."
    assert {f.name: f.value for f in reply.form.fields if f.value} == {
        "title": "Reading circle",
        "level": "middle",
    }


async def test_a_message_cannot_be_asked_for():
    spec = COLLECTED.command("quote").spec

    assert isinstance(ask(spec, {}, spec.required), Answer)


def test_a_form_points_at_the_fields_that_need_another_look():
    mistakes = {"when": Misread("No day has an hour 25.", example="friday 5pm")}

    reply = correct(mistakes, SPEC.required[:1], ["title", "when"])

    assert reply == Correct(
        {"when": "No day has an hour 25. Try “friday 5pm”.", "title": "Please fill this in."}
    )
    assert isinstance(correct(mistakes, (), ["title"]), Answer)
    assert isinstance(correct({}, SPEC.required, ["level"]), Answer)


async def test_a_handlers_refusal_of_a_word_is_answered_like_a_misreading():
    values = {"title": "taken", "when": "friday 5pm"}
    told = words(await refused(CREATE, values, Misread("Taken.", example="B", field="title"), teacher()))

    assert "Title: Taken." in told
    assert "This works: /circle create B, when: friday 5pm" in told


async def test_what_is_not_allowed_gets_no_example():
    no = NotAllowed("Only hosts may.")

    assert words(await refused(CREATE, {"title": "Reading"}, no, teacher())) == "Only hosts may."


@pytest.mark.parametrize(
    "mistakes", [None, {"when": Misread("?")}, {"when": Misread("?", example="x" * 500)}]
)
def test_where_nothing_can_be_mended_the_commands_own_example_serves(mistakes):
    example = example_for(SPEC, {"title": "&" * 100, "when": "friday"}, mistakes, SPEC.required)

    assert example == SPEC.examples[0]


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, VALUES | st.text("&<>*`", min_size=60, max_size=300), max_size=14))
async def test_any_mistake_can_be_told_on_every_platform(values):
    outcome = await bind(CREATE, values, caller=teacher(), now=NOW, resolve=Known())

    match outcome:
        case Wrong(mistakes, missing):
            assert any(
                isinstance(b, Paragraph) for b in wrong(SPEC, values, mistakes, missing).message.blocks
            )
            assert correct(mistakes, missing, list(values))
        case Missing(parameters):
            assert isinstance(ask(SPEC, values, parameters), Ask)


def test_a_card_of_mistakes_ends_with_the_way_out():
    answer = wrong(SPEC, {"title": "A", "when": "?"}, {"when": Misread("What?", example="friday 5pm")})

    assert isinstance(answer.message.blocks[-1], Controls)
