"""What is said in private once a chat is over: a prompt to reflect."""

from communitybot.conversation import limits
from communitybot.conversation.message import Controls, Heading, Message, Paragraph, message, paragraph, small
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.words import archive_notice, heading_of, name_of
from communitybot.livechats.model.chat import Chat


def reflection_card(chat: Chat) -> Message:
    """Ask somebody who took part what they take away, and tell them what becomes of their words."""
    return message(
        Heading(f"Thank you for {heading_of(chat, limits.HEADING - 14)}"),
        paragraph("What do you take away from it, and what will you try? A sentence or two will do."),
        Paragraph(archive_notice(chat)),
        Controls((actions.reflect(chat.id), actions.showing(chat.id))),
        small(
            f"Your reflection on {name_of(chat)} goes into your own learning record, not into the archive."
        ),
    )
