"""Asks which of several resources is meant."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.resources.model.resource import Resource

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
NEARLY = "No title has just these words. Is it here? /resources looks through everything else."
SHARER = 24  # weight of who shared it, in a choice


def which_card(resources: Sequence[Resource], again: Action, *, nearly: bool = False) -> Message:
    """Ask which is meant; the choice comes as the value of `again`.

    `nearly`: none has the words that were typed in its title, so even one alone is asked about.
    """
    options = tuple(choice_of(resource) for resource in resources[: limits.OPTIONS])
    number = NUMBERS[len(options)] if len(options) < len(NUMBERS) else f"{len(options):,}"
    return message(
        paragraph(NEARLY if nearly else f"{number} resources fit: which one?"),
        Controls((Select("Choose a resource", again, options),)),
    )


def choice_of(resource: Resource) -> Choice:
    """One resource as a choice: its title and who shared it, shortened so that both show."""
    sharer = one_line(resource.sharer.name, SHARER) or "somebody"
    told = f"from {sharer}" if resource.seen else resource.state.value
    room = limits.OPTION_LABEL - limits.weight(told) - 2
    return Choice(resource.id, f"{one_line(resource.title, room) or 'Untitled'}, {told}")
