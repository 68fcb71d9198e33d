"""What is said in private once a chat is over: a prompt to reflect."""

from communitybot.conversation import limits
from communitybot.conversation.message import Controls, Heading, Message, Paragraph, message, paragraph, small
from communitybot.conversation.text import Strong, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.showing import shown_words
from communitybot.livechats.cards.words import archive_notice, heading_of, name_of
from communitybot.livechats.model.chat import Chat, Showing


def reflection_card(chat: Chat, showing: Showing | None = None) -> Message:
    """Ask somebody who took part what they take away, and tell them what becomes of their words.

    `showing` is how they chose to appear in the archive, None where they have not.
    """
    appears = archive_notice(chat)
    if chat.archiving.on and showing is not None:
        change = " Press How I appear to change that, now or later."
        appears = say("In the archive you appear as ", Strong(shown_words(showing)), f".{change}")
    return message(
        Heading(f"Thank you for {heading_of(chat, limits.HEADING - 14)}"),
        paragraph("What do you take away from it, and what will you try? A sentence or two will do."),
        Paragraph(appears),
        Controls((actions.reflect(chat.id), actions.showing(chat.id))),
        small(
            f"Your reflection on {name_of(chat)} goes into your own learning record, not into the archive."
        ),
    )
