"""What a consultation looks like in its rooms, at the head of its threads, and before it closes."""

from communitybot.consultations.cards import actions
from communitybot.consultations.cards.words import asked, asker_of, asks, counted, people, title_of, until
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.conversation import limits
from communitybot.conversation.limits import shorten
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Strong

ABOUT = 500  # weight of the asker's reasons
QUESTION = 110


def room_card(one: Consultation, answered: int) -> Message:
    """The card in a room; once closed it says so, and what it came to is told in another message."""
    who = asker_of(one)
    blocks: list[Block] = [
        Heading(title_of(one, limits.HEADING)),
        paragraph(Strong(who), f"{asks(one).removeprefix(who)} this community."),
    ]
    if one.stage is not Stage.OPEN:
        when = At(one.closed or one.closes, one.zone, style=AtStyle.DATE)
        blocks.append(paragraph("Closed on ", when, f". {people(answered)} answered. Thank you."))
        return message(*blocks, Controls((actions.mine(one.id), actions.used(one.id))))
    blocks.append(paragraph("Open until ", until(one), ". ", _so_far(answered)))
    blocks += _reasons(one)
    questions = tuple(asked(number, each, QUESTION) for number, each in enumerate(one.questions, 1))
    blocks.append(Bullets(questions))
    blocks.append(_in_thread() if one.spoken else paragraph("Press Answer: I keep no words of this thread."))
    row = (actions.answer(one.id), actions.used(one.id), actions.mine(one.id))
    return message(
        *blocks,
        Controls(row),
        small(f"It takes {_minutes(len(one.questions))}. You can change your answers until it closes."),
    )


def reminder_card(one: Consultation, answered: int) -> Message:
    """A word before the close."""
    return message(
        paragraph(Strong(title_of(one)), " closes ", until(one), ". ", _so_far(answered)),
        paragraph(f"{asks(one)} {counted(len(one.questions), 'question')}."),
        Controls((actions.answer(one.id), actions.mine(one.id))),
    )


def _in_thread() -> Block:
    """How to answer in words, and how these are quoted; said before anybody speaks there."""
    return paragraph(
        "Press Answer, or write in the thread under this card: words that begin ",
        Code("A2"),
        " answer question 2. I count them and quote you as “a member”, unless you choose otherwise.",
    )


def _so_far(answered: int) -> str:
    return f"{people(answered)} answered so far." if answered else "Be the first to answer."


def _reasons(one: Consultation) -> list[Block]:
    told = (("Why", one.why), ("What will be done with it", one.used))
    return [
        paragraph(Strong(label), ": ", shorten(" ".join(words.split()), ABOUT))
        for label, words in told
        if words.strip()
    ]


def _minutes(questions: int) -> str:
    return "a minute or two" if questions <= 3 else "about five minutes"
