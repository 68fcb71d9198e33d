"""What somebody is told in private about a resource."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.conversation.text import Strong
from communitybot.resources.model.resource import Resource
from communitybot.threads.said import words_with_links

TITLE = 120  # weight of the title over what is told
MOST = limits.PARAGRAPH - 300  # weight of what is told, beside the title


def told_card(resource: Resource, words: str, *, to: str) -> Message:
    """Some news of a resource, with a button to view it where `to` may still look at it."""
    said = words_with_links(" ".join(words.split()), MOST) or "there is news."
    told = paragraph(Strong(one_line(resource.title, TITLE) or "A resource"), ": ", said)
    if not (resource.seen or resource.by(to)):
        return message(told)
    return message(told, Controls((Button("View", Action("resource.view", (resource.id,))),)))
