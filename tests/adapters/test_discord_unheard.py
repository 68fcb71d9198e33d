"""Discord stopped listening (10062) before we answered: done once, said privately, and to nobody else."""

import asyncio
from datetime import timedelta

import pytest
from twins.chord import Failed
from twins.chord.faults import Denied

from adapters.discord import answering, errors
from adapters.discord.doors import Doors
from communitybot.ports import TryLater
from tests.adapters.discording import scene

ORIGINAL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
POST = "POST /channels/{channel_id}/messages"
LINE = "Discord did not show you my answer"


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def posted(there):
    """The card of an event as the teacher sees it."""
    given = await there.principal.command(
        there.events, "event create", {"title": "Reading circle", "when": "in 3 days"}
    )
    await (await there.principal.press(await given.answer(), "Post it")).answer()
    await there.twin.until(lambda: there.teacher.sees(there.events))
    return there.teacher.sees(there.events)[-1]


def deaf(there):
    """From now on Discord gives up at once, as it does on a bad day."""
    there.twin.core.ack_within = 0.0


def in_the_room(there):
    return [each for each in there.principal.sees(there.events) if not each.ephemeral]


def letters(person):
    return [each.text for each in person.sees(person.direct)]


async def test_who_answered_an_event_is_told_privately_that_it_worked(there):
    async with there.bot() as running:
        shown = await posted(there)
        deaf(there)
        pressed = await there.teacher.press(shown, "Going")
        assert isinstance(await pressed.answer(), Failed)
        await there.twin.until(lambda: letters(there.teacher))
        await running.house.bot.settle()
        await there.twin.until(lambda: "1 going" in there.teacher.sees(there.events)[0].text)
        await asyncio.sleep(0.5)

    (letter,) = letters(there.teacher)
    assert LINE in letter
    assert "Reading circle" in letter
    assert len(in_the_room(there)) == 1
    assert letters(there.principal) == []


async def test_a_preview_nobody_saw_comes_privately_and_can_be_posted_there(there):
    async with there.bot() as running:
        deaf(there)
        given = await there.teacher.command(
            there.events, "event create", {"title": "Book swap", "when": "in 2 days"}
        )
        assert isinstance(await given.answer(), Failed)
        await there.twin.until(lambda: letters(there.teacher))
        there.twin.core.ack_within = 3.0
        (preview,) = there.teacher.sees(there.teacher.direct)
        await (await there.teacher.press(preview, "Post it")).acknowledged()
        await running.house.bot.settle()
        await there.twin.until(lambda: there.principal.sees(there.events))

    assert "Book swap" in there.principal.sees(there.events)[0].text


async def test_who_only_looked_is_not_written_to(there):
    async with there.bot():
        deaf(there)
        asked = await there.teacher.command(there.events, "events")
        assert isinstance(await asked.answer(), Failed)
        await asyncio.sleep(0.5)

    assert letters(there.teacher) == []


async def test_control_who_was_answered_is_not_written_to(there):
    async with there.bot() as running:
        shown = await posted(there)
        await (await there.teacher.press(shown, "Going")).answer()
        await running.house.bot.settle()
        await asyncio.sleep(0.5)

    assert letters(there.teacher) == []


async def test_control_where_10062_is_not_known_for_what_it_is_nobody_learns_of_it(there, monkeypatch):
    monkeypatch.setattr(errors, "NOT_LISTENING", frozenset())
    async with there.bot():
        shown = await posted(there)
        deaf(there)
        await (await there.teacher.press(shown, "Going")).answer()
        await there.twin.until(lambda: "1 going" in there.teacher.sees(there.events)[0].text)
        await asyncio.sleep(0.5)

    assert letters(there.teacher) == []


async def test_closed_to_private_messages_they_are_told_nowhere_else(there):
    there.teacher.close_dms()
    async with there.bot():
        shown = await posted(there)
        before = there.twin.counts.requests[POST]
        deaf(there)
        await (await there.teacher.press(shown, "Going")).answer()
        await there.twin.until(lambda: "1 going" in there.teacher.sees(there.events)[0].text)
        await asyncio.sleep(0.5)

        assert there.twin.counts.requests[POST] == before + 1
    assert len(in_the_room(there)) == 1


async def test_a_promise_that_could_not_be_kept_any_more_is_kept_privately(there, monkeypatch):
    """The first answer was taken, and the interaction's token died before the second."""
    monkeypatch.setattr(answering, "SOON", 0.0)
    async with there.bot():
        there.twin.faults.next(ORIGINAL, Denied(50027))
        await there.teacher.command(there.events, "event create", {"title": "Book swap", "when": "in 2 days"})
        await there.twin.until(lambda: letters(there.teacher))

    assert LINE in letters(there.teacher)[0]


async def test_only_one_request_is_made_of_an_interaction_that_is_over(there):
    async with there.bot():
        shown = await posted(there)
        deaf(there)
        before = there.twin.counts.requests.copy()
        await (await there.teacher.press(shown, "Going")).answer()
        await there.twin.until(lambda: letters(there.teacher))
        made = there.twin.counts.requests - before

    assert sum(count for route, count in made.items() if "interaction" in route or "webhook" in route) == 1


async def test_told_to_try_later_it_tries_again(there, monkeypatch):
    told = []

    async def busy(self, user):
        told.append(user)
        if len(told) < 3:
            raise TryLater(timedelta(seconds=0.1))
        return await channel(self, user)

    channel = Doors.channel
    monkeypatch.setattr(Doors, "channel", busy)
    async with there.bot():
        shown = await posted(there)
        deaf(there)
        await (await there.teacher.press(shown, "Going")).answer()
        await there.twin.until(lambda: letters(there.teacher))

    assert len(told) == 3
