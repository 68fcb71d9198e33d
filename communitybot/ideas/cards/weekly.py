"""What comes to the rooms for ideas each week: a question, and the news there is."""

from collections.abc import Mapping, Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, Select
from communitybot.conversation.limits import OPTION_LABEL, OPTIONS, one_line
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
from communitybot.conversation.text import Code, Strong, Text, say
from communitybot.ideas.cards.words import author_of, title_of
from communitybot.ideas.digests import HELP, NEW, OUTCOME, REPLY
from communitybot.ideas.model.idea import Idea

TITLE = 60
ABOUT = 100
QUESTION = 500
CALLED = {
    NEW: ("New ideas", "/ideas new"),
    REPLY: ("Replies of those who decide", "/ideas"),
    OUTCOME: ("What came of ideas", "/outcomes"),
    HELP: ("Could you help?", "/ideas needs help"),
}
"""Each kind of news: its name, and the command that lists all."""


def weekly_card(
    question: str | None, told: Sequence[tuple[str, Idea, str]], more: Mapping[str, int]
) -> Message | None:
    """Draw the question with the news: kind, idea and a word about it. None when there is neither."""
    if not question and not told:
        return None
    blocks: list[Block] = []
    if question:
        blocks += [Heading("A question for this week"), paragraph(one_line(question, QUESTION))]
    for kind, (called, command) in CALLED.items():
        lines = tuple(_line(idea, kind, about) for of, idea, about in told if of == kind)
        if not lines:
            continue
        blocks += [paragraph(Strong(called)), Bullets(lines)]
        if more.get(kind):
            blocks.append(paragraph(f"And {more[kind]} more: ", Code(command)))
    views = {idea.id: idea for _, idea, _ in told}
    if views:
        options = tuple(
            Choice(each.id, title_of(each, OPTION_LABEL)) for each in list(views.values())[:OPTIONS]
        )
        blocks.append(Controls((Select("Look at one of them", Action("idea.view"), options),)))
    how = "Answer here; " if question else ""
    return message(*blocks, small(f"{how}", Code("/idea post"), " makes an idea of your answer."))


def resting_card() -> Message:
    """Say once that the questions rest."""
    return message(
        paragraph(
            "Nobody has used ideas here for 60 days, so my weekly question rests. It comes back by itself "
            "with the next idea, or word about one: ",
            Code("/idea post"),
            " begins.",
        )
    )


def _line(idea: Idea, kind: str, about: str) -> Text:
    by = f", by {one_line(author_of(idea), ABOUT)}" if kind == NEW else f": {one_line(about, ABOUT)}"
    return say(Strong(title_of(idea, TITLE)), by)
