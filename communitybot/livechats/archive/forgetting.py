"""Takes words away for good: those of people who are left out or removed, and what others quoted of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from communitybot.livechats.archive.veiling import Quotes, words_of
from communitybot.livechats.model.chat import Chat, Question
from communitybot.livechats.model.log import Kind, Wondered
from communitybot.livechats.repository import ChatRepository
from communitybot.threads.log import Line

SOMEBODY_ASKED = "A question from the audience"
ASKING = frozenset({Kind.QUESTION, Kind.REPEAT, Kind.WARNING})  # lines that hold the words of a question


async def leave_out(chats: ChatRepository, chat: Chat, people: Collection[str]) -> Chat:
    """Blank what people said and asked in a chat that is over; returns the chat as it is then.

    Once the words are gone nobody can tell any more what was quoted of them, so quotes go first.
    """
    if not people:
        return chat
    lines = await chats.lines(chat.community, chat.id, said=True)
    theirs = {line.number for line in lines if line.person in people}
    for line in without_quotes(chat, lines, theirs):
        await chats.reword(chat.community, line)
    for person in people:
        await chats.hush(chat.community, chat.id, person)
        asked = await chats.unwonder(chat.community, chat.id, person)
        chat, drawn = await unask(chats, chat, asked)
        for line in drawn:
            await chats.reword(chat.community, line)
    return chat


def without_quotes(chat: Chat, lines: Sequence[Line], theirs: Collection[int]) -> Iterable[Line]:
    """The lines that quote those of these numbers, without what they quote."""
    gone = [line for line in lines if line.number in theirs and line.text]
    others = [line for line in lines if line.number not in theirs]
    if not gone:
        return
    quotes = Quotes(gone, (question.text for question in chat.questions))
    for line in others:
        quotes.meet(line.number, words_of(line.text))
    for line in others:
        text = quotes.veiled(line.number, line.text, answering=line.answers in theirs)
        if text != line.text:
            yield replace(line, text=text)


async def unask(
    chats: ChatRepository, chat: Chat, asked: Collection[Wondered]
) -> tuple[Chat, Sequence[Line]]:
    """Take the words of questions the audience asked out of a chat, which is saved if any was taken.

    Returns the chat and the lines in which the bot asked them, as they are to be kept. A question that was
    not asked yet is left out.
    """
    words = {(one.text, one.name) for one in asked}
    gone = {number for number, one in enumerate(chat.questions, 1) if one.by and (one.text, one.by) in words}
    if not gone:
        return chat, ()
    questions = tuple(
        _emptied(one) if number in gone else one for number, one in enumerate(chat.questions, 1)
    )
    after = replace(chat, questions=questions, revision=chat.revision + 1)
    await chats.save(after)
    lines = await chats.lines(chat.community, chat.id)
    told = [line for line in lines if line.kind in ASKING and line.question in gone]
    return after, [replace(line, text=SOMEBODY_ASKED) for line in told]


def _emptied(question: Question) -> Question:
    left_out = question.left_out or question.asked is None
    return replace(question, text=SOMEBODY_ASKED, by="", left_out=left_out)
