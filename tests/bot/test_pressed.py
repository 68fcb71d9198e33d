"""What is pressed, sent in and asked at the door adapters knock on."""

import pytest
from bot.knocking import ANA, ROOM, told

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Asked, Chosen, Submitted
from communitybot.conversation.replies import Amend, Quiet


async def test_a_button_is_answered_once(door):
    action = Action("circle.join", ("c1",))

    assert isinstance(await door.press(action, happening="same"), Amend)
    assert await door.press(action, happening="same") == Quiet()
    assert len(door.circles.pressed) == 1


async def test_a_page_may_be_turned_again_and_again(door):
    action = Action("circle.page", ("2",))

    assert await door.press(action, happening="same") == await door.press(action, happening="same")


@pytest.mark.parametrize(
    ("action", "value"),
    [
        (Action("circle.gone"), None),
        (Action("circle.join"), None),
        (Action("circle.page", ("2",)), "x" * 1_000),
        (Action("command.form"), None),
        (Action("command.form", ("circle+vanish",)), None),
        (Action("command.form", ("circle+create", "nonsense")), None),
        (Action("command.form", ("circle+create", "title~~ff")), None),
    ],
)
async def test_a_forged_or_stale_button_gets_a_kind_word(door, action, value):
    assert "belongs to something that is gone" in told(await door.press(action, value=value))


@pytest.mark.parametrize("action", [Action("circle.gone"), Action("command.form", ("circle+vanish",))])
async def test_a_forged_or_stale_form_gets_a_kind_word(door, action):
    reply = await door.bot.submit(
        Submitted(id="x", who=ANA, place=ROOM, action=action, values={"title": "x"})
    )

    assert "belongs to something that is gone" in told(reply)


async def test_a_form_of_a_features_own_comes_to_its_presser_with_its_answers(door):
    action = Action("circle.join", ("c1",))

    await door.bot.submit(Submitted(id="x", who=ANA, place=ROOM, action=action, values={"why": "I like it"}))

    assert door.circles.pressed[0].values == {"why": "I like it"}


async def test_a_message_action_brings_its_message(door):
    reply = await door.give("quote", quoted="test:school/general#17")

    assert told(reply) == "Kept."
    assert door.circles.made == [{"message": Chosen(ref=MessageRef(ROOM, "17"))}]


def asked(text, command="circle end", parameter="circle"):
    return Asked(who=ANA, place=ROOM, command=command, parameter=parameter, text=text)


async def test_suggestions_are_few_and_never_raise(door):
    many = await door.bot.suggest(asked("circle"))

    assert len(many) == 25
    assert await door.bot.suggest(asked("circle 7")) == (Choice("Circle 7", "Circle 7"),)
    assert await door.bot.suggest(asked("break")) == ()
    assert await door.bot.suggest(asked("x", command="nothing")) == ()
    assert await door.bot.suggest(asked("x", parameter="nothing")) == ()


async def test_choices_suggest_themselves(door):
    found = await door.bot.suggest(asked("high", command="circles", parameter="level"))

    assert [choice.value for choice in found] == ["high school", "higher education"]
