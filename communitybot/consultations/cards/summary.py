"""What a consultation came to, as a message: counts, some quotes as consented, and where all of it is."""

from communitybot.consultations.cards import actions
from communitybot.consultations.cards.words import asks, counts_of, people, title_of
from communitybot.consultations.model.consultation import Consultation
from communitybot.consultations.tally import Answered, Tally
from communitybot.conversation import limits
from communitybot.conversation.controls import Button, LinkButton
from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Emphasis, Strong, Text, say

QUOTES = 3  # in a room; all of them are on the page
QUOTE = 260
COUNTS = 1_400  # weight of all questions together
ABOUT = 300


def summary_card(one: Consultation, tally: Tally, *, address: str, manages: bool = False) -> Message:
    """The summary as everybody in the rooms reads it; with `manages` also what the asker can do."""
    began, ended = (
        At(moment, one.zone, style=AtStyle.DATE)
        for moment in (one.opened or one.created_at, one.closed or one.closes)
    )
    blocks: list[Block] = [
        Heading(title_of(one, limits.HEADING)),
        paragraph(f"{asks(one, did=True)}, and {people(tally.people)} answered, ", began, " to ", ended, "."),
        Bullets(_questions(one, tally)),
    ]
    blocks += [
        Quote(say(f"{shorten(quote.words, QUOTE)}\n", Emphasis(one_line(quote.by, 80))))
        for quote in tally.quotes[:QUOTES]
    ]
    if one.used.strip():
        blocks.append(paragraph(Strong("What will be done with it"), ": ", _about(one.used)))
    if one.reply:
        blocks.append(paragraph(Strong("What was done with it"), ": ", _about(one.reply)))
    row: list[Button | LinkButton] = [LinkButton("Read it all", address), actions.mine(one.id)]
    if manages:
        row += [actions.quotes(one.id), actions.reply(one.id)]
    few = f" Counts are shown from {one.least} answers on, so that nobody is singled out."
    told = few if any(answered.few for answered in tally.questions) else ""
    more = f" {len(tally.quotes) - QUOTES} more quotes are on the page." if len(tally.quotes) > QUOTES else ""
    return message(
        *blocks,
        Controls(tuple(row)),
        small(
            f"People are quoted as they chose.{more}{told} You answered? You can change how you are quoted, "
            "or take your answers back, at any time."
        ),
    )


def _questions(one: Consultation, tally: Tally) -> tuple[Text, ...]:
    each = COUNTS // max(len(tally.questions), 1)
    return tuple(_question(one, answered, each) for answered in tally.questions)


def _question(one: Consultation, answered: Answered, room: int) -> Text:
    asked = one_line(answered.question.text, max(room // 2, 60))
    told = one_line(counts_of(answered, one.least), max(room - limits.weight(asked), 60))
    return say(Strong(f"{answered.number}. {asked}"), f" {told}")


def _about(words: str) -> str:
    return shorten(" ".join(words.split()), ABOUT)
