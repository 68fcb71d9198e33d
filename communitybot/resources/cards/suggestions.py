"""What is new for somebody, with why each is shown; what they wave away is not shown again."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
from communitybot.conversation.limits import OPTION_LABEL
from communitybot.conversation.message import (
    Block,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Code, Text, say
from communitybot.resources.cards.fitting import lines_with_why
from communitybot.resources.cards.words import title_of
from communitybot.resources.suggesting import ShownSuggestions

DISMISS, RESTORE = "resource.dismiss", "resource.restore"


def suggestions_card(shown: ShownSuggestions) -> Message:
    """Three to five of them, or what others use most where nothing is known yet."""
    blocks: list[Block] = [Heading("New for you" if not shown.popular else "What colleagues use here")]
    if shown.said:
        blocks.append(paragraph(shown.said))
    if shown.popular:
        blocks.append(paragraph(_how(shown)))
    if shown.some:
        blocks.append(lines_with_why([(each.resource, "; ".join(each.reasons)) for each in shown.some]))
        options = tuple(
            Choice(each.resource.id, title_of(each.resource, OPTION_LABEL)) for each in shown.some
        )
        blocks += [
            Controls((Select("Look at one of them", Action("resource.view"), options),)),
            Controls((Select("Not for me", Action(DISMISS), options),)),
        ]
    row = [Button("Undo", Action(RESTORE, (shown.undo,)))] if shown.undo is not None else []
    row += [Button("My profile", Action("my.profile"))]
    foot = "From your profile, what you saved and tried, and your digests; nothing else."
    return message(*blocks, Controls(tuple(row)), small(foot))


def _how(shown: ShownSuggestions) -> Text:
    if not shown.some:
        return say(
            "There is nothing here yet that you do not know. ", Code("/resource share"), " adds something."
        )
    if shown.profile:
        return say("Nothing new fits your profile right now, so here is what others use.")
    return say(
        "I know little of what you teach, so here is what others use. Levels and subjects in ",
        Code("/my profile"),
        " make it yours.",
    )
