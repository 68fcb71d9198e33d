"""Words that are taken back or changed while their message is held up or on its way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hall import START, away, back

from communitybot.conversation.addresses import MessageRef
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.talks import CHATS
from communitybot.outbox.entry import Entry, Remove, State
from communitybot.ports import TryLater
from communitybot.threads.promises import under
from communitybot.threads.redrawing import Redrawing

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana)
    await hall.until(START + 15 * MINUTE)
    return planned


@pytest.fixture
async def ana(hall):
    return hall.member("Ana Ruiz", "slack")


def ever_said(hall, words):
    """Whether Discord has been given these words at any time, in a message or an edit."""
    posted = hall.platforms["discord"].posted
    return any(words in str(shown) for each in posted for shown in (each.message, *each.edits))


async def test_what_is_taken_back_before_it_could_leave_is_never_posted(hall, chat, ana):
    away(hall, "discord")
    ref = await ana.says("A2: a secret slipped out")
    await hall.later(seconds=3)  # it is drawn, and held up
    await ana.removes(ref)
    back(hall, "discord")
    await hall.later(minutes=2)
    assert not ever_said(hall, "a secret slipped out")
    assert ever_said(hall, "How has it changed")  # the control: other words arrive


async def test_what_is_changed_before_it_could_leave_is_posted_as_it_is_now(hall, chat, ana):
    away(hall, "discord")
    ref = await ana.says("A2: wrogn words")
    await hall.later(seconds=3)
    await ana.rewords(ref, "A2: wrong words")
    back(hall, "discord")
    await hall.later(minutes=2)
    assert not ever_said(hall, "wrogn")
    assert hall.read("discord").count("wrong words") == 1


async def test_the_thread_goes_on_after_what_was_taken_back(hall, chat, ana):
    away(hall, "discord")
    ref = await ana.says("A2: gone before it came")
    await hall.later(seconds=3)
    await ana.removes(ref)
    await ana.says("A2: this one stays")
    back(hall, "discord")
    await hall.later(minutes=2)
    assert hall.read("discord").count("this one stays") == 1


async def test_an_edit_that_is_held_up_does_not_bring_back_what_was_taken_back(hall, chat, ana):
    """Two lines in one message: the first is changed, the second taken back while the edit waits."""
    ben = hall.member("Ben Okafor", "slack")
    first = await ana.says("A2: wrogn words")
    second = await ben.says("A2: second thoughts")
    await hall.later(seconds=3)
    assert "second thoughts" in hall.said("discord")[-1]
    refused = iter(range(3))

    def refuse(verb, _key):
        if verb == "edit" and next(refused, None) is not None:
            raise TryLater(timedelta(seconds=10))

    hall.platforms["discord"].before = refuse
    await ana.rewords(first, "A2: wrong words")
    await hall.later(seconds=2)  # the edit waits, with both lines in it
    await ben.removes(second)
    await hall.later(minutes=3)
    assert "wrong words" in hall.read("discord")
    assert "second thoughts" not in hall.read("discord")


async def test_many_changes_of_one_message_are_few_edits(hall, chat, ana):
    ref = await ana.says("A2: 0")
    await hall.later(seconds=3)
    away(hall, "discord")
    for n in range(1, 20):
        await ana.rewords(ref, f"A2: version {n}")
        await hall.later(seconds=1)
    back(hall, "discord")
    await hall.later(minutes=1)
    edits = [each.edits for each in hall.platforms["discord"].posted if each.edits and "version" in str(each)]
    assert [len(each) for each in edits] == [1]
    assert "version 19" in hall.read("discord")


class JustSent:
    """An outbox in which a message is sent right after the first look at it."""

    def __init__(self, outbox):
        self._outbox, self._looks = outbox, 0

    def __getattr__(self, name):
        return getattr(self._outbox, name)

    def _seen(self):
        self._looks += 1
        return self._looks > 1

    async def ref(self, community, key):
        return await self._outbox.ref(community, key) if self._seen() else None

    async def state(self, community, key):
        return await self._outbox.state(community, key) if self._seen() else State.SENDING


class Work:
    def __init__(self, work):
        self._work, self.outbox = work, JustSent(work.outbox)

    def __getattr__(self, name):
        return getattr(self._work, name)


async def test_what_is_taken_back_while_its_message_is_sent_is_taken_away(hall, chat, ana):
    """On PostgreSQL a message may be sent between two looks of one unit."""
    ref = await ana.says("A2: oops")
    await hall.later(seconds=3)
    line = (await hall.lines(chat, said=True))[0]
    copies = await hall.units.read(lambda work: work.chats.copies_of("c1", chat.id, line.number))
    copy = next(each for each in copies if each.room.platform == "discord")
    await ana.removes(ref)
    about = {"chat": chat.id, "room": str(copy.room), "batch": copy.batch}
    kind, subject = promises.REDRAW, f"{under(chat, copy.room)}/{copy.batch}"
    entry = Entry(0, "k", "c1", kind, hall.clock.now(), None, subject, about, 0, 1, 1)
    redrawing = Redrawing(CHATS, hall.clock)
    [outcome] = await hall.units.run(lambda work: redrawing.redraws([entry], Work(work)))
    assert isinstance(outcome, Remove)
    assert isinstance(outcome.ref, MessageRef)


async def test_a_thread_that_opens_while_it_is_looked_for_is_not_given_up(hall, chat):
    handler = hall.house.chats.handlers[promises.OPENED]
    threads = await hall.units.read(lambda work: work.chats.threads("c1", chat.id))
    unknown = replace(threads[0], place=None)
    await hall.units.run(lambda work: work.chats.save_thread(unknown))
    about = {"chat": chat.id, "room": str(unknown.room)}
    entry = Entry(0, "k", "c1", promises.OPENED, hall.clock.now(), None, chat.subject, about, 0, 1, 1)
    await hall.units.run(lambda work: handler([entry], Work(work)))
    threads = await hall.units.read(lambda work: work.chats.threads("c1", chat.id))
    assert not threads[0].closed
