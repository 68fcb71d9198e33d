"""What somebody is told who answered, asked, or reflected."""

from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Controls,
    Message,
    Paragraph,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Strong, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.showing import shown_words
from communitybot.livechats.cards.words import NAME, archive_notice, name_of
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.views import Now
from communitybot.threads.log import Line

OWN = 600


def answered_card(now: Now, line: Line) -> Message:
    """Say that an answer is in, where, and how it can be changed."""
    chat = now.chat
    what = f"A{line.question} is in" if line.question else "Your introduction is in"
    if line.edited is not None:
        what = f"A{line.question} is changed" if line.question else "Your introduction is changed"
    late = " It is marked as late." if line.late else ""
    blocks: list[Block] = [
        paragraph(Strong(f"Thank you, {what}."), f" It stands in every thread of {name_of(chat)}.{late}"),
        Quote(say(one_line(line.text, OWN) or "…")),
    ]
    if now.showing is not None:
        blocks.append(paragraph("In the archive you appear as ", Strong(shown_words(now.showing)), "."))
    else:
        blocks.append(Paragraph(archive_notice(chat)))
    change = actions.labelled("Change it", actions.answer(chat.id, line.question or None))
    return message(*blocks, Controls((actions.now(chat.id), change, actions.showing(chat.id))))


def asked_card(chat: Chat) -> Message:
    """Say that a question is on the list, and who decides."""
    guest = one_line(chat.guest, NAME) or "the visitor"
    return message(
        paragraph(Strong("Your question is on the list."), " Others can vote for it under Where are we?"),
        paragraph(f"The host asks {guest} what most people want to hear."),
        Controls((actions.now(chat.id),)),
    )


def reflected_card(chat: Chat) -> Message:
    """Say that a reflection is kept, and that it can be changed."""
    return message(
        paragraph(Strong("Thank you."), f" What you take away from {name_of(chat)} is kept."),
        Controls((actions.labelled("Change it", actions.reflect(chat.id)),)),
        small("It goes into your own learning record, not into the archive."),
    )
