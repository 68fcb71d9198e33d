"""A thread belongs to one talk: whoever hears that talk is told what happens there, and nobody else."""

from datetime import UTC, datetime

import pytest

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Listening, Missed, Removed, Retold
from communitybot.threads.listening import ThreadListener

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
CHAT, IDEA, OTHER = (PlaceAddress("slack", "T1", "C1", thread) for thread in ("chat", "idea", "other"))


class Units:
    """One unit at a time, with nothing in it."""

    def __init__(self):
        self.number = 0

    async def run(self, unit):
        self.number += 1
        return await unit(self)

    read = run


class Toy:
    """Hears one thread and remembers what it was asked."""

    def __init__(self, own):
        self.own, self.asked = own, []

    async def listens(self, _work, thread):
        return self._whether(thread)

    async def listening(self, _work, _platform):
        return [Listening(thread=self.own, since=NOON)]

    async def hear(self, _work, heard, _by):
        return self._whether(heard.refs[0].place)

    async def retell(self, _work, retold, _people):
        return self._whether(retold.thread)

    async def miss(self, _work, missed):
        return self._whether(missed.thread)

    def _whether(self, thread):
        self.asked.append(thread)
        return thread == self.own


@pytest.mark.parametrize(
    ("tell", "given"),
    [
        ("listens", lambda thread: (thread,)),
        ("hear", lambda thread: (Removed(refs=(MessageRef(thread, "1"),)), None)),
        ("retell", lambda thread: (Retold(thread=thread, since=NOON, until=NOON, posts=()), ())),
        ("miss", lambda thread: (Missed(thread=thread, since=NOON, until=NOON, why="no history"),)),
    ],
)
async def test_each_is_asked_in_turn_in_one_unit_until_one_says_it_is_theirs(tell, given):
    chats, ideas, units = Toy(CHAT), Toy(IDEA), Units()
    listener = ThreadListener(units, chats, ideas)
    for thread in (CHAT, IDEA, OTHER):
        await getattr(listener, tell)(*given(thread))

    assert chats.asked == [CHAT, IDEA, OTHER]
    assert ideas.asked == [IDEA, OTHER]
    assert units.number == 3


async def test_the_threads_of_all_are_listened_to():
    listener = ThreadListener(Units(), Toy(CHAT), Toy(IDEA))

    assert [await listener.listens(thread) for thread in (CHAT, IDEA, OTHER)] == [True, True, False]
    assert [each.thread for each in await listener.listening("slack")] == [CHAT, IDEA]
