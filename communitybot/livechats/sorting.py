"""Sorting what people say: which question it belongs to, and what it answers."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Caller, Posted
from communitybot.livechats.delivery import promises
from communitybot.livechats.labels import read_label
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Kind, Line
from communitybot.livechats.repository import ChatsWork

LONGEST = (
    12_000  # characters of one message that are kept: more than people can post in one on most platforms
)


async def line_of(work: ChatsWork, chat: Chat, posted: Posted, by: Caller, *, later: bool = False) -> Line:
    """What somebody said in a thread, as a line of the log that has no number yet.

    `later`: it is told by a history, and belongs where it would have, had it been heard in its time.
    """
    label, words = read_label(kept_words(posted.text), chat.hashtag)
    reply = None if posted.reply_to is None else await meant(work, chat, posted.reply_to)
    return Line(
        chat=chat.id,
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


async def meant(work: ChatsWork, chat: Chat, ref: MessageRef) -> Line | None:
    """The line a message is, or the only one that stands in a message of ours; None if that is unclear."""
    found = await work.chats.by_ref(ref)
    if found is not None:
        return found[1] if found[1].chat == chat.id and found[1].said else None
    said = [line for line in await _in_ours(work, chat, ref) if line.said]
    return said[0] if len(said) == 1 else None


async def _in_ours(work: ChatsWork, chat: Chat, ref: MessageRef) -> Sequence[Line]:
    """The lines that stand in a message the bot posted in a thread."""
    thread = await work.chats.thread_at(ref.place)
    if thread is None:
        return ()
    key = await work.outbox.key_of(chat.community, promises.under(chat, thread.room), ref)
    if key is None:
        return ()
    return await work.chats.by_copy(chat.community, chat.id, thread.room, int(key.rpartition(":")[2]))


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


def kept_words(text: str) -> str:
    """What is kept of a message's words."""
    return text.strip()[:LONGEST]
