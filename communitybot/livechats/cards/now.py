"""Where a live chat stands, for one person: what is asked, what was missed, what is theirs."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Paragraph,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, Place, Strong, Text, Words, say
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.showing import shown_words
from communitybot.livechats.cards.words import (
    NAME,
    archive_notice,
    clock,
    counted,
    heading_of,
    hosts_of,
    how_to_answer,
    late_until,
    length_words,
    place_of,
    question_text,
)
from communitybot.livechats.model.chat import Chat, Pace, Phase, Stage
from communitybot.livechats.model.log import Wondered
from communitybot.livechats.views import Now
from communitybot.threads.log import Line

QUESTION = 500
ANSWER = 160  # weight of somebody's answer, where several stand
MINE = 400
MISSED = 6  # questions before the open one
WONDERED = 5


def now_card(now: Now, *, said: str | None = None, places: Sequence[Place] = ()) -> Message:
    """Everything somebody needs who has just come, or comes back; `places` are threads they can open."""
    chat = now.chat
    blocks: list[Block] = [Heading(heading_of(chat))]
    if said:
        blocks.append(paragraph(said))
    blocks.append(Paragraph(_state(now)))
    if chat.stage is Stage.LIVE and chat.current is not None and not _all_open(chat):
        words = question_text(chat, chat.run.question, QUESTION)
        blocks += [Quote(say(words))] if words else []
    if chat.stage is Stage.LIVE and chat.current is not None:
        blocks.append(Paragraph(how_to_answer(chat.run.question)))
    blocks += [*_liked(now.liked), *_missed(now.missed, chat), *_mine(now.mine), *_wondering(now)]
    if places:
        blocks.append(paragraph("Follow it in ", *_joined(places), "."))
    if now.showing is not None:
        blocks.append(paragraph("In the archive you appear as ", Strong(shown_words(now.showing)), "."))
    elif chat.archiving.on:
        blocks.append(Paragraph(archive_notice(chat)))
    return message(*blocks, *_controls(now), small("Only you see this."))


def _joined(places: Sequence[Place]) -> tuple[Words, ...]:
    words: list[Words] = []
    for place in places[:3]:
        words += [", " if words else "", Place(place.address, one_line(place.name, 40) or "its thread")]
    return tuple(words)


def _all_open(chat: Chat) -> bool:
    return chat.pace is Pace.AT_ONCE


def _state(now: Now) -> Text:
    chat, run = now.chat, now.chat.run
    left = f" {_left(now)}" if now.left is not None else ""
    match chat.stage:
        case Stage.COMING | Stage.DRAFT:
            hosts = hosts_of(chat.hosts)
            by = f" Hosted by {hosts}." if hosts else ""
            return say(Strong("It is coming"), ": ", At(chat.start, chat.zone, chat.end), f".{by}")
        case Stage.CANCELLED:
            return say(Strong("It was cancelled."))
        case Stage.OVER:
            until = clock(late_until(chat), chat)
            late = (" Late answers are welcome until ", until, ".") if chat.late else ()
            return say(Strong("It is over."), *late)
        case _ if run.paused:
            return say(Strong("A short break"), ": we go on soon.")
        case _ if _all_open(chat):
            return say(Strong("All questions are open"), f": answer in any order.{left}")
        case _ if chat.current is not None:
            return say(Strong(f"We are at {place_of(chat, run.question)}."), left)
        case _ if run.phase is Phase.CLOSING:
            return say(Strong("We are closing."), left)
        case _:
            return say(Strong("We introduce ourselves."), left)


def _left(now: Now) -> str:
    if now.left is None:
        return ""
    return f"{length_words(now.left)} left.".capitalize()


def _liked(lines: Sequence[Line]) -> list[Block]:
    told = tuple(
        say(Strong(one_line(line.name, NAME) or "An educator"), f": {_short(line)}") for line in lines
    )
    return [paragraph("Answers people liked:"), Bullets(told[:3])] if told else []


def _short(line: Line) -> str:
    return one_line(line.text, ANSWER) or "…"


def _missed(missed: Sequence[tuple[int, str, int]], chat: Chat) -> list[Block]:
    if not missed:
        return []
    told = [
        say(Strong(f"Q{number}"), f" {one_line(text, 120)}: {counted(answers, 'answer')}")
        for number, text, answers in missed[-MISSED:]
    ]
    head = "The questions, and how many answered:" if _all_open(chat) else "Before that:"
    return [paragraph(head), Bullets(tuple(told))]


def _mine(mine: Line | None) -> list[Block]:
    if mine is None or mine.removed:
        return []
    return [paragraph("Your answer:"), Quote(say(one_line(mine.text, MINE) or "…"))]


def _wondering(now: Now) -> list[Block]:
    if not now.chat.guest.strip() or not now.wondering:
        return []
    told = tuple(say(_wondered(one, now.voted)) for one in now.wondering[:WONDERED])
    return [paragraph(f"What people want to ask {one_line(now.chat.guest, NAME)}:"), Bullets(told)]


def _wondered(one: Wondered, voted: frozenset[str]) -> str:
    votes = f"{counted(one.votes, 'vote')}{', yours too' if one.id in voted else ''}"
    return f"{one_line(one.text, 120) or '…'} ({votes})"


def _controls(now: Now) -> list[Controls]:
    chat = now.chat
    row: list[Button] = []
    takes = chat.stage is Stage.LIVE or (chat.stage is Stage.OVER and bool(chat.late))
    if takes:
        mine = now.mine
        if mine is not None and mine.said and mine.thread is None:  # words in a thread are changed there
            row.append(Button("Change it", actions.answer(chat.id, mine.question).action, Look.EXPECTED))
        else:
            row.append(actions.answer(chat.id))
    row.append(actions.showing(chat.id))
    if chat.guest.strip() and chat.stage in {Stage.LIVE, Stage.COMING}:
        row.append(actions.ask(chat.id))
    if chat.stage is Stage.OVER:
        row.append(actions.reflect(chat.id))
    found = [Controls(tuple(row))]
    if chat.guest.strip() and now.wondering and chat.stage in {Stage.LIVE, Stage.COMING}:
        options = tuple(_votable(one, now.voted) for one in now.wondering[: limits.OPTIONS])
        found.append(Controls((Select("Vote for a question", Action("chat.vote", (chat.id,)), options),)))
    return found


def _votable(one: Wondered, voted: frozenset[str]) -> Choice:
    mark = "Take back: " if one.id in voted else ""
    return Choice(one.id, f"{mark}{one_line(one.text, limits.OPTION_LABEL - 14) or '…'}")
