"""What has come to its end keeps no words: whoever takes theirs back must not find them in the outbox."""

from datetime import timedelta

import pytest
from fakes import START
from promises import drawn, entry, put, row, said, states

from communitybot.conversation.message import message
from communitybot.outbox.entry import Edit, State
from communitybot.ports import TryLater, Undeliverable

SECRET = "something somebody said"


async def say(entries, work):
    return [message(SECRET) for _ in entries]


async def kept(units, *keys):
    return [(await row(units, key))["payload"] for key in keys]


async def test_a_message_that_was_sent_keeps_no_words(units, relays, platform):
    await put(units, entry("given", message=message(SECRET)), drawn("drawn"))
    before = await kept(units, "given")
    await relays(units, {"fake": platform}, {"drawn": say}).run_once()

    assert SECRET in before[0]
    assert said(platform.posted) == [SECRET, SECRET]
    assert await kept(units, "given", "drawn") == [None, None]


async def test_messages_that_left_together_keep_none_either(units, relays, platform):
    await put(units, *(entry(key, message=message(f"{SECRET} {key}"), merge=True) for key in "abc"))
    await relays(units, {"fake": platform}).run_once()

    assert len(platform.posted) == 1
    assert await states(units) == {State.SENT: 3}
    assert await kept(units, "a", "b", "c") == [None, None, None]


async def test_an_edit_that_was_made_keeps_none(units, relays, platform):
    async def edit(entries, work):
        return [Edit(platform.posted[0].ref, message(SECRET)) for _ in entries]

    await put(units, entry("posted"))
    relay = relays(units, {"fake": platform}, {"drawn": edit})
    await relay.run_once()
    await put(units, drawn("edited"))
    await relay.run_once()

    assert SECRET in str(platform.posted[0].shown)
    assert await kept(units, "edited") == [None]


async def test_what_cannot_be_delivered_keeps_none(units, relays, platform):
    def refuse(_verb, _key):
        raise Undeliverable("no such room")

    platform.before = refuse
    await put(units, entry("a", message=message(SECRET)))
    await relays(units, {"fake": platform}).run_once()

    assert await states(units) == {State.FAILED: 1}
    assert await kept(units, "a") == [None]


@pytest.mark.parametrize("wait", [timedelta(seconds=30)])
async def test_what_is_tried_again_keeps_its_words_until_it_has_left(units, relays, platform, clock, wait):
    """The control: words are let go at the end, and not before."""

    def wait_once(_verb, _key):
        if len(platform.calls) == 1:
            raise TryLater(wait)

    platform.before = wait_once
    await put(units, entry("a", message=message(SECRET)))
    relay = relays(units, {"fake": platform})
    await relay.run_once()
    held = await kept(units, "a")
    clock.set(START + timedelta(minutes=5))
    await relay.run_once()

    assert SECRET in held[0]
    assert said(platform.posted) == [SECRET]
    assert await kept(units, "a") == [None]
