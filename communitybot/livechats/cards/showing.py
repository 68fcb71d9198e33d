"""How somebody appears in the archives of live chats, and the choice."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.message import (
    Block,
    Controls,
    Heading,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Strong
from communitybot.livechats.cards.words import archive_notice, name_of
from communitybot.livechats.model.chat import Chat, Showing, Stage

LABELS = {
    Showing.NAME: "My name",
    Showing.INITIALS: "My initials",
    Showing.EDUCATOR: "An educator",
    Showing.LEFT_OUT: "Left out",
}
WORDS = {
    Showing.NAME: "yourself, by name",
    Showing.INITIALS: "your initials",
    Showing.EDUCATOR: "“an educator”",
    Showing.LEFT_OUT: "nobody: you are left out",
}


def shown_words(showing: Showing) -> str:
    return WORDS[showing]


def showing_card(chat: Chat, showing: Showing | None, *, said: str | None = None) -> Message:
    """Say how somebody appears in the archive of a chat, and let them choose for it, or for all."""
    blocks: list[Block] = [Heading("How you appear")]
    if said:
        blocks.append(paragraph(said))
    present = shown_words(showing or Showing.EDUCATOR)
    chosen = "" if showing is not None else " You have not chosen yet."
    if chat.archiving.on:
        blocks.append(
            paragraph(f"In the archive of {name_of(chat)} you appear as ", Strong(present), f".{chosen}")
        )
    else:
        blocks += [
            Paragraph(archive_notice(chat)),
            paragraph("If it is, you appear as ", Strong(present), f".{chosen}"),
        ]
    if chat.stage is Stage.OVER:
        blocks.append(paragraph("Left out takes your words out of this archive for good."))
    row = tuple(
        Button(label, Action("chat.show", (chat.id, one.name.lower())), _look(one, showing))
        for one, label in LABELS.items()
    )
    options = tuple(Choice(one.name.lower(), f"{label}, in all chats") for one, label in LABELS.items())
    every = Select("The same for all chats", Action("chat.show_always", (chat.id,)), options)
    return message(
        *blocks,
        Controls(row),
        Controls((every,)),
        small("You can change this at any time, also after the chat. The archive follows."),
    )


def showing_everywhere_card(showing: Showing | None) -> Message:
    """The same choice where no chat is meant."""
    options = tuple(Choice(one.name.lower(), label) for one, label in LABELS.items())
    now = (
        (paragraph("Done. In all chats you appear as ", Strong(shown_words(showing)), "."),)
        if showing is not None
        else (paragraph("How do you want to appear in the archives of all chats?"),)
    )
    every = Select("Choose how you appear", Action("chat.show_always"), options)
    return message(
        *now,
        Controls((every,)),
        small("What you chose for one chat alone stays as it is there."),
    )


def _look(one: Showing, showing: Showing | None) -> Look:
    return Look.EXPECTED if one is showing else Look.PLAIN
