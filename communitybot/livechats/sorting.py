"""Sorting what people say: which question it belongs to, and what it answers."""

from datetime import datetime

from communitybot.conversation.inbound import Caller, Posted
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.threads.hearing import kept_words
from communitybot.threads.labels import read_label
from communitybot.threads.log import Line
from communitybot.threads.meaning import meant


async def line_of(work: ChatsWork, chat: Chat, posted: Posted, by: Caller, *, later: bool = False) -> Line:
    """What somebody said in a thread, as a line of the log that has no number yet.

    `later`: it is told by a history, and belongs where it would have, had it been heard in its time.
    """
    label, words = read_label(kept_words(posted.text), chat.hashtag)
    reply = None if posted.reply_to is None else await meant(CHATS, work, chat, posted.reply_to)
    return Line(
        talk=chat.id,
        number=0,
        kind=Kind.SAID,
        at=posted.at,
        question=belongs(chat, label, reply, opened=_open_at(chat, posted.at) if later else None),
        person=by.person,
        name=by.name,
        platform=posted.ref.place.platform,
        thread=posted.ref.place,
        ref=posted.ref,
        text=words,
        shown=posted.shown,
        label=label,
        answers=None if reply is None else reply.number,
        late=chat.ended is not None and posted.at >= chat.ended,
    )


def belongs(chat: Chat, label: int | None, reply: Line | None, *, opened: int | None = None) -> int:
    """The question words belong to: the one they name if it was asked, else that of what they answer.

    Without either, and with a label that fits no question, it is the one that is open, or `opened`.
    """
    if label is not None and 1 <= label <= len(chat.questions) and chat.questions[label - 1].asked:
        return label
    if reply is not None and label is None:
        return reply.question
    return chat.run.question if opened is None else opened


def _open_at(chat: Chat, at: datetime) -> int:
    """The question that was open at a moment."""
    asked = (number for number, one in enumerate(chat.questions, 1) if one.asked and one.asked <= at)
    return max(asked, default=0)
