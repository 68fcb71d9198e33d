"""What the bot itself says in a live chat, line by line of its log."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum

from communitybot.conversation import limits
from communitybot.conversation.controls import Look
from communitybot.conversation.limits import one_line
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
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, Words, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.opening import read_archive
from communitybot.livechats.cards.words import (
    DAY,
    NAME,
    STUDENTS,
    archive_notice,
    clock,
    counted,
    heading_of,
    hosts_of,
    how_to_answer,
    joined,
    late_until,
    length_words,
    name_of,
    people,
    place_of,
    question_text,
)
from communitybot.livechats.model.chat import Chat, Pace, Phase, Stage
from communitybot.livechats.model.log import LEFT, Kind
from communitybot.livechats.run import following
from communitybot.threads.log import Line

QUESTION = 1_500  # weight of a question where it is asked
NEWCOMERS = 600  # weight of the names of newcomers, and how many at most
NAMED = 30


def line_card(chat: Chat, line: Line) -> Message:
    """Draw a line of the bot; `chat` is as it is now, which may be later than the line.

    So nothing is told of a time that has passed since: it is said only while the line's question is open.
    """
    return _DRAWN[line.kind](chat, line)


def _welcome(chat: Chat, line: Line) -> Message:
    del line
    hosts = hosts_of(chat.hosts)
    greeting: list[Words] = ["Hello and welcome! "]
    if hosts:
        greeting += [f"{hosts} {'hosts' if len(chat.hosts) == 1 else 'host'} this chat. "]
    if guest := one_line(chat.guest, NAME):
        greeting.append(f"Our guest is {guest}: press Ask a question to put yours. ")
    blocks: list[Block] = [Heading(f"Welcome to {heading_of(chat, limits.HEADING - 11)}")]
    blocks.append(paragraph(*greeting))
    if chat.pace is Pace.AT_ONCE:
        blocks.append(paragraph("All questions stand below. Answer them in any order, until the end."))
    else:
        first: tuple[Words, ...] = ()
        run = chat.run
        if run.phase is Phase.INTRODUCTIONS and run.until is not None and chat.asked:
            first = (" The first question comes at ", clock(run.until, chat), ".")
        asked = "your name, where you are, and the grade or subject you work with."
        blocks.append(paragraph(Strong("Please introduce yourself"), f": {asked}", *first))
    ask = (actions.ask(chat.id),) if chat.guest.strip() else ()
    row = Controls((actions.showing(chat.id), actions.now(chat.id), *ask))
    return message(*blocks, Paragraph(archive_notice(chat)), row, small(STUDENTS))


def _words_of(chat: Chat, line: Line) -> str:
    return one_line(line.text, QUESTION) or question_text(chat, line.question, QUESTION) or "…"


def _question(chat: Chat, line: Line) -> Message:
    asker = one_line(chat.questions[line.question - 1].by, NAME) if _known(chat, line.question) else ""
    by = (small("Asked by ", asker, "."),) if asker else ()
    return message(
        Heading(place_of(chat, line.question)),
        paragraph(Strong(_words_of(chat, line))),
        *by,
        Paragraph(say(how_to_answer(line.question), *_until(chat, line))),
        actions.question_row(chat.id, line.question),
    )


def _repeat(chat: Chat, line: Line) -> Message:
    return message(
        paragraph("In case you have just come, we are at ", Strong(place_of(chat, line.question)), ":"),
        paragraph(_words_of(chat, line)),
        Paragraph(how_to_answer(line.question)),
        actions.question_row(chat.id, line.question),
    )


def _warning(chat: Chat, line: Line) -> Message:
    after = following(chat) if chat.pace is not Pace.AT_ONCE and _open(chat, line) else None
    then = f" Then comes Q{after}." if after is not None else ""
    return message(
        paragraph(Strong("Two more minutes"), f" for Q{line.question}.{then} Later answers count as well."),
        Controls((actions.answer(chat.id, line.question, Look.PLAIN),)),
    )


def _joined(chat: Chat, line: Line) -> Message:
    told = (one_line(name, NAME) for name in line.text.splitlines())
    names = limits.shorten(joined(told, most=NAMED), NEWCOMERS)
    where = _where(chat)
    return message(
        paragraph(f"Welcome, {names}! " if names else "Welcome to those who have just come! ", where),
        Paragraph(archive_notice(chat)),
        actions.newcomer_row(chat.id),
    )


def _where(chat: Chat) -> Text:
    if chat.stage is not Stage.LIVE:
        return say("")
    if chat.pace is Pace.AT_ONCE:
        return say("All questions are open: answer in any order.")
    if chat.current is None:
        return say("Tell us your name, where you are, and your grade or subject.")
    number = chat.run.question
    return say(f"We are at {place_of(chat, number)}: ", question_text(chat, number, 300))


def _paused(chat: Chat, line: Line) -> Message:
    by = one_line(line.name, NAME)
    return message(
        paragraph(Strong("A short break."), f" {by or 'Our host'} goes on with us soon; nothing is lost."),
        Controls((actions.now(chat.id),)),
    )


def _resumed(chat: Chat, line: Line) -> Message:
    words: list[Words] = [Strong("We go on.")]
    if _known(chat, line.question):
        words.append(f" {place_of(chat, line.question)}: {question_text(chat, line.question, QUESTION)}")
        words += _until(chat, line)
    row = (actions.question_row(chat.id, line.question),) if line.question else ()
    return message(paragraph(*words), *row)


def _extended(chat: Chat, line: Line) -> Message:
    for_what = f" for Q{line.question}" if line.question else ""
    more = f"{counted(int(line.text), 'minute')} more" if line.text.isdecimal() else "More time"
    return message(paragraph(Strong(more), f"{for_what}.", *_until(chat, line)))


def _until(chat: Chat, line: Line) -> tuple[Words, ...]:
    """Until when the question of a line is open, where that is still so."""
    until = chat.run.until
    if not _open(chat, line) or until is None:
        return ()
    return (" It is open until ", clock(until, chat), ".")


def _open(chat: Chat, line: Line) -> bool:
    """Whether what a line is about is still going on."""
    run = chat.run
    return chat.stage is Stage.LIVE and run.question == line.question and run.phase is not Phase.CLOSING


def _known(chat: Chat, number: int) -> bool:
    return 1 <= number <= len(chat.questions)


def _no_host(chat: Chat, line: Line) -> Message:
    gone = "has been quiet for a while" if line.text == LEFT else "is not here yet"
    return message(
        paragraph(
            f"Our host {gone}, so I go on and ask the questions. "
            "If you are a co-host, you can take the chair."
        ),
        Controls((actions.chair(chat.id),)),
    )


def _new_chair(chat: Chat, line: Line) -> Message:
    del chat
    name = one_line(line.name or line.text, NAME) or "A co-host"
    return message(paragraph(Strong(name), " has the chair now. Thank you!"))


def _goodbye(chat: Chat, line: Line) -> Message:
    numbers = _numbers(line.text)
    questions = numbers.get("questions", len(chat.asked))
    answers = counted(numbers.get("answers", 0), "answer")
    there = people(numbers.get("people", 0))
    sums = f"{there} took part, and gave {answers} to {counted(questions, 'question')}."
    hosts = hosts_of(chat.hosts)
    guest = one_line(chat.guest, NAME)
    thanks = f"Thank you, {hosts}, for hosting{f', and {guest} for your answers' if guest else ''}. "
    blocks: list[Block] = [
        Heading(f"That was {name_of(chat, limits.HEADING - 10)}"),
        paragraph(sums),
        paragraph(f"{thanks if hosts else ''}Thank you all for coming."),
    ]
    if chat.late:
        blocks.append(paragraph("Late answers are welcome ", *_late(chat), ". They are marked as late."))
    if chat.archiving.on:
        blocks.append(paragraph("The archive comes here shortly."))
    blocks.append(Paragraph(archive_notice(chat)))
    return message(*blocks, Controls((actions.reflect(chat.id), actions.showing(chat.id))))


def _late(chat: Chat) -> tuple[Words, ...]:
    if chat.ended is None:
        return (f"for {length_words(chat.late)} more",)
    until = late_until(chat)
    return ("until ", clock(until, chat)) if chat.late < DAY else ("until ", _day(chat))


def _day(chat: Chat) -> Text:
    return say(At(late_until(chat), chat.zone, style=AtStyle.DATE))


def _numbers(text: str) -> Mapping[str, int]:
    """The numbers a goodbye sums up; what is no number is left out."""
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    items = read.items() if isinstance(read, dict) else ()
    return {name: number for name, number in items if isinstance(number, int)}


def _archived(chat: Chat, line: Line) -> Message:
    page = read_archive(line.text.strip())
    shown = paragraph("The archive: ", one_line(line.text, 600) or "…") if page is None else None
    return message(
        Heading(f"The archive of {name_of(chat, limits.HEADING - 26)} is ready"),
        *((shown,) if shown else ()),
        Paragraph(archive_notice(chat)),
        paragraph(
            "Were you not there? Read it and reflect: press Reflect, or type ", Code("/chat reflect"), "."
        ),
        Controls((*((page,) if page else ()), actions.reflect(chat.id, read=True), actions.showing(chat.id))),
    )


_DRAWN: Mapping[StrEnum, Callable[[Chat, Line], Message]] = {
    Kind.WELCOME: _welcome,
    Kind.QUESTION: _question,
    Kind.REPEAT: _repeat,
    Kind.WARNING: _warning,
    Kind.JOINED: _joined,
    Kind.PAUSED: _paused,
    Kind.RESUMED: _resumed,
    Kind.EXTENDED: _extended,
    Kind.NO_HOST: _no_host,
    Kind.NEW_CHAIR: _new_chair,
    Kind.GOODBYE: _goodbye,
    Kind.ARCHIVED: _archived,
}
