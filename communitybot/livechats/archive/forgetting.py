"""Takes the words of people who are left out away for good, and with them what others quoted of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from communitybot.livechats.archive.veiling import Quotes, words_of
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Line
from communitybot.livechats.repository import ChatRepository


async def leave_out(chats: ChatRepository, chat: Chat, people: Collection[str]) -> None:
    """Blank what people said in a chat that is over.

    Once the words are gone nobody can tell any more what was quoted of them, so quotes go first.
    """
    if not people:
        return
    lines = await chats.lines(chat.community, chat.id, said=True)
    for line in without_quotes(chat, lines, people):
        await chats.reword(chat.community, line)
    for person in people:
        await chats.hush(chat.community, chat.id, person)


def without_quotes(chat: Chat, lines: Sequence[Line], people: Collection[str]) -> Iterable[Line]:
    """The lines of others that quote these people, without what they quote."""
    theirs = {line.number for line in lines if line.person in people}
    left_out = [line for line in lines if line.number in theirs and line.text]
    others = [line for line in lines if line.number not in theirs]
    if not left_out:
        return
    quotes = Quotes(left_out, (question.text for question in chat.questions))
    for line in others:
        quotes.meet(line.number, words_of(line.text))
    for line in others:
        text = quotes.veiled(line.number, line.text, answering=line.answers in theirs)
        if text != line.text:
            yield replace(line, text=text)
