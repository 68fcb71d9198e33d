"""What somebody is told in private about an idea they follow, wrote or work on."""

from communitybot.conversation import limits
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.conversation.text import Strong
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.idea import Idea
from communitybot.threads.said import words_with_links

MOST = limits.PARAGRAPH - 200  # weight of what is told, beside the idea's title


def told_card(idea: Idea, words: str, *, to: str) -> Message:
    """Some news of an idea, with a button to view it where `to` may still look at it."""
    said = words_with_links(" ".join(words.split()), MOST) or "there is news."
    told = paragraph(Strong(title_of(idea)), ": ", said)
    if not (idea.stage.seen or idea.by(to)):
        return message(told)
    return message(told, Controls((actions.view(idea.id, "View the idea"),)))
