"""What somebody is answered who supports or follows an idea, or does so no more."""

from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.conversation.phrases import people
from communitybot.conversation.text import Strong
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.idea import Idea


def supported_card(idea: Idea, *, on: bool, changed: bool = True) -> Message:
    """Say whether somebody supports an idea now, and how many do."""
    if on:
        said = "Thank you, you support it." if changed else "You support it already."
        rest = "You are the first." if idea.votes == 1 else f"{people(idea.votes)} do."
    else:
        said = "Your support is taken back." if changed else "You do not support it."
        rest = (
            f"{people(idea.votes)} {'does' if idea.votes == 1 else 'do'}." if idea.votes else "Nobody does."
        )
    return message(
        paragraph(Strong(said), f" “{title_of(idea)}”: {rest}"),
        Controls(
            (actions.support(idea.id, on=not on), actions.follow(idea.id, on=True), actions.view(idea.id))
        ),
    )


def followed_card(idea: Idea, *, on: bool, changed: bool = True) -> Message:
    """Say whether somebody follows an idea now, and what that brings."""
    if on:
        said = "You follow it now." if changed else "You follow it already."
        rest = f"I tell you in private, outside your quiet hours, what comes of “{title_of(idea)}”."
    else:
        said = "You follow it no more." if changed else "You do not follow it."
        rest = f"I am quiet about “{title_of(idea)}”."
    return message(
        paragraph(Strong(said), f" {rest}"),
        Controls((actions.follow(idea.id, on=not on), actions.view(idea.id))),
    )
