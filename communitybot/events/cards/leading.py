"""The line under a private list that leads to where its events were posted."""

from collections.abc import Iterable, Mapping

from communitybot.conversation import limits
from communitybot.conversation.message import Message, small
from communitybot.conversation.text import Words, say
from communitybot.events.cards.words import linked, title_of
from communitybot.events.model import Occurrence

TITLE = 40  # weight of a title among links


def leading(card: Message, dates: Iterable[Occurrence], leads: Mapping[str, str]) -> Message:
    """The card with a line of links under it, each event once, as many as there is room for."""
    words: list[Words] = []
    for one in {one.event.id: one for one in dates if one.event.id in leads}.values():
        link = linked(title_of(one.details, TITLE), leads[one.event.id])
        longer: list[Words] = [*words, ", " if words else "Open a card: ", link]
        weight = say(*longer).weight
        if weight > limits.FIELD_VALUE or card.weight + weight + 4 > limits.MESSAGE_TEXT:
            break
        words = longer
    return Message((*card.blocks, small(*words))) if words else card
