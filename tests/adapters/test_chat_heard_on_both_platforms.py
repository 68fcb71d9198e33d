"""What people say on two platforms is heard, kept once and in order, and mirrored, whatever breaks."""

import asyncio
import html
import re
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from twins.chord.faults import Broken
from twins.loom.faults import REFUSES, Fault

from adapters.discord.catching_up import CatchingUp as DiscordCatchingUp
from adapters.slack import catching_up, socket_mode
from tests.adapters.chats_on_both import broken_limits, kept, live, thoughts, within
from tests.adapters.discord_listening import login_at_once

pytestmark = pytest.mark.slow

WITHIN = 2.0  # seconds until words said on one platform stand on the other
POSTS = "POST /channels/{channel_id}/messages"
MANY = 300
SETTLE = 300_000  # microseconds until what is in doubt is looked for, in place of 25 s
A_MINUTE = timedelta(seconds=60)
BACK = 60.0  # seconds in which what was missed is kept


def read(guest):
    return "\n".join(each.words for each in guest.heard())


def seen_once(guest, words):
    return read(guest).count(words) == 1


@pytest.mark.parametrize("speaker", ["lucia", "wei"])
@pytest.mark.slow
async def test_words_edits_and_deletions_stand_on_the_other_side_within_two_seconds(tmp_path, speaker):
    async with live(tmp_path, measured=True) as (hall, people):
        await hall.rests()
        speaks, reads = (people.lucia, people.wei) if speaker == "lucia" else (people.wei, people.lucia)
        said = await speaks.says("A1 I begin with a storry.")
        await within(WITHIN, lambda: seen_once(reads, "begin with a storry."))
        await asyncio.sleep(1.1)  # Slack takes one message a second in a room
        await speaks.rewords(said, "A1 A story, to begin.")
        await within(WITHIN, lambda: seen_once(reads, "A story, to begin."))
        assert "storry" not in read(reads)
        await asyncio.sleep(1.1)
        await speaks.unsays(said)
        await within(WITHIN, lambda: "A story, to begin." not in read(reads))
        await hall.rests()
        assert kept(hall) == []


@pytest.mark.slow
async def test_a_reply_and_a_reaction_are_told_of_on_the_other_side(tmp_path):
    async with live(tmp_path, measured=True) as (hall, people):
        await hall.moves(minutes=6)
        answer = await people.lucia.says("A1 They plan lessons together.")
        await within(WITHIN, lambda: seen_once(people.wei, "They plan lessons together."))
        await people.omar.says("Which lessons?", to=answer)
        await within(WITHIN * 2, lambda: "Which lessons?" in read(people.wei))
        reply = next(each.words for each in people.wei.heard() if "Which lessons?" in each.words)
        assert "Lucía Ortega" in reply

        for guest in (people.omar, people.dana):
            shown = next(each for each in guest.heard() if "They plan lessons together." in each.words)
            await guest.reacts(answer if guest is people.omar else shown)
        await hall.rests()
        for guest in (people.lucia, people.wei):
            now = await guest.presses(guest.opening(), "Where are we?")
            assert "They plan lessons together." in now


@pytest.mark.parametrize("down", ["discord", "slack"])
@pytest.mark.slow
async def test_one_platform_that_is_down_holds_up_nobody_and_reads_what_it_missed(tmp_path, down):
    async with live(tmp_path) as (hall, people):
        await hall.rests()
        away, there, at_home = (
            (people.omar, people.wei, people.lucia)
            if down == "discord"
            else (people.dana, people.lucia, people.wei)
        )
        relay = hall.house.relay
        relay._sending._settle = relay._doubts._settle = SETTLE
        breaks(hall, down)
        for number in range(10):
            await (away if number % 2 else there).says(f"thought {number}")
            await asyncio.sleep(0.2)
        await within(10.0, lambda: sorted(thoughts(read(there))) == list(range(10)))
        assert thoughts(read(at_home)) == [1, 3, 5, 7, 9]  # what its own people say, and no more

        mends(hall, down)
        mended = hall.clock.now()
        while sorted(set(thoughts(read(at_home)))) != list(range(10)):
            await asyncio.sleep(0.25)
            await hall.moves(seconds=1)  # what was put off is tried again in its time
            assert hall.clock.now() - mended < A_MINUTE
        await hall.rests()
        assert sorted(thoughts(read(at_home))) == list(range(10))
        assert [each for each in thoughts(read(at_home)) if each % 2 == 0] == [0, 2, 4, 6, 8]
        assert sorted(thoughts("\n".join(kept(hall)))) == list(range(10))


def breaks(hall, platform):
    """Nothing can be posted on a platform."""
    if platform == "discord":
        hall.discord.faults.always(POSTS, Broken(503))
    else:
        hall.slack.faults.always["chat.postMessage"] = Fault(REFUSES, error="internal_error")


def mends(hall, platform):
    if platform == "discord":
        hall.discord.faults.always(POSTS, None)
    else:
        del hall.slack.faults.always["chat.postMessage"]


# Words that nobody heard while they were said


@asynccontextmanager
async def broken_hour(folder, monkeypatch):
    """300 thoughts on two platforms, while the bot restarts three times and loses what it heard them by."""
    login_at_once(monkeypatch)
    monkeypatch.setattr(socket_mode, "PING", 0.3)
    monkeypatch.setattr(catching_up, "FIRST_WAIT", 0.1)
    async with live(folder) as (hall, people):
        hall.slack.courier.retries = False  # Slack gives up in the end
        hall.slack.limits.on = False  # four connections within a minute
        await hall.rests()
        talking = asyncio.create_task(talk(people))
        for life in range(4):
            await asyncio.sleep(1.5)
            if life == 1:
                hall.discord.gateway.invalidate()  # op 9: the session is gone, and what it would have told
            if life == 2:
                hall.slack.sockets.go_silent(wholly=True)
            await asyncio.sleep(1.0)
            if life < 3:
                await hall.closes()
                await asyncio.sleep(0.3)
                await hall.opens()
        await talking
        yield hall, people


async def talk(people):
    speakers = (people.lucia.person, people.wei.person, people.omar.person, people.dana.person)
    thread, room = people.lucia.thread, people.wei.hall.channel
    opening = people.wei.thread
    for number in range(MANY):
        speaker = speakers[number % 4]
        if number % 2:
            await speaker.types(room, f"thought {number}", thread=opening)
        else:
            await speaker.say(thread, f"thought {number}")
        await asyncio.sleep(0.03)


async def archived(hall, people):
    """The thoughts on the archive's page, as somebody reads it."""
    await hall.moves(minutes=70)
    told = await people.nora.asks("chat archive", chat="#ce14")
    (address,) = {link["url"] for link in told.raw["links"]}
    page = html.unescape(re.sub(r"<[^>]+>", "", await hall.fetches(address)))
    return thoughts(page)


@pytest.mark.promise("R17")
@pytest.mark.slow
async def test_300_messages_on_two_platforms_are_archived_once_and_in_order_whatever_breaks(
    tmp_path, monkeypatch
):
    async with broken_hour(tmp_path, monkeypatch) as (hall, people):
        readers = (people.lucia, people.wei)
        await within(BACK, lambda: len(kept(hall)) >= MANY)
        await hall.rests()
        assert thoughts("\n".join(kept(hall))) == list(range(MANY))
        await within(BACK, lambda: all(len(set(thoughts(read(each)))) == MANY for each in readers))
        for guest in readers:
            assert sorted(thoughts(read(guest))) == list(range(MANY))
        assert await archived(hall, people) == list(range(MANY))
        assert broken_limits(hall) == []


@pytest.mark.slow
async def test_without_reading_history_some_of_them_would_be_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(DiscordCatchingUp, "begin", lambda *_, **_more: None)
    monkeypatch.setattr(catching_up.CatchingUp, "begin", lambda *_, **_more: None)
    async with broken_hour(tmp_path, monkeypatch) as (hall, _people):
        await hall.rests()
        await asyncio.sleep(2)
        assert 0 < len(kept(hall)) < MANY
