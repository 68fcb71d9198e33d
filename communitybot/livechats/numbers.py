"""What a chat came to, in numbers."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Presence
from communitybot.livechats.repository import ChatsWork

MINUTE = timedelta(minutes=1)


async def summed_up(work: ChatsWork, chat: Chat) -> str:
    """How many people, answers and questions, as the line that sums up carries it."""
    lines = await work.chats.lines(chat.community, chat.id, said=True)
    numbers = {
        "people": len({line.person for line in lines if line.person is not None}),
        "answers": sum(1 for line in lines if line.question > 0),
        "questions": sum(1 for question in chat.questions if question.asked is not None),
    }
    return json.dumps(numbers)


def read_numbers(text: str) -> Mapping[str, int]:
    """The numbers of a line that sums up; none where it carries none."""
    found = json.loads(text) if text else {}
    return {str(name): int(number) for name, number in found.items()}


def minutes_of(presence: Presence, chat: Chat, began: datetime) -> int:
    """For how many whole minutes somebody was there: from their first sign to their last, rounded up.

    Signs are words, answers, reactions and presses; what comes after the end does not count, and nobody
    was there for less than a minute.
    """
    end = chat.ended or chat.end
    last = min(presence.last, end)
    spent = max(last - max(presence.first, began), timedelta())
    return max(-(-spent // MINUTE), 1)


async def began(work: ChatsWork, chat: Chat) -> datetime:
    """When a chat began, which may have been before its hour: its first line is the welcome."""
    welcome = await work.chats.line(chat.community, chat.id, 1)
    return chat.start if welcome is None else welcome.at
