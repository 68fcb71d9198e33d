"""What hosts are told in private: that their chat begins soon, and that the chair is free."""

from communitybot.conversation import limits
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, Code, Strong, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.opening import ahead_list
from communitybot.livechats.cards.words import archive_notice, counted, heading_of, hosts_of, name_of
from communitybot.livechats.model.chat import Archiving, Chat


def ready_card(chat: Chat, *, rooms: int, asked: bool = True) -> Message:
    """Tell a host that it begins soon, where, with which questions, and how the cockpit opens.

    `asked`: an administrator was told where an archive is wished for.
    """
    where = f"It opens in {counted(rooms, 'room')} by itself." if rooms else "No room is set for it yet."
    blocks: list[Block] = [
        Heading(f"You host {heading_of(chat, limits.HEADING - 9)}"),
        paragraph(At(chat.start, chat.zone, chat.end)),
        paragraph(where, " I welcome people and ask the questions in time; you can hurry or hold me up."),
    ]
    if not rooms:
        blocks.append(
            paragraph("An administrator chooses one with ", Code("/community settings chats: here"), ".")
        )
    questions = ahead_list(chat)
    blocks.append(Bullets(questions) if questions else paragraph(Strong("It has no questions yet.")))
    blocks.append(Paragraph(archive_notice(chat)))
    if chat.archiving is Archiving.WISHED and not asked:
        blocks.append(
            paragraph(
                "I know no administrator to tell. Please ask one: it is one press under ", Code("/chats"), "."
            )
        )
    row = [
        Button("Host cockpit", actions.cockpit(chat.id).action, Look.EXPECTED),
        actions.questions(chat.id),
    ]
    if chat.archiving is Archiving.WISHED:
        row.append(actions.archive_on(chat.id))
    return message(*blocks, Controls(tuple(row)), small("Only you see this."))


def wish_card(chat: Chat) -> Message:
    """Tell an administrator that a chat's hosts would like it archived, and what that would mean."""
    hosts = hosts_of(chat.hosts) or "whoever planned it"
    return message(
        Heading(f"Archive {heading_of(chat, limits.HEADING - 9)}?"),
        paragraph(At(chat.start, chat.zone, chat.end)),
        paragraph(Strong(f"{hosts} would like this chat to be archived."), " An administrator decides that."),
        paragraph(
            "If you do, people are told at the start, when they join, and at the end, and choose how they "
            "appear. If you do nothing, nothing is archived."
        ),
        Controls((actions.archive_on(chat.id),)),
        small("It can be done until the chat begins, also under ", Code("/chats"), ". I tell you this once."),
    )


def offer_card(chat: Chat, *, left: bool = False) -> Message:
    """Offer the chair to a co-host, since nobody who hosts has been seen, or (`left`) not for a while."""
    seen = "No host has been seen for a while." if left else "It has begun, and no host has been seen yet."
    return message(
        Heading(f"Can you host {heading_of(chat, limits.HEADING - 14)}?"),
        Paragraph(say(f"{seen} Take the chair if you can; if nobody does, I go on by myself and say so.")),
        Controls((actions.chair(chat.id), actions.cockpit(chat.id))),
        small(f"You are told because you are named as a host of {name_of(chat)}."),
    )
