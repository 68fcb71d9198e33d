"""The card at the head of each thread of a live chat: it is redrawn as the chat goes on."""

from communitybot.conversation import limits
from communitybot.conversation.controls import Button, LinkButton, Look
from communitybot.conversation.limits import one_line
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
from communitybot.conversation.text import At, Code, Strong, Struck, Text, Unsayable, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.words import (
    NAME,
    STUDENTS,
    archive_notice,
    clock,
    heading_of,
    hosts_of,
    late_until,
    place_of,
    question_text,
    title_of,
)
from communitybot.livechats.model.chat import Archiving, Chat, Pace, Phase, Stage

QUESTIONS = 1_200  # weight of the questions on the card, where they are shown ahead
QUESTION = 300


def opening_card(chat: Chat, community_name: str, *, archived: str | None = None) -> Message:
    """Draw the card as the chat is now; `archived` is the address of its archive, once there is one."""
    if chat.stage is Stage.CANCELLED:
        return _cancelled(chat, community_name)
    head: list[Block] = [Heading(f"Live chat: {heading_of(chat, limits.HEADING - 12)}")]
    head += [paragraph(At(chat.start, chat.zone, chat.end)), Paragraph(_state(chat))]
    if hosts := hosts_of(chat.hosts):
        head.append(paragraph("Hosted by ", hosts))
    if guest := one_line(chat.guest, NAME):
        head.append(paragraph("Our guest: ", guest))
    head += _questions(chat)
    if chat.stage is not Stage.OVER:
        head.append(Paragraph(_taking_part(chat)))
    return message(
        *head,
        Paragraph(archive_notice(chat)),
        *_controls(chat, archived),
        small(STUDENTS),
        small(f"{one_line(community_name, 60) or 'Live chat'}. This card changes as the chat goes on."),
    )


def ahead_list(chat: Chat) -> tuple[Text, ...]:
    """The questions that will be asked, each on one line, as many as there is room for."""
    found: list[Text] = []
    used = 0
    asked = [number for number, one in enumerate(chat.questions, 1) if not one.left_out]
    for index, number in enumerate(asked):
        line = say(Strong(f"Q{number}"), " ", question_text(chat, number, QUESTION) or "…")
        used += line.weight + 3
        if used > QUESTIONS or len(found) == limits.BULLETS - 1:
            found.append(say(f"and {len(asked) - index} more"))
            break
        found.append(line)
    return tuple(found)


def _questions(chat: Chat) -> list[Block]:
    if not chat.ahead or chat.stage is not Stage.COMING:
        return []
    listed = ahead_list(chat)
    return [Bullets(listed)] if listed else []


def _state(chat: Chat) -> Text:
    run = chat.run
    match chat.stage:
        case Stage.OVER:
            until = clock(late_until(chat), chat)
            late = ("Late answers are welcome until ", until, ".") if chat.late else ()
            return say(Strong("It is over."), " Thank you for being here. ", *late)
        case Stage.LIVE if run.paused:
            return say(Strong("Live now"), ": a short break. We go on soon.")
        case Stage.LIVE if chat.current is not None and chat.pace is Pace.AT_ONCE:
            return say(Strong("Live now"), ": all questions are open until ", clock(chat.end, chat), ".")
        case Stage.LIVE if chat.current is not None:
            where = place_of(chat, run.question)
            words = question_text(chat, run.question, QUESTION)
            return say(Strong(f"Live now: {where}"), f". {words}" if words else ".")
        case Stage.LIVE if run.phase is Phase.CLOSING:
            return say(Strong("Live now"), ": we are closing.")
        case Stage.LIVE:
            return say(Strong("Live now"), ": we introduce ourselves.")
        case _:
            return say("It begins here, in this thread.")


def _taking_part(chat: Chat) -> Text:
    begun = chat.run.question if chat.current is not None else 1
    ask = " Press Ask a question to put one to our guest." if chat.guest.strip() else ""
    return say(
        Strong("How to take part"),
        ": speak here in the thread. Begin an answer with ",
        Code(f"A{begun}"),
        f" or not, or press Answer. Reading along is fine, too.{ask}",
    )


def _controls(chat: Chat, archived: str | None) -> tuple[Block, ...]:
    own = (actions.showing(chat.id),)
    if chat.stage is Stage.OVER:
        page = read_archive(archived) if archived else None
        late = (actions.answer(chat.id, look=Look.PLAIN),) if chat.late else ()
        row = (*((page,) if page else ()), actions.reflect(chat.id), *late, *own, actions.cockpit(chat.id))
        literal = () if page or not archived else (paragraph("The archive: ", one_line(archived, 600)),)
        return (*literal, Controls(row))
    guest = (actions.ask(chat.id),) if chat.guest.strip() else ()
    row = (actions.answer(chat.id), actions.now(chat.id), *own, *guest, actions.cockpit(chat.id))
    wished = chat.archiving is Archiving.WISHED and chat.stage is Stage.COMING  # later it is too late
    return (Controls(row), *((Controls((actions.archive_on(chat.id),)),) if wished else ()))


def read_archive(address: str) -> Button | LinkButton | None:
    """The button that opens an archive; None where its address cannot be a link."""
    try:
        return LinkButton("Read the archive", address)
    except Unsayable:
        return None


def _cancelled(chat: Chat, community_name: str) -> Message:
    return message(
        Heading("Cancelled"),
        paragraph(Struck(title_of(chat, limits.HEADING))),
        paragraph("This live chat was planned for ", At(chat.start, chat.zone, chat.end), "."),
        small(f"{one_line(community_name, 60) or 'Live chat'}. This card changed when it was cancelled."),
    )
