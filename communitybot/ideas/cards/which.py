"""Asks which of several ideas is meant."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.idea import Idea

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def which_card(ideas: Sequence[Idea], again: Action) -> Message:
    """Ask which of several ideas is meant; the choice comes as the value of `again`."""
    options = tuple(choice_of(idea) for idea in ideas[: limits.OPTIONS])
    number = NUMBERS[len(ideas)] if len(ideas) < len(NUMBERS) else f"{len(options):,}"
    return message(
        paragraph(f"{number} ideas fit: which one?"),
        Controls((Select("Choose an idea", again, options),)),
    )


def choice_of(idea: Idea) -> Choice:
    """One idea as a choice: its title and where it stands, shortened so that the stage still fits."""
    room = limits.OPTION_LABEL - limits.weight(idea.stage.value) - 2
    return Choice(idea.id, f"{one_line(title_of(idea), room)}, {idea.stage.value}")
