"""Taking words out of a chat: what can go, the question before it goes, and what is still to be done."""

from collections.abc import Iterable, Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Link, Strong, Text, Words, say
from communitybot.livechats.cards.words import NAME, clock, counted, heading_of, name_of
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.views import Removable, Removed, Speaker
from communitybot.threads.log import Line

REASON_MOST = 200
NOTED = 5  # records shown, the latest
ORIGINALS = 10  # messages named with their address


def removing_card(found: Removable) -> Message:
    """Let a host choose a message or a person."""
    chat = found.chat
    blocks: list[Block] = [Heading(f"Take words out of {heading_of(chat, limits.HEADING - 18)}")]
    if found.lines or found.people:
        blocks.append(
            paragraph(
                "Choose one message, or everything somebody wrote. You are asked first. Then it goes from "
                "the chat's log, its archive, the search, and my copies in all threads."
            )
        )
    else:
        blocks.append(paragraph("There are no words of anybody in it any more."))
    if found.lines:
        lines = tuple(_line(line) for line in found.lines[: limits.OPTIONS])
        blocks.append(Controls((Select("One message", Action("chat.remove_line", (chat.id,)), lines),)))
    if found.people:
        people = tuple(map(_person, found.people[: limits.OPTIONS]))
        everything = Select("All that one person wrote", Action("chat.remove_person", (chat.id,)), people)
        blocks.append(Controls((everything,)))
    return message(*blocks, *removals(chat, found.removals), small("Only you see this."))


def removals(chat: Chat, noted: Sequence[Line]) -> list[Block]:
    """Who took words out, the latest last."""
    if not noted:
        return []
    more = f" ({len(noted) - NOTED} more before)" if len(noted) > NOTED else ""
    told = tuple(_noted(chat, line) for line in noted[-NOTED:])
    return [paragraph(Strong("Taken out"), f"{more}:"), Bullets(told)]


def _noted(chat: Chat, line: Line) -> Text:
    number, _, reason = line.text.partition(" ")
    what = counted(int(number), "contribution") if number.isdecimal() else "something"
    why = one_line(reason, REASON_MOST)
    who = one_line(line.name, NAME) or "A host"
    return say(f"{what} by {who}, ", clock(line.at, chat), f": {why}" if why else "")


def line_form(chat: Chat, line: Line, reason: str = "") -> Form:
    """Ask before one message goes."""
    said = one_line(line.text or "; ".join(line.shown), 300) or "…"
    who = one_line(line.name, NAME) or "an educator"
    asked = f"Remove this message of {who}? “{said}”"
    return _form(chat, Action("chat.removed", (chat.id, "line", str(line.number))), asked, reason)


def person_form(chat: Chat, speaker: Speaker, reason: str = "") -> Form:
    """Ask before all goes that somebody wrote."""
    who = one_line(speaker.name, NAME) or "an educator"
    wrote = counted(speaker.count, "message")
    asked = f"Remove {wrote} of {who}, with what they asked the guest, and their reflection?"
    return _form(chat, Action("chat.removed", (chat.id, "person", speaker.person)), asked, reason)


def _form(chat: Chat, action: Action, asked: str, reason: str) -> Form:
    why = FormField(
        name="reason",
        label="Reason",
        kind=FieldKind.TEXT,
        hint="Hosts and administrators see it, nobody else",
        value=one_line(reason, REASON_MOST) or None,
    )
    return Form(
        title="Remove these words?",
        action=action,
        fields=(why,),
        submit="Remove them",
        intro=f"{asked} They go from {name_of(chat)} everywhere I keep or show them, for good.",
    )


def removed_card(removed: Removed, links: Iterable[tuple[str, str | None]]) -> Message:
    """Say what is gone, and what only a platform's moderators can delete.

    `links` has platform and address of each message as its author posted it.
    """
    gone = [
        *([counted(removed.count, "message")] if removed.count else []),
        *([counted(removed.asked, "question")] if removed.asked else []),
        *(["a reflection"] if removed.reflected else []),
    ]
    blocks: list[Block] = [
        paragraph(Strong(f"Removed: {', '.join(gone)}."), " My copies in the threads follow within seconds.")
    ]
    originals = list(links)
    if originals:
        blocks.append(
            paragraph(
                "What they posted themselves still stands in their thread. I may not delete that: its "
                "moderators can."
            )
        )
        blocks.append(Bullets(tuple(_original(*one) for one in originals[:ORIGINALS])))
        if len(originals) > ORIGINALS:
            blocks.append(paragraph(f"And {len(originals) - ORIGINALS} before that."))
    return message(*blocks, small(f"It is recorded that you did this in {name_of(removed.chat)}."))


def _original(platform: str, address: str | None) -> Text:
    where: Words = f"a message on {platform.capitalize()}"
    return say(where if address is None else Link(str(where), address))


def remove_button(chat: str) -> Button:
    return Button("Remove words", Action("chat.remove", (chat,)), Look.GRAVE)


def _line(line: Line) -> Choice:
    head = f"{one_line(line.name, 20) or 'An educator'}: "
    room = limits.OPTION_LABEL - limits.weight(head)
    said = one_line(line.text or "; ".join(line.shown), max(room, 8))
    return Choice(str(line.number), f"{head}{said or '…'}")


def _person(speaker: Speaker) -> Choice:
    wrote = f" ({counted(speaker.count, 'message')})"
    name = one_line(speaker.name, limits.OPTION_LABEL - len(wrote) - 4) or "An educator"
    return Choice(speaker.person, f"{name}{wrote}")
