"""Refusals and faults become words a person can use."""

import pytest
from structlog.testing import capture_logs

from communitybot.commands.guard import Press, guarded, refusal_card
from communitybot.conversation.actions import BadAction
from communitybot.conversation.message import Paragraph
from communitybot.conversation.replies import Answer, Quiet
from communitybot.conversation.text import Code, Emphasis, Plain
from communitybot.errors import Misread, NotFound, Refusal
from communitybot.moments import Unreadable


def words(answer: Answer) -> str:
    spans = [span for block in answer.message.blocks if hasattr(block, "text") for span in block.text.spans]
    return "".join(span.text for span in spans)


async def answer_to(fault: BaseException) -> Answer:
    async def work():
        raise fault

    return await guarded("circle create", work)


async def test_a_refusal_says_what_stood_in_the_way_what_was_understood_and_what_works():
    card = refusal_card(Misread("No day has an hour 25.", understood="fri 25:00", example="friday 5pm"))

    assert card.blocks[1] == Paragraph(card.blocks[1].text)
    assert Emphasis("fri 25:00") in card.blocks[1].text.spans
    assert Code("friday 5pm") in card.blocks[2].text.spans


async def test_what_the_sentence_says_already_is_not_said_twice():
    card = refusal_card(
        NotFound("I read *Bob* as a person, but nobody is.", understood="I read *Bob* as a person")
    )

    assert len(card.blocks) == 1
    assert Emphasis("Bob") in card.blocks[0].text.spans


async def test_marks_in_somebodys_words_stay_words():
    card = refusal_card(Refusal("There is no *@everyone* or <!channel> here, 2 * 3 * 4."))

    assert card.blocks[0].text.spans == (
        Plain("There is no "),
        Emphasis("@everyone"),
        Plain(" or <!channel> here, 2 * 3 * 4."),
    )


async def test_words_that_could_not_be_read_are_a_refusal_wherever_they_arise():
    said = words(await answer_to(Unreadable("I read *8 pm xy*", "there is no such zone", "friday 5pm ET")))

    assert "I read 8 pm xy, but there is no such zone." in said
    assert "friday 5pm ET" in said


async def test_an_overlong_refusal_is_shortened_not_lost():
    said = words(await answer_to(Refusal("x" * 10_000, understood="y" * 10_000, example="z" * 10_000)))

    assert said.startswith("xxx")


async def test_a_token_that_does_not_fit_gets_a_kind_word():
    said = words(await answer_to(BadAction("no such argument")))

    assert "belongs to something that is gone" in said


async def test_a_fault_is_apologised_for_and_logged_without_anybodys_words():
    with capture_logs() as logs:
        said = words(await answer_to(RuntimeError("could not store my secret diary")))

    assert "Sorry" in said
    assert logs[0]["reference"] in said
    assert logs[0]["action"] == "circle create"
    assert logs[0]["fault"] == "RuntimeError"
    assert "test_guard.py" in logs[0]["lines"]
    assert "diary" not in str(logs)


async def test_a_reply_passes_through():
    async def work():
        return Quiet()

    assert await guarded("x", work) == Quiet()


def test_an_argument_that_is_not_there_is_a_token_of_another_time():
    with pytest.raises(BadAction):
        Press("circle.join", ("one",)).argument(1)
