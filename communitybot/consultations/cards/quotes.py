"""What the asker does with a summary: whose words stand first, and what was done with it."""

from communitybot.consultations.cards import actions
from communitybot.consultations.cards.words import counted, title_of
from communitybot.consultations.model.consultation import Consultation
from communitybot.consultations.tally import Quote, Tally
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
from communitybot.conversation.limits import one_line
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
from communitybot.conversation.text import Emphasis, Strong, Text, say

PAGE = 8  # quotes shown at a time
SHOWN = 250


def quotes_card(one: Consultation, tally: Tally, offset: int = 0) -> Message:
    """Some quotes with a select that puts one first, or takes it back."""
    every = tally.quotes
    offset = offset if offset < len(every) else 0
    some = every[offset : offset + PAGE]
    if not some:
        return message(
            paragraph(f"Nobody wrote words that may be quoted in {title_of(one)}."),
            Controls((actions.reply(one.id),)),
        )
    blocks: list[Block] = [
        Heading(one_line(f"Quotes of {title_of(one)}", limits.HEADING)),
        paragraph(
            f"{counted(len(every), 'quote')}, each as its author chose. Those you put first stand in the "
            "summary in the rooms; all of them are on its page."
        ),
        Bullets(tuple(map(_shown, some))),
        Controls(
            (
                Select(
                    "Put one first, or take it back",
                    Action("consult.pick", (one.id, str(offset))),
                    tuple(map(_choice, some)),
                ),
            )
        ),
    ]
    row = []
    if offset:
        row.append(Button("Before", _page(one, max(offset - PAGE, 0))))
    if offset + PAGE < len(every):
        row.append(Button("More", _page(one, offset + PAGE)))
    return message(*blocks, Controls((*row, actions.reply(one.id))), small("Only you see this."))


def replied_now_card(*, told: bool) -> Message:
    """Say that the reply is kept, and who hears of it."""
    follows = "The summary in the rooms and its page show it."
    if told:
        return message(
            paragraph(
                Strong("Thank you for answering them. "), "Everybody who answered is told now. ", follows
            )
        )
    return message(paragraph("It is kept. ", follows, " Those who answered have been told once already."))


def _page(one: Consultation, offset: int) -> Action:
    return Action("consult.quotes", (one.id, str(offset)))


def _shown(quote: Quote) -> Text:
    first = (Strong("First: "),) if quote.picked else ()
    return say(*first, f"{quote.question}. {one_line(quote.words, SHOWN)} ", Emphasis(one_line(quote.by, 80)))


def _choice(quote: Quote) -> Choice:
    head = "Take back: " if quote.picked else "Put first: "
    return Choice(
        f"{quote.response}.{quote.question}",
        head + (one_line(quote.words, limits.OPTION_LABEL - limits.weight(head)) or "…"),
    )
