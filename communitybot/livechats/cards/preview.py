"""What the planner of a live chat sees before anybody else does."""

from collections.abc import Sequence

from communitybot.commands.words import marked
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, Code, Place, Strong, Text, Words, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.opening import ahead_list
from communitybot.livechats.cards.words import NAME, counted, heading_of, hosts_of, length_words, name_of
from communitybot.livechats.model.chat import Archiving, Chat, Form, Pace, Stage
from communitybot.livechats.run import too_many

NOTES = 4
NOTE = 160
BODY = 300
ROOMS = 4
FORMS = {Form.HOUR: "An hour", Form.SPARK: "A spark of 15 minutes", Form.SLOW: "A slow chat over days"}
PACES = {
    Pace.EVENLY: "evenly, in the time there is",
    Pace.DAILY: "one a day",
    Pace.AT_ONCE: "all at once, at the start",
}


def preview_card(
    chat: Chat,
    *,
    rooms: Sequence[Place],
    description: str = "",
    notes: Sequence[str] = (),
    said: str | None = None,
) -> Message:
    """Show a draft to its planner alone, with what they should know before posting it."""
    first = said or "This is how I understood it. Nobody else has seen it yet."
    blocks: list[Block] = [
        Heading(heading_of(chat)),
        paragraph(one_line(first, 200)),
        paragraph(At(chat.start, chat.zone, chat.end)),
    ]
    if hosts := hosts_of(chat.hosts):
        blocks.append(paragraph("Hosted by ", hosts))
    if warnings := (*_warnings(chat), *notes)[:NOTES]:
        blocks.append(Bullets(tuple(marked(note, NOTE) for note in warnings)))
    if body := one_line(description, BODY):
        blocks.append(paragraph(body))
    if questions := ahead_list(chat):
        blocks.append(Bullets(questions))
    blocks += [Fields(_facts(chat)), Paragraph(_archiving(chat))]
    row = Controls(
        (
            Button("Post it", Action("chat.post", (chat.id,)), Look.EXPECTED),
            Button("Change it", Action("chat.change", (chat.id,))),
            Button("Discard", Action("chat.discard", (chat.id,))),
        )
    )
    return message(*blocks, row, small(_destination(rooms)))


def posted_card(chat: Chat, rooms: Sequence[Place]) -> Message:
    """Say that a chat is announced, what happens next, and what its hosts can do meanwhile."""
    return message(
        paragraph("Posted: ", Strong(name_of(chat)), ", ", At(chat.start, chat.zone, chat.end), "."),
        paragraph(
            "At the hour I open a thread in ",
            *places(rooms),
            ", welcome people and ask the questions. Shortly before, its hosts get a word from me.",
        ),
        Paragraph(_archiving(chat)),
        Controls(
            (
                Button("Host cockpit", actions.cockpit(chat.id).action, Look.EXPECTED),
                actions.questions(chat.id),
                Button("Edit", Action("chat.change", (chat.id,))),
                Button("Cancel the chat", Action("chat.cancel", (chat.id,)), Look.GRAVE),
            )
        ),
    )


def changed_card(chat: Chat) -> Message:
    """Say how a chat is now, after a change."""
    blocks: list[Block] = [
        paragraph("Changed: ", Strong(name_of(chat)), ", ", At(chat.start, chat.zone, chat.end), ".")
    ]
    if warnings := _warnings(chat):
        blocks.append(Bullets(tuple(marked(note, NOTE) for note in warnings)))
    if questions := ahead_list(chat):
        blocks.append(Bullets(questions))
    blocks += [Fields(_facts(chat)), Paragraph(_archiving(chat))]
    row = (actions.questions(chat.id), Button("Edit", Action("chat.change", (chat.id,))))
    return message(*blocks, Controls(row))


def _warnings(chat: Chat) -> tuple[str, ...]:
    if not chat.asked:
        return ("It has no questions yet: `/chat questions` adds them, also later. Five to ten are usual.",)
    note = too_many(chat)
    return (note,) if note is not None else ()


def _facts(chat: Chat) -> tuple[Field, ...]:
    intro = length_words(chat.introductions) if chat.introductions else "none"
    found: list[tuple[str, Words | None]] = [
        ("Form", FORMS[chat.form]),
        ("Questions", f"{counted(len(chat.asked), 'question')}, {PACES[chat.pace]}"),
        ("Shown ahead", "Yes" if chat.ahead else "No"),
        ("Introductions", intro if chat.pace is not Pace.AT_ONCE else None),
        ("Late answers", length_words(chat.late) if chat.late else None),
        ("Guest", one_line(chat.guest, NAME) or None),
    ]
    return tuple(Field(name, say(words)) for name, words in found if words)


def _archiving(chat: Chat) -> Text:
    match chat.archiving:
        case Archiving.ON:
            return say(
                Strong("It is archived."),
                " People are told at the start, when they join, and at the end, and choose how they appear.",
            )
        case Archiving.WISHED:
            tell = "Once it is posted I tell" if chat.stage is Stage.DRAFT else "I tell"
            return say(
                Strong("An administrator has to turn the archive on."),
                f" {tell} those I know; it takes one press, also under ",
                Code("/chats"),
                ", before the chat begins. Until then nothing is archived.",
            )
        case Archiving.OFF:
            return say(
                Strong("It is not archived."), " ", Code("/chat archive set: on"), " would ask for it."
            )


def _destination(rooms: Sequence[Place]) -> Text:
    if not rooms:
        return say(
            "No room is set for it yet; an administrator chooses one with ",
            Code("/community settings chats: here"),
            ".",
        )
    return say("Its threads will open in ", *places(rooms), ".")


def places(rooms: Sequence[Place]) -> tuple[Words, ...]:
    """Rooms joined as people join names, each a pointer."""
    words: list[Words] = []
    for index, room in enumerate(rooms[:ROOMS]):
        words += [", " if index else "", Place(room.address, one_line(room.name, 40) or "a room")]
    if len(rooms) > ROOMS:
        words.append(f" and {len(rooms) - ROOMS} more")
    return tuple(words) or ("its rooms",)
