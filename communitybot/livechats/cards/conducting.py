"""What the cockpit opens: ending, handing over, sorting answers, what the audience asks."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Block, Bullets, Controls, Message, Quote, message, paragraph
from communitybot.conversation.text import Strong, say
from communitybot.livechats.cards.words import NAME, counted, name_of
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.views import Cockpit
from communitybot.threads.log import Line

WONDERED = 8
LINE = 600


def end_question(chat: Chat) -> Message:
    """Ask before a chat is ended."""
    return message(
        paragraph("End ", Strong(name_of(chat)), " now? I sum up, thank everybody, and close it."),
        Controls(
            (
                Button("End it now", Action("chat.end_now", (chat.id,)), Look.GRAVE),
                Button("Keep going", Action("chat.refresh", (chat.id,))),
            )
        ),
    )


def handing_card(chat: Chat) -> Message:
    """Let a host choose who has the chair next."""
    others = {
        host.person: host.name for host in chat.hosts if host.person is not None and host.person != chat.chair
    }
    if not others:
        return message(paragraph("There is no other host to hand over to."), _back(chat))
    options = tuple(
        Choice(person, one_line(name, limits.OPTION_LABEL) or "A host") for person, name in others.items()
    )
    return message(
        paragraph("Who has the chair from now on? Everybody is told."),
        Controls((Select("Choose a host", Action("chat.hand", (chat.id,)), options[: limits.OPTIONS]),)),
        _back(chat),
    )


def sorting_card(cockpit: Cockpit) -> Message:
    """List the answers whose question is unclear, to choose one."""
    chat = cockpit.chat
    if not cockpit.unsorted:
        return message(paragraph("All answers stand where they belong."), _back(chat))
    options = tuple(_unsorted(line) for line in cockpit.unsorted[: limits.OPTIONS])
    return message(
        paragraph(f"{counted(len(cockpit.unsorted), 'answer')} without a label, or with another one."),
        paragraph("Each stands under the question that was open. Move it only if it belongs elsewhere."),
        Controls((Select("Choose an answer", Action("chat.sort", (chat.id,)), options),)),
        _back(chat),
    )


def sort_card(chat: Chat, line: Line) -> Message:
    """One answer, and the questions it can stand under."""
    numbers = [0, *(n for n, one in enumerate(chat.questions, 1) if one.asked is not None)]
    options = tuple(_under(chat, number) for number in numbers if number != line.question)
    where = f"Q{line.question}" if line.question else "the introductions"
    blocks: list[Block] = [
        paragraph(Strong(one_line(line.name, NAME) or "An educator"), f", under {where}:"),
        Quote(say(one_line(line.text, LINE) or "…")),
    ]
    if options:
        move = Action("chat.move", (chat.id, str(line.number)))
        blocks.append(Controls((Select("Move it under", move, options[: limits.OPTIONS]),)))
    return message(*blocks, Controls((Button("Back", Action("chat.sorting", (chat.id,))),)))


def audience_card(cockpit: Cockpit, *, said: str | None = None) -> Message:
    """What the audience wants to ask, most wanted first; one can be asked next, or put aside."""
    chat = cockpit.chat
    head: tuple[Block, ...] = (paragraph(Strong(said)),) if said else ()
    if not cockpit.wondering:
        return message(*head, paragraph("The audience has no open questions."), _back(chat))
    lines = tuple(
        say(
            Strong(f"{counted(one.votes, 'vote')}: "),
            f"{one_line(one.text, 200) or '…'} ({one_line(one.name, 40) or 'an educator'})",
        )
        for one in cockpit.wondering[:WONDERED]
    )
    options = tuple(
        Choice(one.id, one_line(one.text, limits.OPTION_LABEL) or "…")
        for one in cockpit.wondering[: limits.OPTIONS]
    )
    return message(
        *head,
        Bullets(lines),
        Controls((Select("Ask it next", Action("chat.take", (chat.id, "ask")), options),)),
        Controls((Select("Put it aside", Action("chat.take", (chat.id, "aside")), options),)),
        _back(chat),
    )


def _unsorted(line: Line) -> Choice:
    wrote = f"wrote A{line.label}" if line.label is not None else "no label"
    head = f"{one_line(line.name, 20) or 'An educator'}, Q{line.question}, {wrote}: "
    room = limits.OPTION_LABEL - limits.weight(head)
    return Choice(str(line.number), f"{head}{one_line(line.text, max(room, 8)) or '…'}")


def _under(chat: Chat, number: int) -> Choice:
    if not number:
        return Choice("0", "The introductions")
    text = one_line(chat.questions[number - 1].text, limits.OPTION_LABEL - 8)
    return Choice(str(number), f"Q{number} {text or '…'}")


def _back(chat: Chat) -> Controls:
    return Controls((Button("Back to the cockpit", Action("chat.refresh", (chat.id,))),))
