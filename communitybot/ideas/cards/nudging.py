"""Gentle reminders of an idea, each with the way on and the way out."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Code, Strong, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.matching import fit_line
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.matching import Fit
from communitybot.ideas.model.idea import Idea

MISSING = 6
SENTENCE = 200


def alone_card(idea: Idea, fits: tuple[Fit, ...]) -> Message:
    """Tell an author who is alone with an idea who might join, or how to ask."""
    blocks: list[Block] = [
        paragraph(
            "Your idea ",
            Strong(title_of(idea)),
            " has been out for two weeks, and its team is still you alone. A team often begins with one "
            "question to one colleague.",
        ),
        *_matches(fits),
    ]
    row = (
        actions.labelled("Find colleagues", actions.match(idea.id)),
        actions.view(idea.id, "View the idea"),
        _still(idea),
        actions.park(idea.id),
        _stop(idea),
    )
    return message(*blocks, Controls(row), _foot())


def rests_card(
    idea: Idea, missing: Sequence[str], *, fits: tuple[Fit, ...] = (), may_park: bool = False
) -> Message:
    """Tell a team that nobody has touched its idea for a month, and what its next stage needs."""
    blocks: list[Block] = [
        paragraph(
            "Nobody has touched ", Strong(title_of(idea)), f" for 30 days. Its stage: {idea.stage.value}."
        )
    ]
    if missing:
        blocks.append(paragraph("For its next stage:"))
        blocks.append(Bullets(tuple(say(one_line(words, SENTENCE)) for words in missing[:MISSING])))
    else:
        blocks.append(paragraph("Nothing is missing for its next stage: ", Code("/idea advance"), "."))
    if fits:
        blocks += _matches(fits)
    row = (
        _still(idea),
        actions.view(idea.id, "View the idea"),
        *((actions.labelled("Park it", actions.park(idea.id)),) if may_park else ()),
        _stop(idea),
    )
    return message(*blocks, Controls(row), _foot())


def still_card(idea: Idea) -> Message:
    """Thank a team that goes on."""
    return message(
        paragraph(f"Good to hear. I ask again only if nobody touches “{title_of(idea)}” for another month."),
        Controls((actions.view(idea.id, "View the idea"),)),
    )


def stopped_card(idea: Idea, *, on: bool) -> Message:
    """Confirm that somebody is reminded of an idea no more, or again."""
    if not on:
        return message(paragraph(f"I may remind you of “{title_of(idea)}” again, at most once a month."))
    again = Button("Remind me again", Action("idea.nudge_stop", (idea.id, "off")))
    return message(paragraph(f"I remind you of “{title_of(idea)}” no more."), Controls((again,)))


def _matches(fits: tuple[Fit, ...]) -> list[Block]:
    if fits:
        return [
            paragraph("These colleagues may fit, and want to be found:"),
            Bullets(tuple(map(fit_line, fits))),
        ]
    return [
        paragraph(
            "To find somebody: say in ",
            Code("/idea edit"),
            " which roles you look for, and ask one question in the thread.",
        )
    ]


def _still(idea: Idea) -> Button:
    return Button("Still on it", Action("idea.still", (idea.id,)), Look.PLAIN)


def _stop(idea: Idea) -> Button:
    return Button("Stop these reminders", Action("idea.nudge_stop", (idea.id,)))


def _foot() -> Block:
    return small("At most one of these comes a month. Nothing is ever deleted.")
